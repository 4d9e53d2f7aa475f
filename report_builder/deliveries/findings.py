"""What was found in a delivery, as its deliverer is told of it: each at its cell, with what stands
there, what stood there before and what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from report_builder.deliveries.arrivals import DOUBTS, REVISIONS, Notice, NoticeKind
from report_builder.deliveries.cell_markings import STRUCK, comment_start, marking_start
from report_builder.deliveries.delivered_file import Imported
from report_builder.deliveries.finding_questions import (
    MEANT,
    TAKEN_OVER,
    notice_question,
    problem_question,
)
from report_builder.deliveries.grid import Area, Grid
from report_builder.deliveries.notice_lines import cell_text, observation_text
from report_builder.model.catalogue import Indicator
from report_builder.model.series import Observation, Status
from report_builder.problems import Problem
from report_builder.workspace import now

_OURS = frozenset({"eigenaar", "profiel", "reden"})
"""The problems of a delivered file that its deliverer can do nothing about."""
_ID = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+")
_KEEPS_BACK = "de leverancier maakt"
_TOLD = "let op: "
_OF_PROFILE = "profiel"
_LONGEST = 100
_UNTOLD = "wijkt sterk af van wat wij hebben"
"""What is said of a doubt where the figures that it rests on may not be told."""


class FindingKind(StrEnum):
    """How much a finding asks of who delivered; the values are the words that people read."""

    ERROR = "fout"
    DOUBT = "twijfel"
    REVISION = "herziening"
    NOTE = "opmerking"

    @property
    def colour(self) -> str:
        """The colour of its cells, RGB; the word stands with it for who does not see that."""
        return _COLOURS[self]


_COLOURS = {
    FindingKind.ERROR: "FFC7CE",
    FindingKind.DOUBT: "FFC000",
    FindingKind.REVISION: "BDD7EE",
    FindingKind.NOTE: "E2EFDA",
}


class FoundCell(NamedTuple):
    """A cell of a delivered file: the name of its sheet, row and column, counted from 1."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True)
class Finding:
    """One thing that was found: what it is called (`label`), which figure it is about, what is the
    matter and what is asked. `place` is empty where it is about the whole file, `cell` None where
    it is not about one cell.
    """

    kind: FindingKind
    label: str
    place: str
    message: str
    question: str
    figure: str = ""
    stands: str = ""
    stood: str = ""
    cell: FoundCell | None = None


def find_findings(imported: Imported) -> list[Finding]:
    """All that a deliverer is told of its file, errors first, in the order of the file."""
    teller = _Teller(imported)
    found = [*teller.problems(), *teller.reservations(), *teller.notices(), *teller.markings()]
    order = list(FindingKind)
    # A stable order: what is of one kind stays as the file has it.
    return sorted(found, key=lambda one: order.index(one.kind))


def is_for_deliverer(problem: Problem, file: str) -> bool:
    """Whether who delivered a file can mend a problem of it."""
    return problem.file == file and problem.code not in _OURS


class _Stand(NamedTuple):
    """The cell that something is about, and its text; nothing where that is no single cell."""

    cell: FoundCell | None = None
    text: str = ""


