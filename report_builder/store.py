"""What was made before, kept outside the project by what it was made from.

A small store of our own: diskcache 5.6 has had no release since 2023 and keeps a database that two
builds would contend for; a file per entry, put in place whole, is all that is needed.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import time
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

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
    """Where the store lies: REPORT_BUILDER_CACHE, or the user's own cache folder."""
    own = os.environ.get("REPORT_BUILDER_CACHE")
    shared = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(own) if own else Path(shared) / "report-builder"


class Store:
    """Entries by key; an entry that cannot be read is as good as none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def has(self, key: str) -> bool:
        """Whether there is an entry."""
        return self._path(key).is_file()

    def get(self, key: str) -> Any:
        """The entry, or None when there is none."""
        path = self._path(key)
        try:
            entry = pickle.loads(path.read_bytes())  # noqa: S301 - written by this program, in the user's own folder
            os.utime(path)
        except Exception:  # whatever a damaged file leads to, the entry is made again
            return None
        return entry

    def put(self, key: str, entry: Any) -> Any:
        """Keep an entry, whole or not at all; a store that cannot be written is not used. Returns
        the entry.
        """
        path = self._path(key)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        try:
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
            if path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)
