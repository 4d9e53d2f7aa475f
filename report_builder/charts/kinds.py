"""The kinds of figures: lines, bars, stacked bars, rankings and small multiples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from report_builder.charts.axes import (
    HEIGHT_MM,
    SIZE,
    SMALL,
    Margins,
    amount_text,
    axes_height,
    new_figure,
    period_ticks,
    place_axes,
    spread,
    tick_room,
    unit_label,
    value_ticks,
)
from report_builder.charts.style import DASHES, GREY, MARKERS, colours, text_width
from report_builder.model.figure import FigureContent, Line
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Status
from report_builder.wording.periods import short_period_text

LABEL_GAP = 10.5
"""Points between two labels beside each other's line."""
MOST_BAR_LABELS = 24


def _amounts(lines: Sequence[Line]) -> list[float]:
    return [float(point.amount) for line in lines for point in line.points if point.amount is not None]


def _positions(periods: Sequence[Period]) -> list[float]:
    """Where the periods lie on the axis: days by date, others one after the other."""
    if periods[0].frequency is Frequency.DAY:
        return [float((period.first - periods[0].first).days) for period in periods]
    return [float(number) for number in range(len(periods))]


def _top(content: FigureContent) -> float:
    """Room above the axes: for the unit, and for the words on a figure without update."""
    return 30.0 if content.outdated else 20.0


def _line_values(content: FigureContent, line: Line) -> list[float]:
    """The values of a line at every period; a gap is not a number."""
    known = {point.period: point.amount for point in line.points}
    amounts = (known.get(period) for period in content.periods)
    return [math.nan if amount is None else float(amount) for amount in amounts]


def draw_lines(content: FigureContent) -> Figure:
    """One line a series, named beside its end; gaps stay open, provisional ends are dashed with open markers."""
    amounts = _amounts(content.lines)
    names = [line.name for line in content.lines] if len(content.lines) > 1 else []
    last = amount_text(content, content.lines[0].points[-1].amount or 0)
    right = max([text_width(name, SIZE) for name in names] or [text_width(last, SIZE)]) + 14
    figure = new_figure()
    axes = place_axes(figure, Margins(tick_room(content, max(amounts)), min(right, 190), _top(content), 20))
    positions = _positions(content.periods)
    for number, (line, colour) in enumerate(zip(content.lines, colours(len(content.lines)), strict=True)):
        _draw_line(axes, content, line, positions, colour, number)
    value_ticks(axes, content, min(amounts), max(amounts))
    period_ticks(axes, content, positions)
    unit_label(axes, content)
    _mark_breaks(axes, content, positions)
    axes.set_xlim(positions[0] - 0.02 * (positions[-1] or 1), positions[-1] + 0.01 * (positions[-1] or 1))
    _name_lines(axes, content, positions)
    return figure


