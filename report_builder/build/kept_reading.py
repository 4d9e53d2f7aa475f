"""The project as it was last read in this process: a word in a template changes nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from report_builder.fingerprint import project_files
from report_builder.intake.project_folder import read_project
from report_builder.model.edition import Release
from report_builder.model.project import Project
from report_builder.problems import Problem
from report_builder.store import digest
from report_builder.workspace import Workspace, today

_TEMPLATE = ".docx"
Files = Sequence[tuple[str, bytes]]
Read = tuple[Project | None, tuple[Problem, ...]]

_last: dict[str, Read] = {}
"""What was read last, by all that it was read from."""


def read_kept(workspace: Workspace, edition: Path, release: Release, files: Files) -> Read:
    """The project for one edition and what is wrong with it, read again when one of its `files`
    that it depends on is another. Raises Unusable when a file cannot be read.
    """
    key = _key(workspace, edition, release, files)
    if key in _last:
        return _last[key]
    project, problems = read_project(workspace, edition, release)
    _last.clear()
    # What changed while it was read is not kept for what was there before.
    if _key(workspace, edition, release, project_files(workspace)) == key:
        _last[key] = project, tuple(problems)
    return project, tuple(problems)


def _key(workspace: Workspace, edition: Path, release: Release, files: Files) -> str:
    """A hash of all that reading depends on. Of templates that is whether they are there."""
    hashes = [
        (name, "" if name.endswith(_TEMPLATE) else sha256(data).hexdigest()) for name, data in files
    ]
    return digest("gelezen", str(workspace.root), str(edition), release, today(), hashes)
