"""The concept that goes round along reviewers, noted so that the next one can say what changed
since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from report_builder.build.review_changes import NAME
from report_builder.fingerprint import MANIFEST, project_files, project_version, read_bytes
from report_builder.intake.circulated_rounds import round_bytes, round_name
from report_builder.intake.circulation_files import circulated_files, read_circulations
from report_builder.intake.lock_files import lock_folder
from report_builder.intake.settings import read_edition
from report_builder.model.circulation import CirculatedText, Circulation, Circulations
from report_builder.model.edition import GROUND, Release
from report_builder.model.review import Former
from report_builder.privacy.masking import Withholding
from report_builder.problems import Fault, Problem, Stopped, Unusable
from report_builder.registers.number_register import read_numbers, write_numbers
from report_builder.rounds.circulated_concept import keep_concept
from report_builder.rounds.issued_concept import IssuedConcept
from report_builder.web.review_page import read_former
from report_builder.web.review_places import earlier_paragraphs
from report_builder.workspace import Workspace, altered, today

_BUILD = "bouw het concept opnieuw met report-builder build"
_REGISTER = "numbers.csv"


@dataclass(frozen=True)
class BuiltConcept:
    """A concept as it was built: its folder as it is shown, its review page and its register."""

    shown: str
    page: str
    numbers: bytes


def circulate(workspace: Workspace, edition: str, output: Path, version: str | None) -> Circulation:
    """Keep with the project what the concept in the output folder says, as the one that goes round
    from today.

    It is the concept that the project makes now, or the one of `version`. Raises Unusable when
    there is none, and Stopped when its files are not what was built or it is another one.
    """
    file = workspace.choose_edition(edition)
    folder = output / file.stem / Release.CONCEPT.value
    concept = _read_concept(folder)
    former = read_former(concept.page)
    if former is None:
        raise Stopped([_problem(f"{concept.shown}/{NAME}", "dit is geen leesbare reviewpagina")])
    now = project_version(project_files(workspace), file.stem) if version is None else None
    if fault := _find_other_version(former.version, version, now):
        raise Stopped([fault.at(f"{concept.shown}/{NAME}", "1")])
    circulations, problems = read_circulations(workspace, file)
    settings, _, setting_problems = read_edition(workspace, file)
    if problems or settings is None:
        raise Stopped([*problems, *setting_problems])
    withholding = Withholding(settings.personal, GROUND)
    kept = _kept_round(folder, former.version, withholding)
    circulation = Circulation(version=former.version, date=today(), kept=sha256(kept).hexdigest())
    files = circulated_files(
        _with_circulation(circulations, circulation, former),
        _without_names(concept.numbers, withholding),
        _texts(concept.page, withholding),
    )
    with altered(lock_folder(file)) as draft:
        for name, data in {**files, round_name(former.version): kept}.items():
            (draft / name).write_bytes(data)
    return circulation


def _kept_round(folder: Path, version: str, withholding: Withholding) -> bytes:
    """The text and numbers of the concept in a folder, as they are kept."""
    issued = IssuedConcept(folder)
    return round_bytes(keep_concept(version, issued.numbers, issued.word_files, withholding))


def _problem(file: str, message: str, hint: str = _BUILD) -> Problem:
    return Problem("rondgestuurd", file, "1", message, hint)


def _read_concept(folder: Path) -> BuiltConcept:
    """The concept in a folder. Raises Stopped when a file of it is not what was built any more."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise Unusable(f"{folder} bevat geen concept; maak het met report-builder build")
    shown = "/".join(folder.parts[-3:])
    try:
        hashes = dict(json.loads(read_bytes(manifest))["files"])
    except (ValueError, KeyError, TypeError):
        raise Stopped([_problem(f"{shown}/{MANIFEST}", "niet te lezen")]) from None
    if problems := list(_check_files(folder, hashes, shown)):
        raise Stopped(problems)
    return BuiltConcept(shown, read_bytes(folder / NAME).decode(), read_bytes(folder / _REGISTER))


def _check_files(folder: Path, hashes: dict[str, str], shown: str) -> Iterator[Problem]:
    for name in dict.fromkeys([*hashes, NAME, _REGISTER]):
        path = folder / name
        if not path.is_file():
            yield _problem(f"{shown}/{name}", "dit bestand ontbreekt")
        elif sha256(read_bytes(path)).hexdigest() != hashes.get(name):
            message = "dit bestand is niet meer zoals het gebouwd is"
            yield _problem(f"{shown}/{name}", message, f"{_BUILD}, en bewerk een kopie")


def _find_other_version(version: str, wanted: str | None, now: str | None) -> Fault | None:
    """What is wrong when a version is not the one that is wanted, or else that the project makes
    now.
    """
    if version in (wanted, now):
        return None
    if wanted is not None:
        hint = "geef met --output de map waarin de versie staat die rondgaat"
        return Fault("rondgestuurd", f"dit is versie {version}, niet {wanted}", hint)
    message = (
        f"dit is versie {version}; sindsdien is het project gewijzigd, en het maakt nu versie {now}"
    )
    hint = f"{_BUILD}; gaat deze versie toch rond, noem haar dan: --version {version}"
    return Fault("rondgestuurd", message, hint)


def _with_circulation(
    circulations: Circulations, circulation: Circulation, former: Former
) -> Circulations:
    """What went round so far with a concept added; one that is noted again stands in it once."""
    earlier = [one for one in circulations.circulated if one.version != circulation.version]
    return Circulations(circulated=(*earlier, circulation), figures=former.digests)


def _texts(page: str, withholding: Withholding) -> Iterator[CirculatedText]:
    for paragraph in earlier_paragraphs(page):
        yield CirculatedText(
            paragraph.document,
            withholding.text(paragraph.place),
            withholding.text(paragraph.text),
        )


def _without_names(numbers: bytes, withholding: Withholding) -> bytes:
    """The register; the place of a number names the heading above it, which can hold a name."""
    rows, problems = read_numbers(numbers, _REGISTER)
    if problems:
        raise Stopped(problems)
    return write_numbers(replace(row, place=withholding.text(row.place)) for row in rows)
