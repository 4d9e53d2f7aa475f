"""The bars of one series, or of a ranking.

matplotlib makes a shape for each bar, and measures it to find the limits of the axes. The limits of
a figure are known: one shape for each look is drawn at every place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.patches import Patch, Polygon


class Box(NamedTuple):
    """Where a bar lies, in the numbers of the axes; one below zero has a height below zero."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def corners(self) -> list[tuple[float, float]]:
        """From the one it grows from, round to it again."""
        right, top = self.left + self.width, self.bottom + self.height
        start = (self.left, self.bottom)
        return [start, (right, self.bottom), (right, top), (self.left, top), start]


class Bars(Artist):
    """Bars and how each of them looks."""

    zorder = Patch.zorder

    def __init__(self, axes: Axes, boxes: Sequence[Box], looks: Sequence[Polygon]) -> None:
        super().__init__()
        self.boxes, self.looks = boxes, looks
        for look in looks:
            look.set_transform(axes.transData)
            look.set_clip_path(axes.patch)

    def draw(self, renderer: RendererBase) -> None:
        """Draw a look at every place that has it."""
        for box, look in zip(self.boxes, self.looks, strict=True):
            look.set_xy(box.corners)
            look.draw(renderer)


def bar_look(colour: str, edge: str | None = None, hatch: str | None = None) -> Polygon:
    """A shape that looks as bars are to look; without an edge where none is named."""
    return Polygon([(0, 0), (1, 1)], facecolor=colour, edgecolor=edge, hatch=hatch)


def put_bars(axes: Axes, boxes: Sequence[Box], looks: Sequence[Polygon]) -> Bars:
    """Put bars on axes."""
    bars = Bars(axes, boxes, looks)
    axes.add_artist(bars)
    return bars
