"""Two periods beside each other: of each series a line from the first to the second, with its value
at both ends and its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from report_builder.charts.axes import amount_text, period_ticks, unit_label
from report_builder.charts.label_levels import spread
from report_builder.charts.page import (
    HEIGHT_MM,
    LINE_HEIGHT,
    POINTS_PER_MM,
    SIZE,
    TOP,
    Margins,
    axes_size,
    is_narrow,
    line_count,
    new_figure,
    place_axes,
    to_width,
    widest_line,
    wrapped,
)
from report_builder.charts.picture_key import (
    UNSETTLED,
    key_lines,
    key_room,
    names_over_break,
    put_key,
    slopes_key,
)
from report_builder.charts.style import GREY, MARKERS, text_colour
from report_builder.model.figure import FigureContent, PlottedLine
from report_builder.model.tone import HOME

_WIDEST_NAME = 120.0
_BELOW, _EDGE, _AWAY = 20.0, 4.0, 8.0
"""Points below the axes, outside the labels, and from the end of a line to its label."""
_MOVED = 3.0
"""Points that a label may lie beside its end without a stroke to it."""
_BEYOND = 0.04
"""Room above the highest value, as a part of all values."""
_DASHED = (0, (2, 1.2))


class _LineEnd(NamedTuple):
    """One end of a line: its value, whether that is settled, and what stands beside it."""

    line: PlottedLine
    value: float
    is_settled: bool
    label: str


def draw_slopes(content: FigureContent) -> Figure:
    """One line a series, named at its last end and on paper at both; none where the values are not
    to be compared or one is missing, dashed with an open marker where one is not settled.
    """
    firsts, lasts = (_ends(content, place) for place in (0, 1))
    key = key_lines(slopes_key(content), content)
    rows = max(len(ends) * line_count([end.label for end in ends]) for ends in (firsts, lasts))
    needed = (rows * LINE_HEIGHT + TOP + _BELOW) / POINTS_PER_MM
    figure = new_figure(max(HEIGHT_MM, needed) + key_room(key) / POINTS_PER_MM)
    below = _BELOW + key_room(key)
    axes = place_axes(figure, content, Margins(_room(firsts), _room(lasts), TOP, below))
    _scale(axes, [end.value for end in (*firsts, *lasts)])
    for place in (0, 1):
        axes.axvline(place, color=GREY, linewidth=0.8)
    _draw_lines(axes, content, firsts, lasts)
    period_ticks(axes, content, (0.0, 1.0))
    unit_label(axes, content)
    _label(axes, firsts, 0, "right")
    _label(axes, lasts, 1, "left")
    put_key(figure, content, key)
    return figure


def _ends(content: FigureContent, place: int) -> list[_LineEnd]:
    """The ends of the lines in the first period or the second, of those that have a value then."""
    ends = []
    for line in content.lines:
        point = line.at(content.periods[place])
        if point is not None and point.amount is not None:
            value = float(point.amount)
            label = _text(line.name, amount_text(content, point.amount), place)
            ends.append(_LineEnd(line, value, point.status not in UNSETTLED, label))
    return ends


def _text(name: str, amount: str, place: int) -> str:
    """What stands beside an end; on a phone there is room for one name of each line."""
    lines = wrapped(name, SIZE, to_width(_WIDEST_NAME))
    if place == 1:
        return f"{amount} {lines}"
    return amount if is_narrow() else f"{lines} {amount}"


def _room(ends: Sequence[_LineEnd]) -> float:
    widest = max((widest_line(end.label, SIZE, is_bold=True) for end in ends), default=0.0)
    return widest + _AWAY + _EDGE


def _scale(axes: Axes, values: Sequence[float]) -> None:
    """From zero, so that lines fall and rise by what was counted; the values stand at the ends."""
    low, high = min(0.0, *values), max(0.0, *values)
    axes.set_ylim(low, high + _BEYOND * ((high - low) or 1))
    axes.set_xlim(0, 1)
    axes.grid(visible=False)
    axes.yaxis.set_visible(False)
    if low < 0:
        axes.axhline(0, color=GREY, linewidth=0.8)


def _draw_lines(
    axes: Axes, content: FigureContent, firsts: Sequence[_LineEnd], lasts: Sequence[_LineEnd]
) -> None:
    before = {end.line.name: end for end in firsts}
    broken = names_over_break(content)
    for end in lasts:
        name, first = end.line.name, before.get(end.line.name)
        if first and name not in broken:
            is_settled = first.is_settled and end.is_settled
            axes.plot(
                [0, 1],
                [first.value, end.value],
                color=end.line.tone,
                linestyle="-" if is_settled else _DASHED,
                linewidth=2.6 if name == HOME else None,
                clip_on=False,
            )
    for place, ends in enumerate((firsts, lasts)):
        for end in ends:
            number = content.lines.index(end.line)
            axes.plot(
                [place],
                [end.value],
                color=end.line.tone,
                marker=MARKERS[number % len(MARKERS)],
                markerfacecolor=end.line.tone if end.is_settled else "white",
                clip_on=False,
            )


def _label(
    axes: Axes, ends: Sequence[_LineEnd], place: int, side: Literal["left", "right"]
) -> None:
    """Put the labels beside the ends, apart from each other, with a stroke from where they were
    moved.
    """
    low, high = axes.get_ylim()
    height = axes_size(axes)[1]
    wanted = [(end.value - low) / (high - low) * height for end in ends]
    gap = LINE_HEIGHT * line_count([end.label for end in ends])
    away = _AWAY if side == "left" else -_AWAY
    for end, own, level in zip(ends, wanted, spread(wanted, gap, 0, height), strict=True):
        axes.annotate(
            end.label,
            (place, 0),
            xycoords=("data", "axes points"),
            xytext=(away, level),
            textcoords=("offset points", "axes points"),
            color=text_colour(end.line.tone),
            ha=side,
            va="center",
            fontsize=SIZE,
            weight="bold" if end.line.name == HOME else "normal",
            annotation_clip=False,
        )
        if abs(level - own) > _MOVED:
            axes.annotate(
                "",
                (place, end.value),
                xytext=(away * 0.88, level),
                textcoords=("offset points", "axes points"),
                arrowprops={"arrowstyle": "-", "color": end.line.tone, "lw": 0.6},
                annotation_clip=False,
            )
