"""Numbers and words as a template sees them: lazy until they are printed, traced when they are."""

from __future__ import annotations

import operator as op
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from report_builder.model.catalogue import TOTAL
from report_builder.model.expression import Answer, Decision, Function
from report_builder.model.period import Period
from report_builder.model.trace import Operation, OperationKind
from report_builder.model.value import TracedValue, worst
from report_builder.problems import Fault, nearest
from report_builder.values.dataset import Dataset
from report_builder.values.evaluation import Outcome, evaluate
from report_builder.values.operands import (
    Calculation,
    Constant,
    Operand,
    SliceReading,
    a_year_before,
    readings,
)
from report_builder.values.operations import Amount
from report_builder.values.ranking import rank
from report_builder.values.rates import asked_population, rate_reading
from report_builder.values.typed_names import as_known, plain_signs
from report_builder.wording.numbers import number_text, rounded_to, with_unit
from report_builder.wording.periods import period_text

_PERIOD = Operation.applied(OperationKind.PERIOD, ["#1"])
_ARITHMETIC = {kind.value: kind for kind in OperationKind if kind.is_arithmetic}
_COMPARISONS = {"==": op.eq, "!=": op.ne, "<": op.lt, ">": op.gt, "<=": op.le, ">=": op.ge}


@dataclass(frozen=True)
class Layout:
    """How a number is printed: with how many decimals, rounded to which step, with a plus sign."""

    decimals: int | None = None
    step: Decimal | None = None
    has_sign: bool = False


