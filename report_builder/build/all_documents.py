"""Every document of an edition filled and made into pages, from the store where nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from report_builder.build.document_tasks import (
    Typeset,
    fill,
    find_filled,
    find_typeset,
    typeset,
)
from report_builder.build.filled_project import FilledProject, numbers_for
from report_builder.build.release_setup import Job, Reference, Setup
from report_builder.console import Console
from report_builder.jobs import Task, Workers
from report_builder.model.document import FilledDocument

TypesetDocuments = Mapping[str, Typeset]
"""Every document as pages, by its label."""


def fill_all(
    setup: Setup,
    reference: Reference,
    jobs: Sequence[Job],
    workers: Workers,
    console: Console,
) -> dict[str, FilledDocument]:
    """The documents filled, by label."""
    kept = {job.label: find_filled(setup, job) for job in jobs}
    missing = [job for job in jobs if kept[job.label] is None]
    tasks: list[Task[FilledDocument]] = [(fill, (reference, job)) for job in missing]
    weights = [len(job.template) for job in missing]
    documents = console.follow("Sjablonen vullen", workers.run(tasks, weights), len(tasks))
    filled = {document.id: document for document in documents}
    return {label: document or filled[label] for label, document in kept.items()}


def typeset_all(
    project: FilledProject,
    jobs: Sequence[Job],
    workers: Workers,
    console: Console,
    besides: Sequence[Task[None]] = (),
) -> Callable[[], TypesetDocuments]:
    """Begin to make pages of some of the documents of a project, and do the tasks `besides`; what
    comes back waits for all of it, and gives the documents by label.
    """
    numbers = {job.label: numbers_for(project, job) for job in jobs}
    filled = project.filled
    kept = {
        job.label: find_typeset(project.setup, job, filled[job.label], numbers[job.label])
        for job in jobs
    }
    missing = [job for job in jobs if kept[job.label] is None]
    tasks: list[Task[Typeset | None]] = [
        (typeset, (project.reference, job, filled[job.label], numbers[job.label]))
        for job in missing
    ]
    # The words of a document take the time, of which its template is the measure.
    weights = [len(job.template) for job in missing]
    outcomes = workers.run([*tasks, *besides], weights + [max(weights, default=0)] * len(besides))

    def wait() -> TypesetDocuments:
        documents = console.follow("Pagina's opmaken", outcomes, len(tasks) + len(besides))
        made = {document.label: document for document in documents if document}
        return {label: document or made[label] for label, document in kept.items()}

    return wait
