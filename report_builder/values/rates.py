"""Counts per thousand inhabitants: each laid beside the inhabitants of its part on 1 January of
the year of its period, also when these are counted of a quarter or a month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report_builder.model.catalogue import Indicator
from report_builder.model.population import (
    POPULATION,
    find_population_fault,
    opening_day,
    population_slice,
)
from report_builder.model.series import Observation, Slice, Status
from report_builder.model.trace import OperationKind
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.operands import Calculation, Operand, SliceReading
from report_builder.values.operations import Amount, calculate


def rate_reading(reading: SliceReading, population: Indicator) -> Calculation:
    """A reading per thousand inhabitants: these are read at the year in which it is read itself."""
    key = population_slice(reading.indicator, reading.key, population)
    inhabitants = SliceReading(population, key, opens=reading)
    return Calculation(OperationKind.RATE, (reading, inhabitants))


def with_known_inhabitants(
    reading: SliceReading, population: Indicator, dataset: Dataset
) -> SliceReading:
    """A reading that goes no further than the last year of which inhabitants are known: what counts
    them may come later.
    """
    until = reading.bound
    counts = dataset.available(reading.indicator, reading.key)
    within = [item for item in counts if until is None or item.period <= until]
    known = rates(within, reading.indicator, reading.key, population, dataset)
    last = max((item.period for item in known if item.value is not None), default=until)
    return replace(reading, known_until=last) if reading.is_current else reading


def asked_population(reading: SliceReading, operand: Operand, name: str) -> Indicator:
    """The inhabitants that a tag lays a reading beside. Raises Fault where it names none that
    fit.
    """
    population = operand.indicator if isinstance(operand, SliceReading) else None
    if population is None or operand != SliceReading(population, population.total):
        message = f"{name} vraagt om een cijfer met inwoners, zonder deel of periode"
        raise Fault(POPULATION, message, "het deel en het jaar volgen uit het cijfer zelf")
    if fault := find_population_fault(reading.indicator, population):
        raise fault
    return population


def rates(
    counts: Sequence[Observation],
    indicator: Indicator,
    key: Slice,
    population: Indicator,
    dataset: Dataset,
) -> tuple[Observation, ...]:
    """The observations of a slice per thousand inhabitants; missing where these are not known."""
    inhabitants = {item.period: item for item in _inhabitants(indicator, key, population, dataset)}

    def one(count: Observation) -> Observation:
        among = inhabitants.get(opening_day(count.period))
        if count.value is None:
            return count
        if among is None or not among.value:
            return Observation(count.period, None, Status.MISSING)
        amounts = [Amount(count.value, indicator.unit), Amount(among.value, population.unit)]
        value = calculate(OperationKind.RATE, amounts).value
        return Observation(count.period, value, _joint(count.status, among.status))

    return tuple(map(one, counts))


def has_inhabitants(
    indicator: Indicator, key: Slice, population: Indicator, dataset: Dataset
) -> bool:
    """Whether the inhabitants of a slice are known in any year."""
    return any(_inhabitants(indicator, key, population, dataset))


def _inhabitants(
    indicator: Indicator, key: Slice, population: Indicator, dataset: Dataset
) -> list[Observation]:
    known = dataset.all(population, population_slice(indicator, key, population))
    return [item for item in known if item.value]


def _joint(count: Status, among: Status) -> Status:
    """The status of a quotient: a break of either, for no line may go over that; else that of the
    count, or where that is normal of the inhabitants.
    """
    if Status.BREAK in (count, among):
        return Status.BREAK
    return among if count is Status.NORMAL else count
