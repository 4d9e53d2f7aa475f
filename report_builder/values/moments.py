"""At which moment the current values of one calculation are read, and how fresh that is.

A calculation takes each current value at the last period that all of them have (contract, section
2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Slice
from report_builder.model.turn_of_year import nearest, stands_for
from report_builder.model.value import Freshness, worst
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.operands import SliceReading

Origin = tuple[str, Slice, Period | None, Period | None]
"""What a current reading is read from, whatever its year: indicator, slice and bounds."""
Closings = Mapping[Period, Sequence[Period]]
"""The periods at which a series has a value, by the coarser period that they close."""


@dataclass(frozen=True)
class CommonMoment:
    """Where the current values of one calculation stand."""

    periods: Mapping[Origin, Period]
    freshness: Freshness

    @property
    def last(self) -> Period | None:
        """The latest of the periods; None where nothing is current."""
        return max(self.periods.values(), key=lambda period: period.last, default=None)

    def period_of(self, reading: SliceReading) -> Period:
        """The period that a reading asks for; of a stock some years back, the same day then."""
        start = reading.period or self.periods[_origin(reading)]
        return start.years_before(reading.years_back) if reading.years_back else start


def align(readings: Iterable[SliceReading], dataset: Dataset) -> CommonMoment:
    """The last moment that all current readings have, and whether it lies before the expected one.

    Raises Fault when they have none in common.
    """
    current = {_origin(reading): reading for reading in readings if reading.is_current}
    if not current:
        return CommonMoment({}, Freshness.HISTORY)
    coarse = _coarsest(reading.indicator.frequency for reading in current.values())
    closings = {origin: _closings(reading, coarse, dataset) for origin, reading in current.items()}
    moment = _last_common(closings.values(), list(current.values()))
    freshness = _common_freshness(list(current.values()), moment, dataset)
    # On one day where all have it: stocks of 1 and 31 December are not added up.
    shared = set.intersection(*(set(periods[moment]) for periods in closings.values()))
    if shared:
        return CommonMoment(dict.fromkeys(current, max(shared)), freshness)
    return CommonMoment(
        {origin: _closing(periods_at[moment]) for origin, periods_at in closings.items()},
        freshness,
    )


def reading_freshness(reading: SliceReading, dataset: Dataset) -> Freshness:
    """How fresh the current value of a reading is by itself."""
    observations = dataset.available(reading.indicator, reading.key)
    periods = [item.period for item in observations if _is_until(item.period, reading.until)]
    return dataset.freshness(reading.indicator, max(periods)) if periods else Freshness.STALE


def opening_freshness(reading: SliceReading, counted: SliceReading, dataset: Dataset) -> Freshness:
    """How fresh the inhabitants are that a count is laid beside: old when they keep that back."""
    if not counted.is_current:
        return Freshness.HISTORY
    counts = dataset.available(counted.indicator, counted.key)
    last = max(item.period for item in counts if _is_until(item.period, counted.until))
    if _is_until(last, counted.known_until):
        return Freshness.FRESH
    is_accepted = reading.indicator.id in dataset.project.accepted
    return Freshness.ACCEPTED if is_accepted else Freshness.STALE


def _origin(reading: SliceReading) -> Origin:
    return reading.indicator.id, reading.key, reading.until, reading.known_until


def _is_until(period: Period, bound: Period | None) -> bool:
    return bound is None or period <= bound


def _last_common(closings: Collection[Closings], current: Sequence[SliceReading]) -> Period:
    common = set.intersection(*(set(periods) for periods in closings))
    if not common:
        names = " en ".join(dict.fromkeys(reading.indicator.id for reading in current))
        raise Fault(
            "periode",
            f"{names} hebben geen periode gemeen",
            "vraag elk getal met een eigen periode, of apart",
        )
    return max(common)


def _common_freshness(
    current: Sequence[SliceReading], moment: Period, dataset: Dataset
) -> Freshness:
    """How fresh a common moment is; where inhabitants keep it back, as it would be without them:
    they tell themselves how fresh they are.
    """
    if any(reading.known_until for reading in current):
        return align([replace(one, known_until=None) for one in current], dataset).freshness
    return _moment_freshness(current, moment, dataset)


def _moment_freshness(
    current: Sequence[SliceReading], moment: Period, dataset: Dataset
) -> Freshness:
    """Stale when the common moment lies before the one that the source which runs furthest behind
    should have.
    """
    expected = min(_expected(reading.indicator, moment.frequency, dataset) for reading in current)
    states = [reading_freshness(reading, dataset) for reading in current]
    if moment >= expected or any(state.is_stale for state in states):
        return worst(states)
    is_accepted = all(reading.indicator.id in dataset.project.accepted for reading in current)
    return Freshness.ACCEPTED if is_accepted else Freshness.STALE


def _expected(indicator: Indicator, frequency: Frequency, dataset: Dataset) -> Period:
    """The last period of a coarser frequency that an indicator is expected to close."""
    expected = stands_for(indicator.earliest(dataset.reporting_year))
    whole = expected.within(frequency)
    return whole if expected.closes(whole) else whole.shifted(-1)


def _closing(periods: Sequence[Period]) -> Period:
    """Which of the periods that close the same coarser one stands for it: the last; of stocks
    about the turn of the year the nearest to it.
    """
    last_day = stands_for(periods[-1]).last
    return nearest(periods, last_day) or periods[-1]


def _coarsest(frequencies: Iterable[Frequency]) -> Frequency:
    """The coarsest of the frequencies; days are compared by month."""
    return max([*frequencies, Frequency.MONTH], key=lambda frequency: frequency.months)


def _closings(reading: SliceReading, coarse: Frequency, dataset: Dataset) -> Closings:
    """When a series has a value that closes a coarser period. Raises Fault when it never has."""
    closings: dict[Period, list[Period]] = {}
    dataset.require(reading.indicator, reading.key)
    for observation in dataset.available(reading.indicator, reading.key):
        period = observation.period
        closing = stands_for(period)
        whole = closing.within(coarse)
        if closing.closes(whole) and _is_until(period, reading.bound):
            closings.setdefault(whole, []).append(period)
    if not closings:
        name = reading.indicator.name_of(reading.key)
        raise Fault(
            "waarneming",
            f"{name} heeft geen waarneming t/m {dataset.reporting_year}",
            "lever de cijfers aan of haal het getal weg",
        )
    return closings
