"""The figures of indicators from a table that was downloaded from Eurostat by hand, for where the
network does not let the program ask the service.

The mapping of each indicator to the service says which figures are meant, so that a file means just
what the service means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from report_builder.deliveries.arrivals import Arrival, DeliveredFigures
from report_builder.deliveries.downloaded_lines import (
    Download,
    DownloadedCell,
    FigureDownload,
    SeriesDownload,
)
from report_builder.deliveries.published_figures import at_mapping, published_arrivals
from report_builder.model.catalogue import Catalogue, Indicator
from report_builder.model.period import Period
from report_builder.model.series import Series
from report_builder.model.service import Protocol, ServiceMapping
from report_builder.problems import Fault, Problem
from report_builder.services.amounts import plain
from report_builder.services.cells import (
    Fetched,
    ServiceCell,
    check_dimensions,
    empty_slices,
    make_slices,
    places_of,
)
from report_builder.services.eurostat_flags import flagged, noted_lines
from report_builder.workspace import Workspace

FORMATS: Mapping[str, type[SeriesDownload] | type[FigureDownload]] = {
    "eurostat-tsv": SeriesDownload,
    "sdmx-csv": FigureDownload,
}
"""The profiles that come with the program, by name."""

_OLD_PERIOD = re.compile(r"(?P<year>\d{4})(?P<unit>[MQS])(?P<number>\d{1,2})")
"""How Eurostat wrote months, quarters and halves before 2023: 2016M02."""


@dataclass(frozen=True)
class _Wanted:
    """An indicator, and for each dimension of the table the codes that it asks for."""

    indicator: Indicator
    mapping: ServiceMapping
    codes: tuple[frozenset[str], ...]
    lines: list[tuple[tuple[str, ...], Sequence[str], int]]

    def takes(self, codes: tuple[str, ...]) -> bool:
        """Whether a line with these codes is the indicator's."""
        return all(code in wanted for code, wanted in zip(codes, self.codes, strict=True))


