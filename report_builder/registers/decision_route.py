"""The way to parliament: which council when, and which gates of the release must open before
that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from report_builder.model.gate_state import GateStanding, GateState
from report_builder.model.state import EditionStatus
from report_builder.registers.gate_report import gate_line
from report_builder.wording.periods import date_text, moment_text

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
    if before := list(_waiting(status, _BEFORE_COUNCIL)):
        yield f"  Nog te doen voor {step_name(first)} van {date_text(first_day)}"
        yield from (f"    {line}" for line in before)
    if after := list(_waiting(status, _before_dispatch(status))):
        sent = next((due for name, due in steps if name.lower() == DISPATCH), None)
        yield f"  Nog te doen voor de verzending{f' op {date_text(sent)}' if sent else ''}"
        yield from (f"    {line}" for line in after)
    yield ""


def step_name(name: str) -> str:
    """What a step of the decision route is called in a sentence: de RAenM."""
    return _NAMES.get(name.lower(), name)


def wanted_text(route: Sequence[tuple[str, date]], day: date) -> str:
    """By when figures are wanted, in a sentence to who delivers: before the step of the route that
    comes next.
    """
    coming = [step for step in route if step[1] >= day]
    if not route:
        return "Wij ontvangen de cijfers graag zo snel mogelijk."
    if not coming:
        name, due = route[-1]
        return (
            f"De besluitvorming is voorbij: {step_name(name)} was op {date_text(due)}. "
            "Wij ontvangen de cijfers graag zo snel mogelijk."
        )
    name, due = coming[0]
    when = "vandaag nog" if due == day else "voor die dag"
    return (
        f"De volgende stap in de besluitvorming is {step_name(name)}, op {date_text(due)}. "
        f"Wij ontvangen de cijfers graag {when}."
    )


def _distance(due: date, day: date) -> str:
    days = (due - day).days
    if days == 0:
        return "vandaag"
    return "geweest" if days < 0 else f"over {days} {'dag' if days == 1 else 'dagen'}"


def _waiting(status: EditionStatus, codes: tuple[str, ...]) -> Iterator[str]:
    """What the gates with these codes wait for, in the order of the codes."""
    gates = {gate.code: gate for gate in status.gates if gate.standing is GateStanding.WAITING}
    for code in codes:
        if code in gates:
            lines = _LINES.get(code, _plain)
            yield from lines(status, gates[code])


def _before_dispatch(status: EditionStatus) -> tuple[str, ...]:
    """The codes of the gates that can wait until the report is sent: all but those of the council,
    those with words of their own first.
    """
    others = [gate.code for gate in status.gates if gate.code not in (*_LINES, *_BEFORE_COUNCIL)]
    return (*(code for code in _LINES if code not in _BEFORE_COUNCIL), *others)


def _plain(_: EditionStatus, gate: GateState) -> Iterator[str]:
    yield gate_line(gate)


def _consultations(status: EditionStatus, _: GateState) -> Iterator[str]:
    for item in status.edition.consultations:
        if item.state != "akkoord":
            when = f", op {date_text(item.date)}" if item.date else ""
            yield f"voorportaal {item.name}: {item.state}{when}"


def _stale(status: EditionStatus, gate: GateState) -> Iterator[str]:
    """How many figures, and which of them come too late for the first step."""
    noun = "cijfer" if gate.count == 1 else "cijfers"
    yield f"{gate.count} {noun} leveren of aanvaarden ([[accepted_stale]])"
    _, due = status.route[0]
    for state in status.late:
        expected = state.indicator.expected_on
        if expected and expected >= due:
            yield (
                f"  {state.indicator.id} wordt pas verwacht op {date_text(expected)} "
                f"({state.indicator.deliverer})"
            )


def _unanswered(_: EditionStatus, gate: GateState) -> Iterator[str]:
    noun = "opmerking" if gate.count == 1 else "opmerkingen"
    yield f"{gate.count} {noun} van reviewers beantwoorden (report-builder review)"


def _unlocked(status: EditionStatus, gate: GateState) -> Iterator[str]:
    if status.needs_lock:
        yield "de gegevens vergrendelen (report-builder lock)"
    else:
        yield gate_line(gate)


def _unsigned(status: EditionStatus, _: GateState) -> Iterator[str]:
    for role in status.unsigned:
        yield f"de naam van de ondertekenaar '{role}' invullen"


def _embargoes(status: EditionStatus, _: GateState) -> Iterator[str]:
    for indicator in status.embargoed:
        assert indicator.embargo is not None
        until = moment_text(indicator.embargo)
        yield f"wachten op het eind van het embargo op {indicator.id}: {until}"


_BEFORE_COUNCIL = ("voorportaal", "verouderd")
"""What a council waits for; the rest can wait until the report is sent."""
_LINES: Mapping[str, Callable[[EditionStatus, GateState], Iterator[str]]] = {
    "voorportaal": _consultations,
    "verouderd": _stale,
    "onbeantwoord": _unanswered,
    "vergrendeld": _unlocked,
    "ondertekenaar": _unsigned,
    "embargo": _embargoes,
}
"""The gates that can be told of more precisely than by their count."""
