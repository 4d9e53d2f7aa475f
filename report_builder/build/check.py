"""What a project comes to before anything is bound: all templates filled, every problem of every
file known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.build.consistency import check_agreement, check_titles
from report_builder.build.corrections import check_corrections, check_published
from report_builder.build.document_tasks import fill, find_filled
from report_builder.build.figure_tasks import (
    check_figures,
    check_tables,
    draw_figure,
    make_any,
    undrawn,
)
from report_builder.build.locked_numbers import Prints, check_prints
from report_builder.build.news_rules import check_news
from report_builder.build.plan import read_all
from report_builder.build.setup import Job, Reference, Setup, share
from report_builder.build.uses import find_uses
from report_builder.console import Console
from report_builder.intake.release_rules import check_embargoes
from report_builder.jobs import Task, Workers
from report_builder.model.document import FilledDocument, NumberedFigure, PrintedValue
from report_builder.model.edition import Release
from report_builder.model.value import Freshness
from report_builder.problems import Problem, Stopped, has_errors, in_order
from report_builder.values.dataset import Dataset
from report_builder.workspace import Workspace

Filled = Mapping[str, FilledDocument]


@dataclass(frozen=True)
class Checked:
    """A project whose templates have all been filled: the setup, the jobs, what came out, and every
    problem.
    """

    setup: Setup | None
    reference: Reference | None
    jobs: tuple[Job, ...]
    front: Job | None
    filled: Filled
    problems: tuple[Problem, ...]

    @property
    def values(self) -> list[PrintedValue]:
        """Every printed value, in reading order."""
        return [
            value
            for job in self.all_jobs
            if job.label in self.filled
            for value in self.filled[job.label].values
        ]

    @property
    def all_jobs(self) -> tuple[Job, ...]:
        """The front of the report, if it has one, and the documents."""
        return (*([self.front] if self.front else []), *self.jobs)

    @property
    def prints(self) -> Prints:
        """What the documents print, and what they rest on."""
        assert self.setup is not None
        return Prints(self.all_jobs, self.filled, self.setup.project.figures)

    @property
    def titles(self) -> dict[str, str]:
        """The title of each document by its label."""
        return {job.label: job.entry.title for job in self.all_jobs}


def check(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    workers: Workers,
    console: Console,
    with_pictures: bool = False,
) -> Checked:
    """Read the project, fill every template, and tell everything that is wrong with any of its
    files.
    """
    reading = read_all(workspace, edition, release)
    if reading.setup is None:
        return Checked(None, None, (), None, {}, tuple(in_order(reading.problems)))
    setup, reference = reading.setup, share(reading.setup)
    problems = list(reading.problems)
    problems += _figure_problems(
        setup, reference, workers, console, with_pictures and not has_errors(problems)
    )
    jobs = (*reading.jobs, *([reading.front] if reading.front else []))
    draws = with_pictures and not has_errors(problems)
    filled = fill_all(setup, reference, jobs, workers, console, draws)
    if accounting := [job for job in jobs if _gives_account(setup, filled[job.label])]:
        # What the documents print is known only now; the tables that tell of it are written once
        # more.
        setup = replace(setup, uses=find_uses(setup, jobs, filled))
        reference = share(setup)
        filled |= fill_all(setup, reference, accounting, workers, console, draws)
    problems += _document_problems(setup, jobs, filled)
    problems += check_titles(setup)
    problems += _release_problems(workspace, setup, jobs, filled)
    if not has_errors(problems):
        problems += check_agreement(setup, reading.jobs, filled)
    return Checked(setup, reference, reading.jobs, reading.front, filled, tuple(in_order(problems)))


def _figure_problems(
    setup: Setup, reference: Reference, workers: Workers, console: Console, draws: bool
) -> Iterator[Problem]:
    """What is wrong with figures and tables, found by drawing them where that is of use."""
    if not draws:
        yield from check_figures(setup)
        return
    missing = undrawn(setup)
    drawn = workers.run([(draw_figure, (reference, figure)) for figure in missing])
    yield from (
        problem for problem in console.follow("Figuren tekenen", drawn, len(missing)) if problem
    )
    yield from check_tables(setup)


def _gives_account(setup: Setup, document: FilledDocument) -> bool:
    return any(setup.project.figures[figure].is_account for figure in document.figures)


def usable(checked: Checked) -> tuple[Setup, Reference]:
    """The setup, and how workers find it. Raises Stopped when the project's files hold errors."""
    if checked.setup is None or checked.reference is None or has_errors(checked.problems):
        raise Stopped(checked.problems)
    return checked.setup, checked.reference