def _draw_line(
    axes: Axes, content: FigureContent, line: Line, positions: list[float], colour: str, number: int
) -> None:
    values = _line_values(content, line)
    is_dense = len(positions) > 30
    provisional = {point.period for point in line.points if point.status is Status.PROVISIONAL}
    is_open = [period in provisional for period in content.periods]
    marker = "" if is_dense else MARKERS[number % len(MARKERS)]
    settled = [value if not open_ else math.nan for value, open_ in zip(values, is_open, strict=True)]
    dash = DASHES[number // 6 % len(DASHES)]
    axes.plot(positions, settled, color=colour, marker=marker, linestyle=dash, linewidth=1.2 if is_dense else None)
    for place, open_ in enumerate(is_open):
        if open_:
            start = max(place - 1, 0)
            axes.plot(
                positions[start : place + 1],
                values[start : place + 1],
                color=colour,
                linestyle=(0, (2, 1.2)),
                marker=MARKERS[number % len(MARKERS)],
                markevery=[-1],
                markerfacecolor="white",
            )


def _mark_breaks(axes: Axes, content: FigureContent, positions: list[float]) -> None:
    """A dotted line where a series breaks."""
    broken = {point.period for line in content.lines for point in line.points if point.status is Status.BREAK}
    for place, period in zip(positions, content.periods, strict=True):
        if period in broken:
            step = positions[1] - positions[0] if len(positions) > 1 else 1
            axes.axvline(place - step / 2, color=GREY, linewidth=0.8, linestyle=(0, (1, 2)))
            axes.annotate(
                "reeksbreuk",
                (place - step / 2, 1),
                xycoords=("data", "axes fraction"),
                xytext=(-3, -2),
                textcoords="offset points",
                fontsize=7,
                color=GREY,
                rotation=90,
                va="top",
                ha="right",
            )


def _name_lines(axes: Axes, content: FigureContent, positions: list[float]) -> None:
    """The name of each line beside its last value; a single line has that value instead."""
    low, high = axes.get_ylim()
    height = axes_height(axes)
    ends = []
    for line in content.lines:
        values = [value for value in _line_values(content, line) if not math.isnan(value)]
        ends.append((values[-1] - low) / (high - low) * height)
    tints = colours(len(content.lines))
    for line, end, place, tint in zip(content.lines, ends, spread(ends, LABEL_GAP, 0, height), tints, strict=True):
        last = next(point for point in reversed(line.points) if point.amount is not None)
        text = line.name if len(content.lines) > 1 else amount_text(content, last.amount or 0)
        axes.annotate(
            text,
            (positions[-1], 0),
            xycoords=("data", "axes points"),
            xytext=(8, place - 0),
            textcoords=("offset points", "axes points"),
            color=tint,
            va="center",
            fontsize=SIZE,
            annotation_clip=False,
        )
        if abs(place - end) > 3 and len(content.lines) > 1:
            axes.annotate(
                "",
                (positions[-1], end / height * (high - low) + low),
                xytext=(7, place),
                textcoords=("offset points", "axes points"),
                arrowprops={"arrowstyle": "-", "color": tint, "lw": 0.6},
            )


def draw_bars(content: FigureContent) -> Figure:
    """Bars by period, beside each other for each series."""
    amounts = _amounts(content.lines)
    figure = new_figure()
    legend = 16.0 if len(content.lines) > 1 else 0.0
    margins = Margins(tick_room(content, max(amounts)), 8, _top(content), 20 + legend)
    axes = place_axes(figure, margins)
    width = 0.8 / len(content.lines)
    for number, (line, colour) in enumerate(zip(content.lines, colours(len(content.lines)), strict=True)):
        offset = (number - (len(content.lines) - 1) / 2) * width
        _draw_bars(axes, content, line, offset, width, colour, None)
    _finish_bars(axes, content, min(amounts), max(amounts))
    if len(content.lines) * len(content.periods) <= MOST_BAR_LABELS:
        _label_bars(axes, content)
    return figure


def _draw_bars(
    axes: Axes, content: FigureContent, line: Line, offset: float, width: float, colour: str, base: list[float] | None
) -> None:
    """The bars of one series; provisional ones are hatched."""
    values = [0.0 if math.isnan(value) else value for value in _line_values(content, line)]
    places = [number + offset for number in range(len(values))]
    status = {point.period: point.status for point in line.points}
    bars = axes.bar(places, values, width * 0.94, bottom=base, color=colour, edgecolor="white", label=line.name)
    for bar, period in zip(bars, content.periods, strict=True):
        if status.get(period) is Status.PROVISIONAL:
            bar.set(facecolor="white", edgecolor=colour, hatch="////")


def _finish_bars(axes: Axes, content: FigureContent, low: float, high: float) -> None:
    value_ticks(axes, content, low, high)
    period_ticks(axes, content, [float(number) for number in range(len(content.periods))])
    unit_label(axes, content)
    _mark_breaks(axes, content, [float(number) for number in range(len(content.periods))])
    axes.set_xlim(-0.6, len(content.periods) - 0.4)
    if len(content.lines) > 1:
        _legend(axes, content)


def _legend(axes: Axes, content: FigureContent) -> None:
    """The names of the series in one row below, each behind a block of its colour."""
    columns = min(len(content.lines), 6)
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(0, -17 / (axes_height(axes))),
        ncols=columns,
        frameon=False,
        fontsize=SMALL,
        borderaxespad=0,
        handlelength=1,
        handleheight=0.8,
        columnspacing=1.2,
    )


def _label_bars(axes: Axes, content: FigureContent) -> None:
    """The value at the end of each bar."""
    for container in axes.containers:
        for bar in container:
            height = bar.get_height()
            if height:
                above = height > 0
                axes.annotate(
                    amount_text(content, height if content.decimals else round(height)),
                    (bar.get_x() + bar.get_width() / 2, height),
                    xytext=(0, 2 if above else -2),
                    textcoords="offset points",
                    ha="center",
                    va="bottom" if above else "top",
                    fontsize=SMALL if len(content.periods) * len(content.lines) <= 12 else 6.5,
                )


