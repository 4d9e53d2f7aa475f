"""The ticks of an axis, with their texts and the lines of the grid.

matplotlib makes a tick of five parts for each place, and lays out their texts to see what is free
beside them. The places of a figure are known: one tick, which has the style of them all, is drawn
at each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backend_bases import RendererBase

Side = Literal["left", "right"]
"""The end of its text at which a tick stands."""


class Ticks(Artist):
    """All ticks of one axis, in place of its own: where they stand, what they say, and at which
    end of its text each stands where that is not as the style has it.
    """

    def __init__(
        self, axis: Axis, places: Sequence[float], texts: Sequence[str], sides: Sequence[Side]
    ) -> None:
        super().__init__()
        self.places, self.texts = places, texts
        (self._tick,) = axis.get_major_ticks(1)
        self._sides: Sequence[Side | None] = sides or [None] * len(places)
        self.set_zorder(axis.get_zorder())

    def draw(self, renderer: RendererBase) -> None:
        """Draw the one tick at every place."""
        for place, text, side in zip(self.places, self.texts, self._sides, strict=True):
            self._tick.update_position(place)
            for label in (self._tick.label1, self._tick.label2):
                label.set_text(text)
                if side:
                    label.set_horizontalalignment(side)
            self._tick.draw(renderer)


def put_ticks(
    axes: Axes,
    axis: Axis,
    places: Sequence[float],
    texts: Sequence[str],
    sides: Sequence[Side] = (),
) -> None:
    """Put ticks on one of the axes, which is not drawn itself any more."""
    axis.set_visible(False)
    axes.add_artist(Ticks(axis, places, texts, sides))
