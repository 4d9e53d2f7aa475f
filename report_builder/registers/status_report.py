"""How an edition stands, to read: by document, by owner with what is expected when, and what came
in lately.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.model.catalogue import Delivery
from report_builder.model.state import EditionStatus, IndicatorState
from report_builder.registers.decision_route import route_lines
from report_builder.registers.gate_report import gate_lines
from report_builder.registers.trace_report import STATES
from report_builder.wording.awaiting import due_words
from report_builder.wording.periods import date_text, period_text

_FEW = 6
"""So many indicators of a delivery are named."""


def status_lines(status: EditionStatus) -> Iterator[str]:
    """The way to parliament, freshness by document and by owner, what the definitive release waits
    for, and what came in since a day.
    """
    yield from route_lines(status)
    yield "Per document"
    for document, used in status.documents.items():
        yield f"  {status.titles[document]}: {_counts(used)}"
        yield from (f"    {_late(status, state)}" for state in used if state.state != "fresh")
    yield ""
    yield "Per eigenaar"
    for owner, owned in status.owners.items():
        yield f"  {owner}: {_counts(owned)}"
        if last := status.last_delivery(owner):
            yield f"    laatste levering: {date_text(last.delivered_on)} ({last.file})"
        yield from (f"    {line}" for line in _owned(status, owned))
    yield ""
    yield from gate_lines(status.gates)
    yield f"Binnengekomen sinds {date_text(status.since)}"
    yield from (f"  {_arrived(delivery)}" for delivery in status.came_in)
    if not status.came_in:
        yield "  niets"


def _counts(states: Sequence[IndicatorState]) -> str:
    whole = [state for state in states if not state.part]
    fresh = sum(state.state == "fresh" for state in whole)
    return f"{fresh} van {len(whole)} actueel"


def _owned(status: EditionStatus, owned: Sequence[IndicatorState]) -> Iterator[str]:
    """What of an owner is not fresh and printed, what a service has, and when more is published of
    what is fresh.
    """
    yield from (
        _late(status, state) for state in owned if state.state != "fresh" and state.documents
    )
    for source in dict.fromkeys(
        state.indicator.source for state in owned if state.is_late and not state.is_asked
    ):
        yield f"ophalen: report-builder refresh --source {source}"
    for state in owned:
        due = state.indicator.expected_on
        if state.state == "fresh" and due and due >= status.day:
            indicator = state.indicator
            yield (
                f"{indicator.id} ({indicator.title}): actueel; volgende publicatie op "
                f"{date_text(due)}"
            )


def _late(status: EditionStatus, state: IndicatorState) -> str:
    indicator = state.indicator
    last = f"t/m {period_text(state.last)}" if state.last else "geen waarnemingen"
    standing = f"{state.name} ({indicator.title}): {STATES[state.state]}, {last}"
    if state.is_ended:
        return f"{standing}; beëindigd door de bron ({indicator.source})"
    is_past = indicator.expected_on and indicator.expected_on < status.day
    due = f"{due_words(indicator)}{' (geweest)' if is_past else ''}"
    return (
        f"{standing}; te leveren door {indicator.deliverer} t/m {period_text(state.expected)}, "
        f"{due}, via {state.door}"
    )


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
