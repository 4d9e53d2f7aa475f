"""What the definitive release waits for, to read: gate by gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.model.gate_state import GateStanding, GateState

_OTHERS = {
    GateStanding.UNKNOWN: "Blijkt bij het bouwen",
    GateStanding.PASSED: "In orde",
    GateStanding.NOT_APPLICABLE: "Niet van toepassing",
}


def gate_lines(gates: Sequence[GateState]) -> Iterator[str]:
    """Each gate that waits with how much it waits for and what to do, and each that warns; the
    others by how they stand.
    """
    yield "Definitieve versie"
    waiting = [gate for gate in gates if gate.standing is GateStanding.WAITING]
    for gate in waiting:
        yield f"  wacht op: {gate_line(gate)}"
    if not waiting:
        yield "  wacht nergens op"
    for gate in (gate for gate in gates if gate.standing is GateStanding.WARNED):
        yield f"  let op: {gate_line(gate)}"
    for standing, heading in _OTHERS.items():
        titles = [_lower(gate.title) for gate in gates if gate.standing is standing]
        if titles:
            yield f"  {heading}: {'; '.join(titles)}"
    yield ""


def gate_line(gate: GateState) -> str:
    """What a gate waits for, how often, and what to do about it."""
    return f"{_lower(gate.title)} ({gate.count}); {gate.action}"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
