"""Inhabitants: what counts them, and which of its observations belongs to a count.

A count of a period is laid beside the inhabitants on 1 January of the year of that period.
"""

from __future__ import annotations

from datetime import date

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Slice
from report_builder.model.units import measure
from report_builder.problems import Fault

INHABITANTS = "inwoners"
"""The unit of what counts inhabitants."""
PER_THOUSAND = f"per duizend {INHABITANTS}"
"""The unit of a count that is laid beside inhabitants."""
POPULATION = "inwoners"
"""The code of a fault about what counts inhabitants."""


def opening_day(period: Period) -> Period:
    """1 January of the year of a period."""
    return Period(date(period.year, 1, 1), Frequency.DAY)


def population_slice(indicator: Indicator, key: Slice, population: Indicator) -> Slice:
    """The slice of the inhabitants that a slice of a count belongs to: the same part of each
    dimension that both have.
    """
    parts = dict(zip(indicator.dimensions, key, strict=True))
    return tuple(parts.get(dimension, TOTAL) for dimension in population.dimensions)


def find_population_fault(indicator: Indicator, population: Indicator) -> Fault | None:
    """Why an indicator cannot be laid beside what should count inhabitants; None where it can."""
    if population.unit != INHABITANTS or population.frequency is not Frequency.DAY:
        message = f"{population.id} telt geen inwoners op een dag"
        hint = "noem een cijfer met in de catalogus unit = 'inwoners' en frequency = 'D'"
        return Fault(POPULATION, message, hint)
    if indicator.unit == INHABITANTS or measure(indicator.unit).is_part:
        message = f"{indicator.id} telt in {indicator.unit}: dat is niet per inwoner te zeggen"
        return Fault("eenheid", message, "kies een cijfer dat aantallen telt")
    lacking = [name for name in population.dimensions if name not in indicator.dimensions]
    if lacking:
        message = (
            f"{population.id} is uitgesplitst naar {lacking[0]}, {indicator.id} niet: "
            "bij dit cijfer hoort geen aantal inwoners"
        )
        return Fault(POPULATION, message, "noem inwoners die net zo zijn uitgesplitst")
    return None
