"""How figures look: fonts, colours that stay apart for colour-blind readers, and the width of
texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from matplotlib import font_manager, rcParams
from matplotlib.ft2font import FT2Font

FONTS = Path(__file__).parent.parent / "fonts"
PACKAGED_STYLE = Path(__file__).with_name("house.mplstyle")

INK, GREY, FAINT = "#262626", "#535353", "#999999"
YELLOW, YELLOW_EDGE = "#f9e11e", "#6b5f00"

# The Rijk's palette, in the sets that stay furthest apart under colour blindness and reach 3:1 on
# white.
_SKY, _OCHRE, _BROWN, _ORANGE = "#007bc7", "#94710a", "#673327", "#e17000"
LINT, _RUBY, _PURPLE, _RED, _VIOLET = "#154273", "#ca005d", "#42145f", "#d52b1e", "#a90061"
_SETS = {
    1: (_SKY,),
    2: (_SKY, _BROWN),
    3: (_SKY, _BROWN, _ORANGE),
    4: (_SKY, _BROWN, _ORANGE, LINT),
    5: (_SKY, _OCHRE, _BROWN, _RUBY, _PURPLE),
    6: (_SKY, _BROWN, _ORANGE, _RED, _VIOLET, _PURPLE),
}
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
DASHES = ("-", (0, (5, 1.5)), (0, (1, 1)), (0, (5, 1, 1, 1)))


def colours(count: int) -> list[str]:
    """That many colours; past six they repeat, and markers and dashes tell the lines apart."""
    palette = _SETS[min(max(count, 1), max(_SETS))]
    return [palette[number % len(palette)] for number in range(count)]


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
