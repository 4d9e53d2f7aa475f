"""From operands to an amount with its trace: from which observations, how made, how fresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_builder.model.period import Period
from report_builder.model.series import Status
from report_builder.model.trace import Observed, Operation, OperationKind
from report_builder.model.value import Freshness, Input, worst
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.moments import CommonMoment, align, reading_freshness
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


@dataclass(frozen=True)
class _Value:
    """What a reading gave."""

    amount: Amount
    input: Input
    is_provisional: bool


def evaluate(operand: Operand, dataset: Dataset) -> Outcome:
    """The amount that an operand comes to. Raises Fault when it has none."""
    distinct = list(dict.fromkeys(readings(operand)))
    moment = align(distinct, dataset)
    values = {reading: _read(reading, moment, dataset) for reading in distinct}
    # Two readings may come to one observation, such as a slice and its place in a ranking: that is
    # one input, with one number.
    inputs = tuple(dict.fromkeys(value.input for value in values.values()))
    numbers = {reading: f"#{inputs.index(value.input) + 1}" for reading, value in values.items()}
    return Outcome(
        _amount(operand, {reading: value.amount for reading, value in values.items()}),
        inputs,
        _operation(operand, numbers) if isinstance(operand, Calculation) else VALUE,
        worst([moment.freshness, *(input_.freshness for input_ in inputs)]),
        inputs[0].period if inputs else None,
        moment.last,
        any(value.is_provisional for value in values.values()),
    )


def periods_read(operand: Operand, dataset: Dataset) -> dict[SliceReading, Period]:
    """The period of each reading of an operand, whether there is a value or not."""
    distinct = list(dict.fromkeys(readings(operand)))
    moment = align(distinct, dataset)
    return {reading: _period_read(reading, moment, dataset) for reading in distinct}


def _period_read(reading: SliceReading, moment: CommonMoment, dataset: Dataset) -> Period:
    period = moment.period_of(reading)
    if not reading.years_back:
        return period
    return dataset.find_same(reading.indicator, reading.key, period) or period


def _amount(operand: Operand, amounts: Mapping[SliceReading, Amount]) -> Amount:
    if isinstance(operand, SliceReading):
        return amounts[operand]
    if isinstance(operand, Constant):
        return Amount(operand.amount, is_plain=True)
    return calculate(operand.kind, [_amount(part, amounts) for part in operand.operands])


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


def _read(reading: SliceReading, moment: CommonMoment, dataset: Dataset) -> _Value:
    """The value of a reading with its trace. Raises Fault when there is none."""
    indicator = reading.indicator
    dataset.require(indicator, reading.key)
    period = moment.period_of(reading)
    read = dataset.value_near if reading.years_back else dataset.value_at
    observation = read(indicator, reading.key, period)
    if observation.value is None:
        raise Fault("waarneming", f"{indicator.id} heeft geen waarneming voor {period}")
    freshness = reading_freshness(reading, dataset) if reading.is_current else Freshness.HISTORY
    # Of a stock some years back, the observation is of the day nearest to the one asked for.
    observed = Observed.of(indicator, reading.key, observation.period)
    return _Value(
        Amount(observation.value, indicator.unit, indicator.decimals),
        Input(observed, indicator.source, freshness),
        observation.status is Status.PROVISIONAL,
    )
