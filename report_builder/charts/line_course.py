"""The course of one line: open over gaps, cut at breaks, dashed to what is not settled."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from report_builder.charts.axes import positions
from report_builder.charts.picture_key import UNSETTLED
from report_builder.charts.style import DASHES, MARKERS
from report_builder.model.figure import FigureContent, PlottedLine
from report_builder.model.period import Frequency
from report_builder.model.series import Status
from report_builder.model.tone import TONES

_MOST_MARKERS = 30


class _Vertex(NamedTuple):
    """A point of a line; one that is no number cuts it."""

    place: float
    value: float
    is_settled: bool = True

    @property
    def is_gap(self) -> bool:
        return math.isnan(self.value)


_CUT = _Vertex(math.nan, math.nan)


def draw_line(axes: Axes, content: FigureContent, line: PlottedLine, number: int) -> None:
    """Draw a series, with the markers and dashes of its number; a point that no line leads to or
    from is marked, however many there are.
    """
    course = list(_course(content, line))
    is_dense = len(content.periods) > _MOST_MARKERS
    settled = [vertex if vertex.is_settled else _CUT for vertex in course]
    marker = MARKERS[number % len(MARKERS)]
    axes.plot(
        [vertex.place for vertex in settled],
        [vertex.value for vertex in settled],
        color=line.tone,
        marker=marker,
        markevery=_lonely(settled) if is_dense else None,
        linestyle=DASHES[number // len(TONES) % len(DASHES)],
        linewidth=1.2 if is_dense else None,
    )
    for place, vertex in enumerate(course):
        if not vertex.is_settled:
            stretch = course[max(place - 1, 0) : place + 1]  # from the point before it
            axes.plot(
                [one.place for one in stretch],
                [one.value for one in stretch],
                color=line.tone,
                linestyle=(0, (2, 1.2)),
                marker=marker,
                markevery=[-1],
                markerfacecolor="white",
            )


def _course(content: FigureContent, line: PlottedLine) -> Iterator[_Vertex]:
    """The points of a series, with a cut where it lacks a figure and before a break; days on which
    only others were counted are left out.
    """
    points = {point.period: point for point in line.points}
    for period, place in zip(content.periods, positions(content.periods), strict=True):
        point = points.get(period)
        if point is None and period.frequency is Frequency.DAY:
            continue
        if point is None or point.amount is None:
            yield _CUT
            continue
        if point.status is Status.BREAK:
            yield _CUT
        yield _Vertex(place, float(point.amount), point.status not in UNSETTLED)


def _lonely(course: Sequence[_Vertex]) -> list[int]:
    """The points between two cuts."""
    around = [_CUT, *course, _CUT]
    return [
        number
        for number, vertex in enumerate(course)
        if not vertex.is_gap and around[number].is_gap and around[number + 2].is_gap
    ]
