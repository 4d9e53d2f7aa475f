"""What changed between two editions: which number of the one stands for which number of the other.

Revisions stand apart from new figures: a number is revised when the same thing over the same period
has another value, and newer when the same thing is printed over a later period.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from report_builder.model.period import Period
from report_builder.model.trace import Observed, Operation, OperationKind
from report_builder.model.value import Freshness, worst
from report_builder.registers.number_register import PrintedRow


class NumberChange(StrEnum):
    """What became of a number from one edition to the next."""

    REVISED = "herzien"
    NEWER = "nieuwere periode"
    NEW = "nieuw"
    GONE = "vervallen"
    REWORDED = "anders geschreven"
    SAME = "ongewijzigd"


@dataclass(frozen=True)
class Number:
    """A number that an edition prints, wherever it does: the same observations, put together in the
    same way.
    """

    operation: Operation
    observed: tuple[Observed, ...]
    texts: tuple[str, ...]
    amount: Decimal | None
    unit: str
    source: str
    freshness: Freshness
    places: tuple[tuple[str, str], ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of its observations."""
        return tuple(observed.period for observed in self.observed)

    @property
    def text(self) -> str:
        """What is printed; more than one where it is rounded in different ways."""
        return " · ".join(self.texts)

    @property
    def is_history(self) -> bool:
        """Whether it was asked for by its period, rather than following the figures."""
        return self.freshness is Freshness.HISTORY


@dataclass(frozen=True)
class Pair:
    """A number in the old edition, in the new one, or in both."""

    change: NumberChange
    old: Number | None
    new: Number | None

    @property
    def latest(self) -> Number:
        """The number as it is printed last."""
        number = self.new or self.old
        assert number is not None
        return number


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


def _by_thing(rows: Iterable[PrintedRow]) -> dict[Hashable, list[Number]]:
    """The numbers of an edition by what they are, whatever their period."""
    things: dict[Hashable, dict[Hashable, list[PrintedRow]]] = {}
    for row in rows:
        if row.operation.kind is OperationKind.PERIOD:
            continue  # a period that is printed is no figure
        is_history = row.freshness is Freshness.HISTORY
        same = things.setdefault(_thing(row), {})
        same.setdefault((row.observed, is_history), []).append(row)
    return {thing: [_number(group) for group in same.values()] for thing, same in things.items()}


def _thing(row: PrintedRow) -> Hashable:
    if not row.observed:
        return (row.operation, row.source, row.text)
    if row.operation.kind is OperationKind.RANKING:
        # Which slices lead is what a ranking tells, so that they are not what it is known by.
        return (row.operation, row.observed[0].indicator)
    return (row.operation, *(observed.thing for observed in row.observed))


def _number(rows: Sequence[PrintedRow]) -> Number:
    first = rows[0]
    return Number(
        first.operation,
        first.observed,
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
    pairs = _pair_current(old, new)
    pairs += _pair_by_period(_history(old), _history(new))
    # What was current then may be asked for by its period now, and the reverse.
    pairs += _pair_by_period(_unpaired(old, pairs), _unpaired(new, pairs))
    pairs += _pair_by_period(_unpaired(old, pairs), _unpaired(new, pairs), years)
    yield from pairs
    for number in _unpaired(old, pairs):
        counterpart = _find_same_periods(number, new)
        yield _pair(number, counterpart) if counterpart else Pair(NumberChange.GONE, number, None)
    for number in _unpaired(new, pairs):
        counterpart = _find_same_periods(number, old)
        yield _pair(counterpart, number) if counterpart else Pair(NumberChange.NEW, None, number)


def _pair_current(old: Sequence[Number], new: Sequence[Number]) -> list[Pair]:
    """What follows the figures: the newest stands for the newest."""
    return [_pair(*both) for both in zip(_current(old), _current(new), strict=False)]


def _pair_by_period(old: Sequence[Number], new: Sequence[Number], years: int = 0) -> list[Pair]:
    by_periods = {tuple(_moved(period, years) for period in one.periods): one for one in old}
    pairs = []
    for number in new:
        counterpart = by_periods.get(tuple(_moved(period, 0) for period in number.periods))
        if counterpart:
            pairs.append(_pair(counterpart, number))
    return pairs


def _moved(period: Period, years: int) -> Hashable:
    """The same period in another year. A day need not exist there: it only has to be equal."""
    first = period.first
    return period.frequency, first.year + years, first.month, first.day


def _current(numbers: Sequence[Number]) -> list[Number]:
    """The numbers that follow the figures, newest first."""
    current = [number for number in numbers if not number.is_history]
    return sorted(current, key=lambda number: number.periods, reverse=True)


def _history(numbers: Sequence[Number]) -> list[Number]:
    return [number for number in numbers if number.is_history]


def _unpaired(numbers: Sequence[Number], pairs: Sequence[Pair]) -> list[Number]:
    paired = {id(number) for pair in pairs for number in (pair.old, pair.new)}
    return [number for number in numbers if id(number) not in paired]


def _find_same_periods(number: Number, others: Sequence[Number]) -> Number | None:
    """The number over the same periods: a current one becomes history as time goes on."""
    return next((other for other in others if other.periods == number.periods), None)


def _pair(old: Number, new: Number) -> Pair:
    return Pair(_change(old, new), old, new)


def _change(old: Number, new: Number) -> NumberChange:
    if old.periods != new.periods:
        return NumberChange.NEWER
    is_word = old.amount is None
    is_same = old.texts == new.texts if is_word else old.amount == new.amount
    if not is_same:
        return NumberChange.REVISED
    return NumberChange.SAME if old.texts == new.texts else NumberChange.REWORDED
