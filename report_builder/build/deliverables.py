"""What is handed over, file by file: how each is bound out of the documents that were set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from report_builder.build.all_documents import TypesetDocuments
from report_builder.build.document_tasks import Typeset
from report_builder.build.figure_tasks import make_workbook
from report_builder.build.filled_project import FilledProject
from report_builder.build.open_data_files import make_open_data
from report_builder.build.product_tasks import (
    Binding,
    bind_docx,
    bind_news,
    bind_pages,
    bind_web,
    length_key,
    make_up,
    measure_front,
    single_docx,
)
from report_builder.build.release_setup import Job, Reference
from report_builder.console import Console
from report_builder.jobs import Task, Workers
from report_builder.model.document import Heading, NumberedFigure
from report_builder.pdf.attaching import Attachment
from report_builder.registers.register import Register
from report_builder.wording.staleness import stale_until

WHOLE = "kamerstuk"
"""The report with what goes before it, as one file."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bind(
    project: FilledProject,
    documents: TypesetDocuments,
    apart: Mapping[str, Task[bytes]],
    workers: Workers,
    console: Console,
) -> dict[str, bytes]:
    """Everything that is handed over of the documents, and what comes of the tasks `apart`, by file
    name.

    The report waits for its front; all else is made meanwhile.
    """
    bindings = _bindings(project, documents) if project.report else {}
    before = _tasks_before(project, bindings)
    apart = {**apart, **_tasks_apart(project, documents, bindings)}
    outcomes = workers.run([*before, *apart.values()])
    tasks = _report_tasks(project, bindings, list(islice(outcomes, len(before))))
    names = [*tasks, *apart]
    bound = chain(workers.run(list(tasks.values())), outcomes)
    files = dict(zip(names, console.follow("Bestanden binden", bound, len(names)), strict=True))
    return files | _data_files(project)


def _tasks_before(project: FilledProject, bindings: Mapping[str, Binding]) -> list[Task[Any]]:
    """What the files of the report wait for: their fronts, and the workbook inside."""
    if not bindings:
        return []
    fronts = ((make_up, (project.reference, binding)) for binding in bindings.values())
    return [*fronts, (make_workbook, (project.reference, _placed(project)))]


def _tasks_apart(
    project: FilledProject, documents: TypesetDocuments, bindings: Mapping[str, Binding]
) -> dict[str, Task[bytes]]:
    """How the web edition is made, and the files of the documents outside the report."""
    tasks: dict[str, Task[bytes]] = {}
    edition = project.setup.project.edition
    if web := bindings.get(edition.name):
        values = (value for job in project.report for value in project.filled[job.label].values)
        shown = (edition.title, web.report, web.headings, _placed(project))
        about = (project.reference, *shown, stale_until(values))
        tasks[f"{edition.name}.html"] = (bind_web, about)
    for job in project.jobs:
        if not job.traits.is_report:
            tasks |= _apart(project.reference, job, documents[job.label])
    return tasks


def _report_tasks(
    project: FilledProject, bindings: Mapping[str, Binding], prepared: Sequence[Any]
) -> dict[str, Task[bytes]]:
    """How the Word file and the PDF of the report are made, alone and as a whole, with the fronts
    and the workbook that were prepared.
    """
    tasks: dict[str, Task[bytes]] = {}
    if not bindings:
        return tasks
    reference, (*fronts, book) = project.reference, prepared
    attachments = _attachments(project, book)
    for (name, binding), front_matter in zip(bindings.items(), fronts, strict=True):
        tasks[f"{name}.pdf"] = (bind_pages, (reference, binding, front_matter.front, attachments))
        tasks[f"{name}.docx"] = (bind_docx, (reference, binding, front_matter.pages))
    return tasks


def _bindings(project: FilledProject, documents: TypesetDocuments) -> dict[str, Binding]:
    """The report by itself, and behind what goes before it where there is such."""
    edition = project.setup.project.edition
    report = tuple(documents[job.label] for job in project.report)
    alone = replace(_empty_report(project), report=report)
    bindings = {edition.name: alone}
    if accompanying := _accompanying(project):
        before = tuple(documents[job.label] for job in accompanying)
        bindings[WHOLE] = replace(alone, before=before)
    return bindings


