"""A project whose templates have all been filled: its documents, what they print, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from report_builder.build.earlier_prints import Prints
from report_builder.build.plan import UnreadProject
from report_builder.build.release_setup import Job, Reference, Setup
from report_builder.model.document import FilledDocument, NumberedFigure, PrintedValue
from report_builder.problems import Problem, ProblemGroup, Stopped, has_errors
from report_builder.registers.number_register import numbers_register, printed_rows
from report_builder.registers.register import Register

Filled = Mapping[str, FilledDocument]
"""What each document holds, by its label."""


@dataclass(frozen=True)
class FilledProject:
    """One edition with all its templates filled, and every problem of every file.

    `reference` is how workers find the setup; `front` is the front of the report, if it has one.
    """

    setup: Setup
    reference: Reference
    jobs: tuple[Job, ...]
    front: Job | None
    filled: Filled
    problems: tuple[Problem, ...]
    groups: tuple[ProblemGroup, ...] = ()
    """The problems of a definitive release, put together by what must be done about them."""
    proposal: str = ""
    """The settings that accept what is stale, for the edition file."""

    @property
    def values(self) -> list[PrintedValue]:
        """Every printed value, in reading order."""
        documents = [self.filled[job.label] for job in self.all_jobs if job.label in self.filled]
        return [value for document in documents for value in document.values]

    @cached_property
    def numbers(self) -> Register:
        """The register of every printed value."""
        return numbers_register(printed_rows(self.values))

    @property
    def all_jobs(self) -> tuple[Job, ...]:
        """The front of the report, if it has one, and the documents."""
        return (*([self.front] if self.front else []), *self.jobs)

    @property
    def firsts(self) -> tuple[Job, ...]:
        """The documents without the twins of a letter, which go to further addressees."""
        return tuple(job for job in self.jobs if job.label == job.entry.id)

    @property
    def report(self) -> tuple[Job, ...]:
        """The documents that are bound together as the report."""
        return tuple(job for job in self.jobs if job.traits.is_report)

    @property
    def house(self) -> bytes:
        """The house template as this edition fills it; empty where there is no report."""
        return self.filled[self.front.label].data if self.front else b""

    @property
    def prints(self) -> Prints:
        """What the documents print, and which indicators that depends on."""
        return Prints(self.all_jobs, self.filled, self.setup.project.figures)

    @property
    def titles(self) -> dict[str, str]:
        """The title of each document by its label."""
        return {job.label: job.entry.title for job in self.all_jobs}


def usable(project: FilledProject | UnreadProject) -> FilledProject:
    """The filled project. Raises Stopped when the project's files hold errors."""
    if isinstance(project, UnreadProject) or has_errors(project.problems):
        raise stop_of(project)
    return project


def stop_of(project: FilledProject | UnreadProject) -> Stopped:
    """Everything that is wrong with a project, as a command that it stops tells of it."""
    if isinstance(project, UnreadProject):
        return Stopped(project.problems)
    return Stopped(project.problems, project.groups, project.proposal)


def numbers_for(project: FilledProject, job: Job) -> dict[str, NumberedFigure]:
    """The figures that a document can refer to: its own, else those of the first document that
    places them.
    """
    numbers: dict[str, NumberedFigure] = {}
    for other in [job, *project.jobs]:
        for figure in project.filled[other.label].placed:
            numbers.setdefault(figure.figure, figure)
    return numbers


def printed_in(project: FilledProject) -> dict[str, list[str]]:
    """The documents that print each indicator, in reading order."""
    documents: dict[str, list[str]] = {}
    for job in project.all_jobs:
        if job.label in project.filled:
            for key in _printed(project, project.filled[job.label]):
                documents.setdefault(key, []).append(job.label)
    return documents


def _printed(project: FilledProject, document: FilledDocument) -> Iterable[str]:
    """The indicators that a document prints, in text or drawn."""
    specs = project.setup.project.figures
    inputs = [given for printed in document.values for given in printed.value.inputs]
    drawn = {key for figure in document.figures for key in specs[figure].ingredients}
    return dict.fromkeys([*(given.indicator for given in inputs), *sorted(drawn)])
