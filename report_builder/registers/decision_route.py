"""The way to parliament: which council when, and what must be done before that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from report_builder.model.edition import Edition
from report_builder.model.state import EditionStatus, IndicatorState
from report_builder.wording.periods import date_text

DISPATCH = "verzending"
"""The step of the decision route on which the report is sent."""
_NAMES = {"raenm": "de RAenM", "mr": "de MR", DISPATCH: "de verzending"}


def route_lines(status: EditionStatus) -> Iterator[str]:
    """The steps of the decision route with what is due before each; nothing where the edition has
    no route.
    """
    if not (steps := status.route):
        return
    yield "Besluitvorming"
    first, first_day = steps[0]
    for name, due in steps:
        yield f"  {name}: {date_text(due)} ({_distance(due, status.day)})"
    if before := [*_open_consultations(status.edition), *_late(status.late, first_day)]:
        yield f"  Nog te doen voor {step_name(first)} van {date_text(first_day)}"
        yield from (f"    {line}" for line in before)
    if after := list(_before_dispatch(status)):
        sent = next((due for name, due in steps if name.lower() == DISPATCH), None)
        yield f"  Nog te doen voor de verzending{f' op {date_text(sent)}' if sent else ''}"
        yield from (f"    {line}" for line in after)
    yield ""


def step_name(name: str) -> str:
    """What a step of the decision route is called in a sentence: de RAenM."""
    return _NAMES.get(name.lower(), name)


def _distance(due: date, day: date) -> str:
    days = (due - day).days
    if days == 0:
        return "vandaag"
    return "geweest" if days < 0 else f"over {days} {'dag' if days == 1 else 'dagen'}"


def _open_consultations(edition: Edition) -> Iterator[str]:
    for item in edition.consultations:
        if item.state != "akkoord":
            when = f", op {date_text(item.date)}" if item.date else ""
            yield f"voorportaal {item.name}: {item.state}{when}"


def _late(late: Sequence[IndicatorState], due: date) -> Iterator[str]:
    if not late:
        return
    yield (
        f"{len(late)} {'cijfer' if len(late) == 1 else 'cijfers'} leveren of aanvaarden "
        "([[accepted_stale]])"
    )
    for state in late:
        expected = state.indicator.expected_on
        if expected and expected >= due:
            yield (
                f"  {state.indicator.id} wordt pas verwacht op {date_text(expected)} "
                f"({state.indicator.deliverer})"
            )


def _before_dispatch(status: EditionStatus) -> Iterator[str]:
    if status.open_remarks:
        noun = "opmerking" if status.open_remarks == 1 else "opmerkingen"
        yield f"{status.open_remarks} {noun} van reviewers beantwoorden (report-builder review)"
    if status.needs_lock:
        yield "de gegevens vergrendelen (report-builder lock)"
    for role in status.unsigned:
        yield f"de naam van de ondertekenaar '{role}' invullen"
    for indicator in status.embargoed:
        assert indicator.embargo is not None
        yield (
            f"wachten op het eind van het embargo op {indicator.id}: {date_text(indicator.embargo)}"
        )
