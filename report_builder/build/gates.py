"""The gates: everything that a definitive release waits for, in one table.

A build of the definitive release is refused while a gate waits, `status` tells how each stands, and
docs/vrijgeven.md names them all. A new gate is an entry in GATES and the function that checks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from report_builder.build.consistency import check_references
from report_builder.build.earlier_prints import check_prints
from report_builder.build.filled_project import FilledProject
from report_builder.build.news_rules import check_post_sizes, check_stale_news
from report_builder.build.personal_data import check_personal
from report_builder.build.printed_settings import check_corrections, check_route_dates
from report_builder.build.release_candidate import Candidate, candidate_of
from report_builder.build.stale_places import check_stale
from report_builder.intake.release_rules import (
    check_consultations,
    check_embargoes,
    check_locked,
    check_signatories,
)
from report_builder.intake.remark_files import check_remarks
from report_builder.model.gate_state import GateStanding, GateState
from report_builder.problems import Problem, Severity
from report_builder.word.fill.sentence_periods import CODE as PERIOD_CODE
from report_builder.workspace import Workspace

Check = Callable[[Candidate], Iterable[Problem] | None]
"""What a gate waits for; None where that shows only when the definitive release is built."""


@dataclass(frozen=True)
class Gate:
    """One thing that a definitive release waits for.

    `code` is the code of its problems; an error with that code which reading or filling found is
    waited for too. `action` is what the editor must do. A gate that does not apply, because the
    edition has nothing of the kind, waits for nothing. `early` is what a concept warns of already.
    """

    code: str
    title: str
    action: str
    check: Check
    applies: Callable[[Candidate], bool] = lambda _: True
    early: Check | None = None
    stops: bool = True
    """Whether a release waits for it, rather than only naming it apart."""


@dataclass(frozen=True)
class GateResult:
    """A gate and what it waits for; None where that is not known yet, or it does not apply."""

    gate: Gate
    is_applicable: bool
    problems: tuple[Problem, ...] | None

    @property
    def state(self) -> GateState:
        """How the gate stands, to be told."""
        gate, count = self.gate, len(self.problems or ())
        if not self.is_applicable:
            standing = GateStanding.NOT_APPLICABLE
        elif self.problems is None:
            standing = GateStanding.UNKNOWN
        else:
            standing = self._standing if count else GateStanding.PASSED
        return GateState(gate.code, gate.title, gate.action, standing, count)

    @property
    def _standing(self) -> GateStanding:
        return GateStanding.WAITING if self.gate.stops else GateStanding.WARNED


def _found_errors(candidate: Candidate) -> list[Problem]:
    """The errors that stop a concept too, and are of no other gate."""
    codes = {gate.code for gate in GATES if gate.stops}
    return [
        problem for problem in candidate.problems if problem.is_error and problem.code not in codes
    ]


def _nothing_more(_: Candidate) -> tuple[Problem, ...]:
    """Nothing beside the errors with its code that reading and filling found."""
    return ()


def _comments(candidate: Candidate) -> Iterator[Problem]:
    for job in candidate.jobs:
        yield from candidate.filled[job.label].unfinished


def _warned_of(code: str) -> Check:
    """The check of what a concept warns of with that code."""

    def check(candidate: Candidate) -> Iterator[Problem]:
        for problem in candidate.problems:
            if problem.code == code:
                yield replace(problem, severity=Severity.ERROR)

    return check


def _periods(candidate: Candidate) -> Iterator[Problem]:
    """The sentences that name another period than their figure, which stay warnings."""
    for problem in candidate.problems:
        if problem.code == PERIOD_CODE and not problem.is_error:
            yield problem


def _references(candidate: Candidate) -> Iterator[Problem]:
    yield from check_references(candidate.jobs, candidate.filled)


def _stale_news(candidate: Candidate) -> Iterator[Problem]:
    for job in candidate.jobs:
        if job.traits.is_news:
            yield from check_stale_news(candidate.setup, job, candidate.filled[job.label])


def _post_sizes(candidate: Candidate) -> Iterator[Problem]:
    for job in candidate.jobs:
        if job.traits.has_posts:
            yield from check_post_sizes(candidate.setup, job, candidate.filled[job.label])


def _missing_notes(candidate: Candidate) -> tuple[Problem, ...] | None:
    """Notes stand in the definitive release alone, so only there it shows where none can be."""
    return None if candidate.setup.is_concept else ()


def _embargoes(candidate: Candidate) -> Iterator[Problem]:
    catalogue = candidate.setup.project.catalogue
    yield from check_embargoes(candidate.workspace, catalogue, candidate.prints.used())


def _other_prints(candidate: Candidate) -> Iterator[Problem]:
    if candidate.is_whole:
        yield from check_prints(candidate.workspace, candidate.edition.id, candidate.prints)


def _lock(candidate: Candidate) -> Iterator[Problem]:
    if candidate.lock is not None:
        yield from check_locked(candidate.edition, candidate.file, candidate.lock)
    yield from _other_prints(candidate)


def _has_lock(candidate: Candidate) -> bool:
    lock = candidate.lock
    return candidate.edition.lock or lock is None or lock.is_locked


def _personal(candidate: Candidate) -> Iterator[Problem] | None:
    """Only finished files can be searched."""
    return check_personal(candidate.public) if candidate.public else None


def _remarks(candidate: Candidate) -> Iterator[Problem]:
    file = candidate.workspace.choose_edition(candidate.edition.id)
    yield from check_remarks(candidate.workspace, file)


GATES = (
    Gate(
        "fout",
        "Fouten in instellingen, cijfers, figuren en sjablonen",
        "herstel wat report-builder check noemt",
        _found_errors,
    ),
    Gate(
        "wijziging",
        "Bijgehouden wijzigingen in sjablonen",
        "accepteer of negeer ze in Word",
        _nothing_more,
    ),
    Gate(
        "opmerking",
        "Opmerkingen in sjablonen",
        "verwerk elke opmerking, en haal haar in Word weg",
        _comments,
    ),
    Gate(
        "geel",
        "Tekst die met de hand geel gemarkeerd is",
        "haal de markering weg",
        _warned_of("geel"),
    ),
    Gate(
        "omzetting",
        "Inhoud die Word toont en die in PDF en webversie ontbreekt",
        "vervang haar door wat de melding noemt",
        _warned_of("omzetting"),
    ),
    Gate(
        "bijsnijden",
        "Afbeeldingen die in Word bijgesneden zijn en hier niet",
        "snijd ze bij in een beeldprogramma, en voeg ze opnieuw in",
        _warned_of("bijsnijden"),
    ),
    Gate(
        "intranet",
        "Koppelingen die alleen binnen een organisatie werken",
        "verwijs naar een openbare plaats, of haal de koppeling weg",
        _warned_of("intranet"),
    ),
    Gate(
        PERIOD_CODE,
        "Zinnen die een andere periode noemen dan hun cijfer",
        "kijk elke zin na, en schrijf de .periode van het cijfer erbij",
        _periods,
        stops=False,
    ),
    Gate(
        "verwijzing",
        "Verwijzingen naar figuren die niet in deze versie staan",
        "plaats de figuur, of haal de verwijzing weg",
        _references,
    ),
    Gate(
        "nieuws",
        "Verouderde cijfers in nieuwsbericht en berichten",
        "lever het nieuwe cijfer, of haal de zin weg; accepteren geldt hier niet",
        _stale_news,
        applies=lambda candidate: any(job.traits.is_news for job in candidate.jobs),
        early=_stale_news,
    ),
    Gate(
        "bericht",
        "Berichten voor sociale media die te lang zijn of ontbreken",
        "kort het bericht in, of schrijf het",
        _post_sizes,
        applies=lambda candidate: any(job.traits.has_posts for job in candidate.jobs),
        early=_post_sizes,
    ),
    Gate(
        "verouderd",
        "Verouderde cijfers die niet geaccepteerd zijn",
        "laat ze leveren, of accepteer ze onder [[accepted_stale]]",
        check_stale,
    ),
    Gate(
        "voetnoot",
        "Geaccepteerde cijfers op een plaats zonder voetnoot",
        "zet het cijfer in de lopende tekst",
        _missing_notes,
        applies=lambda candidate: bool(candidate.edition.accepted_stale),
    ),
    Gate(
        "embargo",
        "Cijfers onder embargo",
        "wacht tot dan, of haal het cijfer uit de tekst",
        _embargoes,
        applies=lambda candidate: any(
            indicator.embargo for indicator in candidate.setup.project.catalogue.indicators.values()
        ),
    ),
    Gate(
        "vergrendeld",
        "Vastgelegde gegevens, en of zij nog zo gedrukt worden",
        "leg vast met report-builder lock, of herstel wat sindsdien veranderde",
        _lock,
        applies=_has_lock,
        early=_other_prints,
    ),
    Gate(
        "onbeantwoord",
        "Opmerkingen van reviewers zonder antwoord",
        "beantwoord ze in opmerkingen.xlsx, en lees dat in met report-builder review",
        _remarks,
        applies=lambda candidate: candidate.edition.review,
    ),
    Gate(
        "voorportaal",
        "Voorportalen zonder akkoord",
        'zet state op "akkoord" zodra het voorportaal heeft ingestemd',
        lambda candidate: check_consultations(candidate.edition, candidate.file),
        applies=lambda candidate: bool(candidate.edition.consultations),
    ),
    Gate(
        "ondertekenaar",
        "Ondertekenaars zonder naam",
        "vul name in onder [[signatories]]",
        lambda candidate: check_signatories(candidate.edition, candidate.file),
        applies=lambda candidate: bool(candidate.edition.signatories),
    ),
    Gate(
        "besluitvorming",
        "Data van de besluitvorming die gedrukt worden en niet bekend zijn",
        "vul de datum in onder [decision_route]",
        check_route_dates,
    ),
    Gate(
        "correctie",
        "Correcties die nergens afgedrukt worden",
        "zet de lijst van correcties in het colofon",
        lambda candidate: check_corrections(candidate.file, candidate.jobs),
        applies=lambda candidate: bool(candidate.edition.corrections),
    ),
    Gate(
        "persoonsgegeven",
        "Persoonsgegevens in wat openbaar wordt",
        "schrijf in het sjabloon de tag in plaats van het gegeven",
        _personal,
    ),
)
"""In the order in which an editor goes about it: texts, figures, then what the edition declares."""


def check_gate(gate: Gate, candidate: Candidate) -> GateResult:
    """What one gate waits for."""
    if not gate.applies(candidate):
        return GateResult(gate, is_applicable=False, problems=None)
    checked = gate.check(candidate)
    if checked is None:
        return GateResult(gate, is_applicable=True, problems=None)
    errors = candidate.errors(gate.code) if gate.stops else []
    problems = dict.fromkeys([*errors, *checked])
    return GateResult(gate, is_applicable=True, problems=tuple(problems))


def check_gates(candidate: Candidate) -> list[GateResult]:
    """What each gate waits for, in order."""
    return [check_gate(gate, candidate) for gate in GATES]


def gate_states(workspace: Workspace, project: FilledProject) -> tuple[GateState, ...]:
    """How the definitive release of a project stands with each gate, also while it is a concept."""
    candidate = candidate_of(workspace, project)
    return tuple(result.state for result in check_gates(candidate))


def early_warnings(candidate: Candidate) -> list[Problem]:
    """What the definitive release would wait for, as far as a concept warns of it."""
    return [
        replace(problem, severity=Severity.WARNING)
        for gate in GATES
        if gate.early is not None
        for problem in gate.early(candidate) or ()
    ]
