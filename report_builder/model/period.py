"""Periods as SDMX writes them: 2024, 2024-S1, 2024-Q3, 2024-11, 2024-12-31."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from report_builder.problems import Fault


class Frequency(StrEnum):
    """SDMX CL_FREQ, as far as this project knows it."""

    YEAR = "A"
    HALF = "S"
    QUARTER = "Q"
    MONTH = "M"
    DAY = "D"

    @property
    def months(self) -> int:
        """How many months one period lasts; a day counts as 0."""
        return _MONTHS[self.value]


_MONTHS = {"A": 12, "S": 6, "Q": 3, "M": 1, "D": 0}
_SHAPES = {
    Frequency.YEAR: re.compile(r"(?P<year>[0-9]{4})"),
    Frequency.HALF: re.compile(r"(?P<year>[0-9]{4})-S(?P<part>[12])"),
    Frequency.QUARTER: re.compile(r"(?P<year>[0-9]{4})-Q(?P<part>[1-4])"),
    Frequency.MONTH: re.compile(r"(?P<year>[0-9]{4})-(?P<part>0[1-9]|1[0-2])"),
    Frequency.DAY: re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
}


@dataclass(frozen=True, order=True)
class Period:
    """A period of one frequency; periods of the same frequency are in order of time."""

    first: date
    frequency: Frequency

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that `text` writes. Raises ValueError when it is none."""
        for frequency, shape in _SHAPES.items():
            if match := shape.fullmatch(text):
                parts = {name: int(part) for name, part in match.groupdict().items()}
                if frequency is Frequency.DAY:
                    return cls(date(parts["year"], parts["month"], parts["day"]), frequency)
                month = (parts.get("part", 1) - 1) * frequency.months + 1
                return cls(date(parts["year"], month, 1), frequency)
        raise ValueError(f"no period: {text!r}")

    @classmethod
    def ending(cls, year: int, frequency: Frequency) -> Period:
        """The last period of that frequency in a year."""
        if frequency is Frequency.DAY:
            return cls(date(year, 12, 31), frequency)
        return cls(date(year, 13 - frequency.months, 1), frequency)

    @property
    def year(self) -> int:
        """The year that the period lies in."""
        return self.first.year

    @property
    def part(self) -> int:
        """Which half, quarter or month of its year; 1 for a year, the month for a day."""
        return (self.first.month - 1) // max(self.frequency.months, 1) + 1

    @property
    def last(self) -> date:
        """The last day of the period."""
        return _last(self.first, self.frequency)

    def shifted(self, count: int) -> Period:
        """The period `count` periods of its own frequency later (earlier when negative)."""
        if self.frequency is Frequency.DAY:
            return Period(self.first + timedelta(days=count), self.frequency)
        months = self.year * 12 + self.first.month - 1 + count * self.frequency.months
        return Period(date(months // 12, months % 12 + 1, 1), self.frequency)

    def years_before(self, count: int) -> Period:
        """The same period `count` years earlier; of 29 February, 28 February."""
        year = self.year - count
        if year < 1:
            raise Fault("periode", f"{count} jaar voor {self} is geen jaar")
        last_day = monthrange(year, self.first.month)[1]
        first = date(year, self.first.month, min(self.first.day, last_day))
        return Period(first, self.frequency)

    def within(self, frequency: Frequency) -> Period:
        """The period of a coarser (or the same) frequency in which this one lies."""
        if frequency is self.frequency:
            return self
        month = (self.first.month - 1) // frequency.months * frequency.months + 1
        return Period(date(self.year, month, 1), frequency)

    def closes(self, other: Period) -> bool:
        """Whether this is the last period of its frequency in `other`; for a day, one in its last
        month.
        """
        return self.last.year == other.last.year and self.last.month == other.last.month

    def __str__(self) -> str:
        match self.frequency:
            case Frequency.DAY:
                return self.first.isoformat()
            case Frequency.MONTH:
                return f"{self.year:04}-{self.part:02}"
            case Frequency.YEAR:
                return f"{self.year:04}"
        return f"{self.year:04}-{self.frequency}{self.part}"


@lru_cache(maxsize=4096)  # a series is gone through for every value that it gives
def _last(first: date, frequency: Frequency) -> date:
    if frequency is Frequency.DAY:
        return first
    month = first.month + frequency.months - 1
    return date(first.year, month, monthrange(first.year, month)[1])
