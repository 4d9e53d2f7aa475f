"""Lines over time, each named at its end."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from report_builder.charts.axes import (
    ValueScale,
    amount_text,
    amounts,
    day_ticks,
    mark_breaks,
    period_ticks,
    positions,
    unit_label,
)
from report_builder.charts.label_levels import spread
from report_builder.charts.line_course import draw_line
from report_builder.charts.page import (
    HEIGHT_MM,
    LINE_HEIGHT,
    POINTS_PER_MM,
    SIZE,
    TOP,
    Margins,
    axes_size,
    line_count,
    new_figure,
    place_axes,
    to_width,
    widest_line,
    wrapped,
)
from report_builder.charts.picture_key import key_lines, key_room, lines_key, put_key
from report_builder.charts.style import text_colour
from report_builder.model.figure import FigureContent, PlottedLine, Point
from report_builder.model.period import Frequency
from report_builder.model.tone import HOME

_WIDEST_NAME = 150.0


def draw_lines(content: FigureContent) -> Figure:
    """One line a series, named beside its end; gaps stay open, a break cuts it, and what is not
    settled is dashed with open markers.
    """
    values = amounts(content.lines)
    scale = ValueScale(content, min(values), max(values))
    labels, places = _end_labels(content), positions(content.periods)
    right = max(widest_line(label, SIZE, is_bold=True) for label in labels) + 14
    key = key_lines(lines_key(content), content)
    figure = new_figure(HEIGHT_MM + key_room(key) / POINTS_PER_MM)
    margins = Margins(scale.room, right, TOP, 20 + key_room(key))
    axes = place_axes(figure, content, margins)
    for number, line in enumerate(content.lines):
        draw_line(axes, content, line, number)
    axes.set_xlim(places[0] - 0.02 * (places[-1] or 1), places[-1] + 0.01 * (places[-1] or 1))
    ticks = day_ticks if content.periods[0].frequency is Frequency.DAY else period_ticks
    ticks(axes, content, places)
    scale.draw(axes)
    unit_label(axes, content)
    mark_breaks(axes, content, places)
    _label_ends(axes, content, labels)
    put_key(figure, content, key)
    return figure


def _end_labels(content: FigureContent) -> list[str]:
    """What stands beside the end of each line: its name, or the last value of a line that is
    alone.
    """
    if len(content.lines) > 1:
        return [wrapped(line.name, SIZE, to_width(_WIDEST_NAME)) for line in content.lines]
    return [amount_text(content, _last_amount(content.lines[0]))]


def _last(line: PlottedLine) -> Point:
    return next(point for point in reversed(line.points) if point.amount is not None)


def _last_amount(line: PlottedLine) -> float:
    return float(_last(line).amount or 0)


def _label_ends(axes: Axes, content: FigureContent, labels: Sequence[str]) -> None:
    """Put the labels beside the ends of the lines, apart from each other, with a stroke from where
    they were moved or where their line ended before.
    """
    low, high = axes.get_ylim()
    height = axes_size(axes)[1]
    places = dict(zip(content.periods, positions(content.periods), strict=True))
    last = places[content.periods[-1]]
    ends = [(_last_amount(line) - low) / (high - low) * height for line in content.lines]
    heights = spread(ends, LINE_HEIGHT * line_count(labels), 0, height)
    for line, label, end, place in zip(content.lines, labels, ends, heights, strict=True):
        axes.annotate(
            label,
            (last, 0),
            xycoords=("data", "axes points"),
            xytext=(8, place),
            textcoords=("offset points", "axes points"),
            color=text_colour(line.tone),
            va="center",
            fontsize=SIZE,
            weight="bold" if line.name == HOME and len(labels) > 1 else "normal",
            annotation_clip=False,
        )
        own_end = places[_last(line).period]
        if abs(place - end) > 3 or own_end != last:
            axes.annotate(
                "",
                (own_end, _last_amount(line)),
                xytext=(7 if own_end == last else 7 + _points(axes, last - own_end), place),
                textcoords=("offset points", "axes points"),
                arrowprops={"arrowstyle": "-", "color": line.tone, "lw": 0.6},
            )


def _points(axes: Axes, width: float) -> float:
    low, high = axes.get_xlim()
    return axes_size(axes)[0] * width / (high - low)
