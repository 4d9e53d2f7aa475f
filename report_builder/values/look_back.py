"""Filters that look back over a series: for how many years in a row, and since when it was not so
high or low.

Like `.vorig` they compare with the same period of earlier years. They go back as far as the figures
can be compared: to the begin of the series, or to the last break in it (status B). Where a value is
missing on the way they refuse (contract: a word never guesses). Provisional and estimated values
count; when they are revised, so are the words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from report_builder.model.expression import called
from report_builder.model.period import Period
from report_builder.model.trace import OperationKind
from report_builder.problems import Fault
from report_builder.values.arguments import a_number
from report_builder.values.breaks import BREAK
from report_builder.values.evaluation import Outcome, evaluate
from report_builder.values.operands import Calculation, Operand, a_year_before
from report_builder.values.operations import highest_count, lowest_count, step_sign, streak_count
from report_builder.values.quantity import Quantity, Word
from report_builder.values.series_edges import LookBack, SeriesEdge
from report_builder.wording.changes import direction_text
from report_builder.wording.history import Edge, extreme_text, same_text, streak_text


@dataclass(frozen=True)
class _Past:
    """A number and the same number in earlier years, newest first, and why it goes back no
    further.
    """

    operands: tuple[Operand, ...]
    outcomes: tuple[Outcome, ...]
    edge: SeriesEdge | None

    def calculation(self, kind: OperationKind) -> Calculation:
        """The operation on all of them."""
        return Calculation(kind, self.operands)

    def counted(self, kind: OperationKind, name: str) -> Calculation:
        """The operation that counts them; the number cannot say that a break kept it from counting
        further, so that a warning does.
        """
        edge = self.edge
        if edge is None or edge.edge is not Edge.BREAK:
            return self.calculation(kind)
        message = f"{name} telt niet verder terug dan de breuk in de reeks in {edge.year}"
        hint = f"kijk zelf niet verder terug: {name}(vanaf={edge.year})"
        return replace(self.calculation(kind), told=(Fault(BREAK, message, hint),))


def op_rij(subject: object, vanaf: object = None) -> Word:
    """The direction, and for which year in a row: voor het derde jaar op rij gedaald; of one year
    the direction.
    """
    number = a_number(subject, "op_rij")

    def text(past: _Past) -> str:
        amounts = [outcome.amount for outcome in past.outcomes]
        step = evaluate(
            Calculation(OperationKind.DIRECTION, past.operands[:2]), number.dataset
        ).amount
        count = streak_count(amounts)
        return streak_text(direction_text(step.value, step.decimals), count, past.edge is not None)

    def count(past: _Past) -> Calculation:
        return past.counted(OperationKind.STREAK, "op_rij")

    return _word(number, lambda: _row(number, vanaf, "op_rij"), count, text)


def jaren_op_rij(subject: object, vanaf: object = None) -> Quantity:
    """For how many years in a row it rises or falls; 0 when it stayed the same."""
    number = a_number(subject, "jaren_op_rij")
    past = _row(number, vanaf, "jaren_op_rij")
    return Quantity(number.dataset, past.counted(OperationKind.STREAK, "jaren_op_rij"))


def uiterste(subject: object, vanaf: object = None) -> Word:
    """Since when it was not so high or so low: het hoogste aantal sinds 2016."""
    number = a_number(subject, "uiterste")

    def text(past: _Past) -> str:
        first, before = past.outcomes[:2]
        now, then, limit = first.period, before.period, past.outcomes[-1].period
        assert now
        assert then
        assert limit
        if first.amount.value == before.amount.value:
            return same_text(first.amount.unit, then)
        is_high = first.amount.value > before.amount.value
        kind = past.edge.edge if past.edge else None
        return extreme_text(is_high, first.amount.unit, now, _edge_period(past, limit), kind)

    def compared(past: _Past) -> Calculation:
        return past.calculation(OperationKind.EXTREME)

    return _word(number, lambda: _extreme(number, vanaf, "uiterste"), compared, text)


def jaren_uiterste(subject: object, vanaf: object = None) -> Quantity:
    """How many earlier years in a row it surpasses, upwards or downwards."""
    number = a_number(subject, "jaren_uiterste")
    past = _extreme(number, vanaf, "jaren_uiterste")
    return Quantity(number.dataset, past.counted(OperationKind.EXTREME, "jaren_uiterste"))


def _edge_period(past: _Past, limit: Period) -> Period:
    """The last period that was compared; at a break inside a year, one of the year of the break."""
    if past.edge is None or past.edge.edge is not Edge.BREAK:
        return limit
    return Period.ending(past.edge.year, limit.frequency)


def _word(
    number: Quantity,
    look: Callable[[], _Past],
    calculation: Callable[[_Past], Calculation],
    text: Callable[[_Past], str],
) -> Word:
    def make() -> Word:
        past = look()
        return number.word(lambda _: text(past), calculation(past))

    return Word(lambda: make().printed())


def _row(number: Quantity, since: object, name: str) -> _Past:
    """Back to where the direction of the last year was not yet there."""

    def goes_on(outcomes: list[Outcome]) -> bool:
        amounts = [outcome.amount for outcome in outcomes]
        return streak_count(amounts) == len(amounts) - 1 and step_sign(*amounts[:2]) != 0

    return _look_back(number, since, name, goes_on)


def _extreme(number: Quantity, since: object, name: str) -> _Past:
    """Back to the first value that is as high or as low as the last one."""

    def goes_on(outcomes: list[Outcome]) -> bool:
        amounts = [outcome.amount for outcome in outcomes]
        return max(highest_count(amounts), lowest_count(amounts)) == len(amounts) - 1

    return _look_back(number, since, name, goes_on)


def _look_back(
    number: Quantity, since: object, name: str, goes_on: Callable[[list[Outcome]], bool]
) -> _Past:
    """The number in one year after another, as long as asked for. Raises Fault where it cannot be
    compared.
    """
    look_back = LookBack(name, _year(since, name), number.dataset)
    operands, outcomes = [number.operand], [number.outcome()]
    if outcomes[0].period is None:
        message = f"het filter '{name}' werkt op een getal uit de data"
        raise Fault("filter", message, "noem een indicator")
    # The first step is always taken: without an earlier value there is nothing to tell.
    while len(outcomes) == 1 or goes_on(outcomes):
        before = a_year_before(operands[-1])
        edge = look_back.find_edge(operands[-1], before)
        if edge and len(outcomes) == 1:
            reason = f"({edge.edge}, {edge.year})"
            message = f"{name}: er is geen eerder cijfer om mee te vergelijken {reason}"
            raise Fault("reeks", message, "haal dit filter weg, of lever eerdere cijfers aan")
        if edge:
            return _Past(tuple(operands), tuple(outcomes), edge)
        operands.append(before)
        outcomes.append(evaluate(before, number.dataset))
    return _Past(tuple(operands), tuple(outcomes), None)


def _year(since: object, name: str) -> int | None:
    if since is None or (isinstance(since, int) and not isinstance(since, bool)):
        return since
    message = f"{name}: vanaf vraagt om een jaar, niet {called(since)}"
    raise Fault("argument", message, f"schrijf {name}(vanaf=2015)")
