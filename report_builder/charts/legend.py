"""The legend below the axes of bars: in as many columns as fit, and where each name stands.

matplotlib lays its legends out in boxes within boxes, and measures all texts again for each; this
one stands at the same places, to the point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.patches import Patch, Polygon
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from report_builder.charts.page import LINE_HEIGHT, SMALL, line_count, widest_line, wrapped

_BLOCK, _BLOCK_GAP, _COLUMN_GAP = 1.0 * SMALL, 0.8 * SMALL, 1.6 * SMALL
_UP, _DOWN = 0.73 * SMALL, 0.035 * SMALL
"""How far a block of colour reaches above the line of its text, and below it."""
_ROW_GAP = 0.5 * SMALL
_BELOW = 17.0
"""Points from the axes to the legend."""
_Entry = TypeVar("_Entry")


@dataclass(frozen=True)
class LegendPlan:
    """A legend below the axes: its names, wrapped where they are too wide, and the columns they
    stand in.
    """

    names: tuple[str, ...]
    columns: int

    @property
    def height(self) -> float:
        """The room that it takes, in points; none for a single series."""
        rows = -(-len(self.names) // self.columns)
        return 0.0 if len(self.names) < 2 else rows * line_count(self.names) * (LINE_HEIGHT + 1) + 4


def plan_legend(names: Sequence[str], width: float) -> LegendPlan:
    """As many columns as fit in `width` points."""
    fixed = _BLOCK + _BLOCK_GAP + _COLUMN_GAP
    texts = tuple(wrapped(name, SMALL, width - fixed) for name in names)
    widths = [widest_line(text, SMALL) + fixed for text in texts]
    for columns in range(len(names), 1, -1):
        if sum(max(column) for column in _columns(widths, columns)) <= width:
            return LegendPlan(texts, columns)
    return LegendPlan(texts, 1)


def _columns(entries: Sequence[_Entry], columns: int) -> Iterator[Sequence[_Entry]]:
    """Entries in columns, in the order of the data from left to right and then a row down."""
    for number in range(columns):
        yield entries[number::columns]


class _NamedBlock(NamedTuple):
    """A name behind its block: how wide the name is, how far it reaches above the line of the
    block and below it, and how far its last line lies above that.
    """

    block: Polygon
    text: Text
    width: float
    up: float
    down: float
    lift: float


class Legend(Artist):
    """The names of the series, each behind a block that looks as its bars."""

    zorder = 5

    def __init__(self, axes: Axes, plan: LegendPlan, looks: Sequence[Patch]) -> None:
        super().__init__()
        self._column_count, self._place = plan.columns, axes.bbox
        self._blocks = [_block(look) for look in looks]
        self._texts = [Text(text=name, fontsize=SMALL, va="baseline") for name in plan.names]
        for text in self._texts:
            text.set_figure(axes.figure)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the rows of each column; the first ones stand on one line."""
        pairs = zip(self._blocks, self._texts, strict=True)
        rows = [_measured(block, text, renderer) for block, text in pairs]
        columns = list(_columns(rows, self._column_count))
        left = self._place.x0
        line = self._place.y0 - _BELOW - max(column[0].up for column in columns)
        for column in columns:
            _draw_column(column, left, line, renderer)
            left += _BLOCK + _BLOCK_GAP + max(row.width for row in column) + _COLUMN_GAP


def _block(look: Patch) -> Polygon:
    block = Polygon([(0, 0), (1, 1)])
    block.update_from(look)
    block.set_transform(IdentityTransform())
    block.set_clip_on(False)
    return block


def _measured(block: Polygon, text: Text, renderer: RendererBase) -> _NamedBlock:
    """The middle of a name on more lines lies where that of a single line would."""
    box = text.get_window_extent(renderer)
    up, down, lift = box.y1, -box.y0, 0.0
    if "\n" in text.get_text():
        font = text.get_fontproperties()
        _, height, depth = renderer.get_text_width_height_descent("lp", font, ismath=False)
        down = (box.height - (height - depth)) / 2
        up, lift = box.height - down, -box.y0 - down
    return _NamedBlock(block, text, box.width, max(up, _UP), max(down, _DOWN), lift)


def _draw_column(
    rows: Sequence[_NamedBlock], left: float, line: float, renderer: RendererBase
) -> None:
    for number, row in enumerate(rows):
        line -= rows[number - 1].down + _ROW_GAP + row.up if number else 0.0
        right, bottom, top = left + _BLOCK, line - _DOWN, line + _UP
        row.block.set_xy([(left, bottom), (right, bottom), (right, top), (left, top)])
        row.block.draw(renderer)
        row.text.set_position((right + _BLOCK_GAP, line + row.lift))
        row.text.draw(renderer)


def put_legend(axes: Axes, plan: LegendPlan, looks: Sequence[Patch]) -> None:
    """Put the names of the series below the periods; a single one needs none."""
    if len(plan.names) > 1:
        axes.add_artist(Legend(axes, plan, looks))
