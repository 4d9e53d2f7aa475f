"""The figures of one slice that what comes in is laid beside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_builder.model.period import Frequency, Period

_LAST = 2
"""So many figures right before one are looked at: one that returns to where it was is no jump."""
_NEAR = 2 * 366
"""The days that may lie between a figure and one that it is laid beside: two years. What was so
long ago says less.
"""


@dataclass(frozen=True)
class PastFigure:
    """An observation that has a value."""

    period: Period
    value: Decimal


class PastFigures:
    """Figures of one slice that nobody doubts, in ascending period."""

    def __init__(self, figures: Iterable[PastFigure] = ()) -> None:
        self._figures = sorted(figures, key=_period)
        values = [figure.value for figure in self._figures]
        self.low = min(values, default=Decimal(0))
        self.high = max(values, default=Decimal(0))
        """The lowest and the highest of all, zero where there is none."""

    @property
    def largest(self) -> Decimal:
        """The size of the largest one; zero where there is none."""
        return max(abs(self.low), abs(self.high))

    def add(self, figure: PastFigure) -> None:
        """Add the figure of a period that there is none of."""
        is_first = not self._figures
        self._figures.insert(self._place(figure.period), figure)
        self.low = figure.value if is_first else min(self.low, figure.value)
        self.high = figure.value if is_first else max(self.high, figure.value)

    def around(self, period: Period) -> list[PastFigure]:
        """What a figure is compared with: that of a year before (not for days), those right before
        it, and the first one after it, none of them more than two years away. The one that it is
        told beside comes first.
        """
        place = self._place(period)
        right_before = self._figures[max(0, place - _LAST) : place][::-1]
        after = self._figures[place : place + 1]
        found = dict.fromkeys([*self.year_before(period), *right_before, *after])
        return [one for one in found if abs((one.period.first - period.first).days) <= _NEAR]

    def year_before(self, period: Period) -> Sequence[PastFigure]:
        """The figure of the same period a year before, where there is one; of a day the last one
        before it.
        """
        place = self._place(period)
        if period.frequency is Frequency.DAY:
            return self._figures[max(0, place - 1) : place]
        wanted = period.years_before(1) if period.year > 1 else period
        place = self._place(wanted)
        return [one for one in self._figures[place : place + 1] if one.period == wanted]

    def _place(self, period: Period) -> int:
        return bisect_left(self._figures, period, key=_period)


def _period(figure: PastFigure) -> Period:
    return figure.period
