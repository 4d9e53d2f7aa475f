"""Whether the size of a figure can be right beside others: its unit, its sign, and how much it
differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from report_builder.deliveries.arrivals import NoticeKind
from report_builder.deliveries.doubt_texts import (
    band_text,
    change_text,
    range_text,
    times_text,
    value_text,
)
from report_builder.deliveries.expected_range import HALF_TEN, SMALL, Range, Scale, is_count
from report_builder.deliveries.past_figures import PastFigure
from report_builder.deliveries.series_past import SeriesPast
from report_builder.model.catalogue import PERCENT, POINT, Indicator
from report_builder.model.series import Slice

_FAR = 10 * HALF_TEN
"""From this factor on a hundred times is nearer than ten: how much a figure may differ from all of
its slice, when none of these is near it in time.
"""


class Doubt(NamedTuple):
    """What kind of doubt there is, and what is said of it."""

    kind: NoticeKind
    text: str


class Reference(NamedTuple):
    """What a figure is laid beside: other figures, and what messages call the first of them."""

    figures: Sequence[PastFigure]
    text: str

    @property
    def value(self) -> Decimal:
        """The value that messages name."""
        return self.figures[0].value


def find_lone_doubt(past: SeriesPast, key: Slice, value: Decimal) -> Doubt | None:
    """The doubt about a figure that has none around it: a fraction, a sign that its slice never
    had, far from all figures of its slice, or above all slices where it has none itself. Of a
    series that comes in for the first time the slices are not laid beside each other.
    """
    if _has_odd_decimals(past.indicator, value):
        return _fraction(value)
    if past.figures[key].largest:
        return _find_far_doubt(past, key, value)
    return None if past.is_empty else _find_doubt_above(past, value)


def _find_far_doubt(past: SeriesPast, key: Slice, value: Decimal) -> Doubt | None:
    """The doubt about a figure beside all those of its slice, of which none is near in time."""
    indicator, own = past.indicator, past.figures[key]
    if _has_turned(past, key, value):
        side = "boven" if value > 0 else "onder"
        return Doubt(NoticeKind.SIGN, f"{side} nul, waar de reeks nooit was")
    if Scale.of(indicator) is not Scale.FACTOR or not own.high > 0:
        return None
    least = Decimal(SMALL if is_count(indicator) else 0)
    if value > max(own.high, least) * _FAR:
        beside = f"het hoogste cijfer van dit deel, {value_text(indicator, own.high)}"
        return Doubt(NoticeKind.UNIT, times_text(value, own.high, beside))
    if own.low > max(value, least) * _FAR:
        beside = f"het laagste cijfer van dit deel, {value_text(indicator, own.low)}"
        return Doubt(NoticeKind.UNIT, times_text(value, own.low, beside))
    return None


def _find_doubt_above(past: SeriesPast, value: Decimal) -> Doubt | None:
    """The doubt about a figure that is far above those of all other slices."""
    largest = past.largest
    is_above = abs(value) >= max(largest * HALF_TEN, Decimal(SMALL))
    if not largest or not is_above:
        return None
    beside = f"het grootste cijfer van de reeks, {value_text(past.indicator, largest)}"
    return Doubt(NoticeKind.UNIT, times_text(value, largest, beside))


def find_size_doubt(
    past: SeriesPast, key: Slice, beside: Reference, value: Decimal
) -> Doubt | None:
    """The doubt about a figure of a slice beside others: a fraction, another sign, another order of
    magnitude, or a jump.
    """
    indicator = past.indicator
    if _is_fraction(indicator, value, beside.value):
        return _fraction(value)
    if _has_turned(past, key, value):
        side = "boven" if value > 0 else "onder"
        return Doubt(NoticeKind.SIGN, f"{side} nul, waar de reeks nooit was: {beside.text}")
    if indicator.band is None:
        return _outside(indicator, past.expected(key, beside.figures), beside, value)
    order = past.order(key, beside.figures)
    return _outside(indicator, order, beside, value) or _outside_band(indicator, beside, value)


def _is_fraction(indicator: Indicator, value: Decimal, beside: Decimal) -> bool:
    """Whether a percentage looks like a part of one: a hundred times as much lies nearer to the
    figure beside it.
    """
    if indicator.unit != PERCENT or not 0 < abs(value) <= 1:
        return False
    is_nearer = abs(100 * value - beside) < abs(value - beside)
    return is_nearer or _has_odd_decimals(indicator, value)


def _has_odd_decimals(indicator: Indicator, value: Decimal) -> bool:
    """Whether a percentage below one has decimals that its series never has."""
    is_part = indicator.unit == PERCENT and 0 < abs(value) < 1
    return is_part and value != round(value, indicator.decimals)


def _fraction(value: Decimal) -> Doubt:
    part, percents = _plain(value), _plain(100 * value)
    text = f"{part} lijkt een deel van 1; bedoeld is misschien {percents}%"
    return Doubt(NoticeKind.UNIT, text)


def _has_turned(past: SeriesPast, key: Slice, value: Decimal) -> bool:
    """Whether a figure has the sign that none of its slice had before."""
    figures = past.figures[key]
    if value > 0:
        return figures.low < 0 and figures.high <= 0
    return value < 0 and figures.low >= 0 and figures.high > 0


def _outside(
    indicator: Indicator, bounds: Range, beside: Reference, value: Decimal
) -> Doubt | None:
    """The doubt about a figure that lies outside bounds: another order of magnitude than the one
    beside it, or else a jump.
    """
    if value in bounds:
        return None
    if value * beside.value > 0:
        low, high = sorted((abs(value), abs(beside.value)))
        if high / low >= HALF_TEN:
            return Doubt(NoticeKind.UNIT, times_text(value, beside.value, beside.text))
    change = change_text(indicator, value, beside.value, beside.text)
    return Doubt(NoticeKind.JUMP, f"{change}; {range_text(indicator, bounds)}")


def _outside_band(indicator: Indicator, beside: Reference, value: Decimal) -> Doubt | None:
    """The doubt about a figure outside the band of the catalogue; from zero any change is."""
    assert indicator.band is not None
    change, earlier = abs(value - beside.value), beside.value
    is_share = indicator.unit in (PERCENT, POINT)
    most = indicator.band if is_share else abs(earlier) * indicator.band / 100
    if change <= most:
        return None
    text = change_text(indicator, value, earlier, beside.text)
    band = f"; {band_text(indicator)}" if earlier or is_share else ""
    return Doubt(NoticeKind.JUMP, f"{text}{band}")


def _plain(value: Decimal) -> str:
    """A number in Dutch with all its decimals and no more."""
    return f"{value.normalize():f}".replace(".", ",")
