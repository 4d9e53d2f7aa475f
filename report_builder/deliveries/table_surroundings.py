"""What stands on a sheet around the tables that were read, and was not read: figures that touch a
table are refused, others are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from report_builder.deliveries.arrivals import DeliveredFigures
from report_builder.deliveries.grid import Area, Grid, GridCell, column_name
from report_builder.deliveries.table_layout import TableLayout
from report_builder.problems import Fault

_NUMBER = re.compile(r"\s*[-\u2212]?\d[\d., ]*[%*]{0,2}\s*")
_MOST_PLACES = 6

Address = tuple[int, int]


def tell_surroundings(
    figures: DeliveredFigures, sheets: Sequence[Grid], layouts: Sequence[TableLayout], file: str
) -> None:
    """Add what is wrong around the tables of a delivery, and what a person should know of it."""
    for sheet in sheets:
        own = [layout for layout in layouts if layout.page is sheet]
        areas = [area for layout in own for area in (layout.area, *layout.ignored)]
        outside = [at for at in sorted(sheet.cells) if not any(area.holds(*at) for area in areas)]
        touching: set[Address] = set()
        for layout in own:
            for fault, addresses in _touching(layout, outside):
                figures.problems.append(fault.at(file, sheet.place(*addresses[0])))
                touching.update(addresses)
            figures.notes += _other_texts(layout, outside)
        unread = [at for at in outside if _is_figure(sheet.at(*at)) and at not in touching]
        figures.notes += _unread_note(sheet, unread, bool(own))


def _touching(
    layout: TableLayout, outside: Sequence[Address]
) -> Iterator[tuple[Fault, list[Address]]]:
    """What is wrong with the figures on the rows of a table, and with those below one that ended
    at an empty row.
    """
    area = layout.area
    unread = [at for at in outside if _is_figure(layout.page.at(*at))]
    on_rows = [at for at in unread if area.top <= at[0] <= area.bottom]
    if right := [at for at in on_rows if at[1] > area.right]:
        yield _right_fault(right), right
    # Of a text left of a table nothing is known but that it stands where labels do.
    if left := [at for at in outside if layout.head < at[0] <= area.bottom and at[1] < area.left]:
        message = f"links van de tabel staat nog iets: {_listed(left)}"
        hint = "begin de tabel daar (anchor, rows), of zet in het profiel ignore voor die kolom"
        yield Fault("buiten", message, hint), left
    if between := _between(layout):
        message = f"in de tabel staat een kolom zonder kop: {_listed(between)}"
        hint = "laat er een kop boven zetten, of zet in het profiel ignore voor die kolom"
        yield Fault("buiten", message, hint), between
    columns = range(layout.figures[0], area.right + 1)
    below = [at for at in unread if at[0] > area.bottom and at[1] in columns]
    if below and not layout.spec.until:
        message = f"onder de tabel gaan de cijfers door: {_listed(below)}"
        hint = (
            "horen zij erbij, zet dan in het profiel until (waarmee de regel onder de tabel "
            "begint) of gaps = true; zo niet, until met wat er als eerste onder de tabel staat"
        )
        yield Fault("buiten", message, hint), below


def _between(layout: TableLayout) -> list[Address]:
    """What stands in the columns within a table that have no head."""
    return [
        at
        for at in sorted(layout.sheet.cells)
        if at[1] in layout.headless and layout.head < at[0] <= layout.bottom
    ]


def _right_fault(right: Sequence[Address]) -> Fault:
    message = f"naast de tabel staan cijfers die niet gelezen zijn: {_listed(right)}"
    columns = ", ".join(f'"{column_name(number)}"' for number in sorted({at[1] for at in right}))
    hint = (
        "horen zij erbij, geef dan elke kolom een kop en zet gaps = true in het profiel: lege "
        f"kolommen en regels horen dan bij de tabel; zo niet, ignore = [{columns}]"
    )
    return Fault("buiten", message, hint)


def _other_texts(layout: TableLayout, outside: Sequence[Address]) -> Iterator[str]:
    """Notes of the texts right above the heads of a table, and of those beside it."""
    area, page = layout.area, layout.page
    above = [at for at in outside if at[0] == area.top - 1 and layout.figures[0] <= at[1]]
    above = [at for at in above if at[1] <= area.right]
    if above:
        hint = "hoort dat bij de koppen, zet dan head_rows in het profiel"
        yield f"let op: boven de koppen staat nog {_quoted(page, above)} ({hint})"
    beside = [at for at in outside if area.top <= at[0] <= area.bottom and at[1] > area.right]
    beside = [at for at in beside if not _is_figure(page.at(*at))]
    if beside:
        yield f"let op: naast de tabel staat tekst die niet gelezen is: {_quoted(page, beside)}"


def _unread_note(sheet: Grid, unread: Sequence[Address], is_known: bool) -> Iterator[str]:
    if unread and is_known:
        yield f"let op: niet gelezen cijfers op blad '{sheet.name}': {_listed(unread)}"
    elif unread:
        yield f"let op: het blad '{sheet.name}' is niet gelezen ({len(unread)} cijfers)"


def _is_figure(cell: GridCell) -> bool:
    """Whether a cell holds a number, or what should have been one."""
    if isinstance(cell.value, str):
        return _NUMBER.fullmatch(cell.value) is not None
    return bool(cell.fault) or isinstance(cell.value, Decimal)


def _listed(addresses: Iterable[Address]) -> str:
    """Cells by what is one below the other: `E2:E4, G2`."""
    by_column = sorted(addresses, key=lambda at: (at[1], at[0]))
    runs = groupby(enumerate(by_column), key=lambda item: (item[1][1], item[1][0] - item[0]))
    places = [_run_name([at for _, at in run]) for _, run in runs]
    more = f" en {len(places) - _MOST_PLACES} plaatsen meer" if len(places) > _MOST_PLACES else ""
    return ", ".join(places[:_MOST_PLACES]) + more


def _run_name(run: Sequence[Address]) -> str:
    (top, column), (bottom, _) = run[0], run[-1]
    if len(run) == 1:
        return f"{column_name(column)}{top}"
    return str(Area(top, column, bottom, column))


def _quoted(sheet: Grid, addresses: Sequence[Address]) -> str:
    shown = [
        f"'{sheet.text(*at)[:40]}' ({column_name(at[1])}{at[0]})" for at in addresses[:_MOST_PLACES]
    ]
    more = len(addresses) - _MOST_PLACES
    return ", ".join(shown) + (f" en {more} plaatsen meer" if more > 0 else "")
