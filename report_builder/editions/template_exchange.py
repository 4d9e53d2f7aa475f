"""An edited template put in the place of the one that is there: whole or not at all, only over the
one that it was made on, and with that one kept.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from report_builder.exclusion import alone
from report_builder.fingerprint import read_bytes
from report_builder.model.dutch_time import dutch_clock
from report_builder.problems import Unusable
from report_builder.workspace import Workspace, now, put_beside

LOG = "templates.csv"
_COLUMNS = ("moment", "template", "person", "before_sha256", "after_sha256", "kept_as")
_KEPT = re.compile(r"(\d{8}T\d{6})-([0-9a-f]{8})\.docx")
_MOMENT = "%Y%m%dT%H%M%S"


@dataclass(frozen=True)
class FormerTemplate:
    """A template as it was until another was put in its place: the name under which it is kept,
    since when, and who did that, where that is known.
    """

    name: str
    moment: datetime
    person: str

    @property
    def shown_moment(self) -> str:
        """Until when it was in use, by the clock of Amsterdam."""
        return dutch_clock(self.moment).strftime("%d-%m-%Y %H:%M")


def template_path(workspace: Workspace, file: str) -> Path:
    """Where a template of the project lies. Raises Unusable when that is outside templates/."""
    path = (workspace.root / file).resolve()
    if not path.is_relative_to(workspace.templates.resolve()) or path.suffix != ".docx":
        raise Unusable(f"{file} ligt niet in de map templates")
    return path


def put_template(workspace: Workspace, file: str, data: bytes, made_on: str, person: str) -> str:
    """Put a template in place; return the name under which the former one is kept.

    Raises Unusable, with everything as it was, when what is there has another sha256 than the one
    that this was `made_on`, or when it cannot be written.
    """
    path = template_path(workspace, file)
    with alone(workspace.root, "serve"):
        before = read_bytes(path)
        if sha256(before).hexdigest() != made_on:
            raise Unusable(
                f"{file} is intussen door iemand anders gewijzigd; haal het nu geldende sjabloon "
                "op, breng uw wijzigingen daarin aan en zet dat terug"
            )
        moment = now().strftime(_MOMENT)
        name = f"{moment}-{made_on[:8]}.docx"
        rows = _settled_rows(workspace, file, made_on)
        row = (moment, file, person, made_on, sha256(data).hexdigest(), name)
        # Logged first: a program that is killed leaves at most a line of what did not take place,
        # which the template shows, and never a change that nobody is known to have made.
        put_beside(
            workspace.earlier, {LOG: _written([*rows, dict(zip(_COLUMNS, row, strict=True))])}
        )
        put_beside(_folder(workspace, file), {name: before})
        put_beside(path.parent, {path.name: data})
    return name


def _settled_rows(workspace: Workspace, file: str, current: str) -> list[dict[str, str]]:
    """The lines of the log without one of a change that was broken off, of which what was kept goes
    too.
    """
    rows = list(_rows(workspace))
    row = _broken_off(rows, file, current)
    if row is None:
        return rows
    (_folder(workspace, file) / row["kept_as"]).unlink(missing_ok=True)
    return [each for each in rows if each is not row]


def _broken_off(rows: Sequence[dict[str, str]], file: str, current: str) -> dict[str, str] | None:
    """The last line of a template, when what it says was replaced is still there."""
    own = [row for row in rows if row.get("template") == file]
    is_there = own and own[-1].get("before_sha256") == current and own[-1].get("kept_as")
    return own[-1] if is_there else None


def former_templates(workspace: Workspace, file: str) -> list[FormerTemplate]:
    """What is kept of a template, newest first."""
    rows = list(_rows(workspace))
    people = {(row.get("template"), row.get("kept_as")): row.get("person", "") for row in rows}
    folder = _folder(workspace, file)
    row = _broken_off(rows, file, _current(workspace, file))
    skipped = row["kept_as"] if row else ""
    kept = {path.name for path in folder.glob("*.docx")} - {skipped}
    names = sorted(kept, reverse=True)
    return [
        FormerTemplate(
            name,
            datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC),
            people.get((file, name), ""),
        )
        for name in names
        if (found := _KEPT.fullmatch(name))
    ]


def read_former(workspace: Workspace, file: str, name: str) -> bytes:
    """A template that was kept. Raises Unusable when there is none of that name."""
    if not any(former.name == name for former in former_templates(workspace, file)):
        raise Unusable(f"van {file} is geen eerdere versie '{name}' bewaard")
    return read_bytes(_folder(workspace, file) / name)


def _current(workspace: Workspace, file: str) -> str:
    """The sha256 of a template; empty between two steps of a save, when it is not there."""
    try:
        return sha256(read_bytes(template_path(workspace, file))).hexdigest()
    except FileNotFoundError:
        return ""


def _folder(workspace: Workspace, file: str) -> Path:
    return workspace.earlier / file.removesuffix(".docx")


def _rows(workspace: Workspace) -> Iterator[dict[str, str]]:
    path = workspace.earlier / LOG
    if path.is_file():
        yield from csv.DictReader(io.StringIO(read_bytes(path).decode()))


def _written(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The log with these lines."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([each.get(column, "") for column in _COLUMNS] for each in rows)
    return written.getvalue().encode()
