"""The gates as the desk shows them: how each stands in words, what to do, and the places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.build.filled_project import FilledProject
from report_builder.build.gates import GateResult, check_gates
from report_builder.build.release_candidate import candidate_of
from report_builder.model.gate_state import GateStanding
from report_builder.problems import Problem, in_order
from report_builder.workspace import Workspace

_WORDS = {
    GateStanding.WAITING: "Wacht",
    GateStanding.WARNED: "Let op",
    GateStanding.UNKNOWN: "Blijkt bij het bouwen",
    GateStanding.PASSED: "In orde",
    GateStanding.NOT_APPLICABLE: "Niet van toepassing",
}
"""In the order in which the page shows them."""
_LOOKS = {
    GateStanding.WAITING: "fout",
    GateStanding.WARNED: "let-op",
    GateStanding.PASSED: "goed",
}
_ON_DESK = {
    "fout": ("herstel wat hieronder staat", ""),
    "verouderd": ("laat ze leveren, of accepteer ze, elk met een reden", "/uitgave/accepteren"),
    "vergrendeld": (
        "leg de gegevens vast, of herstel wat sindsdien veranderde",
        "/uitgave#slot",
    ),
    "onbeantwoord": ("beantwoord ze bij Reacties", "/reacties"),
    "voorportaal": (
        "zet de stand op akkoord zodra het voorportaal heeft ingestemd",
        "/uitgave/instellingen#voorportaal",
    ),
    "ondertekenaar": ("vul de namen in", "/uitgave/instellingen#ondertekenaar"),
    "besluitvorming": ("vul de datum in", "/uitgave/instellingen#besluitvorming"),
    "embargo": ("wacht tot dan, of haal het cijfer uit de tekst", "/cijfers"),
}
"""What to do where the command line does something else, and where in the desk."""


@dataclass(frozen=True)
class GateView:
    """A gate as the page shows it; `look` is the mark of its standing beside the words."""

    code: str
    title: str
    standing: str
    look: str
    action: str
    address: str
    """Where in the desk that is done; empty where the places say it."""
    problems: tuple[Problem, ...]
    is_waiting: bool


@dataclass(frozen=True)
class ReleaseGates:
    """Every gate of the definitive release."""

    gates: tuple[GateView, ...]

    @property
    def waiting(self) -> tuple[GateView, ...]:
        """The gates that keep a definitive release."""
        return tuple(gate for gate in self.gates if gate.is_waiting)

    @property
    def warned(self) -> tuple[GateView, ...]:
        """The gates that name something to look at, which keeps nothing."""
        return tuple(gate for gate in self.gates if gate.problems and not gate.is_waiting)

    @property
    def unknown(self) -> tuple[GateView, ...]:
        """The gates of which only building shows whether they wait for anything."""
        words = _WORDS[GateStanding.UNKNOWN]
        return tuple(gate for gate in self.gates if gate.standing == words)


def view_gates(workspace: Workspace, project: FilledProject) -> ReleaseGates:
    """How the definitive release of a project stands, those that wait first."""
    results = check_gates(candidate_of(workspace, project))
    return ReleaseGates(tuple(_view(result) for result in _in_order(results)))


def _in_order(results: Sequence[GateResult]) -> Iterator[GateResult]:
    for standing in _WORDS:
        for result in results:
            if result.state.standing is standing:
                yield result


def _view(result: GateResult) -> GateView:
    state = result.state
    action, address = _ON_DESK.get(state.code, (state.action, ""))
    return GateView(
        state.code,
        state.title,
        _WORDS[state.standing],
        _LOOKS.get(state.standing, ""),
        action,
        address,
        tuple(in_order(result.problems or ())),
        state.standing is GateStanding.WAITING,
    )
