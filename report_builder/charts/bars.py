"""Bars by period: beside each other or stacked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from report_builder.charts.axes import (
    ValueScale,
    amounts,
    line_values,
    mark_breaks,
    period_ticks,
    unit_label,
)
from report_builder.charts.bar_labels import label_bars, plan_labels
from report_builder.charts.bar_row import Bars, Box, bar_look, put_bars
from report_builder.charts.empty_slots import Slot, empty_slots, mark_empty, unnamed
from report_builder.charts.legend import LegendPlan, plan_legend, put_legend
from report_builder.charts.page import (
    HEIGHT_MM,
    POINTS_PER_MM,
    TOP,
    Margins,
    frame_room,
    new_figure,
    page_width,
    place_axes,
)
from report_builder.charts.picture_key import (
    UNSETTLED,
    bars_key,
    key_lines,
    key_room,
    put_key,
)
from report_builder.model.figure import FigureContent, PlottedLine

_RIGHT, _BELOW = 8.0, 18.0
_GROUP, _THICK = 0.8, 0.94
"""How much of a period its bars take, and of its share each bar."""
AXES_MM = HEIGHT_MM - (TOP + _BELOW) / POINTS_PER_MM


@dataclass(frozen=True)
class _BarPage:
    """A figure with its axes, and what stands below these."""

    figure: Figure
    axes: Axes
    legend: LegendPlan
    key: Sequence[str]


def draw_bars(content: FigureContent) -> Figure:
    """Bars by period, beside each other for each series."""
    values = amounts(content.lines)
    width = _GROUP / len(content.lines)
    slots = empty_slots(content, width)
    labels = plan_labels(content, _points_of(content, width), AXES_MM * POINTS_PER_MM)
    scale = ValueScale(content, min(values), max(values), beyond=labels.beyond)
    page = _start(content, scale, slots)
    series = [
        _draw_bars(page.axes, content, line, number * width - _GROUP / 2 + width / 2, width)
        for number, line in enumerate(content.lines)
    ]
    _finish(page, content, scale, slots)
    if labels.is_shown:
        page.axes.grid(visible=False)
        label_bars(page.axes, content, series, labels)
    return page.figure


def draw_stacked(content: FigureContent) -> Figure:
    """Bars by period, the series on top of each other with white between them; what is below zero
    goes down.
    """
    stacks = [_heights(content, line) for line in content.lines]
    columns = list(zip(*stacks, strict=True))
    ups = [sum(max(value, 0) for value in column) for column in columns]
    downs = [sum(min(value, 0) for value in column) for column in columns]
    scale = ValueScale(content, min(downs), max(ups))
    slots = empty_slots(content, _GROUP, is_stacked=True)
    page = _start(content, scale, slots)
    up, down = [0.0] * len(ups), [0.0] * len(ups)
    for values, line in zip(stacks, content.lines, strict=True):
        base = [up[place] if value >= 0 else down[place] for place, value in enumerate(values)]
        _draw_bars(page.axes, content, line, 0, _GROUP, base)
        up = [start + max(value, 0) for start, value in zip(up, values, strict=True)]
        down = [start + min(value, 0) for start, value in zip(down, values, strict=True)]
    _finish(page, content, scale, slots)
    return page.figure


def _points_of(content: FigureContent, width: float) -> float:
    """The points that a part of a period is wide, before the room of the ticks is known."""
    scale = ValueScale(content, min(amounts(content.lines)), max(amounts(content.lines)))
    room = page_width() * POINTS_PER_MM - scale.room - _RIGHT - 2 * frame_room(content)
    return room / (len(content.periods) + 0.2) * width


def _heights(content: FigureContent, line: PlottedLine) -> list[float]:
    """The values of a series as bars: a gap has no height."""
    return [0.0 if math.isnan(value) else value for value in line_values(content, line)]


def _start(content: FigureContent, scale: ValueScale, slots: Sequence[Slot]) -> _BarPage:
    """A figure high enough for its axes, and for the legend and the explanation below them."""
    room = page_width() * POINTS_PER_MM - scale.room - _RIGHT - 2 * frame_room(content)
    legend = plan_legend([line.name for line in content.lines], room)
    gaps = unnamed(slots, room / (len(content.periods) + 0.2))
    is_stacked = not all(slot.is_nameable for slot in slots)
    key = key_lines(bars_key(content, gaps, is_stacked), content)
    below = legend.height + key_room(key)
    figure = new_figure(HEIGHT_MM + max(0.0, below - 16) / POINTS_PER_MM)
    axes = place_axes(figure, content, Margins(scale.room, _RIGHT, TOP, _BELOW + below))
    return _BarPage(figure, axes, legend, key)


def _draw_bars(
    axes: Axes,
    content: FigureContent,
    line: PlottedLine,
    offset: float,
    width: float,
    base: Sequence[float] | None = None,
) -> Bars:
    """The bars of one series; what is not settled is hatched."""
    values, thick = _heights(content, line), width * _THICK
    bottoms = base or [0.0] * len(values)
    boxes = [
        Box(number + offset - thick / 2, bottom, thick, height)
        for number, (bottom, height) in enumerate(zip(bottoms, values, strict=True))
    ]
    settled, unsettled = bar_look(line.tone, "white"), bar_look("white", line.tone, "////")
    status = {point.period: point.status for point in line.points}
    looks = [
        unsettled if status.get(period) in UNSETTLED else settled for period in content.periods
    ]
    return put_bars(axes, boxes, looks)


def _finish(
    page: _BarPage, content: FigureContent, scale: ValueScale, slots: Sequence[Slot]
) -> None:
    places = [float(number) for number in range(len(content.periods))]
    axes = page.axes
    axes.set_xlim(-0.6, len(content.periods) - 0.4)
    period_ticks(axes, content, places)
    scale.draw(axes)
    unit_label(axes, content)
    mark_breaks(axes, content, places)
    mark_empty(axes, slots)
    settled = [bar_look(line.tone, "white") for line in content.lines]
    put_legend(axes, page.legend, settled)
    put_key(page.figure, content, page.key)
