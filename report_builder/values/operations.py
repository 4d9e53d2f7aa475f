"""The operations on amounts: arithmetic, shares and changes, each with the unit of its outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from itertools import pairwise, takewhile

from report_builder.model.catalogue import PERCENT, POINT
from report_builder.model.population import PER_THOUSAND, POPULATION
from report_builder.model.trace import OperationKind
from report_builder.model.units import measure, scaled
from report_builder.problems import Fault
from report_builder.wording.numbers import PRECISION, rounded

_POINTS = (PERCENT, POINT)
MOST_DECIMALS = 6
"""No number is printed with more."""
RATE_DECIMALS = 1
"""With how many a number per thousand inhabitants is printed."""


@dataclass(frozen=True)
class Amount:
    """A number with its unit and the decimals it is printed with; a plain number has no unit."""

    value: Decimal
    unit: str = ""
    decimals: int = 0
    is_plain: bool = False
    is_printed: bool = False
    """Whether it stands in a series, so that it is printed as it is, beside what is made of it."""


def calculate(kind: OperationKind, amounts: list[Amount]) -> Amount:
    """The outcome of an operation. Raises Fault where there is none."""
    with localcontext(prec=PRECISION):
        return _OPERATIONS[kind](*amounts)


def _added(a: Amount, b: Amount) -> Amount:
    return Amount(a.value + b.value, _common_unit(a, b), max(a.decimals, b.decimals))


def _subtracted(a: Amount, b: Amount) -> Amount:
    unit = POINT if a.unit == b.unit == PERCENT else _common_unit(a, b)
    return Amount(a.value - b.value, unit, difference_decimals(a, b))


def _common_unit(a: Amount, b: Amount) -> str:
    return b.unit if a.is_plain else a.unit


def difference_decimals(a: Amount, b: Amount) -> int:
    """The decimals that a difference needs so that it does not contradict what stands in view: of
    2,4 and 2,6, that are printed as 2 and 3, it is 0,2 and not 0.

    That is one more than its parts are printed with where their difference as printed is another
    than the difference itself, and so many that it is not printed as none.
    """
    decimals = max(a.decimals, b.decimals)
    if not (_is_in_view(a) and _is_in_view(b)):
        return decimals
    difference, in_view = (
        a.value - b.value,
        rounded(a.value, a.decimals) - rounded(b.value, b.decimals),
    )
    if rounded(difference, decimals) == in_view:
        return decimals
    finer = range(decimals + 1, MOST_DECIMALS + 1)
    return next((one for one in finer if rounded(difference, one)), decimals)


def _is_in_view(amount: Amount) -> bool:
    """Whether a reader is likely to see an amount itself: a figure or a share, no other outcome."""
    return amount.is_printed or (amount.unit in _POINTS and not amount.is_plain)


def _multiplied(a: Amount, b: Amount) -> Amount:
    kept, other = (b, a) if a.is_plain else (a, b)
    unit = scaled(kept.unit, other.value) if other.is_plain else ""
    return replace(kept, value=a.value * b.value, unit=unit, is_printed=False)


def _divided(a: Amount, b: Amount) -> Amount:
    if b.value == 0:
        raise Fault(
            "deling",
            "delen door nul heeft geen uitkomst",
            "gebruik een {% if %} om dit geval over te slaan",
        )
    if b.is_plain:
        unit = scaled(a.unit, 1 / b.value)
        return replace(a, value=a.value / b.value, unit=unit, is_printed=False)
    return Amount(a.value / b.value, "", 1)


def _share(part: Amount, whole: Amount) -> Amount:
    if whole.value == 0:
        raise Fault("aandeel", "een aandeel van nul heeft geen uitkomst")
    return Amount(part.value / whole.value * 100, PERCENT)


def _rate(count: Amount, inhabitants: Amount) -> Amount:
    """A count per thousand inhabitants, both in ones whatever scale they are written in."""
    among = inhabitants.value * measure(inhabitants.unit).scale
    if among == 0:
        raise Fault(POPULATION, "een aantal per nul inwoners heeft geen uitkomst")
    value = count.value * measure(count.unit).scale / among * 1000
    return Amount(value, PER_THOUSAND, RATE_DECIMALS)


def _difference(new: Amount, old: Amount) -> Amount:
    outcome = _subtracted(new, old)
    return replace(outcome, value=abs(outcome.value))


def _change(new: Amount, old: Amount) -> Amount:
    """The signed change, in percent of `old` or in percentage points; none at all is 0."""
    if new.unit in _POINTS:
        return replace(_subtracted(new, old), unit=POINT)
    return Amount(Decimal(0), PERCENT) if new.value == old.value else _signed_percentage(new, old)


def _signed_percentage(new: Amount, old: Amount) -> Amount:
    """The change in percent (contract, section 3). Raises Fault when there is none."""
    if new.unit in _POINTS:
        return _change(new, old)
    hint = "gebruik verschil of richting"
    if old.value <= 0:
        what = "nul" if old.value == 0 else "een negatief getal"
        message = f"een verandering ten opzichte van {what} heeft geen percentage"
        raise Fault("procent", message, hint)
    if new.value < 0:
        message = "een verandering van boven nul naar eronder heeft geen percentage"
        raise Fault("procent", message, hint)
    return Amount((new.value - old.value) / old.value * 100, PERCENT)


def _percentage(new: Amount, old: Amount) -> Amount:
    outcome = _signed_percentage(new, old)
    return replace(outcome, value=abs(outcome.value))


def _direction(new: Amount, old: Amount) -> Amount:
    """The signed change as far as it has a percentage, else the signed difference."""
    has_percentage = old.value > 0 and new.value >= 0
    is_points = new.unit in _POINTS
    return _change(new, old) if has_percentage or is_points else _subtracted(new, old)


def step_sign(new: Amount, old: Amount) -> int:
    """1 for a rise, -1 for a fall, 0 for what is called (nearly) unchanged."""
    step = _direction(new, old)
    shown = rounded(step.value, step.decimals)
    return (shown > 0) - (shown < 0)


def streak_count(amounts: Sequence[Amount]) -> int:
    """How often in a row, back from the newest, which is first, it went the same way; 0 when it
    stood still.
    """
    with localcontext(prec=PRECISION):
        signs = [step_sign(new, old) for new, old in pairwise(amounts)]
    return sum(1 for _ in takewhile(lambda sign: sign == signs[0] != 0, signs))


def highest_count(amounts: Sequence[Amount]) -> int:
    """How many earlier amounts in a row the newest, which is first, is above."""
    return sum(1 for _ in takewhile(lambda earlier: earlier.value < amounts[0].value, amounts[1:]))


def lowest_count(amounts: Sequence[Amount]) -> int:
    """How many earlier amounts in a row the newest, which is first, is below."""
    return sum(1 for _ in takewhile(lambda earlier: earlier.value > amounts[0].value, amounts[1:]))


def _streak(*amounts: Amount) -> Amount:
    return Amount(Decimal(streak_count(amounts)))


def _extreme(*amounts: Amount) -> Amount:
    return Amount(Decimal(max(highest_count(amounts), lowest_count(amounts))))


def _place(mine: Amount, *others: Amount) -> Amount:
    """The place from the top; equal amounts share one."""
    return Amount(Decimal(1 + sum(other.value > mine.value for other in others)))


def _places_risen(now: Amount, before: Amount) -> Amount:
    return Amount(before.value - now.value)


def _first(amount: Amount, *_: Amount) -> Amount:
    """What stands first of what is told together; it has no amount of its own."""
    return amount


_OPERATIONS: dict[OperationKind, Callable[..., Amount]] = {
    OperationKind.ADDITION: _added,
    OperationKind.SUBTRACTION: _subtracted,
    OperationKind.MULTIPLICATION: _multiplied,
    OperationKind.DIVISION: _divided,
    OperationKind.SHARE: _share,
    OperationKind.RATE: _rate,
    OperationKind.DIFFERENCE: _difference,
    OperationKind.CHANGE: _change,
    OperationKind.PERCENTAGE: _percentage,
    OperationKind.SIGNED_PERCENTAGE: _signed_percentage,
    OperationKind.DIRECTION: _direction,
    OperationKind.DIRECTIONS: _first,
    OperationKind.COMPARISON: _subtracted,
    OperationKind.STREAK: _streak,
    OperationKind.EXTREME: _extreme,
    OperationKind.PLACE: _place,
    OperationKind.PLACES_RISEN: _places_risen,
}
