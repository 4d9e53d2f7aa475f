"""How figures look: fonts, markers, the colours that are not of a series, and the width of
texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from matplotlib import font_manager, rcParams
from matplotlib.ft2font import FT2Font

from report_builder.model.tone import Tone

FONTS = Path(__file__).parent.parent / "fonts"
PACKAGED_STYLE = Path(__file__).with_name("house.mplstyle")

INK, GREY, FAINT = "#262626", "#535353", "#999999"
YELLOW, YELLOW_EDGE = "#f9e11e", "#6b5f00"
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
DASHES = ("-", (0, (5, 1.5)), (0, (1, 1)), (0, (5, 1, 1, 1)))


_DARKER = {Tone.ORANGE: "#b35900", Tone.GREY: "#6b6b6b"}
"""What reaches 3:1 on white as a line, and is too light for letters."""


def text_colour(tone: Tone) -> str:
    """The colour of a text that belongs to a series: at least 4.5:1 on white."""
    return _DARKER.get(tone, tone)


def register_fonts(files: Sequence[Path]) -> str:
    """Make font files known to matplotlib; return the name of the typeface of the first, or an
    empty string.
    """
    for path in files:
        font_manager.fontManager.addfont(path)
    return FT2Font(str(files[0])).family_name if files else ""


@cache
def _font(family: str, size: float, is_bold: bool) -> FT2Font:
    weight = "bold" if is_bold else "normal"
    properties = font_manager.FontProperties(family=family, weight=weight)
    font = FT2Font(font_manager.findfont(properties))
    font.set_size(size, 72)
    return font


def text_width(text: str, size: float, is_bold: bool = False) -> float:
    """The width of a text in points, in the typeface of the figure."""
    return _width(rcParams["font.family"][0], size, is_bold, text)


@lru_cache(maxsize=4096)
def _width(family: str, size: float, is_bold: bool, text: str) -> float:
    font = _font(family, size, is_bold)
    font.set_text(text)
    width, _ = font.get_width_height()
    return float(width) / 64
