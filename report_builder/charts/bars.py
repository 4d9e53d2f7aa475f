"""Bars: beside each other, stacked, or lying in the order of their size."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from report_builder.charts.axes import (
    ValueScale,
    amount_text,
    amounts,
    line_values,
    mark_breaks,
    period_ticks,
    unit_label,
)
from report_builder.charts.bar_row import Bars, Box, bar_look, put_bars
from report_builder.charts.legend import LegendPlan, plan_legend, put_legend
from report_builder.charts.page import (
    HEIGHT_MM,
    POINTS_PER_MM,
    SIZE,
    SMALL,
    TOP,
    WIDTH_MM,
    Margins,
    frame_room,
    line_count,
    new_figure,
    place_axes,
    widest_line,
    wrapped,
)
from report_builder.charts.style import text_width
from report_builder.charts.ticks import put_ticks
from report_builder.model.figure import FigureContent, PlottedLine
from report_builder.model.series import Status
from report_builder.model.tone import Tone
from report_builder.wording.periods import short_period_text

_MOST_LABELS = 24
_WIDEST_NAME = 190.0
_ROW_MM = 6.2
_THICK, _ROOM = 0.72, 0.05
"""How thick a lying bar is, in rows, and how much room there is above and below all of them, as a
part of their height.
"""
_RIGHT = 8.0


def draw_bars(content: FigureContent) -> Figure:
    """Bars by period, beside each other for each series."""
    values = amounts(content.lines)
    scale = ValueScale(content, min(values), max(values))
    figure, axes, legend = _start(content, scale)
    width = 0.8 / len(content.lines)
    series = list[Bars]()
    for number, line in enumerate(content.lines):
        offset = (number - (len(content.lines) - 1) / 2) * width
        series.append(_draw_bars(axes, content, line, offset=offset, width=width))
    _finish(axes, content, scale, legend, series)
    if len(content.lines) * len(content.periods) <= _MOST_LABELS:
        _label_bars(axes, content, series)
    return figure


def draw_stacked(content: FigureContent) -> Figure:
    """Bars by period, the series on top of each other with white between them; what is below zero
    goes down.
    """
    stacks = [_heights(content, line) for line in content.lines]
    columns = list(zip(*stacks, strict=True))
    ups = [sum(max(value, 0) for value in column) for column in columns]
    downs = [sum(min(value, 0) for value in column) for column in columns]
    scale = ValueScale(content, min(downs), max(ups))
    figure, axes, legend = _start(content, scale)
    up, down = [0.0] * len(ups), [0.0] * len(ups)
    series = list[Bars]()
    for values, line in zip(stacks, content.lines, strict=True):
        base = [up[place] if value >= 0 else down[place] for place, value in enumerate(values)]
        series.append(_draw_bars(axes, content, line, base=base))
        up = [start + max(value, 0) for start, value in zip(up, values, strict=True)]
        down = [start + min(value, 0) for start, value in zip(down, values, strict=True)]
    _finish(axes, content, scale, legend, series)
    return figure


def _heights(content: FigureContent, line: PlottedLine) -> list[float]:
    """The values of a series as bars: a gap has no height."""
    return [0.0 if math.isnan(value) else value for value in line_values(content, line)]


def _start(content: FigureContent, scale: ValueScale) -> tuple[Figure, Axes, LegendPlan]:
    """A figure high enough for its axes and for the legend below them."""
    room = WIDTH_MM * POINTS_PER_MM - scale.room - _RIGHT - 2 * frame_room(content)
    legend = plan_legend([line.name for line in content.lines], room)
    figure = new_figure(HEIGHT_MM + max(0.0, legend.height - 16) / POINTS_PER_MM)
    axes = place_axes(figure, content, Margins(scale.room, _RIGHT, TOP, 18 + legend.height))
    return figure, axes, legend


def _draw_bars(
    axes: Axes,
    content: FigureContent,
    line: PlottedLine,
    *,
    offset: float = 0,
    width: float = 0.8,
    base: Sequence[float] | None = None,
) -> Bars:
    """The bars of one series; provisional ones are hatched."""
    values, thick = _heights(content, line), width * 0.94
    bottoms = base or [0.0] * len(values)
    boxes = [
        Box(number + offset - thick / 2, bottom, thick, height)
        for number, (bottom, height) in enumerate(zip(bottoms, values, strict=True))
    ]
    settled, provisional = bar_look(line.tone, "white"), bar_look("white", line.tone, "////")
    status = {point.period: point.status for point in line.points}
    looks = [
        provisional if status.get(period) is Status.PROVISIONAL else settled
        for period in content.periods
    ]
    return put_bars(axes, boxes, looks)


def _finish(
    axes: Axes,
    content: FigureContent,
    scale: ValueScale,
    legend: LegendPlan,
    series: Sequence[Bars],
) -> None:
    places = [float(number) for number in range(len(content.periods))]
    period_ticks(axes, content, places)
    scale.draw(axes)
    unit_label(axes, content)
    mark_breaks(axes, content, places)
    axes.set_xlim(-0.6, len(content.periods) - 0.4)
    put_legend(axes, legend, [bars.looks[0] for bars in series])


def _label_bars(axes: Axes, content: FigureContent, series: Sequence[Bars]) -> None:
    """The value at the end of each bar."""
    count = len(content.periods) * len(content.lines)
    for box in (box for bars in series for box in bars.boxes):
        if box.height:
            axes.annotate(
                amount_text(content, box.height if content.decimals else round(box.height)),
                (box.left + box.width / 2, box.height),
                xytext=(0, 2 if box.height > 0 else -2),
                textcoords="offset points",
                ha="center",
                va="bottom" if box.height > 0 else "top",
                fontsize=SMALL if count <= _MOST_LABELS // 2 else 6.5,
            )


def draw_ranking(content: FigureContent) -> Figure:
    """Lying bars, the largest on top, each with its name and value; the period stands above
    them.
    """
    period = content.periods[0]
    points = [(line.name, line.at(period)) for line in content.lines]
    bars = sorted(
        ((name, point) for name, point in points if point), key=lambda bar: -(bar[1].amount or 0)
    )
    signs = ["*" if point.status is Status.PROVISIONAL else "" for _, point in bars]
    names = [
        wrapped(name + sign, SIZE, _WIDEST_NAME)
        for (name, _), sign in zip(bars, signs, strict=True)
    ]
    values = [float(point.amount or 0) for _, point in bars]
    labels = [amount_text(content, point.amount or 0) for _, point in bars]
    rows = _ROW_MM * line_count(names) * len(bars)
    figure = new_figure(max(30.0, rows + (TOP + 8 + 2 * frame_room(content)) / POINTS_PER_MM))
    left = max(widest_line(name, SIZE) for name in names) + 12
    right = max(text_width(label, SIZE) for label in labels) + 14
    axes = place_axes(figure, content, Margins(left, right, TOP, 8))
    half = _THICK / 2
    boxes = [Box(0.0, number - half, value, _THICK) for number, value in enumerate(values)]
    put_bars(axes, boxes, [bar_look(Tone.SKY)] * len(boxes))
    axes.grid(visible=False)
    put_ticks(axes, axes.yaxis, range(len(bars)), names)
    around = half + _ROOM * (len(bars) - 1 + _THICK)
    axes.set_ylim(len(bars) - 1 + around, -around)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.set_xlim(min(0.0, *values), max(values) or 1)
    unit_label(axes, content, short_period_text(period), lift=6)
    _label_ranking(axes, values, labels)
    return figure


def _label_ranking(axes: Axes, values: list[float], labels: list[str]) -> None:
    for place, (value, label) in enumerate(zip(values, labels, strict=True)):
        end = (max(value, 0), place)
        axes.annotate(
            label,
            end,
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            annotation_clip=False,
        )
