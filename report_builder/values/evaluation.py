"""From operands to an amount with its trace: from which observations, how made, how fresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from report_builder.model.period import Period
from report_builder.model.population import opening_day
from report_builder.model.series import Status
from report_builder.model.trace import Observed, Operation, OperationKind, Thing
from report_builder.model.value import Freshness, Input, worst
from report_builder.problems import Fault
from report_builder.values.breaks import crossed_breaks
from report_builder.values.comparability import (
    UNIT,
    Term,
    among_after,
    check_terms,
    months_after,
    months_of,
)
from report_builder.values.dataset import Dataset
from report_builder.values.moments import (
    CommonMoment,
    align,
    opening_freshness,
    reading_freshness,
)
from report_builder.values.operands import Calculation, Constant, Operand, SliceReading, readings
from report_builder.values.operations import Amount, calculate

VALUE = Operation.plain(OperationKind.VALUE)


@dataclass(frozen=True)
class Outcome:
    """What came out of operands: the amount, and what it was made from."""

    amount: Amount
    inputs: tuple[Input, ...]
    operation: Operation
    freshness: Freshness
    period: Period | None
    as_of: Period | None
    is_provisional: bool
    warnings: tuple[Fault, ...] = ()
    """What a drafter should know of what was laid side by side."""


@dataclass(frozen=True)
class _Value:
    """What a reading gave."""

    amount: Amount
    input: Input
    is_provisional: bool

    @property
    def term(self) -> Term:
        """What it is in an operation."""
        thing = self.input.observed.thing
        return Term(self.amount, months_of(self.input.period), frozenset({thing}))


@dataclass
class _Reckoning:
    """What readings gave, and the warnings that operations on them called up."""

    values: Mapping[SliceReading, _Value]
    warnings: list[Fault] = field(default_factory=list)

    def term(self, operand: Operand) -> Term:
        """What an operand comes to; every operation passes by what may be compared."""
        if isinstance(operand, SliceReading):
            return self.values[operand].term
        if isinstance(operand, Constant):
            return Term(Amount(operand.amount, is_plain=True))
        terms = [self.term(part) for part in operand.operands]
        warnings = check_terms(operand.kind, terms)
        if operand.is_meant:
            warnings = [fault for fault in warnings if fault.code != UNIT]
        self.warnings += [*warnings, *operand.told]
        amount = calculate(operand.kind, [term.amount for term in terms])
        if operand.decimals is not None:
            amount = replace(amount, decimals=operand.decimals)
        things = frozenset[Thing]().union(*(term.things for term in terms))
        months, among = months_after(operand.kind, terms), among_after(operand.kind, terms)
        return Term(amount, months, things, among)

    def told(self, dataset: Dataset) -> tuple[Fault, ...]:
        """The warnings, each once."""
        read = {reading: value.input.period for reading, value in self.values.items()}
        # A count is not compared with the inhabitants that it is laid beside, so that a break in
        # the same year is between neither.
        counts = {reading: period for reading, period in read.items() if not reading.opens}
        among = {reading: period for reading, period in read.items() if reading.opens}
        breaks = [*crossed_breaks(counts, dataset), *crossed_breaks(among, dataset)]
        faults = [*breaks, *self.warnings]
        return tuple({fault.message: fault for fault in faults}.values())


def evaluate(operand: Operand, dataset: Dataset) -> Outcome:
    """The amount that an operand comes to. Raises Fault when it has none."""
    distinct = list(dict.fromkeys(readings(operand)))
    moment = align(distinct, dataset)
    values = {reading: _read(reading, moment, dataset) for reading in distinct}
    # Two readings may come to one observation, such as a slice and its place in a ranking: that is
    # one input, with one number.
    inputs = tuple(dict.fromkeys(value.input for value in values.values()))
    numbers = {reading: f"#{inputs.index(value.input) + 1}" for reading, value in values.items()}
    reckoning = _Reckoning(values)
    return Outcome(
        reckoning.term(operand).amount,
        inputs,
        _operation(operand, numbers) if isinstance(operand, Calculation) else VALUE,
        worst([moment.freshness, *(input_.freshness for input_ in inputs)]),
        inputs[0].period if inputs else None,
        moment.last,
        any(value.is_provisional for value in values.values()),
        reckoning.told(dataset),
    )


def periods_read(operand: Operand, dataset: Dataset) -> dict[SliceReading, Period]:
    """The period of each reading of an operand, whether there is a value or not."""
    distinct = list(dict.fromkeys(readings(operand)))
    moment = align(distinct, dataset)
    return {reading: _period_read(reading, moment, dataset) for reading in distinct}


def _period_read(reading: SliceReading, moment: CommonMoment, dataset: Dataset) -> Period:
    if reading.opens:
        return opening_day(_period_read(reading.opens, moment, dataset))
    period = moment.period_of(reading)
    if not reading.years_back:
        return period
    return dataset.find_same(reading.indicator, reading.key, period) or period


def _operation(calculation: Calculation, numbers: Mapping[SliceReading, str]) -> Operation:
    """How the outcome was made; its inputs are called #1, #2 and so on."""
    parts = [_operand_text(part, calculation.kind, numbers) for part in calculation.operands]
    return Operation.applied(calculation.kind, parts)


def _operand_text(
    operand: Operand, within: OperationKind, numbers: Mapping[SliceReading, str]
) -> str:
    """An operand in the formula of an operation; arithmetic within arithmetic is in brackets."""
    if isinstance(operand, SliceReading):
        return numbers[operand]
    if isinstance(operand, Constant):
        return format(operand.amount, "f")
    operation = _operation(operand, numbers)
    needs_brackets = within.is_arithmetic and operation.kind.is_arithmetic
    return f"({operation})" if needs_brackets else operation.formula


def _freshness(reading: SliceReading, dataset: Dataset) -> Freshness:
    """How fresh a reading is by itself; one with a period of its own is history."""
    if reading.opens:
        return opening_freshness(reading, reading.opens, dataset)
    return reading_freshness(reading, dataset) if reading.is_current else Freshness.HISTORY


def _read(reading: SliceReading, moment: CommonMoment, dataset: Dataset) -> _Value:
    """The value of a reading with its trace. Raises Fault when there is none."""
    indicator = reading.indicator
    dataset.require(indicator, reading.key)
    is_opening = reading.opens is not None
    period = _period_read(reading, moment, dataset) if is_opening else moment.period_of(reading)
    read = dataset.value_near if reading.years_back else dataset.value_at
    observation = read(indicator, reading.key, period)
    if observation.value is None:
        raise Fault("waarneming", f"{indicator.id} heeft geen waarneming voor {period}")
    freshness = _freshness(reading, dataset)
    # Of a stock some years back, the observation is of the day nearest to the one asked for.
    observed = Observed.of(indicator, reading.key, observation.period)
    return _Value(
        Amount(observation.value, indicator.unit, indicator.decimals, is_printed=True),
        Input(observed, indicator.source, freshness),
        observation.status is Status.PROVISIONAL,
    )
