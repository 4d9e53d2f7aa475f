"""Between what bounds a figure is to be expected, from those around it and from how its series has
changed before.

The bounds of a count or another size are a factor, of a percentage they are points, and of a
balance, which can pass zero, an amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from report_builder.intake.part_sizes import adds_up
from report_builder.model.catalogue import PERCENT, POINT, Indicator
from report_builder.model.units import measure

HALF_TEN: Decimal = Decimal(10).sqrt()
"""From this factor on ten times is nearer than once: whatever a series did before, a figure that
far off may be in another unit.
"""
SMALL = 100
"""Counts below this are not compared with each other."""

_ENOUGH = 4
"""With fewer changes than this the past of a slice says nothing yet."""
_MARGIN = Decimal("1.5")
"""A change may be so many times the largest before."""
_FEW_IN = 20
"""Of so many changes the largest one is left out: a year of crisis does not widen it for ever."""
_LEAST_FACTOR, _FIRST_FACTOR = Decimal("1.1"), Decimal(2)
_LEAST_POINTS, _FIRST_POINTS = Decimal(5), Decimal(20)
_LEAST_PART = Decimal("0.1")
_NOISE = 3
"""How far the square roots of two counts lie apart by chance alone, at most: three times the
spread of a difference, with some room for people who come together.
"""
_DIGITS = 3


class Scale(StrEnum):
    """How changes of an indicator are measured."""

    FACTOR = "factor"
    POINTS = "points"
    AMOUNT = "amount"

    @classmethod
    def of(cls, indicator: Indicator) -> Scale:
        """A change of what can be below zero is an amount, of a share it is in points, and of
        anything else a factor.
        """
        if indicator.minimum < 0:
            return cls.AMOUNT
        return cls.POINTS if indicator.unit in (PERCENT, POINT) else cls.FACTOR


def is_count(indicator: Indicator) -> bool:
    """Whether an indicator counts one by one, so that chance has its part in a change."""
    return adds_up(indicator) and indicator.decimals == 0 and measure(indicator.unit).scale == 1


@dataclass(frozen=True)
class Range:
    """From what to what a figure is expected, both included."""

    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def within(self, other: Range) -> Range:
        """What both of them allow."""
        return Range(max(self.low, other.low), min(self.high, other.high))

    def rounded_out(self, decimals: int) -> Range:
        """The same in round numbers, a little wider, with that many decimals at most."""
        return Range(
            _rounded(self.low, decimals, ROUND_FLOOR), _rounded(self.high, decimals, ROUND_CEILING)
        )


def change_size(indicator: Indicator, around: Sequence[Decimal], value: Decimal) -> Decimal | None:
    """How far a figure lies outside those around it, by the scale of the indicator: zero within
    them, a factor less one, points or an amount; None where chance or a zero says nothing.
    """
    low, high = min(around), max(around)
    if Scale.of(indicator) is not Scale.FACTOR:
        return max(Decimal(0), value - high, low - value)
    if low <= 0 or value <= 0 or (is_count(indicator) and high < SMALL):
        return None
    return max(Decimal(1), value / high, low / value) - 1


def usual_change(own: Sequence[Decimal], pooled: Sequence[Decimal]) -> Decimal | None:
    """How much a slice may change, from its own changes, or from those of all slices where it has
    too few; None where these are too few as well.
    """
    changes = next((some for some in (own, pooled) if len(some) >= _ENOUGH), None)
    if changes is None:
        return None
    return sorted(changes)[-1 - len(changes) // _FEW_IN] * _MARGIN


def expected_range(indicator: Indicator, around: Sequence[Decimal], usual: Decimal | None) -> Range:
    """Between what a figure is expected beside those around it, when its slice changes as usual;
    None when that is not known.
    """
    low, high = min(around), max(around)
    match Scale.of(indicator):
        case Scale.FACTOR:
            factor = _FIRST_FACTOR if usual is None else max(_LEAST_FACTOR, 1 + usual)
            return _with_chance(indicator, Range(low / factor, high * factor), low, high)
        case Scale.POINTS:
            points = _FIRST_POINTS if usual is None else max(_LEAST_POINTS, usual)
            return Range(low - points, high + points)
        case Scale.AMOUNT:
            size = max(abs(low), abs(high))
            first = size * (HALF_TEN - 1)
            amount = first if usual is None else max(size * _LEAST_PART, usual)
            return Range(low - amount, high + amount)


def same_order(indicator: Indicator, around: Sequence[Decimal], largest: Decimal) -> Range:
    """From what to what a figure has the order of magnitude of those around it: the power of ten
    that lies nearest to their ratio is one. Of an amount that can pass zero it is the order of
    `largest`, the size of the largest figure that its slice has had.
    """
    low, high = min(around), max(around)
    match Scale.of(indicator):
        case Scale.FACTOR:
            return _with_chance(indicator, Range(low / HALF_TEN, high * HALF_TEN), low, high)
        case Scale.POINTS:
            return Range(
                min(low / HALF_TEN, low - _LEAST_POINTS), max(high * HALF_TEN, high + _LEAST_POINTS)
            )
        case Scale.AMOUNT:
            return Range(-largest * HALF_TEN, largest * HALF_TEN)


def _with_chance(indicator: Indicator, bounds: Range, low: Decimal, high: Decimal) -> Range:
    """The bounds of a count, with what chance alone can do to it."""
    if not is_count(indicator):
        return bounds
    by_chance = Range(
        max(Decimal(0), low.sqrt() - _NOISE) ** 2 if low >= SMALL else Decimal(0),
        max((high.sqrt() + _NOISE) ** 2, Decimal(SMALL - 1)),
    )
    return Range(min(bounds.low, by_chance.low), max(bounds.high, by_chance.high))


def _rounded(value: Decimal, decimals: int, rounding: str) -> Decimal:
    if not value:
        return value
    last = max(value.adjusted() - _DIGITS + 1, -decimals)
    return value.quantize(Decimal(1).scaleb(last), rounding)
