"""What a period that a sentence names stands for, and which figures it may be said of (contract,
section 3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from report_builder.model.period import Frequency, Period

_ONE_DAY = timedelta(days=1)
_GRACE = 15
"""The days of January that a stock may be counted on and still be that of the end of the year."""

_STOCK_SLACK = timedelta(days=45)
"""How far from the same day a year earlier a stock may be counted (contract, section 2)."""


@dataclass(frozen=True)
class Days:
    """A stretch of days: a year, a quarter, a month, a day, or from one to another."""

    first: date
    last: date

    @classmethod
    def of(cls, period: Period) -> Days:
        """The days of a period."""
        return cls(period.first, period.last)

    @property
    def year(self) -> int:
        """The year that it ends in."""
        return self.last.year

    def fits(self, period: Period) -> bool:
        """Whether a figure of the period may be said of these days: it lies within them.

        A stock on the last day or the first may also be that of a longer period, and one of the
        turn of the year is of the end of the year.
        """
        if self.first <= period.first and period.last <= self.last:
            return True
        if self.first == self.last:
            edges = {period.first, period.last, period.last + _ONE_DAY}
            return self.first in (_turn(period) if period.frequency is Frequency.DAY else edges)
        closing = _year_closed_by(period)
        return closing is not None and self.first <= closing <= self.last


@dataclass(frozen=True)
class PartOfYear:
    """About where in a year: eind 2025, begin 2026, medio 2025, najaar 2025."""

    first: date
    last: date
    year: int

    def fits(self, period: Period) -> bool:
        """Whether a figure of the period may be said of it: of the whole year, or of a part that
        meets it.
        """
        if period.frequency is Frequency.YEAR:
            return period.year == self.year or self.first <= period.last <= self.last
        return period.first <= self.last and self.first <= period.last


@dataclass(frozen=True)
class EachYear:
    """A part of some year, which is not said: in december, in het vierde kwartaal, op 1 juli.

    `years` are the years that were named last, one of which it is of.
    """

    frequency: Frequency
    part: int
    day: int = 0
    years: tuple[int, ...] = ()

    def fits(self, period: Period) -> bool:
        """Whether a figure of the period may be of that part. A longer one may hold a day, but is
        not that of a month in it.
        """
        if period.frequency.months > self.frequency.months:
            return self.frequency is Frequency.DAY
        closing = _year_closed_by(period)
        if closing and self._is_of(closing.year) and self._fits_month(12) and not self.day:
            return True
        if not self._is_of(period.year):
            return False
        if self.day and period.frequency is Frequency.DAY:
            return any((day.month, day.day) == (self.part, self.day) for day in _turn(period))
        return self._fits_month(period.last.month)

    def _is_of(self, year: int) -> bool:
        return not self.years or year in self.years

    def _fits_month(self, month: int) -> bool:
        months = max(self.frequency.months, 1)
        return (month - 1) // months + 1 == self.part


@dataclass(frozen=True)
class YearsAway:
    """So many years before or after what was named last: een jaar eerder, het jaar daarna, dat
    jaar.

    `years` are the years that it comes to; none where nothing was named.
    """

    count: int
    years: tuple[int, ...] = ()

    def fits(self, period: Period) -> bool:
        """Whether a figure of the period may be of that year; without a year named before, it may
        be of any. A stock is counted some weeks before or after the turn of the year.
        """
        slack = _STOCK_SLACK if period.frequency is Frequency.DAY else timedelta(0)
        stretches = (whole_year(year) for year in self.years)
        return not self.years or any(
            stretch.first - slack <= period.first and period.last <= stretch.last + slack
            for stretch in stretches
        )


@dataclass(frozen=True)
class PartBefore:
    """The month, quarter or half before the one that is current: vorige maand."""

    frequency: Frequency
    years: tuple[int, ...] = ()

    def fits(self, period: Period) -> bool:
        """Without what is current it may be any that is no longer."""
        return period.frequency.months <= self.frequency.months


Moment: TypeAlias = PartBefore | Days | PartOfYear | EachYear | YearsAway


def years_of(moment: Moment) -> tuple[int, ...]:
    """The years that a moment may lie in; none where that is not said."""
    return (moment.year,) if isinstance(moment, Days | PartOfYear) else moment.years


def seen_from(moment: Moment, years: tuple[int, ...]) -> Moment:
    """A moment that is said without its year, after sentences that named these years."""
    if isinstance(moment, YearsAway):
        return replace(moment, years=tuple(year + moment.count for year in years))
    if isinstance(moment, EachYear) and not moment.years:
        return replace(moment, years=years)
    return moment


def whole_year(year: int) -> Days:
    """All days of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def _turn(period: Period) -> set[date]:
    """A day, and the one beside it where the year turns: sources count at the end of one or the
    beginning of the other.
    """
    day = period.first
    if (day.month, day.day) == (12, 31):
        return {day, day + _ONE_DAY}
    return {day, day - _ONE_DAY} if (day.month, day.day) == (1, 1) else {day}


def _year_closed_by(period: Period) -> date | None:
    """The end of the year that a stock of a day in January is counted for."""
    is_early = period.first.month == 1 and period.first.day <= _GRACE
    if period.frequency is Frequency.DAY and is_early:
        return date(period.year - 1, 12, 31)
    return None
