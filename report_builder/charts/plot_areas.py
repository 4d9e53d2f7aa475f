"""Where the axes of a figure lie, and each period in them: for who points at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from report_builder.model.figure import FigureContent, PlotArea
from report_builder.model.period import Period

Places = Callable[[Sequence[Period]], Sequence[float]]
"""Where periods lie on the axis of a kind of figure."""
_DECIMALS = 4


def one_after_the_other(periods: Sequence[Period]) -> list[float]:
    """The places of bars: each as far from the next."""
    return [float(number) for number in range(len(periods))]


def plot_areas(
    figure: Figure, content: FigureContent, places: Places, panels: int
) -> tuple[PlotArea, ...]:
    """The first axes of a figure, so many as it has panels."""
    return tuple(_area(axes, places(content.periods)) for axes in figure.axes[:panels])


def _area(axes: Axes, places: Sequence[float]) -> PlotArea:
    box = axes.get_position()
    low, high = axes.get_xlim()
    parts = (box.x0 + (place - low) / (high - low) * box.width for place in places)
    return PlotArea(
        *(_part(box.x0), _part(1 - box.y1), _part(box.x1), _part(1 - box.y0)),
        tuple(map(_part, parts)),
    )


def _part(amount: float) -> float:
    return round(float(amount), _DECIMALS)
