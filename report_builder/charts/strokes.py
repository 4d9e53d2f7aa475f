"""How a shape is painted: what matplotlib asks for, in the terms that PDF and SVG share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.transforms import Affine2D

from report_builder.charts.shapes import Outline, shape

Colour = tuple[float, float, float]
HATCH = 72.0
"""The side in points of the square that is laid beside itself to hatch a shape."""
_INCH = Affine2D().scale(HATCH)


@dataclass(frozen=True)
class Stroke:
    """A line: its colour, its width in points, its dashes, and the shape of its ends and bends."""

    colour: Colour
    alpha: float
    width: float
    dashes: tuple[float, ...]
    dash_offset: float
    join: str
    cap: str


@dataclass(frozen=True)
class Hatch:
    """Lines over a shape: how they run, in a square of one inch, their colour and width, and what
    is between them.
    """

    lines: Outline
    colour: Colour
    width: float
    ground: Colour | None


@dataclass(frozen=True)
class Paint:
    """How one shape is painted, and what it is clipped to."""

    fill: Colour | None
    fill_alpha: float
    stroke: Stroke | None
    hatch: Hatch | None
    clip: Outline | None

    @property
    def shows(self) -> bool:
        """Whether anything of it can be seen."""
        return not (self.fill is None and self.stroke is None and self.hatch is None)


def paint_of(
    context: GraphicsContextBase, face: Sequence[float] | None, clip: Outline | None
) -> Paint:
    """The paint of a shape with this face, or of its outline alone."""
    forced = context.get_alpha() if context.get_forced_alpha() else None
    fill, fill_alpha = _colour(face, forced)
    return Paint(fill, fill_alpha, _stroke(context, forced), _hatch(context, fill), clip)


def text_paint(context: GraphicsContextBase, clip: Outline | None) -> Paint:
    """The paint of a text: its outlines are filled."""
    forced = context.get_alpha() if context.get_forced_alpha() else None
    fill, alpha = _colour(context.get_rgb(), forced)
    return Paint(fill, alpha, None, None, clip)


def _colour(colour: Any, forced: float | None) -> tuple[Colour | None, float]:
    """A colour and how opaque it is; none where it does not show at all."""
    if colour is None:
        return None, 1.0
    red, green, blue, *own = (float(part) for part in colour)
    alpha = forced if forced is not None else (own[0] if own else 1.0)
    return ((red, green, blue) if alpha else None), float(alpha)


def _stroke(context: GraphicsContextBase, forced: float | None) -> Stroke | None:
    width = float(context.get_linewidth())
    colour, alpha = _colour(context.get_rgb(), forced)
    if colour is None or not width:
        return None
    dashes: Any
    offset, dashes = context.get_dashes()
    lengths = () if dashes is None else tuple(float(length) for length in dashes)
    join, cap = str(context.get_joinstyle()), str(context.get_capstyle())
    return Stroke(colour, alpha, width, lengths, float(offset or 0), join, cap)


def _hatch(context: GraphicsContextBase, ground: Colour | None) -> Hatch | None:
    path = context.get_hatch_path()
    colour, _ = _colour(context.get_hatch_color(), None)
    if path is None or colour is None:
        return None
    return Hatch(shape(path, _INCH), colour, float(context.get_hatch_linewidth()), ground)
