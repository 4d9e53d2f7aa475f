"""What changed between two editions: which number of the one stands for which number of the other.

Revisions stand apart from new figures: a number is revised when the same thing over the same period
has another value, and newer when the same thing is printed over a later period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest

from report_builder.model.value import Freshness, worst
from report_builder.registers.printed_rows import PERIOD_OPERATION, Cell, PrintedRow


class Change(StrEnum):
    """What became of a number from one edition to the next."""

    REVISED = "herzien"
    NEWER = "nieuwere periode"
    NEW = "nieuw"
    GONE = "vervallen"
    REWORDED = "anders geschreven"
    SAME = "ongewijzigd"


@dataclass(frozen=True)
class Number:
    """A number that an edition prints, wherever it does: the same cells, put together in the same
    way.
    """

    operation: str
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]
    amount: Decimal | None
    unit: str
    source: str
    freshness: Freshness
    places: tuple[tuple[str, str], ...]

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of its cells."""
        return tuple(cell.period for cell in self.cells)

    @property
    def text(self) -> str:
        """What is printed; more than one where it is rounded in different ways."""
        return " · ".join(self.texts)


@dataclass(frozen=True)
class Pair:
    """A number in the old edition, in the new one, or in both."""

    change: Change
    old: Number | None
    new: Number | None

    @property
    def any(self) -> Number:
        """The number as it is printed last."""
        made = self.new or self.old
        assert made is not None
        return made


@dataclass(frozen=True)
class Observed:
    """A value as an edition holds it, with its status where that is known."""

    value: Decimal | None
    status: str = ""


@dataclass(frozen=True)
class Revision:
    """An observation that has another value in the new edition than in the old one."""

    cell: Cell
    old: Observed
    new: Observed


def find_revisions(old: Mapping[Cell, Observed], new: Mapping[Cell, Observed]) -> list[Revision]:
    """The observations of the old edition that have another value, or none any more, in the new
    one.
    """
    both = (Revision(cell, made, new.get(cell, Observed(None))) for cell, made in old.items())
    return [
        found
        for found in both
        if found.old.value is not None and found.old.value != found.new.value
    ]


def compare(old: Sequence[PrintedRow], new: Sequence[PrintedRow], years: int) -> list[Pair]:
    """Every number of two editions, each with its counterpart; `years` lie between them.

    A current number stands for the current number of the same thing, a number over a period that
    was asked for stands for the same period, or for the one `years` later where the template was
    rolled on.
    """
    before, after = _by_thing(old), _by_thing(new)
    pairs: list[Pair] = []
    for thing in dict.fromkeys([*after, *before]):
        pairs += _compare_thing(before.get(thing, []), after.get(thing, []), years)
    return pairs


Thing = tuple[object, ...]


def _by_thing(rows: Iterable[PrintedRow]) -> dict[Thing, list[Number]]:
    """The numbers of an edition by what they are, whatever their period."""
    groups: dict[Thing, dict[Thing, list[PrintedRow]]] = {}
    for row in rows:
        if row.operation != PERIOD_OPERATION:
            own = (row.cells, row.freshness is Freshness.HISTORY)
            groups.setdefault(_thing(row), {}).setdefault(own, []).append(row)
    return {thing: [_number(same) for same in found.values()] for thing, found in groups.items()}


def _thing(row: PrintedRow) -> Thing:
    if not row.cells:
        return (row.operation, row.source, row.text)
    if row.operation.startswith("rangschikking"):
        return (row.operation, row.cells[0].indicator)  # which slices lead is what it tells
    return (row.operation, *((cell.indicator, cell.slice) for cell in row.cells))


def _number(rows: Sequence[PrintedRow]) -> Number:
    first = rows[0]
    return Number(
        first.operation,
        first.cells,
        tuple(dict.fromkeys(row.text for row in rows)),
        first.amount,
        first.unit,
        first.source,
        worst([row.freshness for row in rows]),
        tuple(dict.fromkeys((row.document, row.place) for row in rows)),
    )


def _compare_thing(old: Sequence[Number], new: Sequence[Number], years: int) -> Iterator[Pair]:
    """The pairs of one thing: what is current by age, what is history by period; the rest is new or
    gone.
    """
    pairs = [(a, b) for a, b in zip_longest(_current(old), _current(new)) if a and b]
    pairs += _same_periods(_history(old), _history(new), 0)
    left_old, left_new = _left(old, pairs, 0), _left(new, pairs, 1)
    pairs += _same_periods(left_old, left_new, 0)
    pairs += _same_periods(_left(old, pairs, 0), _left(new, pairs, 1), years)
    for a, b in pairs:
        yield Pair(_change(a, b), a, b)
    for a in _left(old, pairs, 0):
        other = _over(a.periods, new)
        yield Pair(_change(a, other), a, other) if other else Pair(Change.GONE, a, None)
    for b in _left(new, pairs, 1):
        other = _over(b.periods, old)
        yield Pair(_change(other, b), other, b) if other else Pair(Change.NEW, None, b)


def _current(numbers: Sequence[Number]) -> list[Number]:
    """The numbers that follow the figures, newest first."""
    current = [number for number in numbers if number.freshness is not Freshness.HISTORY]
    return sorted(current, key=lambda number: number.periods, reverse=True)


def _history(numbers: Sequence[Number]) -> list[Number]:
    return [number for number in numbers if number.freshness is Freshness.HISTORY]


def _same_periods(
    old: Sequence[Number], new: Sequence[Number], years: int
) -> list[tuple[Number, Number]]:
    by_period = {
        tuple(_later(period, years) for period in number.periods): number for number in old
    }
    return [(by_period[number.periods], number) for number in new if number.periods in by_period]


def _later(period: str, years: int) -> str:
    return f"{int(period[:4]) + years:04}{period[4:]}"


def _left(
    numbers: Sequence[Number], pairs: Sequence[tuple[Number, Number]], side: int
) -> list[Number]:
    used = {id(pair[side]) for pair in pairs}
    return [number for number in numbers if id(number) not in used]


def _over(periods: tuple[str, ...], numbers: Sequence[Number]) -> Number | None:
    """The number over the same periods: a current one becomes history as time goes on."""
    return next((number for number in numbers if number.periods == periods), None)


def _change(old: Number, new: Number) -> Change:
    if old.periods != new.periods:
        return Change.NEWER
    same = old.amount == new.amount if old.amount is not None else old.texts == new.texts
    if not same:
        return Change.REVISED
    return Change.SAME if old.texts == new.texts else Change.REWORDED
