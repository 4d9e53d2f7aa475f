"""Places where a bar would stand and there is no figure: empty is not zero, so each says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from report_builder.charts.bar_row import Box, bar_look, put_bars
from report_builder.charts.page import SMALLEST, axes_size
from report_builder.charts.style import GREY, text_width
from report_builder.model.figure import FigureContent, PlottedLine
from report_builder.model.period import Period
from report_builder.wording.picture_words import NO_FIGURE, WHY_EMPTY

_THINNEST = 8.5
"""Points that a place must be wide for words that stand in it."""
_LIFT = 4.0
"""Points from zero to the words."""


@dataclass(frozen=True)
class Slot:
    """A place without a figure: its series, or none where it is all of them, its period, its middle
    and how wide it is, in periods, and why it is empty.
    """

    line: PlottedLine | None
    period: Period
    middle: float
    width: float
    reason: str
    is_nameable: bool = True
    """Whether the words fit there by their meaning: not on a stack of other parts."""


def empty_slots(
    content: FigureContent, width: float, *, is_stacked: bool = False
) -> tuple[Slot, ...]:
    """The places without a figure; a period without any is one place."""
    return tuple(_slots(content, width, is_stacked))


def _slots(content: FigureContent, width: float, is_stacked: bool) -> Iterator[Slot]:
    first = -(len(content.lines) - 1) / 2 * width
    for number, period in enumerate(content.periods):
        empty = [place for place, line in enumerate(content.lines) if _lacks(line, period)]
        if len(empty) == len(content.lines):
            reason = _reason(content.lines[0], period)
            bars = 1 if is_stacked else len(empty)
            yield Slot(None, period, number, width * bars, reason)
            continue
        for place in empty:
            line = content.lines[place]
            middle = number if is_stacked else number + first + place * width
            yield Slot(line, period, middle, width, _reason(line, period), not is_stacked)


def _lacks(line: PlottedLine, period: Period) -> bool:
    point = line.at(period)
    return point is None or point.amount is None


def _reason(line: PlottedLine, period: Period) -> str:
    point = line.at(period)
    return WHY_EMPTY.get(point.status, NO_FIGURE) if point else NO_FIGURE


def unnamed(slots: Sequence[Slot], points: float) -> Mapping[str, Sequence[Period]]:
    """The periods, by series, whose place has no room for words; a period is so many points
    wide.
    """
    gaps: dict[str, list[Period]] = {}
    for slot in slots:
        if not _has_words(slot, points):
            name = slot.line.name if slot.line else ""
            gaps.setdefault(name, []).append(slot.period)
    return gaps


def _has_words(slot: Slot, points: float) -> bool:
    return slot.is_nameable and slot.width * points >= _THINNEST


def mark_empty(axes: Axes, slots: Sequence[Slot]) -> None:
    """Write in each empty place, upwards from zero, why there is no bar; no line of the grid runs
    through the words.
    """
    across, up = _points_of_one(axes)
    named = [slot for slot in slots if _has_words(slot, across)]
    grounds = [_ground(slot, up) for slot in named]
    put_bars(axes, grounds, [bar_look("white")] * len(grounds))
    for slot in named:
        axes.annotate(
            slot.reason,
            (slot.middle, 0),
            xytext=(0, _LIFT),
            textcoords="offset points",
            ha="center",
            va="bottom",
            rotation=90,
            fontsize=SMALLEST,
            color=GREY,
        )


def _points_of_one(axes: Axes) -> tuple[float, float]:
    """The points that one period is wide, and that one of what is counted is high."""
    width, height = axes_size(axes)
    left, right = axes.get_xlim()
    low, high = axes.get_ylim()
    return width / (right - left), height / (high - low)


def _ground(slot: Slot, up: float) -> Box:
    """What lies behind the words of a place, within it."""
    bottom, length = _LIFT - 1.0, text_width(slot.reason, SMALLEST) + 3.0
    return Box(slot.middle - slot.width * 0.47, bottom / up, slot.width * 0.94, length / up)
