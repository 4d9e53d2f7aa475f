"""A folder that counts only with a file that comes after it: without that file it is half of a
whole, which is taken back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path

from report_builder.drafts import letting_go, new_file, remove, settle_left

_HALF = ".report-builder.half-"
"""How the note begins that says what is half made; it is no draft, for it must be read first."""


@contextmanager
def half_until(
    root: Path, folder: Path, file: Path, content: Mapping[str, bytes]
) -> Iterator[None]:
    """Within this a folder with that content comes among the templates of a project, and then a
    file. When the folder alone came, it goes again: now, or by the next command when this one is
    killed.
    """
    note = {
        "folder": folder.relative_to(root).as_posix(),
        "file": file.relative_to(root).as_posix(),
        "hashes": {name: sha256(data).hexdigest() for name, data in content.items()},
    }
    path, descriptor = new_file(root, _HALF)
    with letting_go(descriptor):
        try:
            os.write(descriptor, json.dumps(note).encode())
            os.fsync(descriptor)
            yield
        finally:
            _take_back(root, note)
            path.unlink(missing_ok=True)


def take_back(root: Path) -> None:
    """Take back the halves of programs that were killed. One that somebody worked in since stays,
    and so does what the system refuses to remove.
    """
    settle_left(root, _HALF, partial(_settle, root))


def _settle(root: Path, path: Path) -> None:
    try:
        _take_back(root, json.loads(path.read_bytes()))
    finally:
        remove(path)


def _take_back(root: Path, note: Mapping[str, object]) -> None:
    folder, file = root / str(note["folder"]), root / str(note["file"])
    is_template = folder.resolve().parent == (root / "templates").resolve()
    if is_template and not file.exists() and _hashes(folder) == note["hashes"]:
        remove(folder)


def _hashes(folder: Path) -> dict[str, str]:
    """The hash of every file in a folder, by its path in it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files
    }
