"""What was made before, kept outside the project by what it was made from.

A small store of our own: diskcache 5.6 has had no release since 2023 and keeps a database that two
builds would contend for; a file per entry, put in place whole, is all that is needed.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import stat
import time
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from report_builder.problems import Unusable

_WRAPPED = (
    "docxtpl",
    "jinja2",
    "lxml",
    "mammoth",
    "matplotlib",
    "pikepdf",
    "python-docx",
    "sentencex",
    "weasyprint",
)
_KEPT_DAYS = 30
Entry = TypeVar("Entry")


def digest(*parts: object) -> str:
    """A hash of the parts: texts, bytes, numbers, and lists of these."""
    made = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


@cache
def program_digest() -> str:
    """A hash of this program and the tools that it wraps: what one version made is not used by
    another.
    """
    root = Path(__file__).parent
    files = sorted(
        path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    code = [
        (path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in files
    ]
    return digest(code, tool_versions())


def tool_versions() -> list[tuple[str, str]]:
    """The tools that this program wraps, with their versions."""
    return [(name, version(name)) for name in _WRAPPED]


def default_folder() -> Path:
    """Where the store lies: REPORT_BUILDER_CACHE, or the user's own cache folder; for who has no
    home, a folder of the user's own among the temporary ones.
    """
    own = os.environ.get("REPORT_BUILDER_CACHE")
    if own:
        return Path(own)
    shared = os.environ.get("XDG_CACHE_HOME")
    return (Path(shared) if shared else _own_cache()) / "report-builder"


def _own_cache() -> Path:
    try:
        return Path.home() / ".cache"
    except RuntimeError:
        return _own_temporary_folder()


def _own_temporary_folder() -> Path:
    """A folder that only this user can enter: what another user laid ready is not taken for it."""
    shared = os.environ.get("TMPDIR") or "/tmp"  # noqa: S108 - the folder in it is checked
    folder = Path(shared) / f"report-builder-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    is_own = stat.S_ISDIR(state.st_mode) and state.st_uid == os.getuid()
    if not is_own or stat.S_IMODE(state.st_mode) & 0o077:
        raise Unusable(f"{folder} is niet van u alleen; kies een map met REPORT_BUILDER_CACHE")
    return folder


class Store:
    """Entries by key; an entry that cannot be read is as good as none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def has(self, key: str) -> bool:
        """Whether there is an entry."""
        return self._path(key).is_file()

    def get(self, key: str, kind: type[Entry]) -> Entry | None:
        """The entry, a record of that kind, or None when there is none."""
        path = self._path(key)
        try:
            entry = pickle.loads(path.read_bytes())  # noqa: S301 - written by this program, in the user's own folder
            os.utime(path)
        except Exception:  # whatever a damaged file leads to, the entry is made again
            return None
        return entry if isinstance(entry, kind) else None

    def put(self, key: str, entry: Entry) -> Entry:
        """Keep an entry, whole or not at all; a store that cannot be written is not used. Returns
        the entry.
        """
        path = self._path(key)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            _make_room(path)
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft.write_bytes(pickle.dumps(entry, protocol=5))
            draft.replace(path)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return entry

    def prune(self) -> None:
        """Remove what was not used for a month."""
        limit = time.time() - _KEPT_DAYS * 86_400
        for path in self.folder.glob("*/*"):
            # What is not of this program, such as a folder, is left alone.
            with suppress(OSError):
                if path.stat().st_mtime < limit:
                    path.unlink(missing_ok=True)


def _make_room(path: Path) -> None:
    """Take away what stands where an entry or its folder should be: nothing else belongs here."""
    if path.is_dir():
        shutil.rmtree(path)
    elif path.parent.is_file():
        path.parent.unlink()
