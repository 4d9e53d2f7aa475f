"""The pipeline on one screen: check, set, bind, put in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from report_builder import __version__
from report_builder.build.check import Checked, check, fill_all, numbers_for, printed_in, usable
from report_builder.build.deliverables import Set, bind, house, products, single
from report_builder.build.document_tasks import Typeset, find_typeset, typeset
from report_builder.build.news_rules import social_files
from report_builder.build.public_set import FOLDER as PUBLIC
from report_builder.build.public_set import clear, withhold
from report_builder.build.review_changes import NAME as REVIEW
from report_builder.build.review_changes import Before, read_before
from report_builder.build.review_product import Printed, bind_review
from report_builder.build.setup import Job, Reference, Setup
from report_builder.console import Console
from report_builder.fingerprint import MANIFEST, project_files, project_version
from report_builder.jobs import Task, Workers
from report_builder.model.edition import Edition, Release
from report_builder.problems import Problem, Unusable, in_order
from report_builder.registers.numbers import (
    FRESHNESS_COLUMNS,
    NUMBER_COLUMNS,
    freshness_rows,
    number_rows,
    write_manifest,
    write_table,
)
from report_builder.registers.register_workbook import write_register
from report_builder.values.dataset import Dataset
from report_builder.values.indicator_states import indicator_states
from report_builder.workspace import Workspace, put_beside, replaced


def build(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    output: Path,
    workers: Workers,
    console: Console,
) -> tuple[Path, bytes, tuple[Problem, ...]]:
    """Build all products of an edition; return their folder, the manifest and the warnings.

    Raises Stopped, and leaves the output as it was, when the project's files hold errors.
    """
    workers.start()
    checked = check(workspace, edition, release, workers, console, with_pictures=True)
    setup, reference = usable(checked)
    made = _typeset_all(checked, setup, reference, checked.jobs, workers, console)
    folder = output / setup.project.edition.id / release.value
    before, found = (
        read_before(workspace, setup.project.edition.id) if setup.is_concept else (Before(), [])
    )
    problems = in_order(
        [
            *checked.problems,
            *found,
            *(problem for part in made.values() for problem in part.problems),
        ]
    )
    tasks = products(checked, reference, made, workers)
    if setup.is_concept:  # it takes longest, so it goes first
        tasks = {
            REVIEW: (bind_review, _reviewed(checked, reference, made, problems, before)),
            **tasks,
        }
    registers, books = _registers(checked, setup)
    files = bind(tasks | books, workers, console)
    files |= registers | _social(checked, setup, checked.jobs)
    if release is Release.DEFINITIVE:
        public, cleared = _public_set(checked, files, folder, workers, console)
        files |= public
        problems = in_order([*problems, *cleared])
    about = {
        "edition": setup.project.edition.id,
        "release": release.value,
        "program": f"report-builder {__version__}",
    }
    files[MANIFEST] = write_manifest(files, about)
    if project_version(project_files(workspace), setup.project.edition.id) != setup.version:
        raise Unusable(
            "het project is tijdens het bouwen gewijzigd; er is niets vervangen, bouw opnieuw"
        )
    with replaced(folder) as draft:
        put_beside(draft, files)
    return folder, files[MANIFEST], tuple(problems)


def _public_set(
    checked: Checked, files: Mapping[str, bytes], folder: Path, workers: Workers, console: Console
) -> tuple[dict[str, bytes], list[Problem]]:
    """The public set by file name, and the warnings that come with it; what does not change is
    taken as it is.

    Raises Stopped when a personal datum is left in any of it.
    """
    assert checked.setup is not None
    edition = checked.setup.project.edition
    public, setup, reference = withhold(checked, checked.setup, workers, console)
    changed = {
        job.label
        for job in checked.all_jobs
        if public.filled[job.label].data != checked.filled[job.label].data
    }
    made = files
    if changed:
        typeset = _typeset_all(public, setup, reference, public.jobs, workers, console)
        is_report = any(job.label in changed and job.traits.is_report for job in public.all_jobs)
        jobs = [
            job
            for job in public.jobs
            if job.label in changed or (is_report and job.traits.is_report)
        ]
        tasks = products(replace(public, jobs=tuple(jobs)), reference, typeset, workers)
        made = {**files, **bind(tasks, workers, console)}
    names = [name for name in made if name.rpartition(".")[0] in _public_names(checked, edition)]
    found = {name: made[name] for name in names}
    shown = f"{folder.parent.parent.name}/{edition.id}/{folder.name}/{PUBLIC}"
    warnings = clear(found, edition, shown, f"data/editions/{edition.id}.toml")
    return {f"{PUBLIC}/{name}": data for name, data in found.items()}, warnings


def _public_names(checked: Checked, edition: Edition) -> set[str]:
    """What the files of the public set are called: those of the report, the letters and the
    nota.
    """
    return {edition.name, *(job.label for job in checked.jobs if job.traits.is_public)}


def build_documents(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    output: Path,
    wanted: Sequence[str],
    workers: Workers,
    console: Console,
) -> tuple[Path, tuple[Problem, ...]]:
    """Build some documents alone, numbered as in the report, beside what is in the output
    folder.
    """
    checked = check(workspace, edition, release, workers, console, with_pictures=False)
    setup, reference = usable(checked)
    known = [entry.id for entry in setup.project.edition.documents]
    if unknown := [name for name in wanted if name not in known]:
        raise Unusable(f"onbekend document '{unknown[0]}'; aanwezig: {', '.join(known)}")
    jobs = tuple(job for job in checked.jobs if job.entry.id in wanted)
    filled = fill_all(setup, reference, jobs, workers, console, with_pictures=True)
    checked = Checked(
        setup,
        reference,
        checked.jobs,
        checked.front,
        {**checked.filled, **filled},
        checked.problems,
    )
    made = _typeset_all(checked, setup, reference, jobs, workers, console)
    files: dict[str, bytes] = {}
    for job in jobs:
        files |= single(job, made[job.label], filled[job.label].headings, reference, house(checked))
    files |= _social(checked, setup, jobs)
    folder = output / setup.project.edition.id / release.value
    put_beside(folder, files)
    return folder, checked.problems


def _typeset_all(
    checked: Checked,
    setup: Setup,
    reference: Reference,
    jobs: Sequence[Job],
    workers: Workers,
    console: Console,
) -> dict[str, Typeset]:
    """Every document as pages, from the store where nothing changed."""
    numbers = {job.label: numbers_for(checked, job) for job in jobs}
    known = {
        job.label: find_typeset(setup, job, checked.filled[job.label], numbers[job.label])
        for job in jobs
    }
    missing = [job for job in jobs if known[job.label] is None]
    tasks: list[Task[Typeset]] = [
        (typeset, (reference, job, checked.filled[job.label], numbers[job.label]))
        for job in missing
    ]
    made = {
        part.label: part
        for part in console.follow("Pagina's opmaken", workers.run(tasks), len(tasks))
    }
    return {label: part or made[label] for label, part in known.items()}


def _reviewed(
    checked: Checked, reference: Reference, made: Set, problems: Sequence[Problem], before: Before
) -> tuple[object, ...]:
    """What the review page is made of: the report and behind it the other documents, without the
    twins of a letter.
    """
    firsts = [job for job in checked.jobs if job.label == job.entry.id]
    shown = sorted(firsts, key=lambda job: not job.traits.is_report)
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


def _social(checked: Checked, setup: Setup, jobs: Sequence[Job]) -> dict[str, bytes]:
    """The posts for social media and their pictures, each a file."""
    files: dict[str, bytes] = {}
    for job in jobs:
        if job.traits.has_posts:
            files |= social_files(setup, checked.filled[job.label])
    return files


def _registers(checked: Checked, setup: Setup) -> tuple[dict[str, bytes], dict[str, Task[bytes]]]:
    """numbers.csv and freshness.csv, and how each is made as a workbook, by file name."""
    edition = setup.project.edition
    states = indicator_states(Dataset(setup.project), printed_in(checked))
    files: dict[str, bytes] = {}
    books: dict[str, Task[bytes]] = {}
    for name, sheet, columns, rows in (
        ("numbers", "Cijfers", NUMBER_COLUMNS, number_rows(checked.values)),
        ("freshness", "Actualiteit", FRESHNESS_COLUMNS, freshness_rows(states)),
    ):
        files[f"{name}.csv"] = write_table(columns, rows)
        books[f"{name}.xlsx"] = (
            write_register,
            (sheet, columns, rows, f"{sheet} van {edition.title}", edition.date),
        )
    return files, books
