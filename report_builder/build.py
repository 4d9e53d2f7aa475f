"""The pipeline on one screen: read, check, draw, fill, number, set, bind, put in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_builder import __version__
from report_builder.console import Console
from report_builder.fingerprint import MANIFEST
from report_builder.jobs import Task, Workers
from report_builder.model.document import FilledDocument, Heading, NumberedFigure, PrintedValue
from report_builder.model.edition import Kind, Release
from report_builder.model.value import Freshness
from report_builder.problems import Problem, Stopped, Unusable, has_errors, in_order
from report_builder.reading import read_all
from report_builder.review.registers import write_freshness, write_manifest, write_numbers
from report_builder.steps.documents import Typeset, fill, find_filled, find_typeset, typeset
from report_builder.steps.figures import check_figures, check_tables, draw_figure, undrawn
from report_builder.steps.products import Binding, bind_docx, bind_pages, bind_web, single_docx
from report_builder.steps.setup import Job, Reference, Setup, share
from report_builder.values.observed import Observed
from report_builder.values.states import indicator_states
from report_builder.workspace import Workspace, replaced

Filled = Mapping[str, FilledDocument]
Set = Mapping[str, Typeset]


@dataclass(frozen=True)
class Checked:
    """A project whose templates have all been filled: the setup, the jobs, what came out, and every problem."""

    setup: Setup | None
    reference: Reference | None
    jobs: tuple[Job, ...]
    front: Job | None
    filled: Filled
    problems: tuple[Problem, ...]

    @property
    def values(self) -> list[PrintedValue]:
        """Every printed value, in reading order."""
        return [value for job in self.jobs if job.label in self.filled for value in self.filled[job.label].values]

    @property
    def titles(self) -> dict[str, str]:
        """The title of each document by its label."""
        return {job.label: job.entry.title for job in self.jobs}


def build(
    workspace: Workspace, edition: str | None, release: Release, output: Path, workers: Workers, console: Console
) -> tuple[Path, bytes, tuple[Problem, ...]]:
    """Build all products of an edition; return their folder, the manifest and the warnings.

    Raises Stopped, and leaves the output as it was, when the project's files hold errors.
    """
    workers.start()
    checked = check(workspace, edition, release, workers, console, with_pictures=True)
    setup, reference = _usable(checked)
    made = _typeset_all(checked, setup, reference, checked.jobs, workers, console)
    files = _products(checked, reference, made, workers, console)
    files |= _registers(checked, setup)
    problems = in_order([*checked.problems, *(problem for part in made.values() for problem in part.problems)])
    about = {"edition": setup.project.edition.id, "release": release.value, "program": f"report-builder {__version__}"}
    files[MANIFEST] = write_manifest(files, about)
    folder = output / setup.project.edition.id / release.value
    with replaced(folder) as draft:
        for name, data in files.items():
            (draft / name).write_bytes(data)
    return folder, files[MANIFEST], tuple(problems)


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
    setup, reference = _usable(checked)
    known = [entry.id for entry in setup.project.edition.documents]
    if unknown := [name for name in wanted if name not in known]:
        raise Unusable(f"onbekend document '{unknown[0]}'; aanwezig: {', '.join(known)}")
    jobs = tuple(job for job in checked.jobs if job.entry.id in wanted)
    filled = _fill_all(setup, reference, jobs, workers, console, with_pictures=True)
    checked = Checked(setup, reference, checked.jobs, None, {**checked.filled, **filled}, checked.problems)
    made = _typeset_all(checked, setup, reference, jobs, workers, console)
    files: dict[str, bytes] = {}
    for job in jobs:
        files |= _single(job, made[job.label], filled[job.label].headings, reference)
    folder = output / setup.project.edition.id / release.value
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        draft = folder / f".{name}"
        draft.write_bytes(data)
        draft.replace(folder / name)
    return folder, checked.problems


def check(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    workers: Workers,
    console: Console,
    with_pictures: bool = False,
) -> Checked:
    """Read the project, fill every template, and tell everything that is wrong with any of its files."""
    reading = read_all(workspace, edition, release)
    if reading.setup is None:
        return Checked(None, None, (), None, {}, tuple(in_order(reading.problems)))
    setup, reference = reading.setup, share(reading.setup)
    problems = list(reading.problems)
    if with_pictures and not has_errors(problems):
        missing = undrawn(setup)
        drawn = workers.run([(draw_figure, (reference, figure)) for figure in missing])
        problems += [problem for problem in console.follow("Figuren tekenen", drawn, len(missing)) if problem]
        problems += check_tables(setup)
    else:
        problems += check_figures(setup)
    jobs = (*reading.jobs, *([reading.front] if reading.front else []))
    filled = _fill_all(setup, reference, jobs, workers, console, with_pictures and not has_errors(problems))
    problems += _document_problems(setup, jobs, filled)
    return Checked(setup, reference, reading.jobs, reading.front, filled, tuple(in_order(problems)))


def _usable(checked: Checked) -> tuple[Setup, Reference]:
    if checked.setup is None or checked.reference is None or has_errors(checked.problems):
        raise Stopped(checked.problems)
    return checked.setup, checked.reference


def _fill_all(
    setup: Setup, reference: Reference, jobs: Sequence[Job], workers: Workers, console: Console, with_pictures: bool
) -> dict[str, FilledDocument]:
    """Every document filled, from the store where nothing changed."""
    known = {job.label: find_filled(setup, job, with_pictures) for job in jobs}
    missing = [job for job in jobs if known[job.label] is None]
    tasks: list[Task[FilledDocument]] = [(fill, (reference, job, with_pictures)) for job in missing]
    made = {document.id: document for document in console.follow("Sjablonen vullen", workers.run(tasks), len(tasks))}
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
        if not setup.is_concept:
            problems += _stale_problems(job, document)
    return problems


def _stale_problems(job: Job, document: FilledDocument) -> list[Problem]:
    """In the definitive release every outdated figure that was not accepted stops the build."""
    hint = "lever de cijfers aan, of neem de indicator op onder [[accepted_stale]]"
    problems = []
    for printed in document.values:
        stale = [made for made in printed.value.inputs if made.freshness is Freshness.STALE]
        if printed.value.freshness is Freshness.STALE:
            names = (
                ", ".join(dict.fromkeys(f"{made.indicator} (t/m {made.period})" for made in stale))
                or printed.value.text
            )
            problems.append(Problem("verouderd", job.file, printed.location, f"verouderd cijfer: {names}", hint))
    chosen = "tekst die door een verouderd cijfer gekozen is"
    return problems + [Problem("verouderd", job.file, place, chosen, hint) for place in document.stale_choices]


def _numbers(checked: Checked, job: Job) -> dict[str, NumberedFigure]:
    """The figures that a document can refer to: its own, else those of the first document that places them."""
    numbers: dict[str, NumberedFigure] = {}
    for other in [job, *checked.jobs]:
        for figure in checked.filled[other.label].placed:
            numbers.setdefault(figure.figure, figure)
    return numbers


def _typeset_all(
    checked: Checked, setup: Setup, reference: Reference, jobs: Sequence[Job], workers: Workers, console: Console
) -> dict[str, Typeset]:
    """Every document as pages, from the store where nothing changed."""
    numbers = {job.label: _numbers(checked, job) for job in jobs}
    known = {job.label: find_typeset(setup, job, checked.filled[job.label], numbers[job.label]) for job in jobs}
    missing = [job for job in jobs if known[job.label] is None]
    tasks: list[Task[Typeset]] = [
        (typeset, (reference, job, checked.filled[job.label], numbers[job.label])) for job in missing
    ]
    made = {part.label: part for part in console.follow("Pagina's opmaken", workers.run(tasks), len(tasks))}
    return {label: part or made[label] for label, part in known.items()}


def _products(
    checked: Checked, reference: Reference, made: Set, workers: Workers, console: Console
) -> dict[str, bytes]:
    """Everything that is handed over, by file name."""
    setup = checked.setup
    assert setup is not None
    edition = setup.project.edition
    report = [job for job in checked.jobs if job.entry.kind.is_report]
    headings = tuple(heading for job in report for heading in checked.filled[job.label].headings)
    front = checked.filled[checked.front.label].data if checked.front else b""
    bound = tuple(made[job.label] for job in report)
    bindings = {edition.name: Binding(edition.title, (), front, bound, headings)} if report else {}
    before = tuple(made[job.label] for job in _accompanying(checked, setup.release))
    if report and before:
        bindings["kamerstuk"] = Binding(edition.title, before, front, bound, headings)
    apart = [job for job in checked.jobs if not job.entry.kind.is_report]
    singles = {job.label: Binding(job.entry.title, (made[job.label],), b"", (), ()) for job in apart}
    files = _bound(reference, bindings, singles, workers, console)
    for job in apart:
        if job.entry.kind is Kind.NEWS:
            files[f"{job.label}.html"] = bind_web(reference, job.entry.title, [made[job.label]], (), {})
            del files[f"{job.label}.pdf"]
    if report:
        placed = {figure.bookmark: figure.figure for job in report for figure in checked.filled[job.label].placed}
        files[f"{edition.name}.html"] = bind_web(reference, edition.title, bound, headings, placed)
    return files


def _accompanying(checked: Checked, release: Release) -> list[Job]:
    """What goes before the report in the whole: nota and letter in a concept, the letter alone when it is sent."""
    kinds = (Kind.NOTA, Kind.LETTER) if release is Release.CONCEPT else (Kind.LETTER,)
    firsts = [job for job in checked.jobs if job.label == job.entry.id]
    return [job for kind in kinds for job in firsts if job.entry.kind is kind]


def _bound(
    reference: Reference,
    bindings: Mapping[str, Binding],
    singles: Mapping[str, Binding],
    workers: Workers,
    console: Console,
) -> dict[str, bytes]:
    """The PDF and the Word file of each product; a Word file waits for the page numbers of its PDF."""
    whole = {**bindings, **singles}
    tasks: list[Task[tuple[bytes, dict[str, str]]]] = [(bind_pages, (reference, binding)) for binding in whole.values()]
    paged = list(console.follow("PDF's binden", workers.run(tasks), len(tasks)))
    files = {f"{name}.pdf": pdf for name, (pdf, _) in zip(whole, paged, strict=True)}
    pages = dict(zip(whole, (found for _, found in paged), strict=True))
    words: list[Task[bytes]] = [(bind_docx, (reference, binding, pages[name])) for name, binding in bindings.items()]
    words += [(single_docx, (reference, binding.before[0], binding.title)) for binding in singles.values()]
    bound = console.follow("Word-bestanden binden", workers.run(words), len(words))
    return files | {f"{name}.docx": data for name, data in zip(whole, bound, strict=True)}


def _single(job: Job, part: Typeset, headings: Sequence[Heading], reference: Reference) -> dict[str, bytes]:
    """One document by itself."""
    is_report, title = job.entry.kind.is_report, job.entry.title
    before, report = ((), (part,)) if is_report else ((part,), ())
    binding = Binding(title, before, b"", report, tuple(headings))
    pdf, pages = bind_pages(reference, binding)
    docx = bind_docx(reference, binding, pages) if is_report else single_docx(reference, part, title)
    return {f"{job.label}.pdf": pdf, f"{job.label}.docx": docx}


def _registers(checked: Checked, setup: Setup) -> dict[str, bytes]:
    """numbers.csv and freshness.csv."""
    states = indicator_states(Observed(setup.project), printed_in(checked))
    return {"numbers.csv": write_numbers(checked.values), "freshness.csv": write_freshness(states)}


def printed_in(checked: Checked) -> dict[str, list[str]]:
    """The documents that print each indicator, in reading order."""
    found: dict[str, list[str]] = {}
    for job in checked.jobs:
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
