"""Noting which concept goes round along reviewers, so that the next one can say what changed
since.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from report_builder.build.review_changes import NAME
from report_builder.fingerprint import MANIFEST, project_files, project_version, read_bytes
from report_builder.intake.circulation_files import circulated_files, read_circulations
from report_builder.intake.lock_files import lock_folder
from report_builder.intake.settings import read_edition
from report_builder.model.circulation import CirculatedText, Circulation, Circulations
from report_builder.model.edition import GROUND, Release
from report_builder.model.review import Former
from report_builder.privacy.masking import Withholding
from report_builder.problems import Problem, Stopped, Unusable
from report_builder.registers.numbers import NUMBER_COLUMNS
from report_builder.web.review_page import read_former
from report_builder.web.review_places import earlier_paragraphs
from report_builder.workspace import Workspace, altered, today

_BUILD = "bouw het concept opnieuw met report-builder build"
_REGISTER = "numbers.csv"


def circulate(workspace: Workspace, edition: str, output: Path, version: str | None) -> Circulation:
    """Keep with the project what the concept in the output folder says, as the one that goes round
    from today.

    It is the concept that the project makes now, or the one of `version`. Raises Unusable when
    there is none, and Stopped when its files are not what was built or it is another one.
    """
    file = workspace.choose_edition(edition)
    folder = output / file.stem / Release.CONCEPT.value
    page, numbers = _built(folder)
    former = read_former(page)
    shown = f"{output.name}/{file.stem}/{folder.name}/{NAME}"
    if former is None:
        raise Stopped(
            [Problem("rondgestuurd", shown, "1", "dit is geen leesbare reviewpagina", _BUILD)]
        )
    if problem := _other_version(workspace, file.stem, former.version, version, shown):
        raise Stopped([problem])
    told, problems = read_circulations(workspace, file)
    settings, _, found = read_edition(workspace, file)
    if problems or settings is None:
        raise Stopped([*problems, *found])
    noted = Circulation(version=former.version, date=today())
    withheld = Withholding(settings.personal, GROUND)
    files = circulated_files(
        _added(told, noted, former), _without_names(numbers, withheld), _texts(page, withheld)
    )
    with altered(lock_folder(file)) as draft:
        for name, data in files.items():
            (draft / name).write_bytes(data)
    return noted


def _built(folder: Path) -> tuple[str, bytes]:
    """The review page and the register of a concept, when all its files are still what was
    built.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise Unusable(f"{folder} bevat geen concept; maak het met report-builder build")
    name = f"{folder.parent.parent.name}/{folder.parent.name}/{folder.name}"
    try:
        hashes = dict(json.loads(read_bytes(path))["files"])
    except (ValueError, KeyError, TypeError):
        raise Stopped(
            [Problem("rondgestuurd", f"{name}/{MANIFEST}", "1", "niet te lezen", _BUILD)]
        ) from None
    if problems := list(_changed(folder, hashes, name)):
        raise Stopped(problems)
    return read_bytes(folder / NAME).decode(), read_bytes(folder / _REGISTER)


def _changed(folder: Path, hashes: dict[str, str], shown: str) -> Iterator[Problem]:
    for name in dict.fromkeys([*hashes, NAME, _REGISTER]):
        data = read_bytes(folder / name) if (folder / name).is_file() else None
        if data is None:
            yield Problem("rondgestuurd", f"{shown}/{name}", "1", "dit bestand ontbreekt", _BUILD)
        elif sha256(data).hexdigest() != hashes.get(name):
            message = "dit bestand is niet meer zoals het gebouwd is"
            yield Problem(
                "rondgestuurd", f"{shown}/{name}", "1", message, f"{_BUILD}, en bewerk een kopie"
            )


def _other_version(
    workspace: Workspace, edition: str, found: str, wanted: str | None, shown: str
) -> Problem | None:
    """What is wrong when the concept is not the one that is meant."""
    if wanted is not None:
        message = f"dit is versie {found}, niet {wanted}"
        hint = "geef met --output de map waarin de versie staat die rondgaat"
        return None if found == wanted else Problem("rondgestuurd", shown, "1", message, hint)
    now = project_version(project_files(workspace), edition)
    message = (
        f"dit is versie {found}; sindsdien is het project gewijzigd, en het maakt nu versie {now}"
    )
    hint = f"{_BUILD}; gaat deze versie toch rond, noem haar dan: --version {found}"
    return None if found == now else Problem("rondgestuurd", shown, "1", message, hint)


def _added(told: Circulations, noted: Circulation, former: Former) -> Circulations:
    """What went round so far with a concept added; one that is noted again stands in it once."""
    earlier = (item for item in told.circulated if item.version != noted.version)
    return Circulations(circulated=(*earlier, noted), figures=former.digests)


def _texts(page: str, withheld: Withholding) -> Iterator[CirculatedText]:
    for item in earlier_paragraphs(page):
        yield CirculatedText(item.document, withheld.text(item.place), withheld.text(item.text))


def _without_names(numbers: bytes, withheld: Withholding) -> bytes:
    """The register; the place of a number names the heading above it, which can hold a name."""
    written = io.StringIO()
    writer = csv.DictWriter(written, NUMBER_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in csv.DictReader(io.StringIO(numbers.decode(), newline="")):
        writer.writerow({**row, "location": withheld.text(row["location"])})
    return written.getvalue().encode()
