"""Whether the figures of a sentence are of the period that it names (contract, section 3).

The sentence is read as it was filled, so that a period counts whether it was typed or came from a
tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from report_builder.problems import Fault
from report_builder.word.fill.sentence_figures import Figure
from report_builder.wording.named_moments import YearsAway, seen_from, years_of
from report_builder.wording.period_names import NamedPeriod, Role, period_names
from report_builder.wording.periods import period_text
from report_builder.wording.typed_numbers import HOLE

CODE = "periode"
"""The code of a sentence that names another period than its figure."""

_CLAUSE_END = re.compile(
    r"[,;:](?=\s)|[()]|\s[–—-]\s"
    r"|\b(?:en|maar|terwijl|waarvan)\s+(?=(?:in|op|per|over|eind|begin|medio|ultimo|een\s+jaar)\s)"
)


@dataclass(frozen=True)
class Spoken:
    """What was said before a sentence: the periods that were named last, and the years that "een
    jaar eerder" counts from.
    """

    names: tuple[NamedPeriod, ...] = ()
    years: tuple[int, ...] = ()


@dataclass
class _Clause:
    """A part of a sentence, with the periods and figures in it."""

    start: int
    end: int
    names: list[NamedPeriod] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def names_for(self, *roles: Role) -> list[NamedPeriod]:
        """The periods in it that are named for one of these."""
        return [name for name in self.names if name.role in roles]


@dataclass(frozen=True)
class CheckedSentence:
    """The faults of a sentence, and what it says to the sentence behind it."""

    faults: tuple[Fault, ...]
    spoken: Spoken


def check_periods(
    text: str, figures: Sequence[Figure], before: Spoken, reporting_year: int
) -> CheckedSentence:
    """Hold the figures of a sentence against the periods that it names, or that were named
    before.
    """
    names = _resolved(period_names(_read(text, figures), reporting_year), before)
    dated = _dated(figures)
    named = tuple(name for name in names if _lasts(name, dated))
    clauses = _clauses(text, names, dated)
    faults = [
        fault
        for clause in clauses
        for figure in clause.figures
        for fault in _faults(figure, clause, clauses, before)
    ]
    return CheckedSentence(tuple(dict.fromkeys(faults)), _spoken(named, dated, before))


def check_heads(heads: Iterable[NamedPeriod], figures: Iterable[Figure]) -> Iterator[Fault]:
    """Hold the figures of a table cell against the periods that its heads are."""
    for figure in _dated(figures):
        for name in heads:
            if not figure.fits(name.moment):
                yield _strange(figure, "de kop noemt", name)


def _dated(figures: Iterable[Figure]) -> list[Figure]:
    """The figures that have a period."""
    return [one for one in figures if one.value.inputs and not one.is_text]


def _lasts(name: NamedPeriod, figures: Iterable[Figure]) -> bool:
    """Whether a period that was named is also that of the next sentence."""
    if name.role is Role.ASIDE:
        return any(figure.fits(name.moment) for figure in figures)
    return name.role is Role.WHEN


def _read(text: str, figures: Iterable[Figure]) -> str:
    """A sentence with holes for its figures, but not for the periods that tags printed."""
    for figure in figures:
        if not figure.is_text:
            hole = HOLE * (figure.end - figure.start)
            text = text[: figure.start] + hole + text[figure.end :]
    return text


def _resolved(names: Iterable[NamedPeriod], before: Spoken) -> list[NamedPeriod]:
    """The periods with their years, where they were named without."""
    years = before.years
    resolved = []
    for name in names:
        resolved.append(replace(name, moment=seen_from(name.moment, years)))
        own_years = years_of(name.moment)
        if name.role is Role.WHEN and own_years:
            years = own_years
    return resolved


def _spoken(named: tuple[NamedPeriod, ...], dated: Iterable[Figure], before: Spoken) -> Spoken:
    current = [figure for figure in dated if figure.is_current]
    said = named or before.names
    years = [year for name in said for year in years_of(name.moment)]
    if not years:
        years = [period.year for figure in current for period in figure.periods]
    return Spoken(said, tuple(dict.fromkeys(years)) or before.years)


def _clauses(text: str, names: Iterable[NamedPeriod], figures: Iterable[Figure]) -> list[_Clause]:
    """The clauses of a sentence; one ends where a comma, a bracket or "en in" stands."""
    shown = _read(text, figures)
    ends = [match.end() for match in _CLAUSE_END.finditer(shown)]
    starts = [0, *ends]
    clauses = [_Clause(start, end) for start, end in zip(starts, [*ends, len(text)], strict=True)]
    for clause in clauses:
        clause.names += [name for name in names if clause.start <= name.start < clause.end]
        clause.figures += [one for one in figures if clause.start <= one.start < clause.end]
    return clauses


def _faults(
    figure: Figure, clause: _Clause, clauses: Sequence[_Clause], before: Spoken
) -> Iterator[Fault]:
    if name := _strange_name(figure, clause, clauses):
        yield _strange(figure, "de zin noemt", name)
    elif not _is_named(figure, clause, clauses) and _is_strange_behind(figure, before):
        yield _strange(figure, "de zin ervoor noemt", before.names[-1])
    if compared := _strange_comparison(figure, clause):
        yield _strange_pair(figure, compared)


def _is_strange_behind(figure: Figure, before: Spoken) -> bool:
    """Whether a current figure is of none of the periods that were named before its sentence."""
    is_strange = not any(figure.fits(name.moment) for name in before.names)
    return figure.is_current and bool(before.names) and is_strange


def _names_about(clause: _Clause, clauses: Sequence[_Clause]) -> list[NamedPeriod]:
    """The periods that a figure in a clause may be of: those of the clause, or else of what stands
    before it, and those of clauses without figures.
    """
    own = clause.names_for(Role.WHEN, Role.ASIDE)
    others = []
    for other in clauses:
        is_before = not own and other.start < clause.start
        if other is not clause and (is_before or not other.figures):
            others += other.names_for(Role.WHEN, Role.ASIDE)
    return [*own, *others]


def _is_named(figure: Figure, clause: _Clause, clauses: Sequence[_Clause]) -> bool:
    return any(figure.fits(name.moment) for name in _names_about(clause, clauses))


def _strange_name(
    figure: Figure, clause: _Clause, clauses: Sequence[_Clause]
) -> NamedPeriod | None:
    """The period that a figure stands under and is not of; None where it is of one, or where
    another figure is what that period was named for.
    """
    names = _names_about(clause, clauses)
    if any(figure.fits(name.moment) for name in names):
        return None
    for name in (name for name in names if name.role is Role.WHEN):
        around = next(one for one in clauses if one.start <= name.start < one.end)
        if not any(_takes(other, name, figure, around) for other in around.figures):
            return name
    return None


def _takes(other: Figure, name: NamedPeriod, figure: Figure, around: _Clause) -> bool:
    """Whether a period was named for another figure of its clause: of "{{ x.vorig }} in 2024 naar
    {{ x }}" the 2024 says nothing of x, but it does of both where it stands before both.
    """
    if other is figure or not other.fits(name.moment):
        return False
    stands_between = name.start < other.start < figure.start
    is_before_both = stands_between and figure in around.figures
    return not figure.is_current or not (other.is_current or is_before_both)


def _strange_comparison(figure: Figure, clause: _Clause) -> NamedPeriod | None:
    """The period that a change is said to be from, where it is from another."""
    newest = figure.periods[0]
    for name in clause.names_for(Role.COMPARED) if figure.older else ():
        moment = name.moment
        if isinstance(moment, YearsAway):
            moment = seen_from(moment, (newest.year,))
        if not any(moment.fits(period) for period in figure.older):
            return name
    return None


def _strange(figure: Figure, says: str, name: NamedPeriod) -> Fault:
    value, period = figure.value, figure.periods[0]
    message = (
        f"{says} {_words(name)}, maar {value.text} ({value.inputs[0].indicator})"
        f" gaat over {period_text(period)}"
    )
    return Fault(CODE, message, f"schrijf bij dit cijfer {figure.tag_of(period)}")


def _strange_pair(figure: Figure, name: NamedPeriod) -> Fault:
    value, older = figure.value, figure.older[0]
    message = (
        f"de zin vergelijkt met {_words(name)}, maar {value.text} ({value.inputs[0].indicator})"
        f" vergelijkt met {period_text(older)}"
    )
    return Fault(CODE, message, f"schrijf {figure.tag_of(older)}")


def _words(name: NamedPeriod) -> str:
    return name.text.replace(HOLE, "")
