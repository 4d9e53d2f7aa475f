"""The data folder with a delivery in it, in one step; the original and what was there before are
kept beside it.

A copy of the folder, of links where the file system has these, is changed and then takes the place
of the folder: a program that is killed leaves all of it or nothing.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from report_builder.deliveries.arrivals import Intake, Origin, plain_name
from report_builder.fingerprint import read_bytes
from report_builder.intake.project_folder import DELIVERY_COLUMNS
from report_builder.model.catalogue import Delivery
from report_builder.problems import Unusable
from report_builder.workspace import Workspace, put_beside, replaced

FOLDER, LOG = "deliveries", "deliveries.csv"
_BEFORE, _WRITTEN = ".before", ".written.csv"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:]|^[=+@.\s-]+")


@contextmanager
def alone(workspace: Workspace) -> Iterator[None]:
    """Keeps others from taking in figures at the same time. Raises Unusable when somebody is
    at it.
    """
    folder = os.open(workspace.root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise Unusable("er wordt al een levering ingelezen; wacht tot dat klaar is") from error
    finally:
        os.close(folder)


def keep(workspace: Workspace, intake: Intake, day: date) -> None:
    """Write what a delivery changes, log it, and keep the original with what is needed to undo it.

    Raises Unusable when the data folder cannot be written; then it is as it was.
    """
    data = workspace.data.resolve()
    log = read_bytes(data / LOG) if (data / LOG).is_file() else b""
    files = {**intake.files, LOG: _logged(log, intake, day)}
    with _changed(data) as draft:
        own = _new_folder(draft / FOLDER, intake.origin, day)
        for name in files:
            if (data / name).is_file():
                _put(own / _BEFORE / name, read_bytes(data / name))
        _put(own / _WRITTEN, _listed(files))
        _put(own / file_name(intake.origin), intake.origin.data)
        for name, content in files.items():
            _put(draft / name, content)


def undo(workspace: Workspace, delivery: Delivery) -> tuple[str, ...]:
    """Bring back what was there before the last delivery; return the names of the files that
    changed back.

    Raises Unusable when the delivery was not kept, or when a file was changed since.
    """
    data = workspace.data.resolve()
    kept = _folders(data / FOLDER, _stem(delivery.owner, delivery.sha256, delivery.delivered_on))
    if not kept:
        hint = "zet de bestanden terug met versiebeheer"
        raise Unusable(
            f"van de levering '{delivery.file}' is niet bewaard wat er eerder stond; {hint}"
        )
    own = kept[-1]
    written = {
        row["file"]: row["sha256"]
        for row in csv.DictReader(io.StringIO(read_bytes(own / _WRITTEN).decode()))
    }
    for name, made in written.items():
        if (
            not (data / name).is_file()
            or hashlib.sha256(read_bytes(data / name)).hexdigest() != made
        ):
            raise Unusable(
                f"data/{name} is na de levering nog gewijzigd; zet dat bestand zelf terug"
            )
    with _changed(data) as draft:
        for name in written:
            if (own / _BEFORE / name).is_file():
                _put(draft / name, read_bytes(own / _BEFORE / name))
            else:
                (draft / name).unlink()
        shutil.rmtree(draft / own.relative_to(data))
        if not any((draft / FOLDER).iterdir()):
            (draft / FOLDER).rmdir()
    return tuple(f"data/{name}" for name in written)


def file_name(origin: Origin) -> str:
    """The name under which an original is kept: one that no program takes for a formula or a
    path.
    """
    return _UNSAFE.sub("_", origin.file) or "levering"


@contextmanager
def _changed(data: Path) -> Iterator[Path]:
    """A copy of the data folder to change, which takes its place when all went well."""
    with replaced(data) as draft:
        try:
            shutil.copytree(data, draft, symlinks=True, copy_function=_linked, dirs_exist_ok=True)
            yield draft
        except (OSError, shutil.Error) as error:
            raise Unusable(f"kan niet schrijven in {data}: {error}") from error


def _linked(source: str, target: str) -> str:
    """A second name for a file, or a copy where the file system has no second names."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def _put(path: Path, content: bytes) -> None:
    put_beside(path.parent, {path.name: content})


def _logged(log: bytes, intake: Intake, day: date) -> bytes:
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    if not log:
        rows.writerow(DELIVERY_COLUMNS)
    elif not log.endswith(b"\n"):
        written.write("\n")
    origin = intake.origin
    rows.writerow(
        [
            day.isoformat(),
            origin.owner,
            file_name(origin),
            origin.sha256,
            ";".join(sorted(intake.equal)),
        ]
    )
    return log + written.getvalue().encode()


def _listed(files: Mapping[str, bytes]) -> bytes:
    """The files that a delivery wrote, with the hash of each."""
    written = io.StringIO()
    made = [(name, hashlib.sha256(content).hexdigest()) for name, content in sorted(files.items())]
    csv.writer(written, lineterminator="\n").writerows([("file", "sha256"), *made])
    return written.getvalue().encode()


def _stem(owner: str, sha256: str, day: date) -> str:
    return f"{day.isoformat()}-{plain_name(owner)}-{sha256[:8]}"


def _folders(folder: Path, stem: str) -> list[Path]:
    """The folders of one delivery, oldest first: the same file can come in more than once in
    a day.
    """
    found = [path for path in folder.glob(f"{stem}*") if re.fullmatch(rf"{stem}(-\d+)?", path.name)]
    return sorted(found, key=lambda path: int(path.name.removeprefix(stem).lstrip("-") or 1))


def _new_folder(folder: Path, origin: Origin, day: date) -> Path:
    stem = _stem(origin.owner, origin.sha256, day)
    found = _folders(folder, stem)
    return folder / (f"{stem}-{len(found) + 1}" if found else stem)
