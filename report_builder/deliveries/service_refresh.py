"""New figures from the services of the sources: table by table, each taken in whole or not
at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from report_builder.deliveries.admission import take_in
from report_builder.deliveries.arrivals import Arrival, Consent, Foresee, Intake, Origin
from report_builder.deliveries.notice_lines import intake_lines
from report_builder.deliveries.published_figures import at_mapping, published_arrivals
from report_builder.intake.observations import read_observations
from report_builder.intake.settings import CatalogueFiles, read_catalogue, read_sources
from report_builder.model.catalogue import Catalogue, Indicator
from report_builder.problems import Fault, Problem, Stopped, Unusable, has_errors, nearest
from report_builder.services.cells import Fetched
from report_builder.services.connection import UNREACHABLE, Connection
from report_builder.services.fetching import fetch
from report_builder.workspace import Workspace


@dataclass(frozen=True)
class Refreshed:
    """What became of one table: what it changes, or the problems that kept it out."""

    source: str
    table: str
    updated: str
    """When the source last changed the table; empty when it could not be had."""
    intake: Intake | None
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether something kept it out."""
        return bool(self.intake.refusals) if self.intake else has_errors(self.problems)


@dataclass(frozen=True)
class Request:
    """The indicators that are refreshed, by table, with what is needed to ask for them."""

    workspace: Workspace
    catalogue: Catalogue
    read: CatalogueFiles
    tables: Mapping[tuple[str, str], Sequence[Indicator]]


def plan(workspace: Workspace, sources: Sequence[str], indicators: Sequence[str]) -> Request:
    """What is to be refreshed: everything that comes from a service, or only these sources and
    indicators.

    Raises Unusable when one of these does not come from a service, and Stopped when the catalogue
    has errors.
    """
    known_sources, problems = read_sources(workspace)
    read, catalogue_problems = read_catalogue(workspace, None if problems else known_sources)
    if has_errors([*problems, *catalogue_problems]):
        raise Stopped([*problems, *catalogue_problems])
    catalogue = Catalogue(known_sources, read.indicators)
    served = {key: one for key, one in read.indicators.items() if one.service}
    _check_sources(sources, served, catalogue)
    _check_indicators(indicators, served, catalogue)
    chosen = [
        indicator
        for key, indicator in served.items()
        if _is_chosen(indicator.source, sources) and _is_chosen(key, indicators)
    ]
    if not chosen:
        raise Unusable("er is geen indicator die van een dienst komt; zie docs/diensten.md")
    ordered = sorted(chosen, key=lambda indicator: (_table(indicator), indicator.id))
    tables = {table: list(group) for table, group in groupby(ordered, _table)}
    return Request(workspace, catalogue, read, tables)


def _is_chosen(name: str, wanted: Sequence[str]) -> bool:
    """Whether something is wanted: everything is, where nothing is named."""
    return not wanted or name in wanted


def _table(indicator: Indicator) -> tuple[str, str]:
    return indicator.source, indicator.service_table


def _check_sources(
    wanted: Sequence[str], served: Mapping[str, Indicator], catalogue: Catalogue
) -> None:
    with_service = sorted({indicator.source for indicator in served.values()})
    names = ", ".join(with_service)
    for source in wanted:
        if source not in catalogue.sources:
            hint = nearest(source, catalogue.sources) or f"bronnen met een dienst: {names}"
            raise Unusable(f"onbekende bron '{source}'; {hint}")
        if source not in with_service:
            message = f"van '{source}' komt niets van een dienst; wel van: {names or 'geen'}"
            raise Unusable(message)


def _check_indicators(
    wanted: Sequence[str], served: Mapping[str, Indicator], catalogue: Catalogue
) -> None:
    for key in wanted:
        if key not in catalogue.indicators:
            hint = nearest(key, catalogue.indicators) or "report-builder catalogue geeft de lijst"
            raise Unusable(f"onbekende indicator '{key}'; {hint}")
        if key not in served:
            door = catalogue.door(catalogue.indicators[key])
            raise Unusable(
                f"'{key}' komt niet van een dienst ({door}); gebruik report-builder import"
            )


def refresh(
    request: Request, consent: Consent, connection: Connection, foresee: Foresee
) -> Iterator[Refreshed]:
    """Each table in turn: asked, compared, and written when nothing stands in the way.

    A table that cannot be had, or that is not what the catalogue says, keeps nothing else out.
    """
    for (source, table), indicators in request.tables.items():
        fetched, problems = _fetch(request, indicators, connection)
        updated = max((one.updated for one in fetched), default="")
        notes = tuple(note for one in fetched for note in one.notes)
        if problems:
            yield Refreshed(source, table, updated, None, notes, tuple(problems))
            continue
        try:
            intake = take_in(
                request.workspace,
                _arrivals(request, fetched),
                _origin(source, table, fetched),
                consent,
                foresee,
            )
        except Stopped as stopped:
            yield Refreshed(source, table, updated, None, notes, stopped.problems)
        else:
            told = (*intake.consequences, *intake.refusals)
            yield Refreshed(source, table, updated, intake, notes, told)


def _fetch(
    request: Request, indicators: Sequence[Indicator], connection: Connection
) -> tuple[list[Fetched], list[Problem]]:
    """What the service gives for the indicators of one table, and what is wrong, at their place in
    the catalogue.
    """
    fetched, problems = [], []
    for indicator in indicators:
        address = request.catalogue.sources[indicator.source].service
        assert address is not None
        try:
            fetched.append(fetch(connection, address, indicator))
        except Fault as fault:
            problems.append(at_mapping(request.workspace, indicator, fault))
            if fault.code in UNREACHABLE:
                break
    return fetched, problems


def _arrivals(request: Request, fetched: Sequence[Fetched]) -> dict[str, list[Arrival]]:
    """The figures as they come in. Raises Stopped when the series that are known have errors."""
    files = {one.indicator.id: request.read.files[one.indicator.id] for one in fetched}
    known, problems = read_observations(files, request.read.indicators)
    if has_errors(problems):
        raise Stopped(problems)
    return {
        one.indicator.id: list(published_arrivals(one, known[one.indicator.id])) for one in fetched
    }


def _origin(source: str, table: str, fetched: Sequence[Fetched]) -> Origin:
    """The answers as they came, in one file: the original of this delivery."""
    answers = {url: body.decode("utf-8", "replace") for one in fetched for url, body in one.answers}
    data = json.dumps(answers, ensure_ascii=False, indent=1).encode() + b"\n"
    return Origin(source, f"{table}.json", data)


def refreshed_lines(refreshed: Refreshed, indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """What became of one table, in Dutch."""
    updated = f", stand {refreshed.updated[:10]}" if refreshed.updated else ""
    table, intake = f"{refreshed.source} {refreshed.table}{updated}", refreshed.intake
    if intake is None:
        yield f"{table}: niet overgenomen"
    else:
        yield f"{table}: {_outcome(intake)}"
        yield from (f"  {line}" for line in intake_lines(intake, indicators))
    yield from (f"  let op: {note}" for note in refreshed.notes)


def _outcome(intake: Intake) -> str:
    if intake.is_written:
        return "overgenomen" if intake.files else "gelijk gebleven"
    if intake.refusals:
        return "niet overgenomen"
    return "zou worden overgenomen" if intake.files else "gelijk gebleven"
