"""Makes the typeface of the web edition: Source Sans 3 with the characters of Dutch texts alone.

    .venv/bin/python -m tests.web_typefaces

It writes `report_builder/fonts/Rapportletter-*.woff2`. The open licence of Source Sans keeps the
name Source for the font as it is, so what is cut out of it bears ours.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parents[1] / "report_builder/fonts"
LOOKS = {"Regular": "Regular", "Bold": "Bold", "Italic": "It"}
"""What each file is called, and the look of Source Sans 3 that it is cut out of."""
_LATIN = ((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B))
_SIGNS = (
    "\u2009\u200a\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2022"
    "\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u2044\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u207a"
    "\u2080\u2081\u2082\u2083\u20ac\u2122\u2190\u2191\u2192\u2193\u2212\u2248\u2260\u2264\u2265"
    "\u25b2\u25bc\u25cf\u25b6"
)
_FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "sups", "tnum"]
_KEPT_NAMES = {0, 13, 14}
"""Whose it is, its licence, and where that stands."""


def characters() -> set[int]:
    """The characters that the typeface has."""
    letters = {code for first, last in _LATIN for code in range(first, last + 1)}
    return letters | {ord(sign) for sign in _SIGNS}


def write_typeface(look: str) -> Path:
    """Write one file."""
    font = TTFont(FOLDER / f"SourceSans3-{LOOKS[look]}.ttf", recalcTimestamp=False)
    options = subset.Options(
        layout_features=_FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"]
    )
    cut = subset.Subsetter(options)
    cut.populate(unicodes=characters())
    cut.subset(font)
    _rename(font, look)
    font.flavor = "woff2"
    path = FOLDER / f"Rapportletter-{look}.woff2"
    font.save(path)
    return path


def _rename(font: TTFont, look: str) -> None:
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in _KEPT_NAMES]
    own = {1: "Rapportletter", 2: look, 4: f"Rapportletter {look}", 6: f"Rapportletter-{look}"}
    for number, text in own.items():
        names.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    for name in LOOKS:
        print(write_typeface(name))
