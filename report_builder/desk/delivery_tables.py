"""What a delivery changes, as tables to look at: a row for each figure, with all that was found of
it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_builder.deliveries.arrivals import DOUBTS, REVISIONS, Intake, Notice, NoticeKind
from report_builder.deliveries.notice_lines import cell_text, difference_text, observation_text
from report_builder.model.catalogue import Indicator

MEANINGS: Mapping[NoticeKind, str] = {
    NoticeKind.NEW: "dit cijfer was er nog niet, of ontbrak",
    NoticeKind.REVISED: "er stond een ander cijfer",
    NoticeKind.GONE: "er stond een cijfer, en de levering heeft het niet meer",
    NoticeKind.STATUS: "het cijfer is gelijk, de status niet (voorlopig werd definitief)",
    NoticeKind.SUPPRESSED: "te klein om te tonen; de waarde komt nergens te staan",
    NoticeKind.PART: "een deel dat nog niet voorkwam; vaak een andere schrijfwijze",
    NoticeKind.EARLY: "over een periode die nog niet voorbij is",
    NoticeKind.REMOTE: "van ver voor het begin van de reeks",
    NoticeKind.JUMP: "meer veranderd dan te verwachten was",
    NoticeKind.UNIT: "een andere orde van grootte dan de cijfers eromheen",
    NoticeKind.SIGN: "boven nul waar de reeks nooit was, of eronder",
    NoticeKind.REPEATED: "precies het cijfer van een jaar eerder of van een ander deel",
    NoticeKind.TOTAL: "de delen tellen niet meer op tot het totaal",
    NoticeKind.TRACEABLE: "een deel dat niet getoond wordt, is uit de andere te berekenen",
}
"""What each word means, as docs/leveringen.md has it."""
_FEW = 12
_MOST_ROWS = 1_000
"""So many rows of an indicator are shown; the others are counted."""
_NONE = "geen"


@dataclass(frozen=True)
class FigureFinding:
    """One thing that was found of a figure: the word for it, more about it, and what has to be
    agreed to before it comes in (`herzien` or `twijfel`, or nothing).
    """

    kind: NoticeKind
    text: str
    agreement: str


@dataclass(frozen=True)
class FigureRow:
    """A figure: which one, what stood there, what comes, and where that stands in the file."""

    figure: str
    old: str
    new: str
    difference: str
    findings: tuple[FigureFinding, ...]
    place: str

    @property
    def is_plain(self) -> bool:
        """Whether nobody has to agree to it."""
        return not any(finding.agreement for finding in self.findings)


@dataclass(frozen=True)
class IndicatorTable:
    """What changes in one indicator: first what has to be looked at, then what comes in anyway."""

    indicator: Indicator
    counts: tuple[tuple[int, str], ...]
    rows: tuple[FigureRow, ...]
    left_out: int

    @property
    def doubtful(self) -> list[FigureRow]:
        """What has to be agreed to."""
        return [row for row in self.rows if not row.is_plain]

    @property
    def plain(self) -> list[FigureRow]:
        """What comes in without."""
        return [row for row in self.rows if row.is_plain]

    @property
    def are_many(self) -> bool:
        """Whether what comes in anyway is better folded away."""
        return len(self.plain) > _FEW


@dataclass(frozen=True)
class Agreements:
    """How many findings have to be agreed to, by sort."""

    revisions: int
    doubts: int
    breaks: int

    @property
    def are_needed(self) -> bool:
        """Whether there is anything to agree to."""
        return bool(self.revisions or self.doubts or self.breaks)

    @classmethod
    def of(cls, intake: Intake) -> Agreements:
        """Those that a delivery needs."""
        kinds = [notice.kind for notice in intake.notices]
        return cls(
            sum(kind in REVISIONS for kind in kinds),
            sum(kind in DOUBTS for kind in kinds),
            sum(problem.is_error for problem in intake.consequences),
        )


def indicator_tables(
    intake: Intake, indicators: Mapping[str, Indicator]
) -> Iterator[IndicatorTable]:
    """A table for each indicator that was delivered."""
    for key, equal in intake.equal.items():
        notices = [notice for notice in intake.notices if notice.indicator == key]
        found = Counter(notice.kind for notice in notices)
        counts = [(found[kind], kind.value) for kind in NoticeKind if found[kind]]
        rows = sorted(_rows(indicators[key], notices), key=lambda row: row.is_plain)
        shown, rest = rows[:_MOST_ROWS], len(rows) - _MOST_ROWS
        yield IndicatorTable(
            indicators[key], (*counts, (equal, "gelijk")), tuple(shown), max(0, rest)
        )


def used_meanings(intake: Intake) -> list[tuple[str, str]]:
    """The words that a delivery needs, with what each means."""
    used = {notice.kind for notice in intake.notices}
    return [(kind.value, MEANINGS[kind]) for kind in NoticeKind if kind in used]


def _rows(indicator: Indicator, notices: Sequence[Notice]) -> Iterator[FigureRow]:
    cells: dict[str, list[Notice]] = {}
    for notice in notices:
        cells.setdefault(cell_text(notice), []).append(notice)
    for figure, found in cells.items():
        old = next((one.old for one in found if one.old is not None), None)
        new = next((one.new for one in found if one.new is not None), None)
        yield FigureRow(
            figure,
            observation_text(indicator, old) if old else _NONE,
            observation_text(indicator, new) if new else _NONE,
            difference_text(indicator, old, new) if old else "",
            tuple(_finding(indicator, notice) for notice in found),
            next((one.place for one in found if one.place), ""),
        )


def _finding(indicator: Indicator, notice: Notice) -> FigureFinding:
    agreement = ""
    if notice.kind in REVISIONS:
        agreement = "herzien"
    elif notice.kind in DOUBTS:
        agreement = "twijfel"
    text = notice.text
    if notice.kind is NoticeKind.SUPPRESSED:
        text = f"kleiner dan {indicator.suppress_below}"
    return FigureFinding(notice.kind, text, agreement)
