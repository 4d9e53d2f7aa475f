"""Where the line of a series runs in a picture of it: a small one beside a number, and one with its
axes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Frequency
from report_builder.model.series import Observation, Status
from report_builder.wording.numbers import number_text, quantity_text, with_unit
from report_builder.wording.periods import period_text, short_period_text

_MOST_SMALL = 120
"""So many observations a small picture shows, the last ones."""
_SMALL = (96.0, 28.0)
_LARGE = (720.0, 280.0)
_LEFT, _RIGHT, _TOP, _BOTTOM = 92.0, 26.0, 14.0, 34.0
_MOST_LABELS = {Frequency.YEAR: 11}
_FEW_LABELS = 6
"""Labels of months and days are longer than those of years."""
_STEPS = (1.0, 2.0, 5.0, 10.0)
_GRID = 4
_LEAST = 1e-9
"""Less than this two numbers do not differ."""


@dataclass(frozen=True)
class Dot:
    """An observation in a picture, and what it says in words."""

    x: float
    y: float
    text: str = ""
    is_provisional: bool = False


@dataclass(frozen=True)
class Tick:
    """A place on an axis, and what stands there."""

    at: float
    text: str


@dataclass(frozen=True)
class SmallPicture:
    """A line without axes, in pieces where values are missing, and where it ends."""

    width: float
    height: float
    strokes: tuple[str, ...]
    zero: float
    end: Dot


@dataclass(frozen=True)
class LargePicture:
    """A line with its axes: its pieces, its observations, the breaks in it."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    strokes: tuple[str, ...]
    dots: tuple[Dot, ...]
    breaks: tuple[float, ...]
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]


@dataclass(frozen=True)
class _Frame:
    """A rectangle in which time runs to the right and amounts upwards."""

    left: float
    right: float
    top: float
    bottom: float
    first: int
    last: int
    low: float
    high: float

    def x(self, item: Observation) -> float:
        share = (item.period.first.toordinal() - self.first) / ((self.last - self.first) or 1)
        middle = 0.5 if self.last == self.first else share
        return round(self.left + middle * (self.right - self.left), 1)

    def y(self, amount: float) -> float:
        share = (amount - self.low) / ((self.high - self.low) or 1)
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def dot(self, item: Observation, indicator: Indicator) -> Dot:
        assert item.value is not None
        value = quantity_text(item.value, indicator.unit, indicator.decimals)
        is_provisional = item.status is Status.PROVISIONAL
        sign = " (voorlopig)" if is_provisional else ""
        text = f"{period_text(item.period)}: {value}{sign}"
        return Dot(self.x(item), self.y(float(item.value)), text, is_provisional)


def draw_small(observations: Sequence[Observation]) -> SmallPicture | None:
    """A series as a small line from zero; None with fewer than two values."""
    shown = observations[-_MOST_SMALL:]
    known = [item for item in shown if item.value is not None]
    if len(known) < 2:
        return None
    low, high = _bounds(known)
    width, height = _SMALL
    frame = _frame(known, (2.0, width - 4.0, 3.0, height - 3.0), low, high)
    assert known[-1].value is not None
    end = Dot(frame.x(known[-1]), frame.y(float(known[-1].value)))
    return SmallPicture(width, height, _strokes(frame, shown), frame.y(0.0), end)


def draw_large(observations: Sequence[Observation], indicator: Indicator) -> LargePicture | None:
    """A series with its axes; None with fewer than two values."""
    known = [item for item in observations if item.value is not None]
    if len(known) < 2:
        return None
    step, low, high = _round_bounds(*_bounds(known))
    width, height = _LARGE
    room = (_LEFT, width - _RIGHT, _TOP, height - _BOTTOM)
    frame = _frame(known, room, low, high)
    return LargePicture(
        width,
        height,
        *room,
        _strokes(frame, observations),
        tuple(frame.dot(item, indicator) for item in known),
        tuple(frame.x(item) for item in known if item.status is Status.BREAK),
        tuple(_rows(frame, step, indicator)),
        tuple(_columns(frame, known)),
    )


def _bounds(known: Sequence[Observation]) -> tuple[float, float]:
    """The lowest and highest value, and zero."""
    values = [float(item.value) for item in known if item.value is not None]
    return min(*values, 0.0), max(*values, 0.0)


def _round_bounds(low: float, high: float) -> tuple[float, float, float]:
    """A round step, and the multiples of it around both values."""
    rough = (high - low) / _GRID or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in _STEPS if power * factor >= rough * (1 - _LEAST))
    return step, math.floor(low / step) * step, math.ceil(high / step) * step or step


def _frame(
    known: Sequence[Observation],
    room: tuple[float, float, float, float],
    low: float,
    high: float,
) -> _Frame:
    days = [item.period.first.toordinal() for item in known]
    return _Frame(*room, min(days), max(days), low, high)


def _strokes(frame: _Frame, observations: Sequence[Observation]) -> tuple[str, ...]:
    """The points of each piece of the line; a value between two that are missing is a piece by
    itself.
    """
    pieces: list[list[str]] = [[]]
    for item in observations:
        if item.value is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{frame.x(item)},{frame.y(float(item.value))}")
    return tuple(" ".join(piece) for piece in pieces if piece)


def _rows(frame: _Frame, step: float, indicator: Indicator) -> list[Tick]:
    decimals = max(0, -math.floor(math.log10(step) + _LEAST))
    count = round((frame.high - frame.low) / step)
    amounts = [frame.low + number * step for number in range(count + 1)]
    sign = indicator.unit if indicator.unit == "procent" else ""
    return [
        Tick(frame.y(amount), with_unit(number_text(Decimal(str(amount)), decimals), sign))
        for amount in amounts
    ]


def _columns(frame: _Frame, known: Sequence[Observation]) -> list[Tick]:
    """Labels at observations that stand far enough from each other, the last of them among them."""
    most = _MOST_LABELS.get(known[-1].period.frequency, _FEW_LABELS)
    apart = (frame.right - frame.left) / most
    ticks: list[Tick] = []
    for item in reversed(known):
        place = frame.x(item)
        if not ticks or ticks[-1].at - place >= apart * 0.8:
            ticks.append(Tick(place, short_period_text(item.period)))
    return ticks
