"""What a figure or table says, as a hash that changes when a reader sees something else."""

from __future__ import annotations

from report_builder.build.figure_tasks import Content
from report_builder.model.figure import (
    Card,
    DashboardContent,
    FigureContent,
    PlottedLine,
    TableCell,
    TableContent,
    Tile,
)
from report_builder.model.value import TracedValue
from report_builder.store import digest

_LENGTH = 10


def figure_digest(content: Content) -> str:
    """The hash of a figure, table or dashboard: of its words and numbers, not of how the program
    holds them, so that another version of the program comes to the same one.
    """
    match content:
        case FigureContent():
            words = _figure_words(content)
        case TableContent():
            words = [*content.head, *(_cell_words(cell) for row in content.rows for cell in row)]
        case DashboardContent():
            words = [word for tile in content.tiles for word in _tile_words(tile)]
    return digest(content.title, content.source, content.stale_until, words)[:_LENGTH]


def _figure_words(content: FigureContent) -> list[str]:
    lines = [word for line in content.lines for word in _line_words(line)]
    card = _card_words(content.card) if content.card else []
    return [content.kind.value, content.unit, content.alt, *lines, *card]


def _line_words(line: PlottedLine) -> list[str]:
    points = [f"{point.period} {point.amount} {point.status}" for point in line.points]
    return [line.name, line.freshness.value, *points]


def _card_words(card: Card) -> list[str]:
    return [card.number, card.counted, card.change, card.footer]


def _cell_words(cell: TableCell) -> str:
    return f"{cell.text} {_value_words(cell.value)} {cell.is_stale}"


def _tile_words(tile: Tile) -> list[str]:
    values = [_value_words(value) for value in (tile.value, tile.change, tile.direction)]
    trend = _figure_words(tile.trend) if tile.trend else []
    shown = [tile.title, tile.unit, tile.signs, tile.period, tile.change_sign, tile.compared]
    return [*shown, tile.arrow, *values, tile.source, *trend]


def _value_words(value: TracedValue | None) -> str:
    return f"{value.text} {value.freshness}" if value else ""
