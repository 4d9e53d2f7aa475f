"""New figures from the services of the sources: table by table, each taken in whole or not
at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from report_builder.deliveries.admission import take_in
from report_builder.deliveries.answer_summary import answer_summary
from report_builder.deliveries.arrivals import Consent, Foresee, Intake
from report_builder.deliveries.notice_lines import intake_lines
from report_builder.deliveries.published_figures import at_mapping, published_arrivals
from report_builder.deliveries.refresh_plan import RefreshPlan
from report_builder.deliveries.service_doubts import find_answer_doubts, find_lagging_total
from report_builder.deliveries.service_memory import find_last_answer, origin_of
from report_builder.intake.observations import read_observations
from report_builder.model.catalogue import Indicator
from report_builder.model.series import Series
from report_builder.problems import Fault, Problem, Stopped, Unusable, find_reason, has_errors
from report_builder.services.cells import Fetched
from report_builder.services.connection import UNREACHABLE, Connection
from report_builder.services.fetching import fetch

TellFault: TypeAlias = Callable[[Exception], str]
"""Writes down a fault of the program for who mends it; gives the sentence that says so."""


@dataclass(frozen=True)
class Refreshed:
    """What became of one table: what it changes, or the problems that kept it out."""

    source: str
    table: str
    fetched: tuple[Fetched, ...] = ()
    intake: Intake | None = None
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    """What is doubtful about the answer as a whole and was not agreed to."""

    @property
    def updated(self) -> str:
        """When the source last changed the table; empty when that is not known."""
        return max((one.updated for one in self.fetched), default="")

    @property
    def is_refused(self) -> bool:
        """Whether something kept it out."""
        if self.intake is None or self.doubts:
            return True
        return bool(self.intake.refusals)


def refresh(
    plan: RefreshPlan,
    consent: Consent,
    connection: Connection,
    foresee: Foresee,
    tell_fault: TellFault,
) -> Iterator[Refreshed]:
    """Each table in turn: asked, compared, and written when nothing stands in the way.

    Whatever goes wrong with a table keeps nothing else out, a fault of the program itself too: a
    service can answer what nobody thought of.
    """
    for (source, table), indicators in plan.tables.items():
        refreshed = Refreshed(source, table)
        try:
            refreshed = _refreshed(plan, refreshed, indicators, consent, connection, foresee)
        except Stopped as stopped:
            refreshed = replace(refreshed, problems=stopped.problems)
        except Exception as error:
            problem = at_mapping(plan.workspace, indicators[0], _failure(error, tell_fault))
            refreshed = replace(refreshed, problems=(problem,))
        yield replace(refreshed, notes=(*refreshed.notes, *connection.take_notes()))


def _failure(error: Exception, tell_fault: TellFault) -> Fault:
    """What to say when a table fails in a way that no check foresaw."""
    reason = find_reason(error) if isinstance(error, OSError) else None
    if isinstance(error, Unusable) or reason:
        return Fault("dienst-project", reason or str(error), "de andere tabellen gaan door")
    hint = "meld het bij de beheerder; de andere tabellen gaan door"
    return Fault("dienst-fout", tell_fault(error), hint)


def _refreshed(
    plan: RefreshPlan,
    refreshed: Refreshed,
    indicators: Sequence[Indicator],
    consent: Consent,
    connection: Connection,
    foresee: Foresee,
) -> Refreshed:
    """What becomes of a table. Raises Stopped with what keeps it out before it is compared."""
    wrong = [problem for one in indicators for problem in plan.wrong.get(one.id, ())]
    if has_errors(wrong):
        raise Stopped(wrong)
    fetched = _fetch(plan, indicators, connection)
    known = _known(plan, indicators)
    doubts = [
        at_mapping(plan.workspace, one.indicator, fault)
        for one in fetched
        for fault in _doubts(plan, refreshed.table, one, known[one.indicator.id])
    ]
    is_held = bool(doubts) and not (consent.doubts and consent.reason.strip())
    held = replace(consent, is_dry_run=consent.is_dry_run or is_held)
    arrivals = {
        one.indicator.id: list(published_arrivals(one, known[one.indicator.id])) for one in fetched
    }
    agreed = [] if is_held else [problem.message for problem in doubts]
    origin = origin_of(refreshed.source, refreshed.table, fetched, agreed, consent)
    intake = take_in(plan.workspace, arrivals, origin, held, foresee)
    unsettled = doubts if is_held else []
    return replace(
        refreshed,
        fetched=tuple(fetched),
        intake=intake,
        notes=tuple(_notes(fetched, agreed)),
        problems=(*intake.consequences, *intake.refusals, *unsettled),
        doubts=tuple(unsettled),
    )


def _fetch(
    plan: RefreshPlan, indicators: Sequence[Indicator], connection: Connection
) -> list[Fetched]:
    """What the service gives for the indicators of one table. Raises Stopped with all that is
    wrong, each at its place in the catalogue.
    """
    fetched, problems = [], []
    for indicator in indicators:
        address = plan.catalogue.sources[indicator.source].service
        assert address is not None
        try:
            fetched.append(fetch(connection, address, indicator))
        except Fault as fault:
            problems.append(at_mapping(plan.workspace, indicator, fault))
            if fault.code in UNREACHABLE:
                break
    if problems:
        raise Stopped(problems)
    return fetched


def _known(plan: RefreshPlan, indicators: Sequence[Indicator]) -> Mapping[str, Series]:
    """The figures as they are. Raises Stopped when they have errors."""
    files = {one.id: plan.read.files[one.id] for one in indicators}
    known, problems = read_observations(files, plan.read.indicators)
    if has_errors(problems):
        raise Stopped(problems)
    return known


def _doubts(plan: RefreshPlan, table: str, fetched: Fetched, known: Series) -> Iterator[Fault]:
    last = find_last_answer(plan.workspace, table, fetched.indicator)
    return find_answer_doubts(fetched, last, known)


def _notes(fetched: Sequence[Fetched], agreed: Sequence[str]) -> Iterator[str]:
    for one in fetched:
        yield from one.notes
        yield from find_lagging_total(one)
    yield from (f"{message} (aanvaard)" for message in agreed)


def refreshed_lines(refreshed: Refreshed, indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """What became of one table, in Dutch."""
    updated = f", stand {refreshed.updated[:10]}" if refreshed.updated else ""
    table, intake = f"{refreshed.source} {refreshed.table}{updated}", refreshed.intake
    if intake is None:
        yield f"{table}: niet overgenomen"
    else:
        yield f"{table}: {_outcome(refreshed, intake)}"
        yield from (f"  {line}" for line in intake_lines(intake, indicators))
    for one in refreshed.fetched:
        yield f"  {one.indicator.id} bij de dienst: {answer_summary(one)}"
    yield from (f"  let op: {note}" for note in refreshed.notes)


def _outcome(refreshed: Refreshed, intake: Intake) -> str:
    if refreshed.is_refused:
        return "niet overgenomen"
    if intake.is_written:
        return "overgenomen" if intake.files else "gelijk gebleven"
    return "zou worden overgenomen" if intake.files else "gelijk gebleven"
