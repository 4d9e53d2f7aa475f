"""How an edition stands, to read: by document, by owner with what is expected when, and what came
in lately.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from report_builder.model.catalogue import PUBLICATION, Delivery
from report_builder.model.state import CountedAs, EditionStatus, IndicatorState, count_states
from report_builder.registers.decision_route import route_lines
from report_builder.registers.gate_report import gate_lines
from report_builder.registers.trace_report import STATES
from report_builder.wording.awaiting import due_words
from report_builder.wording.periods import date_text, period_text

COUNT_WORDS = {
    CountedAs.FRESH: "actueel",
    CountedAs.LATE: "te laat",
    CountedAs.AWAITED: "nog niet verwacht",
    CountedAs.ACCEPTED: "aanvaard",
    CountedAs.ENDED: "beëindigd door de bron",
    CountedAs.WITHHELD: "door de bron niet getoond",
    CountedAs.NOT_PRINTED: "oud of leeg en niet afgedrukt",
    CountedAs.NOT_CURRENT: "oud en niet als actueel cijfer afgedrukt",
}
"""What a count of status says, for people."""
_FEW = 6
"""So many indicators of a delivery are named."""


def status_lines(status: EditionStatus) -> Iterator[str]:
    """The way to parliament, freshness by document and by owner, what the definitive release waits
    for, and what came in since a day.
    """
    yield from route_lines(status)
    yield "Per document"
    for document, used in status.documents.items():
        yield from _counts(status, status.titles[document], used)
        yield from (f"    {_late(status, state)}" for state in used if state.state != "fresh")
    yield ""
    yield "Per eigenaar"
    for owner, owned in status.owners.items():
        yield from _counts(status, owner, owned)
        if last := status.last_delivery(owner):
            yield f"    laatste levering: {date_text(last.delivered_on)} ({last.file})"
        yield from (f"    {line}" for line in _owned(status, owned))
    yield from _counts(status, "samen", status.states)
    yield ""
    yield from gate_lines(status.gates)
    yield f"Binnengekomen sinds {date_text(status.since)}"
    yield from (f"  {_arrived(delivery)}" for delivery in status.came_in)
    if not status.came_in:
        yield "  niets"


def _counts(status: EditionStatus, name: str, states: Sequence[IndicatorState]) -> Iterator[str]:
    """How many are fresh, what all the others count as, and what the parts that lag behind."""
    whole = [state for state in states if not state.part]
    counts = count_states(whole, status.day)
    fresh = counts.pop(CountedAs.FRESH)
    yield f"  {name}: {fresh} van {len(whole)} actueel"
    if len(whole) > fresh:
        yield f"    niet actueel ({len(whole) - fresh}): {_told(counts)}"
    parts = [state for state in states if state.part]
    if parts:
        yield f"    delen die achterlopen ({len(parts)}): {_told(count_states(parts, status.day))}"


def _told(counts: Mapping[CountedAs, int]) -> str:
    return ", ".join(f"{count} {COUNT_WORDS[kind]}" for kind, count in counts.items() if count)


def _owned(status: EditionStatus, owned: Sequence[IndicatorState]) -> Iterator[str]:
    """What of an owner is not fresh and printed, what a service or a publication has, and when more
    is published of what is fresh.
    """
    yield from (
        _late(status, state) for state in owned if state.state != "fresh" and state.documents
    )
    late = [state for state in owned if state.is_late and not state.is_withheld]
    served = (state.indicator.source for state in late if state.is_served)
    yield from (f"ophalen: report-builder refresh --source {name}" for name in _once(served))
    published = (_publisher(status, state) for state in late if state.door == PUBLICATION)
    for name in _once(published):
        way = f"report-builder import BESTAND --from {name} --profile NAAM"
        yield f"overnemen uit wat {name} publiceert: {way}"
    for state in owned:
        due = state.indicator.expected_on
        if state.state == "fresh" and due and due >= status.day:
            indicator = state.indicator
            yield (
                f"{indicator.id} ({indicator.title}): actueel; volgende publicatie op "
                f"{date_text(due)}"
            )


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _late(status: EditionStatus, state: IndicatorState) -> str:
    indicator = state.indicator
    last = f"t/m {period_text(state.last)}" if state.last else "geen waarnemingen"
    standing = f"{state.name} ({indicator.title}): {STATES[state.state]}, {last}"
    if state.is_ended:
        return f"{standing}; beëindigd door de bron ({indicator.source})"
    if state.is_withheld:
        return f"{standing}; de bron toont daarna geen cijfer (status Q of M)"
    if not state.stale_in:
        return f"{standing}; alleen eerdere perioden of actuele delen zijn afgedrukt"
    is_past = indicator.expected_on and indicator.expected_on < status.day
    due = f"{due_words(indicator)}{' (geweest)' if is_past else ''}"
    return (
        f"{standing}; te leveren door {indicator.deliverer} t/m {period_text(state.expected)}, "
        f"{due}, via {_door(status, state)}"
    )


def _door(status: EditionStatus, state: IndicatorState) -> str:
    """How it comes in; of a publication of another than the owner whose it is."""
    publisher = _publisher(status, state)
    is_of_another = state.door == PUBLICATION and publisher != state.indicator.deliverer
    return f"{state.door} van {publisher}" if is_of_another else state.door


def _publisher(status: EditionStatus, state: IndicatorState) -> str:
    return status.catalogue.publisher(state.indicator)


def _arrived(delivery: Delivery) -> str:
    """A delivery with its indicators, of many the first few."""
    names, count = delivery.indicators, len(delivery.indicators)
    more = f" en nog {count - _FEW}" if count > _FEW else ""
    figures = "indicator" if count == 1 else "indicatoren"
    day = date_text(delivery.delivered_on)
    return (
        f"{day}, {delivery.owner}: {delivery.file} ({count} {figures}: "
        f"{', '.join(names[:_FEW])}{more})"
    )
