"""The settings of an edition changed from outside a text editor: only over those that were seen,
only by what can be read, and whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from report_builder.editions.acceptance_log import acceptance_change
from report_builder.exclusion import alone
from report_builder.fingerprint import read_bytes
from report_builder.intake.toml_files import TomlFile, make_record, parse_toml
from report_builder.logged_changes import logged
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


class OvertakenSettings(Unusable):
    """The settings are others by now than those that a change was made on."""


Change = Callable[[TomlFile], str]
"""What makes another text of settings."""


def change_settings(
    workspace: Workspace, path: Path, made_on: str, change: Change, by: str
) -> None:
    """Change the settings of an edition that somebody was shown, `made_on`, and log whom `by` names
    where stale figures are accepted or no longer.

    Raises Stopped, with everything as it was, when the settings cannot be read, before or
    afterwards, OvertakenSettings when they are others by now, and Unusable when they cannot be
    written.
    """
    with _held(workspace, path, made_on) as stored:
        if stored.file is None:
            raise Stopped(stored.problems)
        _put(workspace, path, stored, change(stored.file), by)


def put_settings(workspace: Workspace, path: Path, text: str, made_on: str, by: str) -> None:
    """Put settings in the place of those that they were `made_on`, whatever these are. Logs and
    raises what `change_settings` does.
    """
    with _held(workspace, path, made_on) as stored:
        _put(workspace, path, stored, text, by)


@contextmanager
def _held(workspace: Workspace, path: Path, made_on: str) -> Iterator[StoredSettings]:
    """The settings, which nobody changes meanwhile. Raises OvertakenSettings when somebody did
    before.
    """
    with alone(workspace.root, "serve"):
        stored = read_settings(workspace, path)
        if stored.version != made_on:
            raise OvertakenSettings(
                "een ander wijzigde intussen de instellingen van de editie; kijk hoe het nu staat, "
                "en bewaar dan opnieuw"
            )
        yield stored


def _put(workspace: Workspace, path: Path, stored: StoredSettings, text: str, by: str) -> None:
    after = _read_back(text, workspace.name(path), path.stem)
    # Of settings that could not be read, nobody knows what they accepted.
    before = stored.file or after
    change = acceptance_change(workspace, path, before.data, after.data, by)
    with logged(change) if change else nullcontext():
        put_beside(path.parent, {path.name: text.encode()})


def _read_back(text: str, name: str, edition: str) -> TomlFile:
    file, problems = parse_toml(text, name)
    if file is not None:
        _, problems = make_record(Edition, file, (), file.data, id=edition)
    if file is None or problems:
        raise Stopped(problems)
    return file


def _version(data: bytes) -> str:
    return sha256(data).hexdigest()
