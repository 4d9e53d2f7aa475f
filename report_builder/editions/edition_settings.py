"""The settings of an edition changed from outside a text editor: only over those that were seen,
only by what can be read, and whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from report_builder.exclusion import alone
from report_builder.fingerprint import read_bytes
from report_builder.intake.toml_files import TomlFile, make_record, parse_toml
from report_builder.model.edition import Edition
from report_builder.problems import Problem, Stopped, Unusable
from report_builder.workspace import Workspace, put_beside

_MARK = "\ufeff"
"""What some editors begin a file with."""


@dataclass(frozen=True)
class StoredSettings:
    """The file of an edition as it lies there; `version` names this content of it. Where it cannot
    be read as settings, `file` is None and `problems` say why.
    """

    name: str
    text: str
    version: str
    file: TomlFile | None
    problems: tuple[Problem, ...]


def read_settings(workspace: Workspace, path: Path) -> StoredSettings:
    """The settings of an edition. Raises Unusable when the file is no text."""
    data, name = read_bytes(path), workspace.name(path)
    try:
        text = data.decode().removeprefix(_MARK)
    except UnicodeDecodeError as error:
        raise Unusable(f"{name} is geen UTF-8; bewaar het bestand in die codering") from error
    file, problems = parse_toml(text, name)
    return StoredSettings(name, text, _version(data), file, tuple(problems))


def put_settings(workspace: Workspace, path: Path, text: str, made_on: str) -> None:
    """Put settings in the place of those that they were `made_on`.

    Raises Stopped, with everything as it was, when they cannot be read as settings of an edition,
    and Unusable when others are there by now or they cannot be written.
    """
    _require_readable(text, workspace.name(path), path.stem)
    with alone(workspace.root, "serve"):
        if _version(read_bytes(path)) != made_on:
            raise Unusable(
                f"{workspace.name(path)} is intussen door iemand anders gewijzigd; kijk hoe het nu "
                "staat, en doe uw wijziging opnieuw"
            )
        put_beside(path.parent, {path.name: text.encode()})


def _require_readable(text: str, name: str, edition: str) -> None:
    file, problems = parse_toml(text, name)
    if file is not None:
        _, problems = make_record(Edition, file, (), file.data, id=edition)
    if problems:
        raise Stopped(problems)


def _version(data: bytes) -> str:
    return sha256(data).hexdigest()
