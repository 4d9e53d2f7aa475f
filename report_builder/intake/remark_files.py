"""The remarks of reviewers, as data/editions/<edition>/remarks.csv keeps them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from report_builder.fingerprint import read_bytes
from report_builder.intake.lock_files import lock_folder
from report_builder.model.remarks import Remark, Stand
from report_builder.problems import Problem
from report_builder.workspace import REMARKS, Workspace, put_beside

_FIELDS = {
    "id": "id",
    "received_on": "received_on",
    "version": "version",
    "template": "template",
    "place": "place",
    "kind": "kind",
    "text": "about",
    "said": "words",
    "stand": "stand",
    "answer": "explanation",
    "paragraph": "paragraph",
}
"""The columns of the file, which projects already have, and the fields of a remark."""
_ADDED = ("paragraph",)
"""What a file of an earlier version of the program does not have."""
_LONGEST = 100_000_000
"""The most characters of a field: more than anybody types, and more than csv reads by itself."""
_BACK = "haal het bestand terug zoals report-builder review het schreef"
_SHOWN = 80
_STAND_HINT = (
    "vul in opmerkingen.xlsx de stand in, en geef het terug: report-builder review opmerkingen.xlsx"
)


def read_remarks(
    workspace: Workspace, edition_file: Path
) -> tuple[tuple[Remark, ...], list[Problem]]:
    """The remarks on an edition, oldest first, and what is wrong with the file; nothing
    when there is none.
    """
    path = lock_folder(edition_file) / REMARKS
    if not path.is_file():
        return (), []
    name = workspace.name(path)
    csv.field_size_limit(_LONGEST)
    try:
        reader = csv.DictReader(
            io.StringIO(read_bytes(path).decode("utf-8-sig"), newline=""), strict=True
        )
        if not _is_head(reader.fieldnames or ()):
            return (), [
                Problem("kolom", name, "1", f"verwacht de kolommen {','.join(_FIELDS)}", _BACK)
            ]
        return _read_rows(reader, name)
    except UnicodeDecodeError:
        return (), [Problem("utf8", name, "1", "geen UTF-8", _BACK)]
    except csv.Error as error:
        return (), [Problem("csv", name, str(reader.line_num), f"geen geldige CSV: {error}", _BACK)]


def _is_head(names: Sequence[str]) -> bool:
    """Whether a file has the columns of this version of the program, or of an earlier one."""
    earlier = [name for name in _FIELDS if name not in _ADDED]
    return list(names) in (list(_FIELDS), earlier)


def _read_rows(reader: csv.DictReader[str], name: str) -> tuple[tuple[Remark, ...], list[Problem]]:
    remarks: dict[str, Remark] = {}
    problems = []
    for row in reader:
        line = str(reader.line_num)
        try:
            remark = _remark(row)
        except (ValueError, TypeError, AttributeError):
            problems.append(Problem("regel", name, line, "deze opmerking is niet te lezen", _BACK))
            continue
        if remark.id in remarks:
            problems.append(
                Problem(
                    "dubbel", name, line, f"het kenmerk {remark.id} staat er twee keer in", _BACK
                )
            )
        remarks[remark.id] = remark
    return tuple(remarks.values()), problems


def _remark(row: Mapping[str, str]) -> Remark:
    """A line of the file. Raises ValueError, TypeError or AttributeError when it is none."""
    texts = {field: row[column] for column, field in _FIELDS.items() if column in row}
    if (
        None in row
        or not texts["id"].strip()
        or not all(isinstance(text, str) for text in texts.values())
    ):
        raise ValueError("incomplete remark")
    day, stand = dt.date.fromisoformat(texts.pop("received_on")), Stand(texts.pop("stand"))
    return Remark(received_on=day, stand=stand, **texts)


def remarks_bytes(remarks: Iterable[Remark]) -> bytes:
    """The remarks as their file holds them."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_FIELDS)
    writer.writerows([getattr(remark, field) for field in _FIELDS.values()] for remark in remarks)
    return written.getvalue().encode()


def write_remarks(edition_file: Path, remarks: Iterable[Remark]) -> None:
    """Keep the remarks of an edition with the project. Raises Unusable when that cannot be done."""
    folder, data = lock_folder(edition_file), remarks_bytes(remarks)
    put_beside(folder, {REMARKS: data})


def check_remarks(workspace: Workspace, edition_file: Path) -> Iterator[Problem]:
    """The remarks that nothing was done with yet, which a definitive release waits for."""
    remarks, problems = read_remarks(workspace, edition_file)
    yield from problems
    kept = workspace.name(lock_folder(edition_file) / REMARKS)
    for remark in remarks:
        if remark.is_open:
            about = f" bij '{_short(remark.about)}'" if remark.about.strip() else ""
            message = (
                f"nog open: {remark.kind.lower()} {remark.id}: '{_short(remark.words)}'{about}"
            )
            place = (
                (remark.template, remark.place)
                if remark.template
                else (kept, f"kenmerk {remark.id}")
            )
            yield Problem("onbeantwoord", *place, message, _STAND_HINT)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN].rstrip()}…"
