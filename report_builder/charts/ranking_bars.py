"""Lying bars in the order of their size, over one period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from report_builder.charts.axes import amount_text, unit_label
from report_builder.charts.bar_row import Box, bar_look, put_bars
from report_builder.charts.page import (
    POINTS_PER_MM,
    SIZE,
    TOP,
    Margins,
    frame_room,
    line_count,
    new_figure,
    place_axes,
    to_width,
    widest_line,
    wrapped,
)
from report_builder.charts.picture_key import (
    key_lines,
    key_room,
    put_key,
    ranking_key,
    statuses_at,
)
from report_builder.charts.style import text_width
from report_builder.charts.ticks import put_ticks
from report_builder.model.figure import FigureContent
from report_builder.model.series import Status
from report_builder.model.tone import HOME, HOME_TONE, Tone
from report_builder.wording.periods import short_period_text
from report_builder.wording.picture_words import UNSETTLED_SIGNS

_WIDEST_NAME = 190.0
_ROW_MM = 6.2
_BELOW = 8.0
_THICK, _ROOM = 0.72, 0.05
"""How thick a lying bar is, in rows, and how much room there is above and below all of them, as a
part of their height.
"""


def draw_ranking(content: FigureContent) -> Figure:
    """Lying bars in the order of the content, each with its name and value; the period stands above
    them. The Netherlands stand out among others.
    """
    period = content.periods[0]
    bars = [(line.name, point) for line in content.lines if (point := line.at(period))]
    shared, signs = _signs(content)
    signed = [name + signs.get(point.status, "") for name, point in bars]
    names = [wrapped(name, SIZE, to_width(_WIDEST_NAME)) for name in signed]
    values = [float(point.amount or 0) for _, point in bars]
    labels = [amount_text(content, point.amount or 0) for _, point in bars]
    is_home = [name == HOME for name, _ in bars]
    key = key_lines(ranking_key(content), content)
    rows = _ROW_MM * line_count(names) * len(bars)
    around_rows = (TOP + _BELOW + key_room(key) + 2 * frame_room(content)) / POINTS_PER_MM
    figure = new_figure(max(30.0, rows + around_rows))
    left = max(widest_line(name, SIZE, is_bold=HOME in name) for name in names)
    right = max(text_width(label, SIZE, is_bold=True) for label in labels) + 14
    margins = Margins(left + 12, right, TOP, _BELOW + key_room(key))
    axes = place_axes(figure, content, margins)
    half = _THICK / 2
    boxes = [Box(0.0, number - half, value, _THICK) for number, value in enumerate(values)]
    put_bars(axes, boxes, [bar_look(HOME_TONE if home else Tone.SKY) for home in is_home])
    axes.grid(visible=False)
    bold = [number for number, home in enumerate(is_home) if home]
    put_ticks(axes, axes.yaxis, range(len(bars)), names, bold=bold)
    around = half + _ROOM * (len(bars) - 1 + _THICK)
    axes.set_ylim(len(bars) - 1 + around, -around)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.set_xlim(min(0.0, *values), max(values) or 1)
    unit_label(axes, content, short_period_text(period) + shared, lift=6)
    _label(axes, values, labels, is_home)
    put_key(figure, content, key)
    return figure


def _signs(content: FigureContent) -> tuple[str, Mapping[Status, str]]:
    """The sign behind the period where all bars have the same, and those behind names where they
    have not.
    """
    statuses = set(statuses_at(content, content.periods[0]))
    if len(statuses) == 1:
        return UNSETTLED_SIGNS.get(statuses.pop(), ""), {}
    return "", UNSETTLED_SIGNS


def _label(
    axes: Axes, values: Sequence[float], labels: Sequence[str], is_home: Sequence[bool]
) -> None:
    for place, (value, label, is_bold) in enumerate(zip(values, labels, is_home, strict=True)):
        axes.annotate(
            label,
            (max(value, 0), place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            weight="bold" if is_bold else "normal",
            annotation_clip=False,
        )
