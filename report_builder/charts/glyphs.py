"""Texts as outlines: the shape of each glyph, and where a text puts it; kept for as long as the
process runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from report_builder.charts.shapes import TURN_DECIMALS, Outline, number, numbers, shape

FONT_SIZE = text_to_path.FONT_SCALE
"""The size, in points, of the outlines."""
Files = tuple[Any, ...]
"""The files of a typeface, and after it of those that have what it lacks."""


_RECTANGLE, _BEND = 6, 0.01
"""The most points that a glyph of four sides has, and how far a side of it is bent."""


_kept: dict[Files, tuple[dict[str, Any], dict[str, Outline]]] = {}
"""The glyphs that were asked of a typeface, as matplotlib gives them and as shapes."""


@dataclass(frozen=True)
class PlacedGlyph:
    """The outline of a glyph, where it stands in its text, and how many times its size it is."""

    outline: Outline
    x: float
    y: float
    size: float

    @cached_property
    def pdf(self) -> str:
        """The glyph in its place, filled, as operators of PDF."""
        place = numbers((self.x, self.y))
        size = number(self.size, TURN_DECIMALS)
        return f"q {size} 0 0 {size} {place} cm {self.outline.pdf} f Q"


def font_files(properties: FontProperties) -> Files:
    """The font files that a text is set from."""
    return tuple(fontManager._find_fonts_by_props(properties))


@lru_cache(maxsize=4096)
def measured(files: Files, text: str, size: float) -> tuple[float, float, float]:
    """The width, height and depth of a text, in points."""
    font = get_font(files)
    font.set_size(size, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    width, height = font.get_width_height()
    return width / 64, height / 64, font.get_descent() / 64


@lru_cache(maxsize=64)
def line_heights(files: Files, size: float) -> tuple[float, float, float] | tuple[None, None, None]:
    """How far lines of a typeface reach up and down, and the room between two, in points; None
    where its file does not tell.
    """
    font: Any = get_font(files)
    table, head = font.get_sfnt_table("OS/2"), font.get_sfnt_table("head")
    if table is None:
        return None, None, None
    scale = 1 / head["unitsPerEm"] * size
    up, down, gap = (table[f"sTypo{side}"] for side in ("Ascender", "Descender", "LineGap"))
    return up * scale, -down * scale, gap * scale


@lru_cache(maxsize=4096)
def placed_glyphs(files: Files, text: str) -> tuple[PlacedGlyph, ...]:
    """The glyphs of a text that is `FONT_SIZE` large."""
    font = get_font(files)
    font.set_size(FONT_SIZE, 72)
    paths, outlines = _kept.setdefault(files, ({}, {}))
    places, *_ = text_to_path.get_glyphs_with_font(font, text, paths)
    return _placed(places, paths, outlines)


def math_glyphs(
    properties: FontProperties, text: str
) -> tuple[tuple[PlacedGlyph, ...], tuple[Outline, ...]]:
    """The glyphs of a formula, and its strokes; `FONT_SIZE` large."""
    places, paths, strokes = text_to_path.get_glyphs_mathtext(properties, text)
    return _placed(places, paths, {}), tuple(_shape(*stroke) for stroke in strokes)


def _placed(
    places: Any, paths: Mapping[str, Any], outlines: dict[str, Outline]
) -> tuple[PlacedGlyph, ...]:
    glyphs = list[PlacedGlyph]()
    for name, x, y, size in places:
        if name not in outlines:
            outlines[name] = _shape(*paths[name])
        if outlines[name].pdf:  # a space has none
            glyphs.append(PlacedGlyph(outlines[name], x, y, size))
    return tuple(glyphs)


def _shape(vertices: Any, codes: Any) -> Outline:
    """A glyph as it is drawn: one of four straight sides, as an I, has a bend of a thousandth of a
    point in one of them.

    PDFium draws a rectangle on whole pixels, which makes a letter bold among its neighbours.
    """
    path: Any = Path(vertices, codes)
    points, kinds = path.vertices.tolist(), list(codes)
    if 2 <= len(points) <= _RECTANGLE and Path.CURVE3 not in kinds:
        (left, bottom), (right, top) = points[:2]
        points.insert(1, [(left + right) / 2 + _BEND, (bottom + top) / 2 + _BEND])
        kinds.insert(1, Path.LINETO)
        path = Path(points, kinds)
    return shape(path, None)
