"""A dashboard in a Word file: a table with a row for each tile, so that it is read in order and
with its heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docx.document import Document as DocxDocument
from docx.oxml.text.paragraph import CT_P

from report_builder.model.figure import DashboardContent, Picture, Tile
from report_builder.model.value import TracedValue
from report_builder.word.fill.content_controls import in_control
from report_builder.word.fill.highlights import lit_run
from report_builder.word.fill.pictures import picture_run
from report_builder.word.fill.tables import empty_table, table_row
from report_builder.word.ooxml import Element, make_paragraph, make_run
from report_builder.word.styles import (
    DASHBOARD,
    TABLE_HEAD,
    TILE_HEAD,
    TILE_NUMBER,
    TILE_TEXT,
    StyleIds,
)
from report_builder.wording.staleness import accepted_words, stale_sentence, stale_words

HEADS = ("Onderwerp", "Cijfer", "Verandering", "Verloop", "Bron")
_SHARES = (43, 31, 31, 32, 23)
"""How the width is divided over the columns."""
_TREND_COLUMN = 3
_TWIPS_PER_MM, _CELL_MARGINS_MM = 1440 / 25.4, 3.0
_NO_TREND = "te weinig cijfers"
_NO_CHANGE = "niet bekend"


@dataclass(frozen=True)
class _TileLine:
    """A line of a tile: the name of its style, and its runs."""

    style: str
    runs: Sequence[Element]


def make_dashboard(
    document: DocxDocument,
    content: DashboardContent,
    pictures: Sequence[Picture | None],
    width: int,
    styles: StyleIds,
    is_yellow: bool,
) -> Element:
    """The table, that many twips wide, which stays on one page with its caption; a stale tile
    is yellow.
    """
    widths = [width * share // sum(_SHARES) for share in _SHARES]
    widths[0] += width - sum(widths)
    table = empty_table(styles[DASHBOARD], widths, has_row_heads=True)
    heads = [_paragraphs([_TileLine(TABLE_HEAD, [make_run(head)])], styles) for head in HEADS]
    table.append(table_row(heads, widths, is_head=True))
    for tile, picture in zip(content.tiles, pictures, strict=True):
        is_stale = is_yellow and tile.freshness.is_stale
        trend = _trend(document, tile, _fitted(picture, widths[_TREND_COLUMN]), is_yellow)
        cells = [
            _head(tile, is_stale),
            _value(tile, is_stale),
            _change(tile, is_stale),
            [_TileLine(TILE_TEXT, [trend])],
            [_TileLine(TILE_TEXT, [make_run(tile.source)])],
        ]
        table.append(table_row([_paragraphs(lines, styles) for lines in cells], widths))
    return table


def _paragraphs(lines: Sequence[_TileLine], styles: StyleIds) -> list[CT_P]:
    return [make_paragraph(styles[line.style], line.runs, is_kept_with_next=True) for line in lines]


def _head(tile: Tile, is_stale: bool) -> list[_TileLine]:
    return [
        _TileLine(TILE_HEAD, [lit_run(tile.title, is_stale)]),
        _TileLine(TILE_TEXT, [make_run(tile.unit)]),
    ]


def _value(tile: Tile, is_stale: bool) -> list[_TileLine]:
    number = [_control(tile.value, is_stale)]
    if tile.signs:
        number.append(lit_run(tile.signs, is_stale))
    period = lit_run(_period(tile, is_stale), is_stale)
    return [_TileLine(TILE_NUMBER, number), _TileLine(TILE_TEXT, [period])]


def _period(tile: Tile, is_stale: bool) -> str:
    if is_stale:
        return stale_words(tile.stale_spans)
    if tile.stale_spans:  # accepted: a tile has no footnote, so it says what a figure does
        return accepted_words(tile.stale_spans).rstrip(".").lower()
    return tile.period


def _change(tile: Tile, is_stale: bool) -> list[_TileLine]:
    """Arrow, sign and word all tell the direction; a change in numbers names what it counts."""
    if tile.change is None or tile.direction is None:
        return [
            _TileLine(TILE_HEAD, [lit_run(_NO_CHANGE, is_stale)]),
            _TileLine(TILE_TEXT, [lit_run(tile.compared, is_stale)]),
        ]
    size = [lit_run(f"{tile.arrow} ", is_stale), _control(tile.change, is_stale)]
    unit = f" {tile.unit}" if tile.change.unit == tile.unit else ""
    if unit or tile.change_sign:
        size.append(lit_run(unit + tile.change_sign, is_stale))
    words = [_control(tile.direction, is_stale), lit_run(f" {tile.compared}", is_stale)]
    return [_TileLine(TILE_HEAD, size), _TileLine(TILE_TEXT, words)]


def _fitted(picture: Picture | None, width: int) -> Picture | None:
    """A picture no wider than a column of that many twips leaves room for."""
    room = width / _TWIPS_PER_MM - _CELL_MARGINS_MM
    if picture is None or picture.width <= room:
        return picture
    return replace(picture, width=room, height=picture.height * room / picture.width)


def _trend(document: DocxDocument, tile: Tile, picture: Picture | None, is_yellow: bool) -> Element:
    if tile.trend is None or picture is None:
        return make_run(_NO_TREND)
    alt = tile.trend.alt
    if is_yellow and tile.stale_until:
        alt += f" {stale_sentence(tile.stale_spans)}"
    return picture_run(document, picture, alt, f"Verloop {tile.title}")


def _control(value: TracedValue, is_stale: bool) -> Element:
    return in_control(lit_run(value.text, is_stale), value)


def dashboard_values(content: DashboardContent) -> Iterator[tuple[str, TracedValue]]:
    """The values of a dashboard, each with its place in the table."""
    for row, tile in enumerate(content.tiles, start=2):
        for column, value in ((2, tile.value), (3, tile.change), (3, tile.direction)):
            if value is not None:
                yield f"rij {row}, kolom {column}", value
        for value in tile.trend.spoken if tile.trend else ():
            yield f"rij {row}, kolom 4, alternatieve tekst", value
