"""Breaks in a series: what was counted before one cannot be compared with what was counted since.

A break is status B: the counting changed in that period (contract, section 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from report_builder.model.period import Period
from report_builder.model.series import Observation, Status
from report_builder.model.turn_of_year import stands_for
from report_builder.model.value import TracedValue
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.operands import SliceReading
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import period_text

BREAK = "reeksbreuk"
"""The code of a warning about a break."""


def breaks_between(observations: Iterable[Observation], start: Period, end: Period) -> list[Period]:
    """The breaks after `start`, up to and including `end`."""
    breaks = [item.period for item in observations if item.status is Status.BREAK]
    return [period for period in breaks if start.last < period.last <= end.last]


def crossed_breaks(read: Mapping[SliceReading, Period], dataset: Dataset) -> Iterator[Fault]:
    """A warning for each series with a break between what an operation lays side by side."""
    things: dict[tuple[str, str], list[tuple[SliceReading, Period]]] = {}
    for reading, period in read.items():
        key = (reading.indicator.id, reading.indicator.slice_text(reading.key))
        things.setdefault(key, []).append((reading, period))
    everywhere = list(read.values())
    for same in things.values():
        reading, periods = same[0][0], [period for _, period in same]
        crossed = _crossed(dataset.all(reading.indicator, reading.key), periods, everywhere)
        if crossed:
            yield break_fault(reading, crossed)


def break_fault(reading: SliceReading, breaks: Sequence[Period]) -> Fault:
    """The warning that a series has these breaks."""
    when = list_text(dict.fromkeys(period_text(period) for period in breaks))
    message = (
        f"{reading.indicator.name_of(reading.key)} heeft een reeksbreuk ({when}): cijfers van "
        "ervoor en erna zijn niet te vergelijken"
    )
    hint = "vergelijk met een periode vanaf de breuk, of haal de vergelijking weg"
    return Fault(BREAK, message, hint)


def crosses_break(value: TracedValue) -> bool:
    """Whether a value was made over a break: where no sentence can say so, a sign does."""
    return any(fault.code == BREAK for fault in value.warnings)


def _crossed(
    observations: Sequence[Observation], own: Sequence[Period], everywhere: Sequence[Period]
) -> list[Period]:
    """The breaks of a series between the periods in which it is read, and between these and the
    periods in which others are read that it is laid beside.
    """
    by_end = _by_last(own)
    crossed = set(breaks_between(observations, by_end[0], by_end[-1]))
    everything = _by_last(everywhere)
    first, last = stands_for(everything[0]), everything[-1]
    for period in breaks_between(observations, first, last):
        # Series that run at their own pace overlap in time: that is no step over a break.
        if stands_for(period).first > first.last:
            crossed.add(period)
    return sorted(crossed)


def _by_last(periods: Iterable[Period]) -> list[Period]:
    return sorted(periods, key=lambda period: period.last)
