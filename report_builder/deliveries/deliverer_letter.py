"""The letter to who delivered a file: what came in, what is asked point by point, and by when.

It names no person: a coordinator reads it over and signs it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from report_builder.deliveries.arrivals import Intake, NoticeKind
from report_builder.deliveries.delivered_file import Imported
from report_builder.deliveries.finding_groups import FindingGroup
from report_builder.deliveries.findings import FindingKind
from report_builder.model.catalogue import Source
from report_builder.model.edition import Edition
from report_builder.model.period import Period
from report_builder.registers.decision_route import wanted_text
from report_builder.registers.mails import CLOSING
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import date_text, period_text

MOST_POINTS = 30
_UNREAD = (
    "Wij konden het bestand nog niet inlezen. Wat daarvoor nodig is, leest u hieronder. De cijfers "
    "legden wij nog niet naast eerdere; daarover kunnen later nog vragen komen."
)
_HEADS = {
    FindingKind.ERROR: "Wat wij zo niet kunnen inlezen",
    FindingKind.DOUBT: "Wat wij u vragen na te gaan",
    FindingKind.REVISION: "Wat anders is dan wij hadden",
    FindingKind.NOTE: "Wat verder opviel",
}


@dataclass(frozen=True)
class DelivererLetter:
    """What a letter is made of: what came in, what was found, for which edition, to whom and on
    which day; `workbook` is the name of what goes with it, empty where nothing does.
    """

    imported: Imported
    groups: Sequence[FindingGroup]
    edition: Edition
    source: Source | None
    day: date
    workbook: str

    @property
    def subject(self) -> str:
        """What the mail is about."""
        origin = self.imported.origin
        return f"Terugmelding bij uw levering voor {self.edition.title} ({origin.owner})"

    @property
    def receiver(self) -> str:
        """The organisation that it goes to."""
        return self.source.name if self.source else self.imported.origin.owner

    def text(self) -> str:
        """The letter, a line for each paragraph or point."""
        return "\n".join(
            [
                *self._opening(),
                *self._arrived(),
                *self._points(),
                *self._timing(),
                *self._way(),
                *CLOSING,
            ]
        )

    def _opening(self) -> Iterator[str]:
        yield f"Aan: {(self.source and self.source.contact) or self.receiver}"
        yield ""
        yield "Geachte collega,"
        yield ""
        edition = self.edition
        yield (
            f"Dank voor uw levering {self.imported.origin.file} voor {edition.title} "
            f"(verslagjaar {edition.reporting_year}). {self._outcome()}"
        )
        yield ""

    def _outcome(self) -> str:
        intake = self.imported.intake
        kinds = {group.first.kind for group in self.groups}
        if intake is None:
            return _UNREAD
        if intake.is_written:
            return "De cijfers zijn overgenomen."
        if kinds & {FindingKind.DOUBT, FindingKind.REVISION}:
            return "Wij namen de cijfers nog niet over: eerst vragen wij u het volgende na te gaan."
        if not intake.files:
            return "De cijfers zijn gelijk aan wat wij al hadden."
        return "De cijfers zijn gelezen en nog niet overgenomen."

    def _arrived(self) -> Iterator[str]:
        intake = self.imported.intake
        if intake is None or not intake.equal:
            return
        yield "Wat wij lazen:"
        yield ""
        yield from (f"- {self._series_text(intake, key)}" for key in intake.equal)
        yield ""

    def _series_text(self, intake: Intake, key: str) -> str:
        """How many figures of a series came in, over which periods, and what became of them."""
        came = [one.observation.period for one in intake.cells.get(key, ()) if one.place]
        changes = Counter(one.change for one in intake.cells.get(key, ()))
        counts = [f"{changes[kind]} {kind}" for kind in NoticeKind if changes[kind]]
        if intake.equal[key]:
            counts.append(f"{intake.equal[key]} gelijk")
        span = f", {_span(min(came), max(came))}" if came else ""
        noun = "cijfer" if len(came) == 1 else "cijfers"
        title = self.imported.indicators[key].title
        return f"{title}: {len(came)} {noun}{span} ({list_text(counts)})."

    def _points(self) -> Iterator[str]:
        """Every finding as a numbered point, up to so many."""
        if not self.groups:
            yield "Er zijn geen vragen over."
            yield ""
            return
        before = None
        for number, group in enumerate(self.groups[:MOST_POINTS], start=1):
            if group.first.kind is not before:
                yield from ([""] if before else [])
                before = group.first.kind
                yield f"{_HEADS[before]}:"
                yield ""
            yield f"{number}. {_point(group)}"
        if len(self.groups) > MOST_POINTS:
            yield f"En nog {len(self.groups) - MOST_POINTS} punten; die staan in de werkmap."
        yield ""

    def _timing(self) -> Iterator[str]:
        """By when an answer is wanted, where something is asked."""
        if not any(group.first.kind is not FindingKind.NOTE for group in self.groups):
            return
        route = sorted(self.edition.decision_route.items(), key=lambda step: step[1])
        yield wanted_text(route, self.day).replace("de cijfers", "uw antwoord")
        for title, due in self._expected():
            verb = "waren" if due < self.day else "worden"
            yield f"De cijfers van {title} {verb} verwacht op {date_text(due)}."
        yield ""

    def _expected(self) -> Iterator[tuple[str, date]]:
        intake = self.imported.intake
        for key in intake.equal if intake else ():
            indicator = self.imported.indicators[key]
            if indicator.expected_on:
                yield indicator.title, indicator.expected_on

    def _way(self) -> Iterator[str]:
        if self.workbook and self.groups:
            yield (
                f"In de bijlage ({self.workbook}) staat elk punt bij zijn cel, als opmerking en "
                "met een kleur. Het eerste blad geeft het overzicht."
            )
            yield "Verbeter de cijfers in uw eigen bestand en stuur dat opnieuw."
            yield ""


def _span(first: Period, last: Period) -> str:
    return period_text(first) if first == last else f"{period_text(first)} t/m {period_text(last)}"


def _point(group: FindingGroup) -> str:
    one = group.first
    place = f"{group.place}: " if group.place else ""
    figure = f"{one.figure}. " if one.figure else ""
    stands = f"Er staat '{one.stands}'" if one.stands else ""
    stood = f"{', eerst ' if stands else 'Eerst stond er '}{one.stood}" if one.stood else ""
    values = f"{stands}{stood}. " if stands or stood else ""
    message = f"{group.message[:1].upper()}{group.message[1:]}. "
    return f"{place}{figure}{values}{message}{one.question}"
