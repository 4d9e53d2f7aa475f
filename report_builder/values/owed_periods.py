"""Which periods the source of a slice still owes for a reporting year."""

from __future__ import annotations

from collections.abc import Sequence

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Observation, Slice, Status
from report_builder.model.turn_of_year import end_of_year

_MOST_PERIODS = 36
"""A series that lies further behind is asked for by agreement, not period by period."""
_HIDDEN = (Status.IMPOSSIBLE, Status.SUPPRESSED)
"""With these its source said that there is no figure to show."""


def owed_periods(
    indicator: Indicator, key: Slice, observations: Sequence[Observation], year: int
) -> list[Period]:
    """The periods of a slice that are expected and not there, in order.

    Not owed is what its source ended, or said that it does not show. Of a stock it is the one day
    that stands for the end of the year.
    """
    last = last_value(indicator, observations, year)
    end = indicator.find_end(indicator.slice_text(key))
    hidden = [item.period for item in observations if item.status in _HIDDEN]
    return [
        period
        for period in _missing(indicator, last.period if last else None, year)
        if not _is_hidden(indicator, period, hidden, year) and (end is None or period <= end)
    ]


def last_value(
    indicator: Indicator, observations: Sequence[Observation], year: int
) -> Observation | None:
    """The last value of a slice up to the end of the reporting year."""
    known = [item for item in observations if item.value is not None]
    end = indicator.end((item.period for item in known), year)
    return next((item for item in reversed(known) if item.period.last <= end), None)


def _missing(indicator: Indicator, newest: Period | None, year: int) -> list[Period]:
    """The periods after the last one up to the one that is expected."""
    expected = indicator.expected(year)
    if newest is None or indicator.frequency is Frequency.DAY:
        return [] if newest and indicator.is_recent(newest, year) else [expected]
    periods: list[Period] = []
    while expected > newest and len(periods) < _MOST_PERIODS:
        periods.append(expected)
        expected = expected.shifted(-1)
    return periods[::-1]


def _is_hidden(indicator: Indicator, period: Period, hidden: Sequence[Period], year: int) -> bool:
    """Whether a period is among the hidden ones; for a stock any day that could stand for it."""
    if indicator.frequency is Frequency.DAY:
        return end_of_year(hidden, year) is not None
    return period in hidden
