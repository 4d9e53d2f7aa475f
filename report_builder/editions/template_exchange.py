"""An edited template put in the place of the one that is there: whole or not at all, only over the
one that it was made on, and with that one kept.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from report_builder.exclusion import alone
from report_builder.fingerprint import read_bytes
from report_builder.logged_changes import LoggedChange, log_lines, logged
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
        row = (moment, file, person, made_on, sha256(data).hexdigest(), name)
        folder = _folder(workspace, file)
        change = LoggedChange(
            workspace.root,
            workspace.root / file,
            workspace.earlier / LOG,
            log_lines([_COLUMNS]),
            log_lines([row]),
            spare=folder / name,
        )
        with logged(change):
            put_beside(folder, {name: before})
            put_beside(path.parent, {path.name: data})
    return name


def former_templates(workspace: Workspace, file: str) -> list[FormerTemplate]:
    """What is kept of a template, newest first."""
    people = {
        (row.get("template"), row.get("kept_as")): row.get("person", "") for row in _rows(workspace)
    }
    kept = [path.name for path in _folder(workspace, file).glob("*.docx")]
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


def _folder(workspace: Workspace, file: str) -> Path:
    return workspace.earlier / file.removesuffix(".docx")


def _rows(workspace: Workspace) -> Iterator[dict[str, str]]:
    path = workspace.earlier / LOG
    if path.is_file():
        yield from csv.DictReader(io.StringIO(read_bytes(path).decode()))