class DownloadReading:
    """What a download holds for the indicators of a project."""

    def __init__(self, workspace: Workspace, catalogue: Catalogue, known: Mapping[str, Series]):
        self.workspace = workspace
        self.catalogue = catalogue
        self.known = known

    def read(self, data: bytes, file: str, profile: str, owner: str) -> DeliveredFigures:
        """The figures of every indicator of the source that is wholly in the file.

        What is wrong with the file stands at its line, what is wrong with a mapping in the
        catalogue. An indicator of which codes are not in the file is told of, and is an error when
        none is left.
        """
        figures = DeliveredFigures()
        try:
            download = FORMATS[profile](data)
            wanted, codes = self._collected(download, file, owner)
            _check_codes_alone(codes)
        except Fault as fault:
            figures.problems.append(fault.at(file, "1"))
            return figures
        read = sum(len(one.lines) for one in wanted)
        updated = f", stand {download.updated}" if download.updated else ""
        figures.notes.append(f"gelezen: {read} regels van {download.table or file}{updated}")
        absent = [problem for one in wanted if (problem := self._absent(one, codes))]
        if len(absent) == len(wanted):
            figures.problems += absent
        for problem in absent:
            figures.notes.append(f"niet ingelezen: {problem.message}")
        for one in wanted:
            if not _missing(one, codes):
                self._add(figures, one, download, codes)
        return figures

    def _collected(
        self, download: Download, file: str, owner: str
    ) -> tuple[list[_Wanted], dict[str, dict[str, str]]]:
        """The indicators of the table with their lines, and all codes by dimension."""
        wanted: list[_Wanted] | None = None
        codes: dict[str, dict[str, str]] = {name: {} for name in download.dimensions}
        for line in download.lines():
            if wanted is None:
                wanted = self._wanted(download, file, owner)
            for name, code in zip(download.dimensions, line[0], strict=True):
                codes[name][code] = ""
            for one in wanted:
                if one.takes(line[0]):
                    one.lines.append(line)
        if wanted is None:
            raise Fault("leeg", "er staat geen enkel cijfer in", "download de tabel opnieuw")
        return wanted, codes

    def _wanted(self, download: Download, file: str, owner: str) -> list[_Wanted]:
        """The indicators whose figures stand in the table. Raises Fault when there are none."""
        served = [
            indicator
            for indicator in self.catalogue.indicators.values()
            if indicator.service and indicator.source == owner and self._is_eurostat(indicator)
        ]
        mine = [one for one in served if _is_table(one.service_table, download.table, file)]
        if not mine:
            tables = ", ".join(sorted({indicator.service_table for indicator in served}))
            message = f"geen indicator van {owner} heeft de tabel {download.table or file}"
            hint = (
                "een TSV moet heten zoals Eurostat haar noemt (estat_migr_asyappctza.tsv); de "
                f"catalogus heeft een service voor: {tables or 'geen tabel'}"
            )
            raise Fault("download", message, hint)
        return [_wanted_of(indicator, download.dimensions) for indicator in mine]

    def _is_eurostat(self, indicator: Indicator) -> bool:
        address = self.catalogue.sources[indicator.source].service
        return address is not None and address.protocol is Protocol.JSONSTAT

    def _absent(self, one: _Wanted, codes: Mapping[str, Mapping[str, str]]) -> Problem | None:
        """What an indicator asks for and the file does not have."""
        missing = _missing(one, codes)
        if not missing:
            return None
        listed = "; ".join(f"{name} {', '.join(absent)}" for name, absent in missing.items())
        message = f"in het bestand ontbreekt {listed}"
        hint = "kies bij het downloaden alles waar de catalogus om vraagt"
        return at_mapping(self.workspace, one.indicator, Fault("download", message, hint))

    def _add(
        self,
        figures: DeliveredFigures,
        one: _Wanted,
        download: Download,
        codes: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Add the figures of one indicator, or what is wrong with them."""
        noted: set[str] = set()
        try:
            check_dimensions(one.mapping.asks(), codes)
            cells = list(_service_cells(one, download, noted))
            slices = make_slices(one.indicator, one.mapping, cells)
        except Fault as fault:
            figures.problems.append(at_mapping(self.workspace, one.indicator, fault))
            return
        places = places_of(one.indicator, one.mapping, cells)
        fetched = Fetched(one.indicator, slices, download.updated, ())
        for arrival in published_arrivals(fetched, self.known[one.indicator.id]):
            figures.add(one.indicator, _placed(arrival, places))
        figures.notes += empty_slices(one.indicator, slices)
        figures.notes += noted_lines(one.indicator.id, noted)


def _wanted_of(indicator: Indicator, dimensions: Sequence[str]) -> _Wanted:
    assert indicator.service is not None
    asked = indicator.service.asks()
    codes = tuple(frozenset(asked.get(name, ())) for name in dimensions)
    return _Wanted(indicator, indicator.service, codes, [])


def _is_table(table: str, named: str, file: str) -> bool:
    """Whether a download is of a table: as it says itself, or else by how its file is called."""
    if named:
        return named.casefold() == table.casefold()
    pattern = rf"(?:estat_)?{re.escape(table)}(?![a-z0-9])"
    return re.match(pattern, file, re.IGNORECASE) is not None


def _missing(one: _Wanted, codes: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """The codes that an indicator asks for in a dimension of the table, and that are not there."""
    missing = {
        name: [code for code in wanted if code not in codes[name]]
        for name, wanted in one.mapping.asks().items()
        if name in codes
    }
    return {name: absent for name, absent in missing.items() if absent}


def _check_codes_alone(codes: Mapping[str, Mapping[str, str]]) -> None:
    """Raise Fault when descriptions stand where codes should: a frequency is a single letter."""
    described = [code for code in codes.get("freq", ()) if len(code) > 1]
    if described:
        message = f"er staan omschrijvingen in plaats van codes: '{described[0]}'"
        raise Fault("download", message, "kies bij het downloaden voor codes")


def _service_cells(one: _Wanted, download: Download, noted: set[str]) -> Iterator[ServiceCell]:
    for codes, fields, number in one.lines:
        named = dict(zip(download.dimensions, codes, strict=True))
        for cell in download.cells(fields, number):
            yield _service_cell(named, cell, one.mapping, noted)


def _service_cell(
    codes: Mapping[str, str], cell: DownloadedCell, mapping: ServiceMapping, noted: set[str]
) -> ServiceCell:
    try:
        value = Decimal(cell.value) if cell.value else None
        period = Period.parse(_new_notation(cell.period))
    except (InvalidOperation, ValueError) as error:
        message = f"{cell.place}: '{cell.value}' bij '{cell.period}' is geen cijfer van Eurostat"
        raise Fault("waarde", message, "download de tabel opnieuw") from error
    shown, status = flagged(value, cell.flags, mapping, noted)
    return ServiceCell(
        codes, period, None if shown is None else plain(shown, period), status, cell.place
    )


def _new_notation(period: str) -> str:
    match = _OLD_PERIOD.fullmatch(period)
    if not match:
        return period
    unit = "" if match["unit"] == "M" else match["unit"]
    return f"{match['year']}-{unit}{match['number']}"


def _placed(arrival: Arrival, places: Mapping[tuple[tuple[str, ...], Period], str]) -> Arrival:
    place = places.get((arrival.slice, arrival.observation.period), arrival.place)
    return replace(arrival, place=place)
