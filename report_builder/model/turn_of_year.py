"""Stocks are counted on days that move about the turn of the year: which day stands for which end
of a year or month (contract, section 2).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from report_builder.model.period import Frequency, Period

MOST_DAYS_APART = 45
"""A stock is compared with the one that lies nearest to the same day of an earlier year, and no
further from it than this.
"""
_OPENS, _CLOSES = (12, 1), (1, 15)
"""Month and day between which a stock is a figure of the end of a year."""


def opening(year: int) -> date:
    """The first day whose stock is a figure of the end of a year."""
    return date(year, *_OPENS)


def closing(year: int) -> date:
    """The last day whose stock is a figure of the end of a year."""
    return date(year + 1, *_CLOSES)


def is_at_turn(day: date) -> bool:
    """Whether a stock of that day is a figure of the end of a year."""
    return (day.month, day.day) >= _OPENS or (day.month, day.day) <= _CLOSES


def stands_for(period: Period) -> Period:
    """The month that the stock of a day is a figure of: the first days of January close the year
    before. Any other period stands for itself.
    """
    if period.frequency is not Frequency.DAY:
        return period
    month = period.within(Frequency.MONTH)
    is_early = (period.first.month, period.first.day) <= _CLOSES
    return month.shifted(-1) if is_early and month.year > 1 else month


def end_of_year(periods: Iterable[Period], year: int) -> Period | None:
    """The day that stands for the end of a year: in the window the one nearest to 31 December."""
    return nearest(
        (day for day in periods if opening(year) <= day.first <= closing(year)),
        date(year, 12, 31),
    )


def nearest(days: Iterable[Period], day: date) -> Period | None:
    """The day nearest to another one, of two equally near the later; None when there are none."""
    return min(days, key=lambda one: (abs(one.first - day), -one.first.toordinal()), default=None)


def same_day(days: Iterable[Period], day: Period) -> Period | None:
    """The day that counts as the same day: the nearest one, where it is near enough."""
    limit = timedelta(days=MOST_DAYS_APART)
    return nearest((one for one in days if abs(one.first - day.first) <= limit), day.first)
