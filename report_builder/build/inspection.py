"""What a project comes to before anything is bound: all templates filled, every problem of every
file known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_builder.build.all_documents import fill_all
from report_builder.build.consistency import check_agreement, check_titles
from report_builder.build.corrections import check_corrections, check_published
from report_builder.build.figure_tasks import (
    check_figures,
    check_tables,
    draw_figure,
    make_any,
    undrawn,
)
from report_builder.build.filled_project import Filled, FilledProject
from report_builder.build.indicator_uses import find_uses
from report_builder.build.locked_numbers import Prints, check_prints
from report_builder.build.news_rules import check_news
from report_builder.build.plan import UnreadProject, read_all
from report_builder.build.release_setup import Job, Reference, Setup, share
from report_builder.console import Console
from report_builder.intake.release_rules import check_embargoes
from report_builder.jobs import Workers
from report_builder.model.document import FilledDocument
from report_builder.model.edition import Release
from report_builder.model.value import Freshness
from report_builder.problems import Problem, has_errors, in_order
from report_builder.values.dataset import Dataset
from report_builder.workspace import Workspace


def inspect_project(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    workers: Workers,
    console: Console,
    with_pictures: bool = False,
) -> FilledProject | UnreadProject:
    """Read the project, fill every template, and tell everything that is wrong with any of its
    files.
    """
    reading = read_all(workspace, edition, release)
    if isinstance(reading, UnreadProject):
        return UnreadProject(tuple(in_order(reading.problems)))
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
    return FilledProject(
        setup, reference, reading.jobs, reading.front, filled, tuple(in_order(problems))
    )


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
    return any(setup.project.figures[figure].traits.is_account for figure in document.figures)


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
