"""CBS OData v4: a table as observations in long form, in pages, beside the tables of its codes.

How it answers, as recorded: `Dimensions` tells the axes and which of them is time,
`<Dimension>Codes` their codes, `MeasureCodes` the measures with their unit, `Properties` when the
table changed. Observations come in pages that name the next one; a filter that does not fit can be
left out by the service without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from urllib.parse import quote

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Status
from report_builder.model.service import ServiceMapping
from report_builder.problems import Fault
from report_builder.services.amounts import plain
from report_builder.services.cbs_measures import find_measure
from report_builder.services.cbs_periods import CbsPeriods, read_periods
from report_builder.services.cells import (
    Fetched,
    ServiceCell,
    asked_titles,
    check_dimensions,
    empty_slices,
    make_slices,
)
from report_builder.services.connection import Connection
from report_builder.services.dialogue import Dialogue, Row, linked_page, text_of

_KEY = "Identifier"
_TIME = "TimeDimension"
_ATTRIBUTES = {"Impossible": Status.IMPOSSIBLE}


def fetch_odata(
    connection: Connection, url: str, indicator: Indicator, mapping: ServiceMapping
) -> Fetched:
    """The observations of an indicator from CBS. Raises Fault when the table is not what the
    catalogue says.
    """
    table = _ServiceTable(connection, f"{url.rstrip('/')}/{quote(indicator.service_table)}")
    time, others = table.dimensions()
    known = {name: table.codes(name) for name in others}
    titles = {name: _titles(codes) for name, codes in known.items()}
    check_dimensions(mapping.asks(), titles)
    measure = find_measure(table.rows("MeasureCodes"), _KEY, mapping)
    frequency = mapping.frequency or indicator.frequency
    periods = read_periods(table.codes(time), _KEY, frequency, mapping)
    rows = table.rows(f"Observations?$filter={quote(_filter(mapping, known))}")
    cells = _cells(rows, periods, time, others, mapping)
    slices = make_slices(indicator, mapping, cells)
    return Fetched(
        indicator,
        slices,
        text_of(table.read("Properties"), "Modified"),
        table.dialogue.answers(),
        empty_slices(indicator, slices),
        asked_titles(mapping, {**titles, "Measure": _titles([measure])}),
    )


class _ServiceTable:
    """One table of the service, by the address it has."""

    def __init__(self, connection: Connection, url: str) -> None:
        self.dialogue = Dialogue(connection)
        self.url = url

    def read(self, part: str) -> Row:
        """What stands under a part of the table."""
        return self.dialogue.read(f"{self.url}/{part}")

    def rows(self, part: str) -> list[Row]:
        """The rows of a part of the table, of all pages."""
        return self.dialogue.rows(f"{self.url}/{part}", "value", linked_page("@odata.nextLink"))

    def dimensions(self) -> tuple[str, list[str]]:
        """The dimension that is time, and the others."""
        rows = self.rows("Dimensions")
        names = [text_of(row, _KEY) for row in rows]
        times = [text_of(row, _KEY) for row in rows if row.get("Kind") == _TIME]
        if len(times) != 1:
            hint = "deze tabel past niet bij dit programma; neem de cijfers met 'import' over"
            message = f"de tabel heeft {len(times)} dimensies voor de tijd"
            raise Fault("dienst-dimensie", message, hint)
        return times[0], [name for name in names if name != times[0]]

    def codes(self, dimension: str) -> list[Row]:
        """The codes of a dimension, as the service writes them."""
        return self.rows(f"{quote(dimension)}Codes")


def _titles(codes: Sequence[Row]) -> dict[str, str]:
    return {text_of(row, _KEY): text_of(row, "Title") for row in codes}


def _filter(mapping: ServiceMapping, known: Mapping[str, list[Row]]) -> str:
    """The condition in OData, with the codes as the service itself writes them (they may be filled
    up with spaces).
    """
    parts = [f"Measure eq '{mapping.measure}'"]
    for name, codes in mapping.asks().items():
        written = {text_of(row, _KEY): str(row[_KEY]) for row in known[name] if text_of(row, _KEY)}
        either = " or ".join(f"{name} eq '{written[code]}'" for code in codes)
        parts.append(f"({either})" if len(codes) > 1 else either)
    return " and ".join(parts)


def _cells(
    rows: Sequence[Row],
    periods: CbsPeriods,
    time: str,
    dimensions: Sequence[str],
    mapping: ServiceMapping,
) -> Iterator[ServiceCell]:
    """The cells of the wanted frequency. Raises Fault for one of another measure than was asked
    for.
    """
    for row in rows:
        measure = text_of(row, "Measure")
        if measure != mapping.measure:
            message = f"de dienst houdt zich niet aan de vraag: de maat is '{measure}'"
            raise Fault("dienst-filter", message, "neem niets over en meld dit bij de beheerder")
        if dated := periods.find(text_of(row, time)):
            codes = {name: text_of(row, name) for name in dimensions}
            yield ServiceCell(codes, dated[0], *_content(row, *dated, mapping))


def _content(
    row: Row, period: Period, status: Status, mapping: ServiceMapping
) -> tuple[Decimal | None, Status]:
    """What stands in a cell. Raises Fault for a value that is no number, or that is missing without
    a reason.
    """
    attribute, value = text_of(row, "ValueAttribute") or "None", row.get("Value")
    if value is None:
        reasons = {**_ATTRIBUTES, **mapping.flags}
        if attribute not in reasons:
            hint = f'zeg in de catalogus wat het is, bijvoorbeeld flags = {{ {attribute} = "O" }}'
            raise Fault("dienst-status", f"de cel van {period} is leeg met '{attribute}'", hint)
        return None, reasons[attribute]
    if not isinstance(value, Decimal) or attribute != "None":
        hint = "neem niets over en kijk op de site van CBS naar deze cel"
        message = f"de cel van {period} heeft waarde {str(value)[:60]!r} met '{attribute}'"
        raise Fault("dienst-waarde", message, hint)
    return plain(value, period), status
