"""The round along reviewers as the desk shows it: the concept that goes round, and the one that is
there to go round next.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from report_builder.build.review_changes import NAME as REVIEW_PAGE
from report_builder.fingerprint import MANIFEST
from report_builder.intake.circulation_files import read_circulations
from report_builder.model.circulation import Circulation
from report_builder.model.edition import Release
from report_builder.problems import Problem
from report_builder.web.review_page import read_former
from report_builder.workspace import Workspace


@dataclass(frozen=True)
class BuiltRound:
    """The concept that was built last: its version, and the names of its files for reviewers."""

    version: str
    page: str
    word: str


@dataclass(frozen=True)
class RoundView:
    """What went round so far, the newest last, and the concept that is there; None without one."""

    circulated: tuple[Circulation, ...]
    problems: tuple[Problem, ...]
    concept: BuiltRound | None

    @property
    def last(self) -> Circulation | None:
        """What goes round now."""
        return self.circulated[-1] if self.circulated else None

    @property
    def is_sent(self) -> bool:
        """Whether the concept that is there is what goes round."""
        return bool(self.last and self.concept and self.last.version == self.concept.version)


def concept_folder(output: Path, edition: str) -> Path:
    """Where the concept of an edition is built."""
    return output / edition / Release.CONCEPT.value


def round_view(workspace: Workspace, edition_file: Path, output: Path, name: str) -> RoundView:
    """The round of an edition; `name` is that of the report."""
    told, problems = read_circulations(workspace, edition_file)
    folder = concept_folder(output, edition_file.stem)
    concept = find_concept(folder, name)
    return RoundView(told.circulated, tuple(problems), concept)


def find_concept(folder: Path, name: str) -> BuiltRound | None:
    """The concept in a folder; None where none was built, or what it is cannot be told."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        former = read_former((folder / REVIEW_PAGE).read_text())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if former is None:
        return None
    word = f"{name}.docx"
    return BuiltRound(former.version, REVIEW_PAGE, word if word in files else "")
