"""The pipeline on one screen: fill, set, bind, put in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_builder import __version__
from report_builder.build.all_documents import TypesetDocuments, typeset_all
from report_builder.build.archived_libraries import other_libraries
from report_builder.build.deliverables import bind, front_tasks, single
from report_builder.build.filled_project import FilledProject, usable
from report_builder.build.final_sweep import require_clean
from report_builder.build.inspection import inspect_project
from report_builder.build.lost_problems import require_whole
from report_builder.build.news_files import posts_of
from report_builder.build.public_set import make_public_set
from report_builder.build.refusal import gate_groups
from report_builder.build.register_files import register_files, registers_of, workbook_tasks
from report_builder.build.release_setup import Job, Setup
from report_builder.build.review_changes import read_before
from report_builder.build.review_product import review_task
from report_builder.console import Console
from report_builder.fingerprint import MANIFEST, project_files, project_version
from report_builder.intake.published_locks import closed_lock
from report_builder.jobs import Task, Workers
from report_builder.model.edition import Release
from report_builder.problems import Problem, ProblemGroup, Unusable, in_order
from report_builder.registers.manifest import write_manifest
from report_builder.system_libraries import library_versions
from report_builder.workspace import Workspace, put_beside, replaced

LAYING_OUT = "report_builder.pdf.layout"
"""What lays out pages, which is loaded only when there are any to make."""


@dataclass(frozen=True)
class BuildResult:
    """What was built: the folder it lies in, the manifest of a whole release, and the warnings;
    `groups` are those that a definitive release names apart.
    """

    folder: Path
    manifest: bytes
    problems: tuple[Problem, ...]
    groups: tuple[ProblemGroup, ...] = ()


@dataclass(frozen=True)
class MadeDocuments:
    """Documents by themselves: as pages by label, as files by name, and every problem."""

    documents: TypesetDocuments
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def build(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    output: Path,
    workers: Workers,
    console: Console,
) -> BuildResult:
    """Build all products of an edition.

    Raises Stopped, and leaves the output as it was, when the project's files hold errors.
    """
    workers.need(LAYING_OUT)
    inspected = inspect_project(workspace, edition, release, workers, console)
    project = usable(inspected)
    workers.start()
    files, problems = _bound(workspace, project, workers, console)
    folder = output / project.setup.project.edition.id / release.value
    if release is Release.DEFINITIVE:
        public_set = make_public_set(workspace, project, files, folder, workers, console)
        files |= public_set.files
        problems += public_set.problems
    require_clean(files, workers)
    problems += other_libraries(workspace)
    files[MANIFEST] = _manifest(workspace, files, project.setup)
    _require_unchanged(workspace, project.setup)
    with replaced(folder) as draft:
        put_beside(draft, files)
    return BuildResult(folder, files[MANIFEST], tuple(in_order(problems)), gate_groups(project))


def _bound(
    workspace: Workspace, project: FilledProject, workers: Workers, console: Console
) -> tuple[dict[str, bytes], list[Problem]]:
    """Every file of a release, and every problem of the project. The pages that they are bound of
    do not outlive them: what follows needs their room.
    """
    typesetting = typeset_all(project, project.jobs, workers, console, front_tasks(project))
    registers = registers_of(project)
    documents = typesetting()
    problems = [*project.problems]
    problems += [problem for document in documents.values() for problem in document.problems]
    tasks: dict[str, Task[bytes]] = {}
    if project.setup.is_concept:
        earlier, unread = read_before(workspace, project.setup.project.edition.id)
        problems += unread
        # The review page takes longest, so it goes first.
        tasks |= review_task(project, documents, in_order(problems), earlier)
    else:
        require_whole(problems)
    tasks |= workbook_tasks(registers, project.setup.project.edition)
    files = bind(project, documents, tasks, workers, console)
    files |= register_files(registers) | posts_of(project, project.jobs)
    return files, problems


def _manifest(workspace: Workspace, files: Mapping[str, bytes], setup: Setup) -> bytes:
    edition = setup.project.edition.id
    about: dict[str, object] = {
        "edition": edition,
        "release": setup.release.value,
        "program": f"report-builder {__version__}",
        "project": setup.version,
        "libraries": library_versions(),
    }
    lock = closed_lock(workspace, workspace.choose_edition(edition))
    if setup.release is Release.DEFINITIVE and lock:
        about |= {"lock": lock}
    return write_manifest(files, about)


def _require_unchanged(workspace: Workspace, setup: Setup) -> None:
    """Raise Unusable when the project is no longer what was read: half of a build would be old."""
    if project_version(project_files(workspace), setup.project.edition.id) != setup.version:
        raise Unusable(
            "het project is tijdens het bouwen gewijzigd; er is niets vervangen, bouw opnieuw"
        )


def build_documents(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    output: Path,
    wanted: Sequence[str],
    workers: Workers,
    console: Console,
) -> BuildResult:
    """Build some documents alone, numbered as in the report, beside what is in the output
    folder.
    """
    inspected = inspect_project(workspace, edition, release, workers, console)
    project = usable(inspected)
    made = make_documents(project, wanted, workers, console)
    folder = output / project.setup.project.edition.id / release.value
    put_beside(folder, made.files)
    return BuildResult(folder, b"", made.problems, gate_groups(project))


def make_documents(
    project: FilledProject, wanted: Sequence[str], workers: Workers, console: Console
) -> MadeDocuments:
    """Some documents alone, with all problems of the project in order.

    Raises Unusable when there is no such entry, and Stopped when the definitive release would lose
    content.
    """
    jobs = _wanted_jobs(project, wanted)
    documents = typeset_all(project, jobs, workers, console)()
    problems = [*project.problems]
    problems += [problem for document in documents.values() for problem in document.problems]
    if project.setup.release is Release.DEFINITIVE:
        require_whole(problems)
    files = dict(posts_of(project, jobs))
    for job in jobs:
        files |= single(project, job, documents[job.label])
    require_clean(files, workers)
    return MadeDocuments(documents, files, tuple(in_order(problems)))


def _wanted_jobs(project: FilledProject, wanted: Sequence[str]) -> list[Job]:
    """The documents of these entries. Raises Unusable when there is no such entry."""
    known = [entry.id for entry in project.setup.project.edition.documents]
    for name in wanted:
        if name not in known:
            raise Unusable(f"onbekend document '{name}'; aanwezig: {', '.join(known)}")
    return [job for job in project.jobs if job.entry.id in wanted]