@dataclass(frozen=True)
class Quantity(Answer):
    """A number that follows the figures."""

    dataset: Dataset
    operand: Operand
    layout: Layout = Layout()

    noun = "een getal"

    def outcome(self) -> Outcome:
        """The amount with its trace. Raises Fault when there is none."""
        return evaluate(self.operand, self.dataset)

    def printed(self) -> TracedValue:
        """The number in Dutch notation, with its trace."""
        return self.traced(self.outcome())

    def traced(self, outcome: Outcome) -> TracedValue:
        """An outcome in the layout of this number."""
        amount, layout = outcome.amount, self.layout
        decimals = amount.decimals if layout.decimals is None else layout.decimals
        shown = amount.value if layout.step is None else rounded_to(amount.value, layout.step)
        text = with_unit(number_text(shown, decimals), amount.unit)
        if layout.has_sign and amount.value > 0 and any(digit in text for digit in "123456789"):
            text = "+" + text
        return _traced(text, outcome, outcome.operation, amount)

    def word(self, make: Callable[[Outcome], str], operand: Operand | None = None) -> Word:
        """A word made from the outcome of this number, or of an operand that it was put in."""
        return Word(lambda: self._worded(make, operand or self.operand))

    def _worded(self, make: Callable[[Outcome], str], operand: Operand) -> TracedValue:
        outcome = evaluate(operand, self.dataset)
        text, amount = make(outcome), outcome.amount
        return _traced(text, outcome, outcome.operation, amount)

    def attributes(self) -> Mapping[str, Callable[[], object]]:
        """What stands in the template language (contract, section 3)."""
        return {
            "periode": lambda: Word(self._period),
            "vorig": lambda: replace(self, operand=a_year_before(self.operand)),
            "voorlopig": self._provisional,
            "top": lambda: Function("top", self._top),
        }

    def _period(self) -> TracedValue:
        outcome = self.outcome()
        if outcome.period is None:
            raise Fault("periode", "een getal zonder waarnemingen heeft geen periode")
        text = period_text(outcome.period)
        return _traced(text, outcome, _PERIOD)

    def _provisional(self) -> Decision:
        outcome = self.outcome()
        words = ("voorlopig", "definitief")
        return Decision(outcome.is_provisional, outcome.freshness, words, self.traced(outcome))

    def _top(self, aantal: int, dimensie: str, per: object = None) -> Answer:
        if (
            not isinstance(self.operand, SliceReading)
            or not self.operand.is_current
            or self.operand.years_back
        ):
            raise Fault(
                "taal",
                "alleen een indicator heeft een top",
                'schrijf thema.indicator.top(3, "dimensie")',
            )
        population = None if per is None else asked_population(self.operand, _operand(per), "top")
        standing = rank(self.operand, aantal, dimensie, self.dataset, population)
        operands = {
            name: rate_reading(one, population) if population else one
            for name, one in standing.places
        }
        places = [Ranked(name, replace(self, operand=one)) for name, one in operands.items()]
        return Ranking(tuple(places), standing.warnings)

    def item(self, key: object) -> Quantity:
        """The number of an explicit period: x[2019], x["2019-11"]."""
        current = [reading for reading in readings(self.operand) if reading.is_current]
        if not current or any(reading.years_back for reading in current):
            raise Fault(
                "taal",
                "dit getal heeft al een periode",
                "zet de periode direct achter de indicator",
            )
        return replace(self, operand=_at(self.operand, key))

    def call(self, arguments: Sequence[object], named: Mapping[str, object]) -> Quantity:
        """A slice: x(nationaliteit="Syrië")."""
        if not isinstance(self.operand, SliceReading):
            raise Fault(
                "taal",
                "alleen een indicator heeft delen",
                'schrijf thema.indicator(dimensie="deel")',
            )
        if arguments or not named:
            dimensions = ", ".join(self.operand.indicator.dimensions) or "geen"
            raise Fault(
                "argument",
                "een deel kiest u met de naam van een dimensie",
                f"dimensies: {dimensions}",
            )
        return replace(self, operand=_slice(self.operand, named, self.dataset))

    def operate(self, operator: str, other: object, is_right: bool) -> Quantity:
        """Arithmetic with another number keeps the trace."""
        if operator not in _ARITHMETIC:
            raise Fault(
                "taal", f"de bewerking '{operator}' bestaat hier niet", "gebruik + - * of /"
            )
        parts = (_operand(other), self.operand) if is_right else (self.operand, _operand(other))
        return Quantity(self.dataset, Calculation(_ARITHMETIC[operator], parts))

    def compare(self, operator: str, other: object, is_right: bool) -> Decision:
        """Whether the comparison holds between the unrounded amounts."""
        parts = (_operand(other), self.operand) if is_right else (self.operand, _operand(other))
        outcome = evaluate(Calculation(OperationKind.COMPARISON, parts), self.dataset)
        if operator not in _COMPARISONS:
            raise Fault(
                "taal",
                f"de vergelijking '{operator}' bestaat hier niet",
                "gebruik < > <= >= == of !=",
            )
        holds = _COMPARISONS[operator](outcome.amount.value, 0)
        return Decision(holds, outcome.freshness, None, self.traced(outcome))

    def decide(self) -> Decision:
        """A number by itself decides nothing."""
        raise Fault("taal", "een getal is geen voorwaarde", "vergelijk het: {% if x > x.vorig %}")


def _traced(
    text: str, outcome: Outcome, operation: Operation, amount: Amount | None = None
) -> TracedValue:
    """What is printed of an outcome; a word has no amount."""
    number, unit = (amount.value, amount.unit) if amount else (None, "")
    return TracedValue(
        text,
        number,
        unit,
        operation,
        outcome.inputs,
        outcome.freshness,
        outcome.period,
        as_of=outcome.as_of,
        warnings=outcome.warnings,
    )


@dataclass(frozen=True)
class Word(Answer):
    """A word or phrase made from figures; made when it is printed or compared."""

    make: Callable[[], TracedValue]

    noun = "een woord uit cijfers"
    is_text = True

    def printed(self) -> TracedValue:
        """The word, with its trace."""
        return self.make()

    def compare(self, operator: str, other: object, is_right: bool) -> Decision:
        """Whether the word is that text."""
        mine = self.make()
        theirs = other.printed() if isinstance(other, Answer) else other
        text = theirs.text if isinstance(theirs, TracedValue) else theirs
        if operator not in ("==", "!="):
            raise Fault(
                "taal", f"woorden zijn niet te vergelijken met '{operator}'", "gebruik == of !="
            )
        states = [mine.freshness, *([theirs.freshness] if isinstance(theirs, TracedValue) else [])]
        holds = (mine.text == text) == (operator == "==")
        warnings = (*mine.warnings, *(theirs.warnings if isinstance(theirs, TracedValue) else ()))
        return Decision(holds, worst(states), None, replace(mine, warnings=warnings))


