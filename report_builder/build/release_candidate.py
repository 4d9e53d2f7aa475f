"""What a definitive release would hold as the project stands, for the gates to judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_builder.build.earlier_prints import Prints
from report_builder.build.filled_project import Filled, FilledProject
from report_builder.build.release_setup import Job, Setup
from report_builder.intake.lock_files import read_lock
from report_builder.intake.toml_files import TomlFile, read_toml
from report_builder.model.edition import Edition
from report_builder.model.lock import Lock
from report_builder.privacy.scan import Scanned
from report_builder.problems import Problem
from report_builder.workspace import Workspace


@dataclass(frozen=True)
class PublicScan:
    """What the search of what the public may read found, and what problems call its folder."""

    scanned: Scanned
    folder: str


@dataclass(frozen=True)
class Candidate:
    """The documents that would be released, filled, with the settings of their edition and what is
    wrong with any file.

    There is no `lock` when its file is damaged, which is among the problems. `public` is there once
    the release has been made.
    """

    workspace: Workspace
    setup: Setup
    jobs: tuple[Job, ...]
    filled: Filled
    problems: tuple[Problem, ...]
    file: TomlFile
    lock: Lock | None
    public: PublicScan | None = None

    @property
    def edition(self) -> Edition:
        """The edition that would be released."""
        return self.setup.project.edition

    @property
    def prints(self) -> Prints:
        """What the documents print, and which indicators that depends on."""
        return Prints(self.jobs, self.filled, self.setup.project.figures)

    @property
    def is_whole(self) -> bool:
        """Whether all templates could be filled: what a broken one would print is not known."""
        return all(self.filled[job.label].data for job in self.jobs)

    def errors(self, code: str) -> list[Problem]:
        """The errors with a code that reading and filling found."""
        return [problem for problem in self.problems if problem.is_error and problem.code == code]


def make_candidate(
    workspace: Workspace,
    setup: Setup,
    jobs: Sequence[Job],
    filled: Filled,
    problems: Sequence[Problem],
) -> Candidate:
    """The candidate that filled documents make, with the settings of their edition."""
    path = workspace.choose_edition(setup.project.edition.id)
    file, _ = read_toml(path, workspace.name(path))
    assert file is not None  # the edition was read from it
    lock, damage = read_lock(workspace, path)
    return Candidate(
        workspace,
        setup,
        tuple(jobs),
        filled,
        tuple(problems),
        file,
        None if damage else lock,
    )


def candidate_of(workspace: Workspace, project: FilledProject) -> Candidate:
    """The candidate that a project makes: its documents without those of the concept alone."""
    jobs = [job for job in project.all_jobs if job.entry.only is None]
    return make_candidate(workspace, project.setup, jobs, project.filled, project.problems)
