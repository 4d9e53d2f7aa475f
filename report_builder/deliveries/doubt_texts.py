"""What is said of a doubt about the size of a figure, in Dutch."""

from __future__ import annotations

from decimal import Decimal

from report_builder.deliveries.expected_range import Range, Scale
from report_builder.deliveries.past_figures import PastFigure
from report_builder.model.catalogue import PERCENT, POINT, Indicator
from report_builder.model.period import Frequency, Period
from report_builder.wording.numbers import number_text
from report_builder.wording.periods import period_text

_LEAST, _MOST = Decimal("0.8"), Decimal("1.25")
"""Times a power of ten: how far a ratio may lie from exactly that and still be about it."""
_MANY = 100
"""From so many times on a decimal says nothing."""
_MOST_TIMES = Decimal(10**9)
_MOST_DECIMALS = 6


def figure_text(indicator: Indicator, figure: PastFigure) -> str:
    """A figure with its period."""
    return f"{value_text(indicator, figure.value)} {time_text(figure.period)}"


def time_text(period: Period) -> str:
    """When something was: in 2024, op 31 december 2024, in het tweede kwartaal 2024."""
    match period.frequency:
        case Frequency.DAY:
            return f"op {period_text(period)}"
        case Frequency.QUARTER | Frequency.HALF:
            return f"in het {period_text(period)}"
    return f"in {period_text(period)}"


def value_text(indicator: Indicator, value: Decimal) -> str:
    """A value with the decimals that it has, up to six, and at least those of its indicator."""
    decimals = min(_MOST_DECIMALS, -int(value.normalize().as_tuple().exponent))
    return number_text(value, max(indicator.decimals, decimals))


def times_text(value: Decimal, reference: Decimal, beside: str) -> str:
    """How many times a reference that is not zero a figure of the same sign is, or which part of
    it: about which power of ten, where it is near one.
    """
    low, high = sorted((abs(reference), abs(value)))
    ratio = min(high / low, _MOST_TIMES)
    nearest = Decimal(1).scaleb(int(ratio.log10().to_integral_value()))
    is_about = nearest * _LEAST <= ratio <= nearest * _MOST
    exact = number_text(ratio, 1 if ratio < _MANY else 0)
    about = f"ongeveer {number_text(nearest)}" if is_about else exact
    size = "groot" if abs(value) > abs(reference) else "klein"
    return f"{about} keer zo {size} als {beside}"


def change_text(indicator: Indicator, value: Decimal, reference: Decimal, beside: str) -> str:
    """By how much a figure differs from a reference: in points of a share, as an amount of what can
    pass zero, in percents of anything else.
    """
    change = value - reference
    more_or_less = "meer" if change > 0 else "minder"
    if indicator.unit in (PERCENT, POINT):
        size = f"{number_text(abs(change), 1)} procentpunt"
    elif Scale.of(indicator) is Scale.AMOUNT:
        size = value_text(indicator, abs(change))
    elif reference == 0:
        return f"{value_text(indicator, value)}, waar het {beside} was"
    else:
        size = f"{number_text(abs(change / reference) * 100, 1)}%"
    return f"{size} {more_or_less} dan {beside}"


def range_text(indicator: Indicator, bounds: Range) -> str:
    """Between what a figure was to be expected, in round numbers."""
    shown = bounds.rounded_out(indicator.decimals)
    low, high = value_text(indicator, shown.low), value_text(indicator, shown.high)
    return f"uit eerdere cijfers volgt {low} tot {high}"


def band_text(indicator: Indicator) -> str:
    """The band that the catalogue gives."""
    assert indicator.band is not None
    decimals = -int(indicator.band.normalize().as_tuple().exponent)
    unit = " procentpunt" if indicator.unit in (PERCENT, POINT) else "%"
    return f"de band is {number_text(indicator.band, max(0, decimals))}{unit}"