class _Teller:
    """Tells a deliverer of what was found in its file."""

    def __init__(self, imported: Imported) -> None:
        self.imported, self.owner = imported, imported.origin.owner
        self.sheets = imported.sheets
        self.is_written = imported.intake is not None and imported.intake.is_written

    def problems(self) -> Iterator[Finding]:
        """What is wrong with the file."""
        for problem in self.imported.problems:
            if is_for_deliverer(problem, self.imported.origin.file):
                yield self._finding(FindingKind.ERROR, problem)

    def reservations(self) -> Iterator[Finding]:
        """What the deliverer seems to keep back."""
        for problem in self.imported.warnings:
            yield self._finding(FindingKind.DOUBT, problem)

    def notices(self) -> Iterator[Finding]:
        """What the file changes and what is doubtful."""
        for notice in self.imported.intake.notices if self.imported.intake else ():
            if notice.kind is not NoticeKind.NEW:
                yield self._notice(notice)

    def markings(self) -> Iterator[Finding]:
        """What is seen of cells and not said by their values, and what else struck in reading."""
        starts: list[str] = []
        for sheet, area in self._read_areas():
            for address, cell in sorted(sheet.cells.items()):
                for text in cell.told if area.holds(*address) else ():
                    starts.append(marking_start(sheet, text))
                    yield self._marking(sheet, address, text)
        seen = (*dict.fromkeys(starts), *map(comment_start, self.sheets))
        for note in self.imported.notes:
            is_theirs = note.startswith(_TOLD) and _OF_PROFILE not in note
            if is_theirs and not note.startswith(seen):
                text = note.removeprefix(_TOLD)
                yield Finding(FindingKind.NOTE, "opgevallen", "", text, MEANT)

    def _finding(self, kind: FindingKind, problem: Problem) -> Finding:
        stand = self._stand(problem.place)
        return Finding(
            kind,
            problem.code,
            "" if problem.place.isdecimal() else problem.place,
            self._plain(problem.message),
            problem_question(problem.code),
            stands=stand.text,
            cell=stand.cell,
        )

    def _notice(self, notice: Notice) -> Finding:
        indicator = self.imported.indicators[notice.indicator]
        stand = self._stand(notice.place)
        question = TAKEN_OVER if self.is_written else notice_question(notice.kind)
        return Finding(
            _kind_of(notice.kind),
            f"{notice.kind} {notice.indicator}",
            notice.place or "staat niet in het bestand",
            self._what(indicator, notice),
            question,
            figure=f"{indicator.title}, {cell_text(notice)}",
            stands=stand.text,
            stood=self._stood(indicator, notice.old),
            cell=stand.cell,
        )

    def _what(self, indicator: Indicator, notice: Notice) -> str:
        if notice.kind is NoticeKind.SUPPRESSED:
            return f"kleiner dan {indicator.suppress_below}: dit aantal tonen wij niet"
        if notice.text and not self._may_tell(indicator):
            return _UNTOLD
        if notice.kind is NoticeKind.STATUS:
            return f"{notice.kind}: nu {observation_text(indicator, notice.new)}"
        return notice.text or notice.kind.value

    def _stood(self, indicator: Indicator, old: Observation | None) -> str:
        """What we had, where its deliverer may be told: with what was done to it here."""
        if old is None or not self._may_tell(indicator):
            return ""
        if old.status is Status.SUPPRESSED:
            return "niet getoond"
        rounded = f", door ons afgerond op {indicator.rounding}" if indicator.rounding else ""
        return f"{observation_text(indicator, old)}{rounded if old.value is not None else ''}"

    def _may_tell(self, indicator: Indicator) -> bool:
        """Whether the figures that we have are the deliverer's own: not those of another, nor what
        another has not published yet.
        """
        is_held = indicator.embargo is not None and indicator.embargo > now()
        is_own = indicator.source == self.owner
        return indicator.deliverer == self.owner and (is_own or not is_held)

    def _marking(self, sheet: Grid, address: tuple[int, int], text: str) -> Finding:
        said = "deze cel is doorgehaald" if text == STRUCK else f"hier {text}"
        place = sheet.place(*address)
        cell, stands = self._stand(place)
        return Finding(FindingKind.NOTE, text, place, said, MEANT, stands=stands, cell=cell)

    def _stand(self, place: str) -> _Stand:
        """The cell of a place, and what stands there."""
        for sheet in self.sheets:
            address = sheet.address(place)
            if address is not None:
                return _Stand(FoundCell(sheet.name, *address), _text(sheet, address))
        return _Stand()

    def _plain(self, message: str) -> str:
        """A message as its deliverer reads it: by titles, not by ids of indicators."""
        indicators = self.imported.indicators
        titled = _ID.sub(
            lambda found: indicators[found[0]].title if found[0] in indicators else found[0],
            message,
        )
        return titled.replace(_KEEPS_BACK, "u maakt")

    def _read_areas(self) -> Iterator[tuple[Grid, Area]]:
        """Where figures were read on each sheet, with the heads and labels before them; of a file
        that was not read all of it.
        """
        intake = self.imported.intake
        if intake is None:
            for sheet in self.sheets:
                yield sheet, Area(1, 1, sheet.last_row, sheet.last_column)
            return
        places = [one.place for cells in intake.cells.values() for one in cells if one.place]
        for sheet in self.sheets:
            found = [at for place in places if (at := sheet.address(place))]
            if found:
                yield sheet, Area(1, 1, *map(max, zip(*found, strict=True)))


def _text(sheet: Grid, address: tuple[int, int]) -> str:
    """What stands in a cell, numbers without marks between thousands: it may be a year."""
    value = sheet.at(*address).value
    if isinstance(value, Decimal):
        plain = f"{value.normalize():f}".replace(".", ",")
        return f"{plain}%" if sheet.at(*address).is_share else plain
    text = sheet.text(*address)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _kind_of(kind: NoticeKind) -> FindingKind:
    if kind in REVISIONS:
        return FindingKind.REVISION
    return FindingKind.DOUBT if kind in DOUBTS else FindingKind.NOTE
