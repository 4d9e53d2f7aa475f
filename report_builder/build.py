"""The pipeline on one screen: check, set, bind, put in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from report_builder import __version__
from report_builder.checking import Checked, check, fill_all, numbers_for, printed_in, usable
from report_builder.console import Console
from report_builder.fingerprint import MANIFEST
from report_builder.jobs import Task, Workers
from report_builder.model.document import Heading
from report_builder.model.edition import Edition, Kind, Release
from report_builder.pdf.attaching import Attachment
from report_builder.problems import Problem, Unusable, in_order
from report_builder.public import FOLDER as PUBLIC
from report_builder.public import clear, withhold
from report_builder.review.registers import write_freshness, write_manifest, write_numbers
from report_builder.steps.documents import Typeset, find_typeset, typeset
from report_builder.steps.figures import make_workbook
from report_builder.steps.news import social_files
from report_builder.steps.products import Binding, bind_docx, bind_news, bind_pages, bind_web, make_up, single_docx
from report_builder.steps.review_changes import NAME as REVIEW
from report_builder.steps.review_changes import Before, read_before
from report_builder.steps.review_page import Printed, bind_review
from report_builder.steps.setup import Job, Reference, Setup
from report_builder.values.observed import Observed
from report_builder.values.states import indicator_states
from report_builder.workspace import Workspace, put_beside, replaced

Set = Mapping[str, Typeset]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def build(
    workspace: Workspace, edition: str | None, release: Release, output: Path, workers: Workers, console: Console
) -> tuple[Path, bytes, tuple[Problem, ...]]:
    """Build all products of an edition; return their folder, the manifest and the warnings.

    Raises Stopped, and leaves the output as it was, when the project's files hold errors.
    """
    workers.start()
    checked = check(workspace, edition, release, workers, console, with_pictures=True)
    setup, reference = usable(checked)
    made = _typeset_all(checked, setup, reference, checked.jobs, workers, console)
    folder = output / setup.project.edition.id / release.value
    before, found = read_before(workspace, setup.project.edition.id, folder) if setup.is_concept else (Before(), [])
    problems = in_order([*checked.problems, *found, *(problem for part in made.values() for problem in part.problems)])
    tasks = _products(checked, reference, made, workers)
    if setup.is_concept:
        tasks[REVIEW] = (bind_review, _reviewed(checked, reference, made, problems, before))
    files = _bind(tasks, workers, console)
    files |= _registers(checked, setup) | _social(checked, setup, checked.jobs)
    if release is Release.DEFINITIVE:
        public, cleared = _public_set(checked, files, folder, workers, console)
        files |= public
        problems = in_order([*problems, *cleared])
    about = {"edition": setup.project.edition.id, "release": release.value, "program": f"report-builder {__version__}"}
    files[MANIFEST] = write_manifest(files, about)
    with replaced(folder) as draft:
        put_beside(draft, files)
    return folder, files[MANIFEST], tuple(problems)


def _public_set(
    checked: Checked, files: Mapping[str, bytes], folder: Path, workers: Workers, console: Console
) -> tuple[dict[str, bytes], list[Problem]]:
    """The public set by file name, and the warnings that come with it; what does not change is taken as it is.

    Raises Stopped when a personal datum is left in any of it.
    """
    assert checked.setup is not None
    edition = checked.setup.project.edition
    public, setup, reference = withhold(checked, checked.setup, workers, console)
    changed = {job.label for job in checked.all_jobs if public.filled[job.label].data != checked.filled[job.label].data}
    made = files
    if changed:
        typeset = _typeset_all(public, setup, reference, public.jobs, workers, console)
        is_report = any(job.label in changed and job.entry.kind.is_report for job in public.all_jobs)
        jobs = [job for job in public.jobs if job.label in changed or (is_report and job.entry.kind.is_report)]
        tasks = _products(replace(public, jobs=tuple(jobs)), reference, typeset, workers)
        made = {**files, **_bind(tasks, workers, console)}
    names = [name for name in made if name.rpartition(".")[0] in _public_names(checked, edition)]
    found = {name: made[name] for name in names}
    shown = f"{folder.parent.parent.name}/{edition.id}/{folder.name}/{PUBLIC}"
    warnings = clear(found, edition, shown, f"data/editions/{edition.id}.toml")
    return {f"{PUBLIC}/{name}": data for name, data in found.items()}, warnings


def _public_names(checked: Checked, edition: Edition) -> set[str]:
    """What the files of the public set are called: those of the report, the letters and the nota."""
    kinds = (Kind.LETTER, Kind.NOTA)
    return {edition.name, *(job.label for job in checked.jobs if job.entry.kind in kinds)}


def build_documents(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    output: Path,
    wanted: Sequence[str],
    workers: Workers,
    console: Console,
) -> tuple[Path, tuple[Problem, ...]]:
    """Build some documents alone, numbered as in the report, beside what is in the output folder."""
    checked = check(workspace, edition, release, workers, console, with_pictures=False)
    setup, reference = usable(checked)
    known = [entry.id for entry in setup.project.edition.documents]
    if unknown := [name for name in wanted if name not in known]:
        raise Unusable(f"onbekend document '{unknown[0]}'; aanwezig: {', '.join(known)}")
    jobs = tuple(job for job in checked.jobs if job.entry.id in wanted)
    filled = fill_all(setup, reference, jobs, workers, console, with_pictures=True)
    checked = Checked(setup, reference, checked.jobs, checked.front, {**checked.filled, **filled}, checked.problems)
    made = _typeset_all(checked, setup, reference, jobs, workers, console)
    files: dict[str, bytes] = {}
    for job in jobs:
        files |= _single(job, made[job.label], filled[job.label].headings, reference, _house(checked))
    files |= _social(checked, setup, jobs)
    folder = output / setup.project.edition.id / release.value
    put_beside(folder, files)
    return folder, checked.problems


def _typeset_all(
    checked: Checked, setup: Setup, reference: Reference, jobs: Sequence[Job], workers: Workers, console: Console
) -> dict[str, Typeset]:
    """Every document as pages, from the store where nothing changed."""
    numbers = {job.label: numbers_for(checked, job) for job in jobs}
    known = {job.label: find_typeset(setup, job, checked.filled[job.label], numbers[job.label]) for job in jobs}
    missing = [job for job in jobs if known[job.label] is None]
    tasks: list[Task[Typeset]] = [
        (typeset, (reference, job, checked.filled[job.label], numbers[job.label])) for job in missing
    ]
    made = {part.label: part for part in console.follow("Pagina's opmaken", workers.run(tasks), len(tasks))}
    return {label: part or made[label] for label, part in known.items()}


def _bind(tasks: Mapping[str, Task[bytes]], workers: Workers, console: Console) -> dict[str, bytes]:
    """What comes of the tasks, by file name."""
    bound = console.follow("Bestanden binden", workers.run(list(tasks.values())), len(tasks))
    return dict(zip(tasks, bound, strict=True))


def _products(checked: Checked, reference: Reference, made: Set, workers: Workers) -> dict[str, Task[bytes]]:
    """How everything that is handed over is made, by file name."""
    assert checked.setup is not None
    edition = checked.setup.project.edition
    report = [job for job in checked.jobs if job.entry.kind.is_report]
    tasks: dict[str, Task[bytes]] = {}
    if report:
        bindings = _bindings(checked, made, report)
        attachments = _attachments(checked, report)
        made_up = workers.run([(make_up, (reference, binding)) for binding in bindings.values()])
        for (name, binding), (front, pages) in zip(bindings.items(), made_up, strict=True):
            tasks[f"{name}.pdf"] = (bind_pages, (reference, binding, front, attachments))
            tasks[f"{name}.docx"] = (bind_docx, (reference, binding, pages))
        placed = {figure.bookmark: figure.figure for job in report for figure in checked.filled[job.label].placed}
        whole = bindings[edition.name]
        tasks[f"{edition.name}.html"] = (bind_web, (reference, edition.title, whole.report, whole.headings, placed))
    for job in checked.jobs:
        if not job.entry.kind.is_report:
            tasks |= _apart(reference, job, made[job.label])
    return tasks


def _bindings(checked: Checked, made: Set, report: Sequence[Job]) -> dict[str, Binding]:
    """The report by itself, and behind what goes before it where there is such."""
    assert checked.setup is not None
    edition = checked.setup.project.edition
    headings = tuple(heading for job in report for heading in checked.filled[job.label].headings)
    house = _house(checked)
    bound = tuple(made[job.label] for job in report)
    before = tuple(made[job.label] for job in _accompanying(checked, checked.setup.release))
    captions = tuple(_captions(checked, report))
    bindings = {edition.name: Binding(edition.title, (), house, bound, headings, captions, has_front=True)}
    if before:
        bindings["kamerstuk"] = Binding(edition.title, before, house, bound, headings, captions, has_front=True)
    return bindings


def _house(checked: Checked) -> bytes:
    """The house template as this edition fills it; empty where there is no report."""
    return checked.filled[checked.front.label].data if checked.front else b""


def _captions(checked: Checked, report: Sequence[Job]) -> Iterator[Heading]:
    """The captions of the report, in order."""
    assert checked.setup is not None
    for figure in (figure for job in report for figure in checked.filled[job.label].placed):
        title = checked.setup.project.figures[figure.figure].title
        yield Heading(0, f"{figure.noun} {figure.number}", title, figure.bookmark, figure.is_stale)


def _attachments(checked: Checked, report: Sequence[Job]) -> tuple[Attachment, ...]:
    """What travels inside the report: its numbers with their sources, and the data of its figures and tables."""
    assert checked.setup is not None
    edition, labels = checked.setup.project.edition, {job.label for job in report}
    numbers = write_numbers([printed for printed in checked.values if printed.document in labels])
    placed = [figure for job in report for figure in checked.filled[job.label].placed]
    about = (
        ("numbers.csv", numbers, "Elk cijfer in het rapport, met zijn herkomst", "text/csv"),
        ("figuren.xlsx", make_workbook(checked.setup, placed), "De gegevens van de figuren en tabellen", XLSX),
    )
    return tuple(Attachment(*parts, edition.date) for parts in about)


def _apart(reference: Reference, job: Job, part: Typeset) -> dict[str, Task[bytes]]:
    """The files of a document outside the report: Word and PDF, of news Word and a web page."""
    title = job.entry.title
    tasks: dict[str, Task[bytes]] = {f"{job.label}.docx": (single_docx, (reference, part, title))}
    if job.entry.kind.is_news:
        return tasks | {f"{job.label}.html": (bind_news, (reference, title, part))}
    return tasks | {f"{job.label}.pdf": (bind_pages, (reference, Binding(title, (part,), b"", (), ()), None))}


def _reviewed(
    checked: Checked, reference: Reference, made: Set, problems: Sequence[Problem], before: Before
) -> tuple[object, ...]:
    """What the review page is made of: the report and behind it the other documents, without the twins of a letter."""
    firsts = [job for job in checked.jobs if job.label == job.entry.id]
    shown = sorted(firsts, key=lambda job: not job.entry.kind.is_report)
    filled = {job.label: checked.filled[job.label] for job in shown}
    printed = Printed(
        values=tuple(checked.values),
        placed={label: document.placed for label, document in filled.items()},
        headings={label: document.headings for label, document in filled.items()},
        titles=checked.titles,
        templates={job.file: job.entry.title for job in firsts},
        printed_in=printed_in(checked),
        problems=tuple(problems),
    )
    return reference, [made[job.label] for job in shown], printed, before


def _accompanying(checked: Checked, release: Release) -> list[Job]:
    """What goes before the report in the whole: nota and letter in a concept, the letter alone when it is sent."""
    kinds = (Kind.NOTA, Kind.LETTER) if release is Release.CONCEPT else (Kind.LETTER,)
    firsts = [job for job in checked.jobs if job.label == job.entry.id]
    return [job for kind in kinds for job in firsts if job.entry.kind is kind]


def _single(
    job: Job, part: Typeset, headings: Sequence[Heading], reference: Reference, house: bytes
) -> dict[str, bytes]:
    """One document by itself."""
    is_report, title = job.entry.kind.is_report, job.entry.title
    before, report = ((), (part,)) if is_report else ((part,), ())
    binding = Binding(title, before, house, report, tuple(headings))
    front, pages = make_up(reference, binding)
    pdf = bind_pages(reference, binding, front)
    docx = bind_docx(reference, binding, pages) if is_report else single_docx(reference, part, title)
    page = {f"{job.label}.html": bind_news(reference, title, part)} if job.entry.kind.is_news else {}
    return {f"{job.label}.pdf": pdf, f"{job.label}.docx": docx, **page}


def _social(checked: Checked, setup: Setup, jobs: Sequence[Job]) -> dict[str, bytes]:
    """The posts for social media and their pictures, each a file."""
    files: dict[str, bytes] = {}
    for job in jobs:
        if job.entry.kind is Kind.SOCIAL:
            files |= social_files(setup, checked.filled[job.label])
    return files


def _registers(checked: Checked, setup: Setup) -> dict[str, bytes]:
    """numbers.csv and freshness.csv."""
    states = indicator_states(Observed(setup.project), printed_in(checked))
    return {"numbers.csv": write_numbers(checked.values), "freshness.csv": write_freshness(states)}
