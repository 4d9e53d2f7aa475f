"""The public set: report, letters and nota without the personal data of civil servants, and proof
that none is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.build.all_documents import fill_all, typeset_all
from report_builder.build.deliverables import WHOLE, bind
from report_builder.build.filled_project import FilledProject
from report_builder.build.gates import GATES, check_gate
from report_builder.build.news_files import FOLDER as POSTS
from report_builder.build.personal_data import (
    CODE,
    doubtful_leaks,
    too_short,
    unsearched_pictures,
)
from report_builder.build.release_candidate import Candidate, PublicScan, candidate_of
from report_builder.build.release_setup import Job, share
from report_builder.console import Console
from report_builder.jobs import Workers
from report_builder.model.edition import Edition
from report_builder.privacy.scan import scan
from report_builder.problems import Problem, Stopped, has_errors, in_order
from report_builder.registers.open_data import FOLDER as OPEN_DATA
from report_builder.workspace import Workspace

FOLDER = "openbaar"


@dataclass(frozen=True)
class PublicSet:
    """The files that the public may read, by name below the folder of the release, and the warnings
    that come with them.
    """

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def make_public_set(
    workspace: Workspace,
    project: FilledProject,
    files: Mapping[str, bytes],
    folder: Path,
    workers: Workers,
    console: Console,
) -> PublicSet:
    """The public set of a release with these `files`; what holds no personal data is taken as is.

    Raises Stopped when a personal datum is left in any of it, or in what else the public reads.
    """
    edition = project.setup.project.edition
    public = _withhold(project, workers, console)
    jobs = _changed_jobs(project, public)
    if jobs:
        documents = typeset_all(public, public.jobs, workers, console)()
        bound = bind(replace(public, jobs=jobs), documents, {}, workers, console)
        files = {**files, **bound}
    names = _public_names(project)
    public_files = {
        f"{FOLDER}/{name}": data for name, data in files.items() if _is_public(name, names)
    }
    searched = public_files | _other_outward_files(project, files)
    found = scan(searched, edition.personal, _public_names_of_people(edition))
    shown = PublicScan(found, f"{folder.parent.parent.name}/{edition.id}/{folder.name}")
    _require_clear(replace(candidate_of(workspace, project), public=shown))
    file = workspace.name(workspace.choose_edition(edition.id))
    warnings = (
        *doubtful_leaks(shown),
        *too_short(shown, file),
        *unsearched_pictures(project.all_jobs),
    )
    return PublicSet(public_files, warnings)


def _public_names_of_people(edition: Edition) -> list[str]:
    """Who and what may be named in public: what is declared so, and who signs."""
    signatories = [signatory.name for signatory in edition.signatories]
    return [*edition.public_contacts, *signatories]


def _other_outward_files(project: FilledProject, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: files[name] for name in other_outward_names(project, files)}


def other_outward_names(project: FilledProject, names: Iterable[str]) -> list[str]:
    """The files among these that the public reads beside the public set, and that are searched with
    it: the news, the posts and the kamerstuk.
    """
    labels = {WHOLE, *(job.label for job in project.jobs if job.traits.is_news)}
    return [
        name for name in names if name.rpartition(".")[0] in labels or name.startswith(f"{POSTS}/")
    ]


def _require_clear(candidate: Candidate) -> None:
    """Raise Stopped when the gate of personal data waits for anything in the finished files."""
    (gate,) = (gate for gate in GATES if gate.code == CODE)
    if problems := check_gate(gate, candidate).problems:
        raise Stopped(in_order(problems))


def _withhold(project: FilledProject, workers: Workers, console: Console) -> FilledProject:
    """The project as the public may read it: every template filled anew, with the ground for each
    personal datum.

    Raises Stopped when a template cannot do without the datum itself.
    """
    settings = project.setup.project
    public = replace(settings, edition=settings.edition.for_the_public())
    setup = replace(project.setup, project=public)
    reference = share(setup)
    filled = fill_all(setup, reference, project.all_jobs, workers, console)
    problems = in_order([problem for document in filled.values() for problem in document.problems])
    if has_errors(problems):
        raise Stopped(problems)
    return replace(project, setup=setup, reference=reference, filled=filled)


def _changed_jobs(project: FilledProject, public: FilledProject) -> tuple[Job, ...]:
    """The documents that read otherwise in public; the report changes as a whole."""
    changed = {
        job.label
        for job in project.all_jobs
        if public.filled[job.label].data != project.filled[job.label].data
    }
    is_report_changed = any(
        job.label in changed and job.traits.is_report for job in public.all_jobs
    )
    return tuple(
        job
        for job in public.jobs
        if job.label in changed or (is_report_changed and job.traits.is_report)
    )


def _is_public(name: str, documents: set[str]) -> bool:
    """Whether a file is one of those documents or of the open data."""
    return name.rpartition(".")[0] in documents or name.startswith(f"{OPEN_DATA}/")


def _public_names(project: FilledProject) -> set[str]:
    """What the files of the public set are called: those of the report, the letters and the
    nota.
    """
    labels = {job.label for job in project.jobs if job.traits.is_public}
    return {project.setup.project.edition.name, *labels}
