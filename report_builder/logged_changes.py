"""A change that a log tells of: the lines stand in the log once the change was made and only then,
also where the program is killed between the two.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from report_builder.drafts import hold, letting_go, new_file, settle_left, sync, write_file
from report_builder.problems import Unusable, reason_of

_BEGUN = ".report-builder.begonnen-"
"""How the note begins that says which change was begun; it is no draft, for it must be read first.
"""


@dataclass(frozen=True)
class LoggedChange:
    """A file of a project that is replaced, the log beside which that is noted, and the lines that
    tell of it; a log that is not there begins with the head. `spare` keeps what was replaced, and
    goes where nothing was.
    """

    root: Path
    file: Path
    log: Path
    head: bytes
    lines: bytes
    spare: Path | None = None


def log_lines(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as lines of a log."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue().encode()


@contextmanager
def logged(change: LoggedChange) -> Iterator[None]:
    """Within this the file is replaced. Afterwards the log tells of it, when that was done: now, or
    by the next command when this one is killed or the disk is full by then.

    Raises Unusable, with nothing done, when the change cannot be noted.
    """
    try:
        folder = change.log.parent
        folder.mkdir(parents=True, exist_ok=True)
        settle(change.root, folder)
        note = _note_of(change)
        path, descriptor = new_file(folder, _BEGUN)
    except OSError as error:
        raise _unwritable(change, error) from error
    with letting_go(descriptor):
        try:
            _begin(change, descriptor, note)
            yield
        finally:
            # What was done is not told as refused because its line has to wait.
            with suppress(OSError), _in_turn(change.log.parent):
                _settle(change.root, path, note)


def _begin(change: LoggedChange, descriptor: int, note: dict[str, Any]) -> None:
    try:
        os.write(descriptor, json.dumps(note).encode())
        os.fsync(descriptor)
        sync(change.log.parent)
    except OSError as error:
        raise _unwritable(change, error) from error


def _unwritable(change: LoggedChange, error: OSError) -> Unusable:
    return Unusable(f"kan niet schrijven in {change.log.parent}: {reason_of(error)}")


def settle(root: Path, folder: Path) -> None:
    """Tell in the logs of a folder of the changes that killed programs made. What the system
    refuses is left for the next command.
    """
    if any(folder.glob(f"{_BEGUN}*")):
        with suppress(OSError), _in_turn(folder):
            settle_left(folder, _BEGUN, partial(_settle_held, root))


@contextmanager
def _in_turn(folder: Path) -> Iterator[None]:
    """Within this nobody else settles in a folder: two would each write a whole log, without the
    lines of the other.
    """
    descriptor = hold(folder, os.O_RDONLY, is_patient=True)
    if descriptor is None:
        raise FileNotFoundError(str(folder))
    with letting_go(descriptor):
        yield


def _settle_held(root: Path, path: Path) -> None:
    data = path.read_bytes()
    try:
        note = json.loads(data)
    except ValueError:
        # The program was killed while it noted this: nothing was begun.
        path.unlink()
        return
    _settle(root, path, note)


def _note_of(change: LoggedChange) -> dict[str, Any]:
    spare = change.spare.relative_to(change.root).as_posix() if change.spare else ""
    return {
        "file": change.file.relative_to(change.root).as_posix(),
        "before": _hash(change.file),
        "log": change.log.name,
        "size": len(_content(change.log)),
        "head": change.head.decode(),
        "lines": change.lines.decode(),
        "spare": spare,
    }


def _settle(root: Path, path: Path, note: dict[str, Any]) -> None:
    """Write the lines of a change that was made, or drop what was kept for one that was not."""
    if _hash(_inside(root, note["file"])) != note["before"]:
        _tell(path.with_name(note["log"]), note)
    elif note["spare"]:
        _inside(root, note["spare"]).unlink(missing_ok=True)
    path.unlink()


def _inside(root: Path, name: str) -> Path:
    """A path of a note. Raises ValueError when it leaves the project."""
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise ValueError(name)
    return root / name


def _tell(log: Path, note: dict[str, Any]) -> None:
    content, lines = _content(log), note["lines"].encode()
    if lines in content[note["size"] :]:
        return  # killed when the line had just been written
    if content and not content.endswith(b"\n"):
        content += b"\n"
    write_file(log, (content or note["head"].encode()) + lines)
    sync(log.parent)


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _hash(path: Path) -> str:
    """The hash of a file; empty where there is none."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
