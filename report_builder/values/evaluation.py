"""From operands to an amount with its trace: at which period, from which observations, how fresh.

A calculation takes each current value at the last period that all of them have (contract, section
2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from report_builder.model.catalogue import DAYS_OF_GRACE, TOTAL, Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Slice, Status
from report_builder.model.value import Freshness, Input, worst
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset, describe
from report_builder.values.operands import Calculation, Constant, Leaf, Operand, leaves
from report_builder.values.operations import Amount, calculate

Origin = tuple[str, Slice, Period | None]
"""What a current leaf is read from, whatever its year: indicator, slice and bound."""


@dataclass(frozen=True)
class Outcome:
    """What came out of operands: the amount, and what it was made from."""

    amount: Amount
    inputs: tuple[Input, ...]
    formula: str
    freshness: Freshness
    period: Period | None
    as_of: Period | None
    is_provisional: bool


@dataclass(frozen=True)
class _Moment:
    """Where the current values of one calculation stand."""

    periods: Mapping[Origin, Period]
    freshness: Freshness


def evaluate(operand: Operand, dataset: Dataset) -> Outcome:
    """The amount that an operand comes to. Raises Fault when it has none."""
    found = list(dict.fromkeys(leaves(operand)))
    moment = _align([leaf for leaf in found if leaf.is_current], dataset)
    read = {leaf: _read(leaf, moment, dataset) for leaf in found}
    inputs = tuple(dict.fromkeys(made for _, made, _ in read.values()))
    amounts = {leaf: amount for leaf, (amount, _, _) in read.items()}
    names = {leaf: f"#{inputs.index(made) + 1}" for leaf, (_, made, _) in read.items()}
    return Outcome(
        _amount(operand, amounts),
        inputs,
        "waarde" if isinstance(operand, Leaf) else _formula(operand, names),
        worst([moment.freshness, *(made.freshness for made in inputs)]),
        inputs[0].period if inputs else None,
        max(moment.periods.values(), key=lambda period: period.last, default=None),
        any(provisional for _, _, provisional in read.values()),
    )


def where(operand: Operand, dataset: Dataset) -> dict[Leaf, Period]:
    """The period at which each observation of an operand is read, whether it has a value there or
    not.
    """
    found = list(dict.fromkeys(leaves(operand)))
    moment = _align([leaf for leaf in found if leaf.is_current], dataset)
    return {leaf: _period(leaf, moment) for leaf in found}


def _period(leaf: Leaf, moment: _Moment) -> Period:
    start = leaf.period or moment.periods[_origin(leaf)]
    return start.years_before(leaf.years_back) if leaf.years_back else start


def _amount(operand: Operand, amounts: Mapping[Leaf, Amount]) -> Amount:
    if isinstance(operand, Leaf):
        return amounts[operand]
    if isinstance(operand, Constant):
        return Amount(operand.amount, is_plain=True)
    return calculate(operand.operation, [_amount(part, amounts) for part in operand.operands])


def _formula(operand: Operand, names: Mapping[Leaf, str]) -> str:
    """How the outcome was made; its inputs are called #1, #2 and so on."""
    if isinstance(operand, Leaf):
        return names[operand]
    if isinstance(operand, Constant):
        return format(operand.amount, "f")
    parts = [_formula(part, names) for part in operand.operands]
    if operand.operation in "+-*/":
        grouped = [
            f"({text})" if isinstance(part, Calculation) and part.operation in "+-*/" else text
            for part, text in zip(operand.operands, parts, strict=True)
        ]
        return f" {operand.operation} ".join(grouped)
    return f"{operand.operation}({', '.join(parts)})"


def _read(leaf: Leaf, moment: _Moment, dataset: Dataset) -> tuple[Amount, Input, bool]:
    """The amount of an observation, its trace, and whether it is provisional."""
    indicator = leaf.indicator
    dataset.require(indicator, leaf.key)
    period = _period(leaf, moment)
    observation = dataset.value_at(indicator, leaf.key, period)
    if observation.value is None:
        raise Fault("waarneming", f"{indicator.id} heeft geen waarneming voor {period}")
    freshness = _state(leaf, dataset) if leaf.is_current else Freshness.HISTORY
    part = describe(indicator, leaf.key) or TOTAL
    made = Input(indicator.id, part, observation.period, indicator.source, freshness)
    amount = Amount(observation.value, indicator.unit, indicator.decimals)
    return amount, made, observation.status is Status.PROVISIONAL