def draw_stacked(content: FigureContent) -> Figure:
    """Bars by period, the series on top of each other with white between them."""
    figure = new_figure()
    columns = list(
        zip(
            *([0.0 if math.isnan(v) else v for v in _line_values(content, line)] for line in content.lines), strict=True
        )
    )
    high = max(sum(value for value in column if value > 0) for column in columns)
    low = min(sum(value for value in column if value < 0) for column in columns)
    rows = -(-len(content.lines) // 6)
    axes = place_axes(figure, Margins(tick_room(content, high), 8, _top(content), 22 + 13 * rows))
    positive, negative = [0.0] * len(content.periods), [0.0] * len(content.periods)
    for number, (line, colour) in enumerate(zip(content.lines, colours(len(content.lines)), strict=True)):
        values = [column[number] for column in columns]
        base = [positive[place] if value >= 0 else negative[place] for place, value in enumerate(values)]
        _draw_bars(axes, content, line, 0, 0.8, colour, base)
        positive = [start + max(value, 0) for start, value in zip(positive, values, strict=True)]
        negative = [start + min(value, 0) for start, value in zip(negative, values, strict=True)]
    _finish_bars(axes, content, low, high)
    return figure


def draw_ranking(content: FigureContent) -> Figure:
    """Lying bars, the largest on top, each with its name and value."""
    period = content.periods[0]
    points = [(line.name, line.at(period)) for line in content.lines]
    bars = sorted(((name, point) for name, point in points if point), key=lambda bar: -(bar[1].amount or 0))
    names = [name + ("*" if point.status is Status.PROVISIONAL else "") for name, point in bars]
    values = [float(point.amount or 0) for _, point in bars]
    labels = [amount_text(content, point.amount or 0) for _, point in bars]
    top = 24.0 if content.outdated else 10.0
    figure = new_figure(max(30.0, 6.2 * len(bars) + 6 + (6 if content.outdated else 0)))
    left = min(max(text_width(name, SIZE) for name in names) + 12, 200)
    axes = place_axes(figure, Margins(left, max(text_width(label, SIZE) for label in labels) + 14, top, 8))
    axes.barh(range(len(bars)), values, 0.72, color=colours(1)[0])
    axes.set_yticks(range(len(bars)), names)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.set_xlim(min(0.0, *values), max(values) or 1)
    for place, (value, label) in enumerate(zip(values, labels, strict=True)):
        axes.annotate(
            label, (max(value, 0), place), xytext=(4, 0), textcoords="offset points", va="center", annotation_clip=False
        )
    return figure


def draw_multiples(content: FigureContent) -> Figure:
    """A small panel a series, all on the same axes."""
    columns = 3 if len(content.lines) > 4 else 2
    rows = -(-len(content.lines) // columns)
    figure = new_figure(max(HEIGHT_MM, 40.0 * rows))
    amounts = _amounts(content.lines)
    left, bottom, gap, head = tick_room(content, max(amounts)), 22.0, 16.0, _top(content) + 8
    width, height = (inches * 72 for inches in figure.get_size_inches())
    panel_width = (width - left - 8 - gap * (columns - 1)) / columns
    panel_height = (height - head - bottom - 22 * (rows - 1)) / rows
    positions = _positions(content.periods)
    for number, line in enumerate(content.lines):
        row, column = divmod(number, columns)
        x, y = left + column * (panel_width + gap), height - head - (row + 1) * panel_height - row * 22
        axes = figure.add_axes((x / width, y / height, panel_width / width, panel_height / height))
        _draw_line(axes, content, line, positions, colours(1)[0], 0)
        value_ticks(axes, content, min(amounts), max(amounts))
        axes.set_title(line.name, loc="left", fontsize=SIZE, weight="bold", pad=3)
        axes.set_xticks(
            [positions[0], positions[-1]],
            [short_period_text(content.periods[0]), short_period_text(content.periods[-1])],
        )
        axes.tick_params(labelleft=column == 0, labelbottom=row == rows - 1 or number + columns >= len(content.lines))
        sides: tuple[Literal["left", "right"], ...] = ("left", "right")
        for label, side in zip(axes.get_xticklabels(), sides, strict=False):  # no labels where they are hidden
            label.set_horizontalalignment(side)
    unit_label(figure.axes[0], content)
    return figure
