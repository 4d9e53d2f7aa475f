"""Drafts: files and folders on their way to their place, held by the program that makes them.

Who makes a draft holds a lock of the system on it, which ends with the process however that ends: a
draft that nobody holds was left behind by a program that was killed, and goes.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir

PREFIX = ".report-builder-"
"""How everything begins that is of use to the program only while it runs; git passes it over."""
_SET_ASIDE = f"{PREFIX}vorige-"
_READING = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_NOT_SYNCED = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES)
"""What a system answers that does not flush such a thing; its disk has nothing against it."""
UNUSABLE_NOTE = (OSError, ValueError, KeyError, TypeError)
"""What comes of a note that cannot be read, or that says what cannot be done."""

_held: set[int] = set()


def _forget_held() -> None:
    """A process that is forked off holds nothing: it may outlive this one."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_forget_held)


@contextmanager
def draft_folder(parent: Path, mode: int = 0o777) -> Iterator[Path]:
    """A new, empty folder in another; what is still called so afterwards goes."""
    path, descriptor = _new_folder(parent, mode)
    with letting_go(descriptor):
        try:
            yield path
        finally:
            remove(path)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new, empty folder of this user's alone, where the system keeps what is temporary."""
    with draft_folder(Path(gettempdir()), 0o700) as folder:
        yield folder


def _new_folder(parent: Path, mode: int) -> tuple[Path, int]:
    while True:
        path = parent / f"{PREFIX}{_own_name()}"
        path.mkdir(mode)
        with suppress(FileNotFoundError):  # another cleared it before it was held
            descriptor = hold(path, os.O_RDONLY, is_patient=True)
            if descriptor is not None:
                return path, descriptor


def new_file(folder: Path, beginning: str = PREFIX) -> tuple[Path, int]:
    """A new, empty file in a folder, and the descriptor by which it is held and written."""
    while True:
        path = folder / f"{beginning}{_own_name()}"
        descriptor = hold(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, is_patient=True)
        if descriptor is not None:
            return path, descriptor


def _own_name() -> str:
    return f"{os.getpid()}-{token_hex(4)}"


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: it takes its place when it is on the disk.

    Raises OSError that names it when the system refuses.
    """
    draft, descriptor = new_file(path.parent)
    try:
        with os.fdopen(descriptor, "wb", closefd=False) as file:
            file.write(data)
        os.fsync(descriptor)
        draft.replace(path)
    except OSError as error:
        # What is written by a descriptor has no name of its own.
        error.filename = str(path)
        raise
    finally:
        let_go(descriptor)
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def hold(path: Path, flags: int, is_patient: bool = False) -> int | None:
    """A descriptor by which this process holds what lies at a path, to be let go; None when another
    holds it, or it went meanwhile. Who `is_patient` waits for another.

    On a file system without such locks what is made is held all the same, and what is there never.
    """
    descriptor = os.open(path, flags, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if is_patient else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        if not (is_patient or flags & os.O_CREAT):
            os.close(descriptor)
            return None
    if not _is_at(path, descriptor):
        os.close(descriptor)
        return None
    _held.add(descriptor)
    return descriptor


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether a path still leads to what was opened by it."""
    with suppress(OSError):
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    return False


def let_go(descriptor: int) -> None:
    """End a hold."""
    _held.discard(descriptor)
    os.close(descriptor)


@contextmanager
def letting_go(descriptor: int) -> Iterator[None]:
    """End a hold afterwards, also when what was to be tidied up before could not be or was broken
    off: what is left may then be cleared by another while this process is still ending.
    """
    try:
        yield
    finally:
        let_go(descriptor)


def aside(folder: Path) -> Path:
    """Where a folder lies while another takes its place in two steps."""
    return folder.with_name(f"{_SET_ASIDE}{folder.name}")


def clear(folder: Path) -> None:
    """Remove the drafts in a folder that nobody holds any more, and put back what one of them had
    set aside. What the system refuses stays.
    """
    settle_left(folder, PREFIX, _clear_held, (OSError,))


def settle_left(
    folder: Path,
    beginning: str,
    settle: Callable[[Path], None],
    refusals: tuple[type[Exception], ...] = UNUSABLE_NOTE,
) -> None:
    """Settle what programs that were killed left in a folder by a name that begins so: each while
    it is held, so that nobody else does. One that is refused stays as it is.
    """
    for path in sorted(folder.glob(f"{beginning}*")):
        with suppress(*refusals):
            descriptor = hold(path, _READING)
            if descriptor is not None:
                with letting_go(descriptor):
                    settle(path)


def _clear_held(path: Path) -> None:
    place = path.with_name(path.name.removeprefix(_SET_ASIDE))
    if path.name.startswith(_SET_ASIDE) and not place.exists():
        path.rename(place)
    else:
        remove(path)


def clear_scratch() -> None:
    """Clear the place where the system keeps what is temporary."""
    with suppress(OSError):
        clear(Path(gettempdir()))


def clear_below(folder: Path) -> None:
    """Clear a folder and everything below it, but not behind links."""
    for parent, folders, files in os.walk(folder):
        if any(name.startswith(PREFIX) for name in (*folders, *files)):
            clear(Path(parent))
        folders[:] = [name for name in folders if not name.startswith(PREFIX)]


def remove(path: Path) -> None:
    """Take a folder away, or the file or link that stood in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sync_below(folder: Path) -> None:
    """Flush a folder with everything in it to the disk. Raises OSError when the disk refuses."""
    for parent, _, files in os.walk(folder, topdown=False):
        for name in files:
            sync(Path(parent, name))
        sync(Path(parent))


def sync(path: Path) -> None:
    """Flush a file, or the names in a folder, to the disk."""
    if not stat.S_ISLNK(path.lstat().st_mode):
        try:
            descriptor = os.open(path, _READING)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            if error.errno not in _NOT_SYNCED:
                raise
