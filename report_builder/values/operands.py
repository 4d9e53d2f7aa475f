"""What a calculation is made of: observations, numbers typed in a formula, and operations on
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Slice
from report_builder.model.trace import OperationKind
from report_builder.problems import Fault

_MOST_PARTS = 1_000
"""A calculation that is doubled in a template again and again would take for ever."""


@dataclass(frozen=True)
class SliceReading:
    """A reading of one slice: of `period` when that is given, else the current one.

    `years_back` counts back from there; `until` bounds the current one, as a ranking does, and so
    does `known_until`: up to when the inhabitants are known that it is laid beside. One that
    `opens` another is read on 1 January of the year in which that is read.
    """

    indicator: Indicator
    key: Slice
    period: Period | None = None
    years_back: int = 0
    until: Period | None = None
    known_until: Period | None = None
    opens: SliceReading | None = None

    @property
    def is_current(self) -> bool:
        """Whether this follows the data rather than naming its period, or following another."""
        return self.period is None and self.opens is None

    @property
    def bound(self) -> Period | None:
        """The earlier of its bounds; None where it has none."""
        return min(filter(None, (self.until, self.known_until)), default=None)


@dataclass(frozen=True)
class Constant:
    """A number that stands in the formula itself."""

    amount: Decimal


@dataclass(frozen=True)
class Calculation:
    """An operation on operands."""

    kind: OperationKind
    operands: tuple[Operand, ...]
    decimals: int | None = None
    """With how many it is printed, where that was asked for."""
    is_meant: bool = False
    """Whether it was said that what it lays side by side has different units."""
    told: tuple[Fault, ...] = field(default=(), compare=False)
    """The warnings of whoever made it."""
    size: int = field(init=False, compare=False, repr=False)
    """How many parts it has, one that is used twice counted twice: so often it is worked out."""

    def __post_init__(self) -> None:
        size = 1 + sum(part.size if isinstance(part, Calculation) else 1 for part in self.operands)
        if size > _MOST_PARTS:
            message = f"deze berekening heeft meer dan {_MOST_PARTS} onderdelen"
            raise Fault("taal", message, "reken in minder stappen")
        object.__setattr__(self, "size", size)


Operand = SliceReading | Constant | Calculation


def readings(operand: Operand) -> Iterator[SliceReading]:
    """The observations that an operand is made of, from left to right."""
    if isinstance(operand, SliceReading):
        yield operand
    elif isinstance(operand, Calculation):
        for part in operand.operands:
            yield from readings(part)


def a_year_before(operand: Operand) -> Operand:
    """The same operand one year earlier."""
    if isinstance(operand, SliceReading):
        return _reading_before(operand)
    if isinstance(operand, Calculation):
        return replace(operand, operands=tuple(a_year_before(part) for part in operand.operands))
    return operand


def _reading_before(reading: SliceReading) -> SliceReading:
    if reading.opens:
        return replace(reading, opens=_reading_before(reading.opens))
    return replace(reading, years_back=reading.years_back + 1)
