"""The text and numbers of each concept that went round, as data/editions/<edition>/ keeps them: a
JSON file for each version, with a passage on each line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from report_builder.fingerprint import read_bytes
from report_builder.intake.circulation_files import read_circulations
from report_builder.intake.lock_files import lock_folder
from report_builder.model.circulation import CirculatedFile, CirculatedRound
from report_builder.model.returned import Passage, Stretch
from report_builder.problems import Problem, Severity
from report_builder.workspace import CIRCULATED_ROUND, Workspace

_PASSAGES = TypeAdapter(Passage)
_ROUNDS = TypeAdapter(CirculatedRound)
_VERSION = re.compile(r"[0-9a-f]{7}")
_BACK = "haal het terug uit git; zonder wordt er met de nieuwste versie vergeleken"


def read_round(
    workspace: Workspace, edition_file: Path, version: str
) -> tuple[CirculatedRound | None, list[Problem]]:
    """The concept of this version as it went round, or None where none is kept.

    What is wrong with it hinders the comparison alone, and is a warning.
    """
    told, _ = read_circulations(workspace, edition_file)
    kept = {one.version: one.kept for one in told.circulated if one.kept}
    if version not in kept or not _VERSION.fullmatch(version):
        return None, []
    path = lock_folder(edition_file) / round_name(version)
    data = read_bytes(path) if path.is_file() else b""
    if sha256(data).hexdigest() != kept[version]:
        message = "dit is niet wat er bij het rondsturen bewaard is; er wordt niet mee vergeleken"
        shown = workspace.name(path)
        return None, [Problem("rondgestuurd", shown, "1", message, _BACK, Severity.WARNING)]
    return _ROUNDS.validate_json(data), []


def round_name(version: str) -> str:
    """The file that keeps the concept of a version."""
    return CIRCULATED_ROUND.format(version=version)


def round_bytes(kept: CirculatedRound) -> bytes:
    """A concept as its file holds it; the same bytes for the same concept."""
    numbers = _json(dict(sorted(kept.numbers.items())), indent=0)
    files = ",\n".join(map(_file_json, kept.files))
    start = f'{{"version": {_json(kept.version)},\n"numbers": {numbers},\n'
    return f'{start}"files": [\n{files}]}}\n'.encode()


def _file_json(file: CirculatedFile) -> str:
    lines = ",\n".join(map(_passage_json, file.passages))
    comments = _json(sorted(file.comments))
    return f'{{"name": {_json(file.name)}, "comments": {comments}, "passages": [\n{lines}]}}'


def _json(entry: object, indent: int | None = None) -> str:
    return json.dumps(entry, ensure_ascii=False, indent=indent)


def _passage_json(passage: Passage) -> str:
    joined = replace(passage, stretches=tuple(_joined(passage)))
    return _PASSAGES.dump_json(joined, exclude_defaults=True).decode()


def _joined(passage: Passage) -> Iterator[Stretch]:
    """The text of a passage in as few pieces as can be."""
    last: Stretch | None = None
    for stretch in passage.stretches:
        if last is not None and replace(last, text=stretch.text) == stretch:
            last = replace(last, text=last.text + stretch.text)
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last
