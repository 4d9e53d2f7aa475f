"""What is handed over, file by file: how each is bound out of the documents that were set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from report_builder.build.check import Checked
from report_builder.build.document_tasks import Typeset
from report_builder.build.figure_tasks import make_workbook
from report_builder.build.product_tasks import (
    Binding,
    bind_docx,
    bind_news,
    bind_pages,
    bind_web,
    make_up,
    single_docx,
)
from report_builder.build.setup import Job, Reference
from report_builder.console import Console
from report_builder.jobs import Task, Workers
from report_builder.model.document import Heading
from report_builder.model.edition import Release
from report_builder.pdf.attaching import Attachment
from report_builder.registers.numbers import write_numbers

Set = Mapping[str, Typeset]
"""Every document as pages, by its label."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bind(tasks: Mapping[str, Task[bytes]], workers: Workers, console: Console) -> dict[str, bytes]:
    """What comes of the tasks, by file name."""
    bound = console.follow("Bestanden binden", workers.run(list(tasks.values())), len(tasks))
    return dict(zip(tasks, bound, strict=True))


def products(
    checked: Checked, reference: Reference, made: Set, workers: Workers
) -> dict[str, Task[bytes]]:
    """How everything that is handed over is made, by file name."""
    assert checked.setup is not None
    edition = checked.setup.project.edition
    report = [job for job in checked.jobs if job.traits.is_report]
    tasks: dict[str, Task[bytes]] = {}
    if report:
        bindings = _bindings(checked, made, report)
        drawn = [figure for job in report for figure in checked.filled[job.label].placed]
        fronts: list[Task[Any]] = [(make_up, (reference, binding)) for binding in bindings.values()]
        book, *made_up = workers.run([(make_workbook, (reference, drawn)), *fronts])
        attachments = _attachments(checked, report, book)
        for (name, binding), (front, pages) in zip(bindings.items(), made_up, strict=True):
            tasks[f"{name}.pdf"] = (bind_pages, (reference, binding, front, attachments))
            tasks[f"{name}.docx"] = (bind_docx, (reference, binding, pages))
        placed = {figure.bookmark: figure.figure for figure in drawn}
        whole = bindings[edition.name]
        tasks[f"{edition.name}.html"] = (
            bind_web,
            (reference, edition.title, whole.report, whole.headings, placed),
        )
    for job in checked.jobs:
        if not job.traits.is_report:
            tasks |= _apart(reference, job, made[job.label])
    return tasks


def _bindings(checked: Checked, made: Set, report: Sequence[Job]) -> dict[str, Binding]:
    """The report by itself, and behind what goes before it where there is such."""
    assert checked.setup is not None
    edition = checked.setup.project.edition
    headings = tuple(heading for job in report for heading in checked.filled[job.label].headings)
    front = house(checked)
    bound = tuple(made[job.label] for job in report)
    before = tuple(made[job.label] for job in _accompanying(checked, checked.setup.release))
    captions = tuple(_captions(checked, report))
    bindings = {
        edition.name: Binding(edition.title, (), front, bound, headings, captions, has_front=True)
    }
    if before:
        bindings["kamerstuk"] = Binding(
            edition.title, before, front, bound, headings, captions, has_front=True
        )
    return bindings


def house(checked: Checked) -> bytes:
    """The house template as this edition fills it; empty where there is no report."""
    return checked.filled[checked.front.label].data if checked.front else b""


def _captions(checked: Checked, report: Sequence[Job]) -> Iterator[Heading]:
    """The captions of the report, in order."""
    assert checked.setup is not None
    for figure in (figure for job in report for figure in checked.filled[job.label].placed):
        title = checked.setup.project.figures[figure.figure].title
        yield Heading(0, f"{figure.noun} {figure.number}", title, figure.bookmark, figure.is_stale)


def _attachments(checked: Checked, report: Sequence[Job], book: bytes) -> tuple[Attachment, ...]:
    """What travels inside the report: its numbers with their sources, and the data of its figures
    and tables.
    """
    assert checked.setup is not None
    edition, labels = checked.setup.project.edition, {job.label for job in report}
    numbers = write_numbers([printed for printed in checked.values if printed.document in labels])
    about = (
        ("numbers.csv", numbers, "Elk cijfer in het rapport, met zijn herkomst", "text/csv"),
        ("figuren.xlsx", book, "De gegevens van de figuren en tabellen", _XLSX),
    )
    return tuple(Attachment(*parts, edition.date) for parts in about)


def _apart(reference: Reference, job: Job, part: Typeset) -> dict[str, Task[bytes]]:
    """The files of a document outside the report: Word and PDF, of news Word and a web page."""
    title = job.entry.title
    tasks: dict[str, Task[bytes]] = {f"{job.label}.docx": (single_docx, (reference, part, title))}
    if job.traits.is_news:
        return tasks | {f"{job.label}.html": (bind_news, (reference, title, part))}
    return tasks | {
        f"{job.label}.pdf": (bind_pages, (reference, Binding(title, (part,), b"", (), ()), None))
    }


def _accompanying(checked: Checked, release: Release) -> list[Job]:
    """What goes before the report in the whole: nota and letter in a concept, the letter alone when
    it is sent.
    """
    placed: list[tuple[int, Job]] = []
    for job in checked.jobs:
        how, is_first = job.traits.accompanying, job.label == job.entry.id
        if how and is_first and (how.is_sent or release is Release.CONCEPT):
            placed.append((how.layer, job))
    return [job for _, job in sorted(placed, key=itemgetter(0))]


def single(
    job: Job, part: Typeset, headings: Sequence[Heading], reference: Reference, house: bytes
) -> dict[str, bytes]:
    """One document by itself."""
    is_report, title = job.traits.is_report, job.entry.title
    before, report = ((), (part,)) if is_report else ((part,), ())
    binding = Binding(title, before, house, report, tuple(headings))
    front, pages = make_up(reference, binding)
    pdf = bind_pages(reference, binding, front)
    docx = (
        bind_docx(reference, binding, pages) if is_report else single_docx(reference, part, title)
    )
    page = {f"{job.label}.html": bind_news(reference, title, part)} if job.traits.is_news else {}
    return {f"{job.label}.pdf": pdf, f"{job.label}.docx": docx, **page}
