"""What may be laid beside what: the one place that every operation passes by (contract, section 2).

What cannot be compared is refused; what should not be compared without a word is a warning. Which
of the rules hold for an operation, its kind says (`OperationKind`): a new one gets all of them
unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from report_builder.model.period import Period
from report_builder.model.population import POPULATION
from report_builder.model.trace import OperationKind, Thing
from report_builder.model.units import Measure, measure
from report_builder.problems import Fault
from report_builder.values.operations import Amount
from report_builder.wording.numbers import list_text

UNIT, LENGTH, SERIES = "eenheid", "looptijd", "reeksen"
"""The codes of what is told here."""


@dataclass(frozen=True)
class Term:
    """An amount in an operation, with what it counts and over which months.

    `months` is empty for a stock, a typed number, and whatever no length can be told of.
    """

    amount: Amount
    months: frozenset[int] = frozenset()
    things: frozenset[Thing] = frozenset()
    among: frozenset[Thing] = frozenset()
    """The inhabitants of whose thousands it tells."""

    @property
    def measure(self) -> Measure | None:
        """What its unit measures; None for a plain number and a ratio, which go with anything."""
        amount = self.amount
        return None if amount.is_plain or not amount.unit else measure(amount.unit)

    @property
    def flow(self) -> frozenset[int]:
        """The months over which it counts what happened; none for a part of something."""
        mine = self.measure
        return frozenset() if mine is None or mine.is_part else self.months


def months_of(period: Period) -> frozenset[int]:
    """The months that a period lasts; none of a day, on which a stock is counted."""
    first = period.first.year * 12 + period.first.month
    return frozenset(range(first, first + period.frequency.months))


def check_terms(kind: OperationKind, terms: Sequence[Term]) -> list[Fault]:
    """The warnings that an operation on these terms deserves. Raises Fault where it is refused."""
    warnings: list[Fault] = []
    if kind.takes_alike:
        warnings += _check_units(kind, terms)
    elif kind is OperationKind.DIVISION:
        warnings += _check_quotient(terms)
    if kind.takes_alike or kind is OperationKind.DIVISION:
        warnings += _check_lengths(kind, terms)
    if kind.is_change:
        warnings += _check_series(terms)
    if kind is OperationKind.ADDITION:
        warnings += _check_inhabitants(terms)
    return warnings


def months_after(kind: OperationKind, terms: Sequence[Term]) -> frozenset[int]:
    """The months over which the outcome of an operation counts; none where that is not known."""
    first, *others = (term.months for term in terms)
    match kind:
        case OperationKind.ADDITION:
            return first.union(*others)
        case OperationKind.SUBTRACTION:
            (second,) = others
            return first - second if second < first else first
        case OperationKind.DIFFERENCE:
            return first
    return frozenset()


def _check_units(kind: OperationKind, terms: Sequence[Term]) -> Iterator[Fault]:
    measured = [(term, term.measure) for term in terms]
    units = {term.amount.unit: mine for term, mine in measured if mine}
    for (unit, mine), (other, theirs) in combinations(units.items(), 2):
        if mine.is_part != theirs.is_part:
            part, count = (unit, other) if mine.is_part else (other, unit)
            message = (
                "een percentage en een aantal zijn niet op te tellen of te vergelijken "
                f"({part} en {count})"
            )
            raise Fault(UNIT, message, "reken met gelijke eenheden")
        if mine.scale != theirs.scale:
            raise _other_scale(unit, other)
    bases = {mine.base: unit for unit, mine in units.items()}
    if len(bases) > 1:
        message = f"dit rekent met verschillende eenheden: {list_text(bases.values())}"
        hint = "gebruik reeksen die hetzelfde tellen, of verbeter unit in de catalogus"
        if kind is OperationKind.SHARE:
            hint += "; is het zo bedoeld, schrijf dan aandeel(van=…, andere_eenheid=True)"
        yield Fault(UNIT, message, hint)


def _other_scale(unit: str, other: str) -> Fault:
    small, large = sorted((unit, other), key=lambda one: measure(one).scale)
    factor = measure(large).scale / measure(small).scale
    message = f"{small} en {large} hebben een andere schaal en zijn zo niet te vergelijken"
    hint = f"breng ze eerst op één schaal: vermenigvuldig het getal in {large} met {factor:f}"
    return Fault(UNIT, message, hint)


def _check_quotient(terms: Sequence[Term]) -> Iterator[Fault]:
    """A quotient of two scales of one thing is a share that is a thousand times off."""
    mine, theirs = (term.measure for term in terms)
    if mine and theirs and mine.base == theirs.base and mine.scale != theirs.scale:
        fault = _other_scale(*(term.amount.unit for term in terms))
        yield fault


def _check_lengths(kind: OperationKind, terms: Sequence[Term]) -> Iterator[Fault]:
    adds_up = kind in (OperationKind.ADDITION, OperationKind.SUBTRACTION)
    for one, other in combinations(dict.fromkeys(term.flow for term in terms if term.flow), 2):
        # Months and halves of years that follow one another may be added up.
        if len(one) != len(other) and not (adds_up and one.isdisjoint(other)):
            lengths = sorted({len(one), len(other)})
            message = (
                "dit vergelijkt aantallen over een verschillende tijd: "
                f"{lengths[0]} en {lengths[1]} maanden"
            )
            yield Fault(LENGTH, message, "neem perioden die even lang zijn")
            return


def _check_series(terms: Sequence[Term]) -> Iterator[Fault]:
    new, old = terms
    if new.things and old.things and new.things != old.things:
        names = list_text(sorted({_name(thing) for thing in new.things ^ old.things}))
        message = f"dit is geen verandering van één reeks: {names}"
        hint = "noem het verschil of het aandeel, of vergelijk een reeks met zichzelf"
        yield Fault(SERIES, message, hint)


def among_after(kind: OperationKind, terms: Sequence[Term]) -> frozenset[Thing]:
    """The inhabitants of whose thousands the outcome of an operation tells."""
    if kind is OperationKind.RATE:
        return terms[1].things
    return frozenset[Thing]().union(*(term.among for term in terms))


def _check_inhabitants(terms: Sequence[Term]) -> Iterator[Fault]:
    """What is told per thousand of some and per thousand of others adds up to nothing."""
    among = list(dict.fromkeys(term.among for term in terms if term.among))
    if len(among) > 1:
        names = list_text(sorted(_name(thing) for thing in frozenset[Thing]().union(*among)))
        message = f"dit telt op wat per duizend van verschillende inwoners is: {names}"
        yield Fault(POPULATION, message, "noem de getallen apart, of het verschil")


def _name(thing: Thing) -> str:
    indicator, part = thing
    return f"{indicator} ({part})" if part != "TOTAL" else indicator
