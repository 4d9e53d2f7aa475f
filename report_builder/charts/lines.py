"""Lines over time: several in one figure, each named at its end, or each in a small panel of its
own.
"""

from __future__ import annotations

import math

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from report_builder.charts.axes import (
    ValueScale,
    amount_text,
    amounts,
    day_ticks,
    line_values,
    mark_breaks,
    period_ticks,
    positions,
    spread,
    unit_label,
)
from report_builder.charts.page import (
    HEIGHT_MM,
    LINE_HEIGHT,
    SIZE,
    TOP,
    Margins,
    axes_size,
    frame_room,
    line_count,
    new_figure,
    place_axes,
    widest_line,
    wrapped,
)
from report_builder.charts.style import DASHES, MARKERS, text_colour
from report_builder.charts.ticks import put_ticks
from report_builder.model.figure import FigureContent, PlottedLine
from report_builder.model.period import Frequency
from report_builder.model.series import Status
from report_builder.model.tone import TONES
from report_builder.wording.periods import short_period_text

_WIDEST_NAME = 150.0
_MOST_MARKERS = 30


def draw_lines(content: FigureContent) -> Figure:
    """One line a series, named beside its end; gaps stay open, provisional ends are dashed with
    open markers.
    """
    values = amounts(content.lines)
    scale = ValueScale(content, min(values), max(values))
    labels, places = _end_labels(content), positions(content.periods)
    right = max(widest_line(label, SIZE) for label in labels) + 14
    figure = new_figure()
    axes = place_axes(figure, content, Margins(scale.room, right, TOP, 20))
    for number, line in enumerate(content.lines):
        _draw_line(axes, content, line, number)
    ticks = day_ticks if content.periods[0].frequency is Frequency.DAY else period_ticks
    ticks(axes, content, places)
    scale.draw(axes)
    unit_label(axes, content)
    mark_breaks(axes, content, places)
    axes.set_xlim(places[0] - 0.02 * (places[-1] or 1), places[-1] + 0.01 * (places[-1] or 1))
    _label_ends(axes, content, labels)
    return figure


def _end_labels(content: FigureContent) -> list[str]:
    """What stands beside the end of each line: its name, or the last value of a line that is
    alone.
    """
    if len(content.lines) > 1:
        return [wrapped(line.name, SIZE, _WIDEST_NAME) for line in content.lines]
    return [amount_text(content, _last(content.lines[0]))]


def _last(line: PlottedLine) -> float:
    return next(float(point.amount) for point in reversed(line.points) if point.amount is not None)


def _draw_line(axes: Axes, content: FigureContent, line: PlottedLine, number: int) -> None:
    values, places = line_values(content, line), positions(content.periods)
    is_dense = len(places) > _MOST_MARKERS
    provisional = {point.period for point in line.points if point.status is Status.PROVISIONAL}
    open_places = [place for place, period in enumerate(content.periods) if period in provisional]
    settled = list(values)
    for place in open_places:
        settled[place] = math.nan
    marker = MARKERS[number % len(MARKERS)]
    axes.plot(
        places,
        settled,
        color=line.tone,
        marker="" if is_dense else marker,
        linestyle=DASHES[number // len(TONES) % len(DASHES)],
        linewidth=1.2 if is_dense else None,
    )
    for place in open_places:
        stretch = slice(max(place - 1, 0), place + 1)  # from the point before it
        axes.plot(
            places[stretch],
            values[stretch],
            color=line.tone,
            linestyle=(0, (2, 1.2)),
            marker=marker,
            markevery=[-1],
            markerfacecolor="white",
        )


def _label_ends(axes: Axes, content: FigureContent, labels: list[str]) -> None:
    """Put the labels beside the ends of the lines, apart from each other, with a stroke from where
    they were moved.
    """
    low, high = axes.get_ylim()
    height = axes_size(axes)[1]
    last = positions(content.periods)[-1]
    ends = [(_last(line) - low) / (high - low) * height for line in content.lines]
    heights = spread(ends, LINE_HEIGHT * line_count(labels), 0, height)
    tints = [text_colour(line.tone) for line in content.lines]
    for label, end, place, tint in zip(labels, ends, heights, tints, strict=True):
        axes.annotate(
            label,
            (last, 0),
            xycoords=("data", "axes points"),
            xytext=(8, place),
            textcoords=("offset points", "axes points"),
            color=tint,
            va="center",
            fontsize=SIZE,
            annotation_clip=False,
        )
        if abs(place - end) > 3:
            axes.annotate(
                "",
                (last, end / height * (high - low) + low),
                xytext=(7, place),
                textcoords=("offset points", "axes points"),
                arrowprops={"arrowstyle": "-", "color": tint, "lw": 0.6},
            )


def draw_multiples(content: FigureContent) -> Figure:
    """A small panel a series, all on the same axes."""
    columns = 3 if len(content.lines) > 4 else 2
    rows = -(-len(content.lines) // columns)
    figure = new_figure(max(HEIGHT_MM, 40.0 * rows))
    values, frame = amounts(content.lines), frame_room(content)
    scale = ValueScale(content, min(values), max(values))
    left, bottom, gap = scale.room + frame, 22.0 + frame, 16.0
    width, height = (inches * 72 for inches in figure.get_size_inches())
    panel_width = (width - left - 8 - frame - gap * (columns - 1)) / columns
    titles = [wrapped(line.name, SIZE, panel_width) for line in content.lines]
    more = LINE_HEIGHT * (line_count(titles) - 1)
    head, between = TOP + 14 + frame + more, 22 + more
    panel_height = (height - head - bottom - between * (rows - 1)) / rows
    for number, (line, title) in enumerate(zip(content.lines, titles, strict=True)):
        row, column = divmod(number, columns)
        x, y = (
            left + column * (panel_width + gap),
            height - head - (row + 1) * panel_height - row * between,
        )
        axes = figure.add_axes((x / width, y / height, panel_width / width, panel_height / height))
        _draw_line(axes, content, line, 0)
        _first_and_last(axes, content, is_shown=number + columns >= len(content.lines))
        scale.draw(axes)
        axes.set_title(title, loc="left", fontsize=SIZE, weight="bold", pad=3)
        axes.tick_params(labelleft=column == 0)
    unit_label(figure.axes[0], content, lift=18 + more)
    return figure


def _first_and_last(axes: Axes, content: FigureContent, is_shown: bool) -> None:
    """Ticks at the first and last period; their texts, where shown, stay within the panel."""
    places, periods = positions(content.periods), content.periods
    ends, texts = [places[0], places[-1]], [short_period_text(periods[place]) for place in (0, -1)]
    low, high = axes.get_xlim()
    axes.set_xlim(min(low, places[0]), max(high, places[-1]))
    put_ticks(axes, axes.xaxis, ends, texts, ("left", "right"))
    axes.tick_params(labelbottom=is_shown)
