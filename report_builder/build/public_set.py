"""The public set: report, letters and nota without the personal data of civil servants, and proof
that none is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.build.all_documents import fill_all, typeset_all
from report_builder.build.deliverables import bind, product_tasks
from report_builder.build.filled_project import FilledProject
from report_builder.build.release_setup import Job, share
from report_builder.console import Console
from report_builder.jobs import Workers
from report_builder.model.edition import Edition
from report_builder.privacy.scan import scan
from report_builder.problems import Problem, Severity, Stopped, has_errors, in_order

FOLDER = "openbaar"
_HINT = (
    "schrijf {{ persoon.… }} in het sjabloon in plaats van het gegeven zelf, en haal "
    "het uit wat daarin geplakt is"
)


@dataclass(frozen=True)
class PublicSet:
    """The files that the public may read, by name below the folder of the release, and the warnings
    that come with them.
    """

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def make_public_set(
    project: FilledProject,
    files: Mapping[str, bytes],
    folder: Path,
    workers: Workers,
    console: Console,
) -> PublicSet:
    """The public set of a release with these `files`; what holds no personal data is taken as is.

    Raises Stopped when a personal datum is left in any of it.
    """
    edition = project.setup.project.edition
    public = _withhold(project, workers, console)
    jobs = _changed_jobs(project, public)
    if jobs:
        documents = typeset_all(public, public.jobs, workers, console)
        tasks = product_tasks(replace(public, jobs=jobs), documents, workers)
        files = {**files, **bind(tasks, workers, console)}
    names = _public_names(project)
    found = {name: data for name, data in files.items() if name.rpartition(".")[0] in names}
    shown = f"{folder.parent.parent.name}/{edition.id}/{folder.name}/{FOLDER}"
    problems = clear(found, edition, shown, f"data/editions/{edition.id}.toml")
    return PublicSet({f"{FOLDER}/{name}": data for name, data in found.items()}, tuple(problems))


def _withhold(project: FilledProject, workers: Workers, console: Console) -> FilledProject:
    """The project as the public may read it: every template filled anew, with the ground for each
    personal datum.

    Raises Stopped when a template cannot do without the datum itself.
    """
    settings = project.setup.project
    public = replace(settings, edition=settings.edition.for_the_public())
    setup = replace(project.setup, project=public)
    reference = share(setup)
    filled = fill_all(setup, reference, project.all_jobs, workers, console, with_pictures=True)
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


def _public_names(project: FilledProject) -> set[str]:
    """What the files of the public set are called: those of the report, the letters and the
    nota.
    """
    labels = {job.label for job in project.jobs if job.traits.is_public}
    return {project.setup.project.edition.name, *labels}


def clear(
    files: Mapping[str, bytes], edition: Edition, folder: str, edition_file: str
) -> list[Problem]:
    """Look for every personal datum in the finished files; the warnings that come with it.

    `folder` is what the files lie in, as problems call it. Raises Stopped when anything is found or
    not to be read.
    """
    scanned = scan(files, edition.personal)
    wrong = [
        Problem(
            "persoonsgegeven",
            f"{folder}/{found.file}",
            found.place,
            f"bevat {found.key} nog",
            _HINT,
        )
        for found in scanned.leaks
    ]
    for file, reason in scanned.unread:
        message = f"niet te doorzoeken op persoonsgegevens ({reason})"
        wrong.append(
            Problem("persoonsgegeven", f"{folder}/{file}", "1", message, "meld dit bij het beheer")
        )
    if wrong:
        raise Stopped(in_order(wrong))
    hint = "schrijf de hele naam of het hele nummer op"
    return [
        Problem(
            "persoonsgegeven",
            edition_file,
            "1",
            f"{key} is te kort om in de openbare set te zoeken",
            hint,
            Severity.WARNING,
        )
        for key in scanned.too_short
    ]
