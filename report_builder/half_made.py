"""A folder that counts only with a file that comes after it: without that file it is half of a
whole, which is taken back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from report_builder.drafts import (
    draft_folder,
    letting_go,
    new_file,
    remove,
    settle_left,
    sync,
)

_HALF = ".report-builder.half-"
"""How the note begins that says what is half made; it is no draft, for it must be read first."""


@contextmanager
def half_until(
    root: Path,
    folder: Path,
    file: Path,
    content: Mapping[str, bytes],
    beside: Mapping[Path, bytes] = MappingProxyType({}),
) -> Iterator[None]:
    """Within this a folder with that content comes among the templates of a project, and then a
    file; or the file goes again. When the folder is there without the file, it goes: now, or by
    the next command when this one is killed. So do the files `beside` it, as far as they lie in
    the project.
    """
    note = _note_of(root, folder, file, content, beside)
    path, descriptor = new_file(root, _HALF)
    with letting_go(descriptor):
        try:
            os.write(descriptor, json.dumps(note).encode())
            os.fsync(descriptor)
            yield
        finally:
            _take_back(root, note)
            path.unlink(missing_ok=True)


def _note_of(
    root: Path,
    folder: Path,
    file: Path,
    content: Mapping[str, bytes],
    beside: Mapping[Path, bytes],
) -> dict[str, Any]:
    paths = {path.resolve(): data for path, data in beside.items()}
    own = {path: data for path, data in paths.items() if path.is_relative_to(root)}
    return {
        "folder": folder.relative_to(root).as_posix(),
        "file": file.relative_to(root).as_posix(),
        "hashes": {name: _hash(data) for name, data in content.items()},
        "beside": {path.relative_to(root).as_posix(): _hash(data) for path, data in own.items()},
    }


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


def _take_back(root: Path, note: Mapping[str, Any]) -> None:
    folder, file = root / str(note["folder"]), root / str(note["file"])
    if file.exists():
        return
    for name, digest in note.get("beside", {}).items():
        _take_back_file(root, root / name, digest)
    is_template = folder.resolve().parent == (root / "templates").resolve()
    if is_template and folder.is_dir() and _hashes(folder) == note["hashes"]:
        _remove_at_once(folder)


def _take_back_file(root: Path, path: Path, digest: str) -> None:
    """Remove a file, with its folder when that is empty then."""
    if not path.resolve().is_relative_to(root.resolve()):
        return
    if path.is_file() and _hash(path.read_bytes()) == digest:
        path.unlink()
    with suppress(OSError):
        path.parent.rmdir()


def _remove_at_once(folder: Path) -> None:
    """Remove a folder so that a kill leaves all of it, or a draft that the next command clears."""
    with draft_folder(folder.parent) as draft:
        folder.rename(draft)
        sync(folder.parent)


def _hashes(folder: Path) -> dict[str, str]:
    """The hash of every file in a folder, by its path in it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): _hash(path.read_bytes()) for path in files}


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
