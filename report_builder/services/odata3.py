"""CBS OData v3: a table in wide form, one column for each dimension and each measure.

How it answers, as recorded: `DataProperties` tells the columns, of which kind each is, and the unit
and decimals of a measure; each dimension is a list of codes of its own; `TableInfos` says when the
table changed. Codes are filled up with spaces. A filter on a column that does not exist is left out
without a word, and an answer of more than 10,000 rows is a line of text with status 500. In
`UntypedDataSet` every figure is a text, so that a point (not known) and nothing at all (cannot
exist) are told apart, which the numbers of `TypedDataSet` do not do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from urllib.parse import quote

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Status
from report_builder.model.service import ServiceMapping
from report_builder.problems import Fault
from report_builder.services.amounts import plain, read_number
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

_KEY = "Key"
_TIME = "TimeDimension"
_MEASURES = ("Topic", "TopicGroup")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MARKS = {".": Status.MISSING, "": Status.IMPOSSIBLE}


def fetch_odata3(
    connection: Connection, url: str, indicator: Indicator, mapping: ServiceMapping
) -> Fetched:
    """The observations of an indicator from CBS. Raises Fault when the table is not what the
    catalogue says.
    """
    table = _WideTable(connection, f"{url.rstrip('/')}/{quote(indicator.service_table)}")
    columns = table.rows("DataProperties")
    time, others = _dimensions(columns)
    titles = {name: table.titles(name) for name in others}
    check_dimensions(mapping.asks(), titles)
    topics = [row for row in columns if row.get("Type") == "Topic"]
    measure = find_measure(topics, _KEY, mapping)
    frequency = mapping.frequency or indicator.frequency
    periods = read_periods(table.rows(quote(time)), _KEY, frequency, mapping)
    rows = table.rows(_question(time, others, periods, mapping))
    cells = _cells(rows, periods, time, measure, mapping)
    slices = make_slices(indicator, mapping, cells)
    named = {**titles, "Measure": {text_of(measure, _KEY): text_of(measure, "Title")}}
    return Fetched(
        indicator,
        slices,
        table.modified(),
        table.dialogue.answers(),
        empty_slices(indicator, slices),
        asked_titles(mapping, named),
    )


class _WideTable:
    """One table of the service, by the address it has."""

    def __init__(self, connection: Connection, url: str) -> None:
        self.dialogue = Dialogue(connection)
        self.url = url

    def rows(self, part: str) -> list[Row]:
        """The rows of a part of the table, of all pages (`ODataFeed` gives more than one)."""
        return self.dialogue.rows(f"{self.url}/{part}", "value", linked_page("odata.nextLink"))

    def titles(self, dimension: str) -> dict[str, str]:
        """What the codes of a dimension are called."""
        rows = self.rows(quote(dimension))
        return {text_of(row, _KEY): text_of(row, "Title") for row in rows}

    def modified(self) -> str:
        """When the table was last changed; empty where that is not told."""
        return next((text_of(row, "Modified") for row in self.rows("TableInfos")), "")


def _dimensions(columns: Sequence[Row]) -> tuple[str, list[str]]:
    """The dimension that is time, whatever it is called, and the others."""
    names = [text_of(row, _KEY) for row in columns if text_of(row, "Type") not in _MEASURES]
    times = [text_of(row, _KEY) for row in columns if text_of(row, "Type") == _TIME]
    if len(times) != 1:
        hint = "deze tabel past niet bij dit programma; neem de cijfers met 'import' over"
        message = f"de tabel heeft {len(times)} dimensies voor de tijd"
        raise Fault("dienst-dimensie", message, hint)
    return times[0], [name for name in names if name != times[0]]


def _question(
    time: str, dimensions: Sequence[str], periods: CbsPeriods, mapping: ServiceMapping
) -> str:
    """What is asked: the columns, of rows whose codes begin as the codes that are wanted do.

    A code is never asked for as a whole, because it may be filled up with spaces.
    """
    conditions = [_begins(name, codes) for name, codes in mapping.asks().items()]
    if mapping.since:
        years = {code[:4] for code in periods.wanted if code[:4] >= mapping.since[:4]}
        conditions.append(_begins(time, sorted(years)))
    columns = ",".join([*dimensions, time, mapping.measure or ""])
    condition = " and ".join(one for one in conditions if one)
    asked = f"$filter={quote(condition)}&" if condition else ""
    return f"UntypedDataSet?{asked}$select={quote(columns)}"


def _begins(name: str, codes: Sequence[str]) -> str:
    either = " or ".join(f"startswith({name},'{code}')" for code in codes)
    return f"({either})" if len(codes) > 1 else either


def _cells(
    rows: Sequence[Row],
    periods: CbsPeriods,
    time: str,
    measure: Row,
    mapping: ServiceMapping,
) -> Iterator[ServiceCell]:
    """The cells of the wanted frequency whose codes are those that are asked for."""
    for row in rows:
        codes = {name: text_of(row, name) for name in mapping.asks()}
        dated = periods.find(text_of(row, time))
        if dated and not _is_longer(codes, mapping):
            yield ServiceCell(codes, dated[0], *_content(row, *dated, measure, mapping))


def _is_longer(codes: dict[str, str], mapping: ServiceMapping) -> bool:
    """Whether a row came along because a code of it only begins like one that was asked for."""
    return any(
        codes[name] not in wanted and codes[name].startswith(wanted)
        for name, wanted in mapping.asks().items()
    )


def _content(
    row: Row, period: Period, status: Status, measure: Row, mapping: ServiceMapping
) -> tuple[Decimal | None, Status]:
    """What stands in a cell: a number, as a text or not, or a mark for why there is none.

    Raises Fault when it is neither, or when the number has more decimals than the table says.
    """
    key = text_of(measure, _KEY)
    if key not in row:
        message = f"een rij van {period} heeft geen kolom '{key}'"
        raise Fault("dienst-antwoord", message, "meld dit bij CBS")
    value = row[key]
    if value is None:
        return None, Status.MISSING
    text = value.strip() if isinstance(value, str) else None
    marks = {**_MARKS, **mapping.flags}
    if text is not None and text in marks:
        return None, marks[text]
    if text is not None and _NUMBER.fullmatch(text):
        value = read_number(text)
    if not isinstance(value, Decimal):
        hint = "neem niets over en kijk op de site van CBS naar deze cel"
        message = f"de cel van {period} is geen getal: {str(value)[:60]!r}"
        raise Fault("dienst-waarde", message, hint)
    amount = plain(value, period)
    _check_decimals(amount, period, measure)
    return amount, status


def _check_decimals(amount: Decimal, period: Period, measure: Row) -> None:
    decimals, exponent = measure.get("Decimals"), amount.as_tuple().exponent
    if isinstance(decimals, Decimal) and isinstance(exponent, int) and -exponent > decimals:
        hint = "neem niets over en kijk op de site van CBS naar deze cel"
        message = f"de cel van {period} heeft meer decimalen ({amount}) dan de tabel zegt"
        raise Fault("dienst-waarde", message, hint)
