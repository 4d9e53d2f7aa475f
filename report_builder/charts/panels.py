"""Small panels, one for each series: on the same scale, or each on its own where that of all would
flatten one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from report_builder.charts.axes import ValueScale, amounts, mark_breaks, positions, unit_label
from report_builder.charts.line_course import draw_line
from report_builder.charts.page import (
    HEIGHT_MM,
    LINE_HEIGHT,
    POINTS_PER_MM,
    SIZE,
    TOP,
    frame_room,
    label_room,
    line_count,
    new_figure,
    to_width,
    wrapped,
)
from report_builder.charts.picture_key import key_lines, key_room, lines_key, put_key
from report_builder.charts.style import text_width
from report_builder.charts.ticks import put_ticks
from report_builder.model.figure import FigureContent, PlottedLine
from report_builder.wording.periods import short_period_text
from report_builder.wording.picture_words import OWN_SCALES, SAME_SCALES

_FLAT = 0.25
"""A series that takes less of the height than this shows no course."""
_GAP, _RIGHT, _BELOW = 16.0, 8.0, 22.0
_APART = 6.0
"""Points between the first and the last period below a panel."""
_MOST_STEPS = 4


class _Grid(NamedTuple):
    """Where the panels stand, in points: `room` is what the ticks beside each take."""

    columns: int
    left: float
    top: float
    width: float
    height: float
    across: float
    down: float

    def box(self, number: int) -> tuple[float, float, float, float]:
        """The left, bottom, width and height of a panel."""
        row, column = divmod(number, self.columns)
        left = self.left + column * self.across
        return left, self.top - row * self.down - self.height, self.width, self.height


def draw_multiples(content: FigureContent) -> Figure:
    """A small panel a series, the first period and the last below those that stand lowest."""
    scales = _scales(content)
    is_shared = len({id(scale) for scale in scales}) == 1
    key = key_lines(lines_key(content, SAME_SCALES if is_shared else OWN_SCALES), content)
    columns = max(1, round(to_width(3 if len(content.lines) > 4 else 2)))
    rows = -(-len(content.lines) // columns)
    figure = new_figure(max(HEIGHT_MM, 40.0 * rows) + key_room(key) / POINTS_PER_MM)
    room = max(scale.room for scale in scales)
    titles, grid = _grid(figure, content, (columns, rows), 0 if is_shared else room, room, key)
    size = figure.get_size_inches() * 72
    for number, (line, scale, title) in enumerate(zip(content.lines, scales, titles, strict=True)):
        left, bottom, width, height = grid.box(number)
        axes = figure.add_axes(
            (left / size[0], bottom / size[1], width / size[0], height / size[1])
        )
        draw_line(axes, content, line, 0)
        _first_and_last(axes, content, is_shown=number + columns >= len(content.lines))
        scale.draw(axes)
        mark_breaks(axes, content, positions(content.periods))
        axes.set_title(title, loc="left", fontsize=SIZE, weight="bold", pad=3)
        axes.tick_params(labelleft=not is_shared or number % columns == 0)
    unit_label(figure.axes[0], content, lift=18 + LINE_HEIGHT * (line_count(titles) - 1))
    put_key(figure, content, key)
    return figure


def _scales(content: FigureContent) -> list[ValueScale]:
    """The scale of each panel: the same one where it shows the course of all."""
    values = amounts(content.lines)
    shared = ValueScale(content, min(values), max(values), most=_MOST_STEPS)
    if all(_span(line) >= _FLAT * (max(values) - min(*values, 0)) for line in content.lines):
        return [shared] * len(content.lines)
    own = [amounts([line]) for line in content.lines]
    return [ValueScale(content, min(one), max(one), most=_MOST_STEPS) for one in own]


def _span(line: PlottedLine) -> float:
    own = amounts([line])
    return max(*own, 0) - min(*own, 0)


def _grid(
    figure: Figure,
    content: FigureContent,
    shape: tuple[int, int],
    inner: float,
    room: float,
    key: Sequence[str],
) -> tuple[list[str], _Grid]:
    """The titles as they fit above their panels, and where these stand."""
    (columns, rows), frame = shape, frame_room(content)
    width, height = (inches * 72 for inches in figure.get_size_inches())
    gap = _GAP + inner if inner else _GAP
    left = room + frame
    panel_width = (width - left - _RIGHT - frame - gap * (columns - 1)) / columns
    titles = [wrapped(line.name, SIZE, panel_width) for line in content.lines]
    more = LINE_HEIGHT * (line_count(titles) - 1)
    head, between = TOP + 14 + frame + label_room(content) + more, 22 + more
    bottom = _BELOW + frame + key_room(key)
    panel_height = (height - head - bottom - between * (rows - 1)) / rows
    down = panel_height + between
    return titles, _Grid(
        columns, left, height - head, panel_width, panel_height, panel_width + gap, down
    )


def _first_and_last(axes: Axes, content: FigureContent, is_shown: bool) -> None:
    """Ticks at the first and last period; their texts, where shown, stay within the panel, with the
    year alone where there is no room for more.
    """
    places, periods = positions(content.periods), content.periods
    low, high = axes.get_xlim()
    axes.set_xlim(min(low, places[0]), max(high, places[-1]))
    ends = [places[0], places[-1]]
    texts = [short_period_text(periods[place]) for place in (0, -1)]
    left, right = axes.transData.transform([(place, 0) for place in ends])[:, 0]
    room = (right - left) * 72 / axes.figure.dpi
    if sum(text_width(text, SIZE) for text in texts) + _APART > room:
        texts = [str(periods[place].year) for place in (0, -1)]
    put_ticks(axes, axes.xaxis, ends, texts, ("left", "right"))
    axes.tick_params(labelbottom=is_shown)
