"""The concept that went round, as data/editions/<edition>/ keeps it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import astuple, replace
from hashlib import sha256
from pathlib import Path

from report_builder.fingerprint import read_bytes
from report_builder.intake.lock_files import lock_folder
from report_builder.intake.toml_files import make_record, read_toml
from report_builder.model.circulation import Circulated, CirculatedText, Circulations
from report_builder.problems import Problem, Severity
from report_builder.workspace import CIRCULATED, CIRCULATED_NUMBERS, CIRCULATED_TEXTS, Workspace

_COLUMNS = ("document", "place", "text")
_HEAD = """\
# Geschreven door report-builder circulate; niet met de hand wijzigen. Zie docs/beoordelen.md.
"""
_AGAIN = (
    "haal data/editions/ terug zoals het was, of noteer met report-builder circulate "
    "opnieuw welk concept rondgaat"
)


def read_circulations(
    workspace: Workspace, edition_file: Path
) -> tuple[Circulations, list[Problem]]:
    """When which concept of an edition went round, none when there is no such file; and what is
    wrong with it.
    """
    path = lock_folder(edition_file) / CIRCULATED
    if not path.is_file():
        return Circulations(), []
    file, problems = read_toml(path, workspace.name(path))
    if file is None:
        return Circulations(), problems
    made, found = make_record(Circulations, file, (), file.data)
    return made or Circulations(), problems + found


def read_circulated(
    workspace: Workspace, edition_file: Path
) -> tuple[Circulated | None, list[Problem]]:
    """The concept of an edition that went round last, or None.

    What is wrong with it hinders the comparison alone, and is a warning.
    """
    told, problems = read_circulations(workspace, edition_file)
    warnings = [replace(problem, severity=Severity.WARNING) for problem in problems]
    if not told.circulated or problems:
        return None, warnings
    folder, kept = lock_folder(edition_file), []
    for name, made in ((CIRCULATED_NUMBERS, told.numbers), (CIRCULATED_TEXTS, told.texts)):
        data = read_bytes(folder / name) if (folder / name).is_file() else b""
        if sha256(data).hexdigest() != made:
            message = (
                "dit is niet wat er bij het rondsturen bewaard is; er wordt niet mee vergeleken"
            )
            shown = workspace.name(folder / name)
            warnings.append(Problem("rondgestuurd", shown, "1", message, _AGAIN, Severity.WARNING))
        kept.append(data)
    if warnings:
        return None, warnings
    return Circulated(told.circulated[-1], told.figures, kept[0], tuple(_read_texts(kept[1]))), []


def _read_texts(data: bytes) -> Iterable[CirculatedText]:
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return (CirculatedText(*(row[name] for name in _COLUMNS)) for row in rows)


def circulated_files(
    told: Circulations, numbers: bytes, texts: Iterable[CirculatedText]
) -> dict[str, bytes]:
    """What is kept of a concept, by file name; `told` is completed with the hashes of the rest."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(map(astuple, texts))
    files = {CIRCULATED_NUMBERS: numbers, CIRCULATED_TEXTS: written.getvalue().encode()}
    hashes = (sha256(data).hexdigest() for data in files.values())
    lines = [
        _HEAD,
        *(f'{name} = "{made}"' for name, made in zip(("numbers", "texts"), hashes, strict=True)),
        "",
    ]
    for item in told.circulated:
        lines += [
            "[[circulated]]",
            f"version = {json.dumps(item.version)}",
            f"date = {item.date}",
            *([f"kept = {json.dumps(item.kept)}"] if item.kept else []),
            "",
        ]
    lines += [
        "[figures]",
        *(f"{json.dumps(key)} = {json.dumps(made)}" for key, made in told.figures.items()),
    ]
    return {**files, CIRCULATED: ("\n".join(lines) + "\n").encode()}
