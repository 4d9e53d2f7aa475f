"""The ticks of an axis, with their texts and the lines of the grid.

matplotlib makes a tick of five parts for each place, and lays out their texts to see what is free
beside them. The places of a figure are known: the parts of one tick, which has the style of them
all, are drawn for all places.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis, XAxis
from matplotlib.backend_bases import RendererBase
from matplotlib.lines import Line2D
from matplotlib.text import Text

Side = Literal["left", "right"]
"""The end of its text at which a tick stands."""


class Ticks(Artist):
    """All ticks of one axis, in place of its own: where they stand, what they say, at which end of
    its text each stands where that is not as the style has it, and which are bold.
    """

    def __init__(
        self,
        axis: Axis,
        places: Sequence[float],
        texts: Sequence[str],
        sides: Sequence[Side],
        bold: Collection[int],
    ) -> None:
        super().__init__()
        self.places, self.texts, self._bold = places, texts, bold
        (self._tick,) = axis.get_major_ticks(1)
        self._is_lying = isinstance(axis, XAxis)
        self._sides: Sequence[Side | None] = sides or [None] * len(places)
        self.set_zorder(axis.get_zorder())

    def draw(self, renderer: RendererBase) -> None:
        """Draw all lines of the grid, all marks, and the text of each tick."""
        tick = self._tick
        parts = ((tick.gridline, (0.0, 1.0)), (tick.tick1line, (0.0,)), (tick.tick2line, (1.0,)))
        for line, ends in parts:
            if line.get_visible():
                self._repeat(line, ends)
                line.draw(renderer)
        for label in (tick.label1, tick.label2):
            if label.get_visible():
                self._draw_texts(label, renderer)

    def _repeat(self, line: Line2D, ends: Sequence[float]) -> None:
        """Let a line stand at every place, with a gap after each, from one side of the axes to the
        other.
        """
        pieces = [*ends, math.nan]
        across = pieces * len(self.places)
        along = [place for place in self.places for _ in pieces]
        line.set_data(*((along, across) if self._is_lying else (across, along)))

    def _draw_texts(self, label: Text, renderer: RendererBase) -> None:
        move = label.set_x if self._is_lying else label.set_y
        rows = zip(self.places, self.texts, self._sides, strict=True)
        for number, (place, text, side) in enumerate(rows):
            move(place)
            label.set_text(text)
            if side:
                label.set_horizontalalignment(side)
            if self._bold:
                label.set_fontweight("bold" if number in self._bold else "normal")
            label.draw(renderer)


def put_ticks(
    axes: Axes,
    axis: Axis,
    places: Sequence[float],
    texts: Sequence[str],
    sides: Sequence[Side] = (),
    bold: Collection[int] = (),
) -> None:
    """Put ticks on one of the axes, which is not drawn itself any more."""
    axis.set_visible(False)
    axes.add_artist(Ticks(axis, places, texts, sides, bold))