@dataclass(frozen=True)
class Ranked(Answer):
    """One place in a ranking."""

    name: str
    value: Quantity

    noun = "een plaats in de rangschikking"

    def attributes(self) -> Mapping[str, Callable[[], object]]:
        """Its name and its number."""
        return {"naam": lambda: self.value.word(lambda _: self.name), "waarde": lambda: self.value}

    def printed(self) -> TracedValue:
        """A place is asked for its name or its number."""
        raise Fault("taal", "noem wat u van deze plaats wilt", "gebruik .naam of .waarde")


@dataclass(frozen=True)
class Ranking(Answer):
    """The largest slices of an indicator, largest first."""

    places: tuple[Ranked, ...]
    warnings: tuple[Fault, ...] = field(default=(), compare=False)
    """What a drafter should know of who takes part."""

    noun = "een rangschikking"

    def items(self) -> object:  # type: ignore[override]
        """The places, largest first."""
        return iter(self.places)

    def decide(self) -> Decision:
        """How fresh the ranking is: what stands in a loop over it rests on it."""
        first = self.places[0].value.printed()
        cause = replace(first, warnings=self.warnings)
        return Decision(holds=True, freshness=first.freshness, cause=cause)

    def printed(self) -> TracedValue:
        """A list is printed as an enumeration."""
        raise Fault(
            "taal",
            "een rangschikking kan niet zo afgedrukt worden",
            "gebruik |opsomming of {% for %}",
        )


def _operand(other: object) -> Operand:
    """The operand in an answer or in a number that the template holds."""
    if isinstance(other, Quantity):
        return other.operand
    if isinstance(other, bool) or not isinstance(other, int | float | Decimal):
        noun = other.noun if isinstance(other, Answer) else f"'{other}'"
        raise Fault("taal", f"met {noun} kan niet gerekend worden", "reken alleen met getallen")
    return Constant(Decimal(str(other)))


def _at(operand: Operand, key: object) -> Operand:
    if isinstance(operand, Calculation):
        return replace(operand, operands=tuple(_at(part, key) for part in operand.operands))
    return _reading_at(operand, key) if isinstance(operand, SliceReading) else operand


def _reading_at(reading: SliceReading, key: object) -> SliceReading:
    if reading.opens:
        return replace(reading, opens=_reading_at(reading.opens, key))
    return replace(reading, period=_period(reading, key)) if reading.is_current else reading


def _period(reading: SliceReading, key: object) -> Period:
    indicator = reading.indicator
    try:
        period = Period.parse(plain_signs(str(key)))
    except ValueError:
        period = None
    if period is None or period.frequency is not indicator.frequency:
        example = Period.ending(2019, indicator.frequency)
        shown = str(example) if indicator.frequency == "A" else f'"{example}"'
        raise Fault(
            "periode",
            f"'{key}' is geen periode van {indicator.id}",
            f"schrijf bijvoorbeeld [{shown}]",
        )
    return period


def _slice(reading: SliceReading, named: Mapping[str, object], dataset: Dataset) -> SliceReading:
    indicator, key = reading.indicator, list(reading.key)
    for dimension, wanted in named.items():
        if dimension not in indicator.dimensions:
            hint = (
                nearest(dimension, indicator.dimensions)
                or f"dimensies: {', '.join(indicator.dimensions) or 'geen'}"
            )
            raise Fault("dimensie", f"{indicator.id} heeft geen dimensie '{dimension}'", hint)
        place = indicator.dimensions.index(dimension)
        known = {part[place] for part in dataset.slices(indicator)} | {TOTAL}
        text = as_known(_text(wanted), known)
        if text not in known:
            raise Fault(
                "deel",
                f"{indicator.id} heeft geen {dimension} '{text}'",
                nearest(text, known - {TOTAL}),
            )
        key[place] = text
    return replace(reading, key=tuple(key))


def _text(value: object) -> str:
    printed = value.printed() if isinstance(value, Answer) else value
    return printed.text if isinstance(printed, TracedValue) else str(printed)
