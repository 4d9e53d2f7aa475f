"""A dashboard in a Word file: a table with a row for each tile, so that it is read in order and
with its heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docx.document import Document as DocxDocument

from report_builder.model.figure import DashboardContent, Picture, Tile
from report_builder.model.value import TracedValue
from report_builder.word.fill.blocks import empty_table, paragraph, picture_run, table_row
from report_builder.word.fill.marking import highlight, in_control
from report_builder.word.ooxml import Element, make_run
from report_builder.word.styles import (
    DASHBOARD,
    TABLE_HEAD,
    TILE_HEAD,
    TILE_NUMBER,
    TILE_TEXT,
    StyleIds,
)
from report_builder.wording.periods import stale_text

HEADS = ("Onderwerp", "Cijfer", "Verandering", "Verloop", "Bron")
_SHARES = (43, 31, 31, 32, 23)
"""How the width is divided over the columns."""
_TWIPS_PER_MM, _CELL_MARGINS_MM = 1440 / 25.4, 3.0
_NO_TREND = "te weinig cijfers"
_NO_CHANGE = "niet bekend"


def dashboard(
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
    made = empty_table(styles[DASHBOARD], widths, has_row_heads=True)
    heads = [[paragraph(styles[TABLE_HEAD], [make_run(text)], has_next=True)] for text in HEADS]
    made.append(table_row(heads, widths, is_head=True))
    for tile, picture in zip(content.tiles, pictures, strict=True):
        is_stale = is_yellow and tile.freshness.is_stale
        lines = [
            _head(tile, is_stale),
            _value(tile, is_stale),
            _change(tile, is_stale),
            [(TILE_TEXT, [_trend(document, tile, _fitted(picture, widths[3]), is_yellow)])],
            [(TILE_TEXT, [make_run(tile.source)])],
        ]
        cells = [
            [paragraph(styles[style], runs, has_next=True) for style, runs in cell]
            for cell in lines
        ]
        made.append(table_row(cells, widths))
    return made


Line = tuple[str, list[Element]]
"""A line of a tile: the name of its style, and its runs."""


def _head(tile: Tile, is_stale: bool) -> list[Line]:
    return [(TILE_HEAD, [_text(tile.title, is_stale)]), (TILE_TEXT, [make_run(tile.unit)])]


def _value(tile: Tile, is_stale: bool) -> list[Line]:
    number = [
        _control(tile.value, is_stale),
        *([_text(tile.signs, is_stale)] if tile.signs else []),
    ]
    period = stale_text(tile.stale_until) if is_stale else tile.period
    if (
        tile.stale_until and not is_stale
    ):  # accepted: a tile has no footnote, so it says what a figure does
        period = f"cijfers t/m {tile.stale_until}"
    return [(TILE_NUMBER, number), (TILE_TEXT, [_text(period, is_stale)])]


def _change(tile: Tile, is_stale: bool) -> list[Line]:
    """Arrow, sign and word all tell the direction; a change in numbers names what it counts."""
    if tile.change is None or tile.direction is None:
        return [
            (TILE_HEAD, [_text(_NO_CHANGE, is_stale)]),
            (TILE_TEXT, [_text(tile.compared, is_stale)]),
        ]
    counted = f" {tile.unit}" if tile.change.unit == tile.unit else ""
    size = [_text(f"{tile.arrow} ", is_stale), _control(tile.change, is_stale)]
    if behind := counted + tile.change_sign:
        size.append(_text(behind, is_stale))
    words = [_control(tile.direction, is_stale), _text(f" {tile.compared}", is_stale)]
    return [(TILE_HEAD, size), (TILE_TEXT, words)]


def _fitted(picture: Picture | None, width: int) -> Picture | None:
    """A picture no wider than a column of that many twips leaves room for."""
    room = width / _TWIPS_PER_MM - _CELL_MARGINS_MM
    if picture is None or picture.width <= room:
        return picture
    return replace(picture, width=room, height=picture.height * room / picture.width)


def _trend(document: DocxDocument, tile: Tile, picture: Picture | None, is_yellow: bool) -> Element:
    if tile.trend is None or picture is None:
        return make_run(_NO_TREND)
    stale_words = stale_text(tile.stale_until) if is_yellow and tile.stale_until else ""
    alt = f"{tile.trend.alt} Let op: {stale_words}." if stale_words else tile.trend.alt
    return picture_run(document, picture, alt, f"Verloop {tile.title}")


def _text(text: str, is_stale: bool) -> Element:
    run = make_run(text)
    if is_stale:
        highlight(run)
    return run


def _control(value: TracedValue, is_stale: bool) -> Element:
    return in_control(_text(value.text, is_stale), value)


def dashboard_values(content: DashboardContent) -> Iterator[tuple[str, TracedValue]]:
    """The values of a dashboard, each with where in its table they stand."""
    for row, tile in enumerate(content.tiles, start=2):
        spoken = tile.trend.spoken if tile.trend else ()
        for column, value in ((2, tile.value), (3, tile.change), (3, tile.direction)):
            if value is not None:
                yield f"rij {row}, kolom {column}", value
        yield from ((f"rij {row}, kolom 4, alternatieve tekst", value) for value in spoken)
