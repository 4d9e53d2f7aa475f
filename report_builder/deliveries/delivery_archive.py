"""The data folder with a delivery in it, in one step; the original and what was there before are
kept beside it.

A copy of the folder, of links where the file system has these, is changed and then takes the place
of the folder: a program that is killed leaves all of it or nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from report_builder.deliveries.agreements import ACCEPTED, agreements, agreements_csv
from report_builder.deliveries.arrivals import Consent, Intake, Origin, plain_name
from report_builder.deliveries.kept_cells import (
    EXPLANATIONS,
    cells_csv,
    cells_name,
    explanations_csv,
)
from report_builder.fingerprint import read_bytes
from report_builder.intake.project_folder import DELIVERY_COLUMNS
from report_builder.model.catalogue import Delivery, Indicator
from report_builder.problems import Unusable
from report_builder.workspace import Workspace, linked, put_beside, replaced

FOLDER, LOG = "deliveries", "deliveries.csv"
_BEFORE, _WRITTEN = ".before", ".written.csv"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:]|^[=+@.\s-]+")
"""Control characters and what separates folders, and a beginning that hides a file or that a
spreadsheet takes for a formula.
"""


def keep(
    workspace: Workspace,
    indicators: Mapping[str, Indicator],
    intake: Intake,
    consent: Consent,
    day: date,
) -> None:
    """Write what a delivery changes, log it, and keep the original with what is needed to undo it
    and to tell later what it brought and what was agreed to.

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
        for name, content in _told(indicators, intake, consent).items():
            _put(own / name, content)
        _put(own / file_name(intake.origin), intake.origin.data)
        for name, content in files.items():
            _put(draft / name, content)


def _told(
    indicators: Mapping[str, Indicator], intake: Intake, consent: Consent
) -> dict[str, bytes]:
    """What is kept of a delivery beside the original, by name."""
    files = {cells_name(key): cells_csv(indicators[key], intake.cells[key]) for key in intake.cells}
    if intake.origin.explanations:
        files[EXPLANATIONS] = explanations_csv(intake.origin.explanations)
    if accepted := agreements_csv(agreements(intake, indicators, consent)):
        files[ACCEPTED] = accepted
    return files


def undo(workspace: Workspace, delivery: Delivery) -> tuple[str, ...]:
    """Bring back what was there before the last delivery; return the names of the files that
    changed back.

    Raises Unusable when the delivery was not kept, or when a file was changed since.
    """
    data = workspace.data.resolve()
    own = _find_kept(data, delivery)
    if own is None:
        hint = "zet de bestanden terug met versiebeheer"
        raise Unusable(
            f"van de levering '{delivery.file}' is niet bewaard wat er eerder stond; {hint}"
        )
    hashes = _written_hashes(own)
    for name, sha256 in hashes.items():
        if _find_hash(data / name) != sha256:
            raise Unusable(
                f"data/{name} is na de levering nog gewijzigd; zet dat bestand zelf terug"
            )
    with _changed(data) as draft:
        for name in hashes:
            if (own / _BEFORE / name).is_file():
                _put(draft / name, read_bytes(own / _BEFORE / name))
            else:
                (draft / name).unlink()
        shutil.rmtree(draft / own.relative_to(data))
        if not any((draft / FOLDER).iterdir()):
            (draft / FOLDER).rmdir()
    return tuple(f"data/{name}" for name in hashes)


def log_version(workspace: Workspace) -> str:
    """A hash of the log of deliveries, which tells one state of it from another."""
    return _find_hash(workspace.data / LOG) or "geen"


def kept_folders(data: Path, deliveries: Sequence[Delivery]) -> list[Path | None]:
    """The folder in which each of these deliveries, as the log has them, was kept: where a file
    came in more than once in a day the first is of the first.
    """
    waiting: dict[str, list[Path]] = {}
    folders: list[Path | None] = []
    for delivery in deliveries:
        stem = _stem(delivery.owner, delivery.sha256, delivery.delivered_on)
        own = waiting.setdefault(stem, _folders(data / FOLDER, stem))
        folders.append(own.pop(0) if own else None)
    return folders


def _find_kept(data: Path, delivery: Delivery) -> Path | None:
    """The folder in which a delivery was kept; the newest, where it came in twice that day."""
    stem = _stem(delivery.owner, delivery.sha256, delivery.delivered_on)
    folders = _folders(data / FOLDER, stem)
    return folders[-1] if folders else None


def find_original(data: Path, delivery: Delivery) -> Path | None:
    """The file that was delivered, as it came; None when it is not kept."""
    own = _find_kept(data, delivery)
    path = own / delivery.file if own else None
    return path if path and path.is_file() else None


def _written_hashes(own: Path) -> dict[str, str]:
    """The files that a delivery wrote, with the hash that each had then."""
    rows = csv.DictReader(io.StringIO(read_bytes(own / _WRITTEN).decode()))
    return {row["file"]: row["sha256"] for row in rows}


def _find_hash(path: Path) -> str | None:
    return hashlib.sha256(read_bytes(path)).hexdigest() if path.is_file() else None


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
            shutil.copytree(data, draft, symlinks=True, copy_function=linked, dirs_exist_ok=True)
            yield draft
        except (OSError, shutil.Error) as error:
            raise Unusable(f"kan niet schrijven in {data}: {error}") from error


def _put(path: Path, content: bytes) -> None:
    put_beside(path.parent, {path.name: content})


def _logged(log: bytes, intake: Intake, day: date) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    if not log:
        writer.writerow(DELIVERY_COLUMNS)
    elif not log.endswith(b"\n"):
        written.write("\n")
    origin, indicators = intake.origin, ";".join(sorted(intake.equal))
    writer.writerow([day.isoformat(), origin.owner, file_name(origin), origin.sha256, indicators])
    return log + written.getvalue().encode()


def _listed(files: Mapping[str, bytes]) -> bytes:
    """The files that a delivery wrote, with the hash of each."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("file", "sha256"))
    for name, content in sorted(files.items()):
        writer.writerow((name, hashlib.sha256(content).hexdigest()))
    return written.getvalue().encode()


def _stem(owner: str, sha256: str, day: date) -> str:
    return f"{day.isoformat()}-{plain_name(owner)}-{sha256[:8]}"


def _folders(folder: Path, stem: str) -> list[Path]:
    """The folders of one delivery, oldest first: the same file can come in more than once in
    a day.
    """
    name = re.compile(rf"{stem}(-\d+)?")
    folders = [path for path in folder.glob(f"{stem}*") if name.fullmatch(path.name)]
    return sorted(folders, key=lambda path: int(path.name.removeprefix(stem).lstrip("-") or 1))


def _new_folder(folder: Path, origin: Origin, day: date) -> Path:
    stem = _stem(origin.owner, origin.sha256, day)
    count = len(_folders(folder, stem))
    return folder / (f"{stem}-{count + 1}" if count else stem)
