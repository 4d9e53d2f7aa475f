"""CBS OData v4: a table as observations in long form, in pages, beside the tables of its codes.

How it answers, as recorded: `Dimensions` tells the axes and which of them is time,
`<Dimension>Codes` their codes, `MeasureCodes` the measures with their unit, `Properties` when the
table changed. Observations come in pages that name the next one; a filter that does not fit can be
left out by the service without a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Status
from report_builder.model.service import ServiceMapping
from report_builder.problems import Fault, nearest
from report_builder.services.cells import (
    Fetched,
    ServiceCell,
    check_dimensions,
    empty_slices,
    make_slices,
    plain,
)
from report_builder.services.connection import Connection
from report_builder.services.replies import read_json

_TIME = "TimeDimension"
_STATUSES = {"Definitief": Status.NORMAL, "Voorlopig": Status.PROVISIONAL}
_ATTRIBUTES = {"Impossible": Status.IMPOSSIBLE}
_MOST_PAGES = 500
_PERIOD = re.compile(r"(?P<year>\d{4})(?P<kind>JJ|HJ|KW|MM)(?P<part>\d{2})")
_SHAPES = {"JJ": "{year}", "HJ": "{year}-S{part}", "KW": "{year}-Q{part}", "MM": "{year}-{part:02}"}
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")

Row = Mapping[str, Any]


def fetch_odata(
    connection: Connection, url: str, indicator: Indicator, mapping: ServiceMapping
) -> Fetched:
    """The observations of an indicator from CBS. Raises Fault when the table is not what the
    catalogue says.
    """
    table = _ServiceTable(connection, f"{url.rstrip('/')}/{quote(indicator.service_table)}")
    time, others = table.dimensions()
    known = {name: table.codes(name) for name in others}
    check_dimensions(mapping.asks(), {name: _titles(codes) for name, codes in known.items()})
    _check_measure(table, mapping)
    periods = _periods(table.codes(time), mapping.frequency or indicator.frequency, mapping)
    cells = (
        _cell(row, periods[row[time].strip()], others, mapping)
        for row in table.observations(_filter(mapping, known))
        if _of_measure(row, mapping) and _text(row, time) in periods
    )
    slices = make_slices(indicator, mapping, cells)
    notes = empty_slices(indicator, slices)
    return Fetched(indicator, slices, table.modified(), table.answers(), notes)


class _ServiceTable:
    """One table of the service, by the address it has."""

    def __init__(self, connection: Connection, url: str) -> None:
        self.connection = connection
        self.url = url
        self.asked: list[str] = []

    def dimensions(self) -> tuple[str, list[str]]:
        """The dimension that is time, and the others."""
        rows = self._rows(f"{self.url}/Dimensions")
        names = [_text(row, "Identifier") for row in rows]
        times = [_text(row, "Identifier") for row in rows if row.get("Kind") == _TIME]
        if len(times) != 1:
            hint = "deze tabel past niet bij dit programma; neem de cijfers met 'import' over"
            message = f"de tabel heeft {len(times)} dimensies voor de tijd"
            raise Fault("dienst-dimensie", message, hint)
        return times[0], [name for name in names if name != times[0]]

    def codes(self, dimension: str) -> list[Row]:
        """The codes of a dimension, as the service writes them."""
        return self._rows(f"{self.url}/{quote(dimension)}Codes")

    def measures(self) -> list[Row]:
        """The measures with their unit."""
        return self._rows(f"{self.url}/MeasureCodes")

    def modified(self) -> str:
        """When the table was last changed."""
        return str(self._read(f"{self.url}/Properties").get("Modified") or "")

    def observations(self, condition: str) -> list[Row]:
        """All cells that meet a condition."""
        return self._rows(f"{self.url}/Observations?$filter={quote(condition)}")

    def answers(self) -> tuple[tuple[str, bytes], ...]:
        """What was answered so far, as it came."""
        return tuple((url, self.connection.replies[url].body) for url in self.asked)

    def _rows(self, url: str) -> list[Row]:
        """The rows of an address and of the pages that follow it."""
        rows: list[Row] = []
        seen: set[str] = set()
        following: str | None = url
        while following:
            if following in seen or len(seen) >= _MOST_PAGES:
                raise Fault(
                    "dienst-bladeren",
                    "de dienst blijft naar een volgende bladzijde wijzen",
                    "meld dit bij CBS",
                )
            seen.add(following)
            data = self._read(following)
            page = data.get("value")
            if not isinstance(page, list) or not all(isinstance(row, dict) for row in page):
                hint = "controleer het adres en de tabel"
                raise Fault(
                    "dienst-antwoord", "het antwoord van de dienst heeft geen rijen ('value')", hint
                )
            rows += page
            following = self._following(following, data.get("@odata.nextLink"))
        return rows

    def _following(self, url: str, link: object) -> str | None:
        """The address of the next page. Raises Fault when it leads to another machine."""
        if not link:
            return None
        following = urljoin(url, str(link))
        if urlsplit(following)[:2] != urlsplit(url)[:2]:
            hint = "controleer het adres in data/sources.toml"
            raise Fault(
                "dienst-verhuisd",
                f"de volgende bladzijde staat op een andere plek: {following}",
                hint,
            )
        return following

    def _read(self, url: str) -> dict[str, Any]:
        data = self.connection.ask(url, read_json)
        if url not in self.asked:
            self.asked.append(url)
        return data


def _text(row: Row, key: str) -> str:
    """A code or title without the spaces that the service may fill it up with."""
    return str(row.get(key) or "").strip()


def _titles(codes: list[Row]) -> dict[str, str]:
    return {_text(row, "Identifier"): _text(row, "Title") for row in codes}


def _check_measure(table: _ServiceTable, mapping: ServiceMapping) -> None:
    """Raise Fault when the table does not have the measure in the unit that the catalogue says."""
    measures = {_text(row, "Identifier"): row for row in table.measures()}
    wanted = mapping.measure or ""
    if wanted not in measures:
        known = ", ".join(
            f"{code} ({_text(row, 'Title')})" for code, row in list(measures.items())[:8]
        )
        hint = nearest(wanted, measures) or f"de tabel heeft: {known}"
        raise Fault("dienst-maat", f"de tabel heeft geen maat '{wanted}'", hint)
    unit = _text(measures[wanted], "Unit")
    if unit != mapping.unit:
        hint = "controleer of de getallen nog hetzelfde tellen, en pas dan unit in de catalogus aan"
        raise Fault(
            "dienst-eenheid",
            f"de eenheid van {wanted} is '{unit}', de catalogus zegt '{mapping.unit}'",
            hint,
        )


def _filter(mapping: ServiceMapping, known: Mapping[str, list[Row]]) -> str:
    """The condition in OData, with the codes as the service itself writes them (they may be filled
    up with spaces).
    """
    parts = [f"Measure eq '{mapping.measure}'"]
    for name, codes in mapping.asks().items():
        written = {_text(row, "Identifier"): str(row["Identifier"]) for row in known[name]}
        either = " or ".join(f"{name} eq '{written[code]}'" for code in codes)
        parts.append(f"({either})" if len(codes) > 1 else either)
    return " and ".join(parts)


def _of_measure(row: Row, mapping: ServiceMapping) -> bool:
    """True; raises Fault for a cell of another measure than was asked for."""
    if _text(row, "Measure") != mapping.measure:
        message = f"de dienst houdt zich niet aan de vraag: de maat is '{_text(row, 'Measure')}'"
        raise Fault("dienst-filter", message, "neem niets over en meld dit bij de beheerder")
    return True


def _periods(
    codes: list[Row], frequency: Frequency, mapping: ServiceMapping
) -> dict[str, tuple[Period, Status]]:
    """The periods of the wanted frequency by their code, with the status that CBS gives all their
    cells.
    """
    periods = {}
    for row in codes:
        code = _text(row, "Identifier")
        period = _period(code)
        if period and period.frequency is frequency:
            periods[code] = (period, _status(_text(row, "Status"), mapping))
    if not periods:
        hint = f"de tabel heeft: {', '.join(_text(row, 'Identifier') for row in codes[:5])}"
        raise Fault(
            "dienst-periode", f"de tabel heeft geen perioden met frequentie {frequency}", hint
        )
    return periods


def _period(code: str) -> Period | None:
    """The period that a CBS code writes: 2026MM07, 2026KW02, 2026JJ00, 20060101; None for any other
    code.
    """
    if match := _PERIOD.fullmatch(code):
        text = _SHAPES[match["kind"]].format(year=match["year"], part=int(match["part"]))
    elif match := _DAY.fullmatch(code):
        text = "-".join(match.groups())
    else:
        return None
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _status(text: str, mapping: ServiceMapping) -> Status:
    known = {**_STATUSES, "": Status.NORMAL, **mapping.flags}
    if text not in known:
        hint = f'zeg in de catalogus wat het is, bijvoorbeeld flags = {{ {text} = "P" }}'
        raise Fault("dienst-status", f"onbekende status '{text}' van een periode", hint)
    return known[text]


def _cell(
    row: Row, dated: tuple[Period, Status], dimensions: list[str], mapping: ServiceMapping
) -> ServiceCell:
    """One observation. Raises Fault for a value that is no number, or that is missing without a
    reason.
    """
    period, status = dated
    codes = {name: _text(row, name) for name in dimensions}
    attribute, value = _text(row, "ValueAttribute") or "None", row.get("Value")
    if value is None:
        reasons = {**_ATTRIBUTES, **mapping.flags}
        if attribute not in reasons:
            hint = f'zeg in de catalogus wat het is, bijvoorbeeld flags = {{ {attribute} = "O" }}'
            raise Fault("dienst-status", f"de cel van {period} is leeg met '{attribute}'", hint)
        return ServiceCell(codes, period, None, reasons[attribute])
    if not isinstance(value, Decimal) or attribute != "None":
        hint = "neem niets over en kijk op de site van CBS naar deze cel"
        raise Fault(
            "dienst-waarde", f"de cel van {period} heeft waarde {value!r} met '{attribute}'", hint
        )
    return ServiceCell(codes, period, plain(value), status)