def _empty_report(project: FilledProject) -> Binding:
    """The report without its pages: what its front says, but for their numbers."""
    headings = [project.filled[job.label].headings for job in project.report]
    return Binding(
        title=project.setup.project.edition.title,
        before=(),
        house=project.house,
        report=(),
        headings=tuple(heading for own in headings for heading in own),
        captions=tuple(_caption(project, figure) for figure in _placed(project)),
        has_front=True,
    )


def front_tasks(project: FilledProject) -> list[Task[None]]:
    """How the front of the report is measured, where its length is not known; while the pages of
    the report are made nothing waits for it.
    """
    binding = _empty_report(project)
    if not project.report or project.setup.store.has(length_key(project.setup, binding)):
        return []
    return [(measure_front, (project.reference, binding))]


def _placed(project: FilledProject) -> list[NumberedFigure]:
    """The figures and tables of the report, in order."""
    return [figure for job in project.report for figure in project.filled[job.label].placed]


def _caption(project: FilledProject, figure: NumberedFigure) -> Heading:
    title = project.setup.project.figures[figure.figure].title
    return Heading(0, f"{figure.noun} {figure.number}", title, figure.bookmark, figure.is_stale)


def _attachments(project: FilledProject, book: bytes) -> tuple[Attachment, ...]:
    """What travels inside the report: its numbers with their sources, and the data of its figures
    and tables.
    """
    day, numbers = project.setup.project.edition.date, _report_numbers(project)
    caption = "Elk cijfer in het rapport, met zijn herkomst"
    return (
        Attachment("numbers.csv", numbers.as_csv(), caption, "text/csv", day),
        Attachment("figuren.xlsx", book, "De gegevens van de figuren en tabellen", _XLSX, day),
    )


def _report_numbers(project: FilledProject) -> Register:
    """The numbers that the report itself prints, without those of what goes with it."""
    labels = {job.label for job in project.report}
    lines = [line for line in project.numbers.lines if line["document"] in labels]
    return Register(project.numbers.columns, lines)


def _data_files(project: FilledProject) -> dict[str, bytes]:
    """The open data set of the report; nothing where there is none."""
    if not project.report:
        return {}
    return make_open_data(project.reference, _placed(project), _report_numbers(project))


def _apart(reference: Reference, job: Job, part: Typeset) -> dict[str, Task[bytes]]:
    """The files of a document outside the report: Word and PDF, of news Word and a web page."""
    title = job.entry.title
    tasks: dict[str, Task[bytes]] = {f"{job.label}.docx": (single_docx, (reference, part, title))}
    if job.traits.is_news:
        return tasks | {f"{job.label}.html": (bind_news, (reference, title, part))}
    binding = Binding(title, before=(part,), house=b"", report=(), headings=())
    return tasks | {f"{job.label}.pdf": (bind_pages, (reference, binding, None))}


def _accompanying(project: FilledProject) -> list[Job]:
    """What goes before the report in the whole: nota and letter in a concept, the letter alone when
    it is sent.
    """
    layers: list[tuple[int, Job]] = []
    for job in project.firsts:
        how = job.traits.accompanying
        if how and (how.is_sent or project.setup.is_concept):
            layers.append((how.layer, job))
    return [job for _, job in sorted(layers, key=itemgetter(0))]


def single(project: FilledProject, job: Job, part: Typeset) -> dict[str, bytes]:
    """The files of one document by itself, by name."""
    reference, title, is_report = project.reference, job.entry.title, job.traits.is_report
    headings = tuple(project.filled[job.label].headings)
    before, report = ((), (part,)) if is_report else ((part,), ())
    binding = Binding(title, before, project.house, report, headings)
    front_matter = make_up(reference, binding)
    files = {f"{job.label}.pdf": bind_pages(reference, binding, front_matter.front)}
    if is_report:
        files[f"{job.label}.docx"] = bind_docx(reference, binding, front_matter.pages)
    else:
        files[f"{job.label}.docx"] = single_docx(reference, part, title)
    if job.traits.is_news:
        files[f"{job.label}.html"] = bind_news(reference, title, part)
    return files
