"""What was made before, kept outside the project by what it was made from.

A small store of our own: diskcache 5.6 has had no release since 2023 and keeps a database that two
builds would contend for; a file per entry, put in place whole, is all that is needed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from report_builder.entry_format import sealed, unsealed
from report_builder.problems import Unusable
from report_builder.store_folder import ENTRIES, FAULTS

Entry = TypeVar("Entry")
_ENTRY_FILE = re.compile(r"[0-9a-f]{62}(\.[0-9a-f]{16})?")
"""How an entry is called, or a draft of one."""
_KEPT_DAYS = 30
_SIZE = "REPORT_BUILDER_CACHE_MIB"
_DEFAULT_MIB = 2048
# A FIFO in the place of an entry is not waited for, a link not followed.
_READING = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def digest(*parts: object) -> str:
    """A hash of the parts: texts, bytes, numbers, and lists of these."""
    made = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


class Store:
    """Entries by key; an entry that is not whole, or not this user's own, is as good as none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def has(self, key: str) -> bool:
        """Whether there is an entry, whole or not."""
        return self._path(key).is_file()

    def get(self, key: str, kind: type[Entry]) -> Entry | None:
        """The entry, a record of that kind, or None when there is none."""
        try:
            entry = _read_own(self._path(key))
            return None if entry is None else unsealed(key, kind, entry)
        except Exception:  # whatever a damaged file leads to, the entry is made again
            return None

    def put(self, key: str, entry: Entry) -> Entry:
        """Keep an entry, whole or not at all; a store that cannot be written is not used. Returns
        the entry.
        """
        path = self._path(key)
        draft = path.with_name(f"{path.name}.{token_hex(8)}")
        try:
            _make_room(path)
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.parent.mkdir(exist_ok=True, mode=0o700)
            _write_own(draft, sealed(key, entry))
            draft.replace(path)
        except (OSError, ValueError, OverflowError):
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return entry

    def prune(self) -> None:
        """Remove what was not used for a month, and what was not used for longest where the rest is
        more than REPORT_BUILDER_CACHE_MIB.
        """
        limit, oldest = _largest_size(), time.time() - _KEPT_DAYS * 86_400
        size = 0
        for used, count, path in sorted(self._entries(), reverse=True):
            size += count
            if used < oldest or size > limit:
                with suppress(OSError):
                    path.unlink()

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """When each entry was last used, its size, and its file. What is not of this program is
        none.
        """
        for path in self.folder.glob("*/*"):
            with suppress(OSError):
                state = path.lstat()
                if _is_ours(path) and stat.S_ISREG(state.st_mode):
                    yield state.st_mtime, state.st_size, path


def _is_ours(path: Path) -> bool:
    folder = path.parent.name
    is_entry = ENTRIES.fullmatch(folder) and _ENTRY_FILE.fullmatch(path.name)
    return folder == FAULTS or bool(is_entry)


def _largest_size() -> int:
    """How many bytes may be kept. Raises Unusable when what is set is no number."""
    text = os.environ.get(_SIZE) or str(_DEFAULT_MIB)
    if not (text.isascii() and text.isdigit()):
        raise Unusable(f"{_SIZE} is geen geheel getal: {text!r}")
    return int(text) << 20


def _read_own(path: Path) -> bytes | None:
    """The content of a file that only this user can have written; None for another. It counts as
    used.
    """
    descriptor = os.open(path, _READING)
    try:
        state = os.fstat(descriptor)
        is_own = state.st_uid == os.geteuid() and not state.st_mode & 0o022
        if not (is_own and stat.S_ISREG(state.st_mode)):
            return None
        with suppress(OSError):
            os.utime(descriptor)
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def _write_own(path: Path, parts: tuple[bytes, ...]) -> None:
    """Write a file that only this user can read, whatever the umask.

    It is not flushed to the disk: that takes 7 ms an entry, two seconds a build, and of what a
    power cut leaves half the checksum is wrong.
    """
    with open(os.open(path, _WRITING, 0o600), "wb") as file:  # noqa: PTH123 - it is opened with flags
        os.fchmod(file.fileno(), 0o600)
        file.writelines(parts)


def _make_room(path: Path) -> None:
    """Take away what stands where an entry or its folder should be: nothing else belongs here."""
    if path.is_dir():
        shutil.rmtree(path)
    elif path.parent.is_file():
        path.parent.unlink()
