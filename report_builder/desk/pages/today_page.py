"""Vandaag: how the edition stands, and where to mend what is not done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from report_builder.build.filled_project import FilledProject
from report_builder.build.session import Checked
from report_builder.desk.context import Desk, desk_of
from report_builder.desk.page_rendering import render
from report_builder.model.gate_state import GateStanding, GateState
from report_builder.model.state import EditionStatus, count_states
from report_builder.problems import Problem
from report_builder.registers.status_report import COUNT_WORDS


@dataclass(frozen=True)
class DocumentTally:
    """One document: how many of its figures are fresh, and what is wrong with its template."""

    label: str
    title: str
    figures: int
    fresh: int
    errors: int
    warnings: int


@dataclass(frozen=True)
class Count:
    """How many figures count as something, in words, and where they are listed."""

    words: str
    address: str
    count: int


@dataclass(frozen=True)
class Step:
    """One step of the decision route, and in how many days it is; below zero it has been."""

    name: str
    day: date
    days: int


@dataclass(frozen=True)
class Day:
    """What the page tells."""

    status: EditionStatus
    counts: tuple[Count, ...]
    """How many of the figures that are printed count as what."""
    documents: tuple[DocumentTally, ...]
    others: tuple[Problem, ...]
    """The problems of files that are no template of a document."""
    steps: tuple[Step, ...]
    waiting: tuple[GateState, ...]


async def _today(request: Request) -> Response:
    desk = desk_of(request)
    day = await run_in_threadpool(_day, desk)
    return render(request, "vandaag.html", day=day)


def _day(desk: Desk) -> Day | None:
    """How the edition stands; None while it has not been read, or cannot be."""
    checked = desk.live.state.checked
    if checked is None or not isinstance(checked.project, FilledProject):
        return None
    status = desk.live.session.status(checked)
    assert status is not None
    files = {job.file for job in checked.project.all_jobs}
    printed = [state for state in status.states if state.documents and not state.part]
    counts = count_states(printed, status.day)
    return Day(
        status,
        tuple(
            Count(COUNT_WORDS[kind], f"/cijfers?stand={kind.value}&gedrukt=ja", count)
            for kind, count in counts.items()
            if count
        ),
        tuple(_tallies(status, checked, checked.project)),
        tuple(problem for problem in checked.problems if problem.file not in files),
        tuple(Step(name, day, (day - status.day).days) for name, day in status.route),
        tuple(gate for gate in status.gates if gate.standing is GateStanding.WAITING),
    )


def _tallies(
    status: EditionStatus, checked: Checked, project: FilledProject
) -> Sequence[DocumentTally]:
    tallies = []
    for job in project.firsts:
        own = [problem for problem in checked.problems if problem.file == job.file]
        errors = sum(problem.is_error for problem in own)
        states = status.documents.get(job.label, [])
        fresh = sum(state.state == "fresh" for state in states)
        title = project.titles[job.label]
        tallies.append(
            DocumentTally(job.label, title, len(states), fresh, errors, len(own) - errors)
        )
    return tallies


ROUTES = (Route("/", _today),)
