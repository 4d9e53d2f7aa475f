"""A folder of output to download from: only what lies in it, and only as it is at one moment.

It is held by a descriptor, so that a build that puts another folder in its place meanwhile never
mixes files of the two.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from report_builder.drafts import PREFIX
from report_builder.fingerprint import is_owner_file

_CHUNK = 256 << 10
_IN_PLACE = os.O_RDONLY | os.O_NOFOLLOW


@dataclass(frozen=True)
class FoundFile:
    """A regular file below a folder: its name with forward slashes, its size in bytes, and when it
    was written in seconds since 1970.
    """

    name: str
    size: int
    written: float


@dataclass(frozen=True)
class OutputFolder:
    """An open folder. No link in it is followed."""

    descriptor: int

    def own_files(self) -> list[FoundFile]:
        """The regular files in it, without those of the folders in it."""
        return [file for file in self.files(is_deep=False) if "/" not in file.name]

    def files(self, is_deep: bool = True) -> list[FoundFile]:
        """Every regular file in it and below it, in order; drafts and owner files are none."""
        found: list[FoundFile] = []
        walk = os.fwalk(".", dir_fd=self.descriptor)
        for folder, folders, names, descriptor in walk:
            folders[:] = sorted(name for name in folders if is_deep and name[0] != ".")
            for name in sorted(names):
                if name.startswith(PREFIX) or is_owner_file(Path(name)):
                    continue
                state = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                if stat.S_ISREG(state.st_mode):
                    path = f"{folder}/{name}".removeprefix("./")
                    found.append(FoundFile(path, state.st_size, state.st_mtime))
        return found

    def open(self, name: str) -> BinaryIO:
        """A file that is there, to be read. Raises FileNotFoundError for any other name."""
        if all(name != file.name for file in self.files()):
            raise FileNotFoundError(name)
        return self.open_found(name)

    def open_found(self, name: str) -> BinaryIO:
        """A file that `files` named, to be read. Raises OSError when it has gone since."""
        return os.fdopen(os.open(name, _IN_PLACE, dir_fd=self.descriptor), "rb")


@contextmanager
def open_output(folder: Path) -> Iterator[OutputFolder | None]:
    """A folder of output while the block runs; None where there is none."""
    descriptor = None
    with suppress(FileNotFoundError, NotADirectoryError):
        descriptor = os.open(folder, _IN_PLACE | os.O_DIRECTORY)
    try:
        yield None if descriptor is None else OutputFolder(descriptor)
    finally:
        if descriptor is not None:
            os.close(descriptor)


def read_chunks(file: BinaryIO) -> Iterator[bytes]:
    """The content of a file, piece by piece; it is closed afterwards."""
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
