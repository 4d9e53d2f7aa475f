"""Which files of a project change, seen by looking at them again and again: that works on network
drives too, which tell of no changes.
"""

from __future__ import annotations

import os
import time
import zipfile
from contextlib import suppress
from pathlib import Path

from report_builder.fingerprint import looks_below
from report_builder.workspace import Workspace

Snapshot = dict[str, tuple[int, ...]]
"""What tells one content of a file from another, by name."""

_WORD = ".docx"
_PAUSE = 0.1
"""Seconds between two looks. Word puts a file in place in several steps: it has been saved when two
looks see the same.
"""


def take_snapshot(workspace: Workspace) -> Snapshot:
    """The files as they are now. Raises OSError when a folder cannot be read."""
    beginning = len(f"{workspace.root}{os.sep}")
    folders = (workspace.data, workspace.templates, workspace.figures)
    return {
        path[beginning:]: (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
        for folder in folders
        for path, state in looks_below(folder)
    }


def wait_for_change(workspace: Workspace, before: Snapshot) -> tuple[Snapshot, float]:
    """The files once they differ from before and are at rest, and when the first difference was
    seen, on the clock of time.monotonic.
    """
    seen, start = before, time.monotonic()
    while True:
        time.sleep(_PAUSE)
        with suppress(OSError):  # a folder that is being replaced is there the next time
            now = take_snapshot(workspace)
            if now != before and now == seen:
                return now, start
            if seen == before:
                start = time.monotonic()
            seen = now


def changed_files(before: Snapshot, after: Snapshot) -> list[str]:
    """The files that came, went or changed, in order."""
    names = before.keys() | after.keys()
    return sorted(name for name in names if before.get(name) != after.get(name))


def is_being_saved(workspace: Workspace, before: Snapshot, after: Snapshot) -> bool:
    """Whether a Word file went, or changed and is not whole: programs that save it, and those that
    keep a folder the same on two machines, take it away for a moment or write it bit by bit.
    """
    names = (name for name in changed_files(before, after) if name.endswith(_WORD))
    return any(name not in after or not _is_whole(workspace.root / name) for name in names)


def _is_whole(path: Path) -> bool:
    """Whether a Word file has its end: there its list of parts stands."""
    try:
        return zipfile.is_zipfile(path)
    except OSError:
        return False