def _state(leaf: Leaf, dataset: Dataset) -> Freshness:
    """How fresh the current value of a leaf is by itself."""
    periods = (item.period for item in dataset.available(leaf.indicator, leaf.key))
    last = max(
        (period for period in periods if leaf.until is None or period <= leaf.until), default=None
    )
    return dataset.freshness(leaf.indicator, last) if last else Freshness.STALE


def _origin(leaf: Leaf) -> Origin:
    return (leaf.indicator.id, leaf.key, leaf.until)


def _align(current: list[Leaf], dataset: Dataset) -> _Moment:
    """The last moment that all current values have, and whether it lies before the expected one."""
    origins = {_origin(leaf): leaf for leaf in current}
    if not origins:
        return _Moment({}, Freshness.HISTORY)
    coarse = _coarsest(leaf.indicator.frequency for leaf in origins.values())
    buckets = {origin: _buckets(leaf, coarse, dataset) for origin, leaf in origins.items()}
    common = set.intersection(*(set(periods) for periods in buckets.values()))
    if not common:
        names = " en ".join(dict.fromkeys(leaf.indicator.id for leaf in origins.values()))
        raise Fault(
            "periode",
            f"{names} hebben geen periode gemeen",
            "vraag elk getal met een eigen periode, of apart",
        )
    moment = max(common)
    periods = {origin: found[moment][-1] for origin, found in buckets.items()}
    if shared := set.intersection(*(set(found[moment]) for found in buckets.values())):
        periods = dict.fromkeys(origins, max(shared))
    return _Moment(periods, _moment_freshness(list(origins.values()), moment, dataset))


def _moment_freshness(current: list[Leaf], moment: Period, dataset: Dataset) -> Freshness:
    """Stale when the common moment lies before the one that the source which runs furthest behind
    should have.
    """
    expected = min(_closing(leaf.indicator, moment.frequency, dataset) for leaf in current)
    states = [_state(leaf, dataset) for leaf in current]
    if moment >= expected or any(state.is_stale for state in states):
        return worst(states)
    accepted = all(leaf.indicator.id in dataset.project.accepted for leaf in current)
    return Freshness.ACCEPTED if accepted else Freshness.STALE


def _closing(indicator: Indicator, frequency: Frequency, dataset: Dataset) -> Period:
    """The last period of a coarser frequency that an indicator is expected to close."""
    expected = indicator.expected(dataset.reporting_year)
    if indicator.frequency is Frequency.DAY:
        expected = expected.shifted(-DAYS_OF_GRACE)
    whole = expected.within(frequency)
    return whole if expected.closes(whole) else whole.shifted(-1)


def _coarsest(frequencies: Iterable[Frequency]) -> Frequency:
    """The coarsest of the frequencies; days are compared by month."""
    return max(chain(frequencies, [Frequency.MONTH]), key=lambda frequency: frequency.months)


def _buckets(leaf: Leaf, coarse: Frequency, dataset: Dataset) -> dict[Period, list[Period]]:
    """The periods at which a series has a value, by the period of the coarser frequency that they
    close.
    """
    found: dict[Period, list[Period]] = {}
    dataset.require(leaf.indicator, leaf.key)
    for observation in dataset.available(leaf.indicator, leaf.key):
        period = observation.period
        bucket = period.within(coarse)
        if period.closes(bucket) and (leaf.until is None or period <= leaf.until):
            found.setdefault(bucket, []).append(period)
    if not found:
        name = leaf.indicator.id + describe(leaf.indicator, leaf.key, " ({})")
        year = dataset.reporting_year
        raise Fault(
            "waarneming",
            f"{name} heeft geen waarneming t/m {year}",
            "lever de cijfers aan of haal het getal weg",
        )
    return found