def fill_all(
    setup: Setup,
    reference: Reference,
    jobs: Sequence[Job],
    workers: Workers,
    console: Console,
    with_pictures: bool,
) -> dict[str, FilledDocument]:
    """Every document filled, from the store where nothing changed."""
    known = {job.label: find_filled(setup, job, with_pictures) for job in jobs}
    missing = [job for job in jobs if known[job.label] is None]
    tasks: list[Task[FilledDocument]] = [(fill, (reference, job, with_pictures)) for job in missing]
    made = {
        document.id: document
        for document in console.follow("Sjablonen vullen", workers.run(tasks), len(tasks))
    }
    return {label: document or made[label] for label, document in known.items()}


def _document_problems(setup: Setup, jobs: Sequence[Job], filled: Filled) -> list[Problem]:
    """The problems of the templates, and those that only show when all documents are known."""
    placed = {figure.figure for document in filled.values() for figure in document.placed}
    problems: list[Problem] = []
    for job in jobs:
        document = filled[job.label]
        problems += document.problems
        for figure, place in document.references:
            if figure not in placed and document.data:
                hint = f'plaats hem met figuur("{figure}") of haal de verwijzing weg'
                message = f"verwijst naar '{figure}', dat in geen enkel document geplaatst is"
                problems.append(Problem("verwijzing", job.file, place, message, hint))
        if job.traits.is_news:
            problems += check_news(setup, job, document)
        elif not setup.is_concept:
            problems += _stale_problems(setup, job, document)
    return problems


def _release_problems(
    workspace: Workspace, setup: Setup, jobs: Sequence[Job], filled: Filled
) -> Iterator[Problem]:
    """What is not as it was locked, and in the definitive release what may not leave yet."""
    prints, project = Prints(jobs, filled, setup.project.figures), setup.project
    is_whole = all(
        document.data for document in filled.values()
    )  # what a broken template would print is not known
    if is_whole:
        yield from check_prints(workspace, project.edition.id, setup.release, prints)
    if not setup.is_concept:
        yield from check_embargoes(workspace, project.catalogue, prints.used())
        yield from check_corrections(workspace, project.edition, jobs)
        yield from check_published(workspace, project.edition, prints) if is_whole else ()


def _stale_problems(setup: Setup, job: Job, document: FilledDocument) -> list[Problem]:
    """In the definitive release every stale figure that was not accepted stops the build."""
    hint = "lever de cijfers aan, of neem de indicator op onder [[accepted_stale]]"
    problems = []
    for printed in document.values:
        stale = [made for made in printed.value.inputs if made.freshness is Freshness.STALE]
        if printed.value.freshness is Freshness.STALE:
            names = (
                ", ".join(dict.fromkeys(f"{made.indicator} (t/m {made.period})" for made in stale))
                or printed.value.text
            )
            problems.append(
                Problem("verouderd", job.file, printed.place, f"verouderd cijfer: {names}", hint)
            )
    for figure in sorted(document.figures):
        content = make_any(setup, figure, Dataset(setup.project))
        if content.freshness is Freshness.STALE:
            message = f"verouderde cijfers in deze figuur (t/m {content.stale_until})"
            problems.append(Problem("verouderd", f"figures/{figure}.toml", "1", message, hint))
    chosen = "tekst die door een verouderd cijfer gekozen is"
    return problems + [
        Problem("verouderd", job.file, place, chosen, hint) for place in document.stale_choices
    ]


def numbers_for(checked: Checked, job: Job) -> dict[str, NumberedFigure]:
    """The figures that a document can refer to: its own, else those of the first document that
    places them.
    """
    numbers: dict[str, NumberedFigure] = {}
    for other in [job, *checked.jobs]:
        for figure in checked.filled[other.label].placed:
            numbers.setdefault(figure.figure, figure)
    return numbers


def printed_in(checked: Checked) -> dict[str, list[str]]:
    """The documents that print each indicator, in reading order."""
    found: dict[str, list[str]] = {}
    for job in checked.all_jobs:
        document = checked.filled.get(job.label)
        for key in _printed(checked, document) if document else ():
            found.setdefault(key, []).append(job.label)
    return found


def _printed(checked: Checked, document: FilledDocument) -> Iterable[str]:
    assert checked.setup is not None
    specs = checked.setup.project.figures
    values = (made.indicator for printed in document.values for made in printed.value.inputs)
    drawn = (key for figure in document.figures for key in specs[figure].indicators)
    return dict.fromkeys([*values, *sorted(drawn)])
