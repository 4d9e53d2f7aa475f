"""What a project comes to before anything is bound: all templates filled, every problem of every
file known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_builder.build.all_documents import fill_all
from report_builder.build.consistency import check_agreement, check_references
from report_builder.build.earlier_prints import check_published
from report_builder.build.figure_tasks import check_figure, unmade
from report_builder.build.figure_warnings import warn_of_figures
from report_builder.build.filled_project import Filled, FilledProject
from report_builder.build.gates import early_warnings
from report_builder.build.indicator_uses import find_uses
from report_builder.build.news_rules import check_posts
from report_builder.build.plan import UnreadProject, read_all
from report_builder.build.refusal import refused_by_gates
from report_builder.build.release_candidate import make_candidate
from report_builder.build.release_setup import Job, Reference, Setup, share
from report_builder.build.settings_texts import check_settings_texts
from report_builder.console import Console
from report_builder.jobs import Workers
from report_builder.model.document import FilledDocument
from report_builder.model.edition import Release
from report_builder.problems import Problem, has_errors, in_order
from report_builder.workspace import Workspace

DRAWING = "report_builder.charts.drawing"
"""What draws figures, which is loaded only when there are any to draw."""


def inspect_project(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    workers: Workers,
    console: Console,
) -> FilledProject | UnreadProject:
    """Read the project, fill every template, and tell everything that is wrong with any of its
    files.
    """
    reading = read_all(workspace, edition, release)
    if isinstance(reading, UnreadProject):
        return UnreadProject(tuple(in_order(reading.problems)))
    setup, reference = reading.setup, share(reading.setup)
    problems = list(reading.problems)
    problems += _figure_problems(setup, reference, workers, console)
    jobs = (*reading.jobs, *([reading.front] if reading.front else []))
    filled = fill_all(setup, reference, jobs, workers, console)
    if accounting := [job for job in jobs if _gives_account(setup, filled[job.label])]:
        # What the documents print is known only now; the tables that tell of it are written once
        # more.
        setup = setup.with_uses(find_uses(setup, jobs, filled))
        reference = share(setup)
        filled |= fill_all(setup, reference, accounting, workers, console)
    problems += _document_problems(setup, jobs, filled)
    problems += check_settings_texts(workspace, setup)
    agreement = [] if has_errors(problems) else check_agreement(setup, reading.jobs, filled)
    project = FilledProject(setup, reference, reading.jobs, reading.front, filled, ())
    candidate = make_candidate(workspace, setup, jobs, filled, problems)
    if setup.is_concept:
        problems += [*early_warnings(candidate), *agreement]
        return replace(project, problems=tuple(in_order(problems)))
    problems += agreement
    if candidate.is_whole:
        problems += check_published(workspace, candidate.edition.id, candidate.prints)
    return refused_by_gates(project, replace(candidate, problems=tuple(problems)))


def _figure_problems(
    setup: Setup, reference: Reference, workers: Workers, console: Console
) -> Iterator[Problem]:
    """What is wrong with figures and tables, found by making those that are not kept."""
    missing = unmade(setup)
    if any(setup.project.figures[figure].traits.is_drawn for figure in missing):
        workers.need(DRAWING)
    problems = workers.run([(check_figure, (reference, figure)) for figure in missing])
    yield from (
        problem for problem in console.follow("Figuren tekenen", problems, len(missing)) if problem
    )


def _gives_account(setup: Setup, document: FilledDocument) -> bool:
    return any(setup.project.figures[figure].traits.is_account for figure in document.figures)


def _document_problems(setup: Setup, jobs: Sequence[Job], filled: Filled) -> Iterator[Problem]:
    """The problems of the templates, and those that only show when all documents are known."""
    for job in jobs:
        yield from filled[job.label].problems
        if job.traits.has_posts:
            yield from check_posts(setup, job, filled[job.label])
    yield from warn_of_figures(setup, {key for job in jobs for key in filled[job.label].figures})
    yield from check_references(jobs, filled)
