"""Parts that are larger than what they are a part of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, Protocol

from report_builder.model.catalogue import PERCENT, POINT, TOTAL, Indicator
from report_builder.model.series import Slice
from report_builder.problems import Problem, Severity
from report_builder.wording.numbers import number_text

_AVERAGED = re.compile(
    r"\b(dag|dagen|week|weken|maand|maanden|jaar|jaren|uur|uren|per|promille|ratio|score|mediaan"
    r"|index\w*|gemiddeld\w*)\b"
)
"""Words in units of which a part can have more than the whole has."""


class PartRow(Protocol):
    """A row of a CSV file, as far as it is looked at here."""

    file: str
    line: int
    slice: Slice
    time_period: str
    obs_value: str


class _Excess(NamedTuple):
    """A part that is above a total of it."""

    row: PartRow
    total: Slice
    amount: Decimal


def adds_up(indicator: Indicator) -> bool:
    """Whether no part of an indicator can be larger than the whole: counts, that is, and no
    balances, shares, durations or averages.
    """
    is_share = indicator.unit in (PERCENT, POINT)
    return not is_share and indicator.minimum >= 0 and not _AVERAGED.search(indicator.unit)


def find_total_below(key: Slice, values: Mapping[Slice, Decimal]) -> Slice | None:
    """The nearest total of a slice that is below it, among the values of one period; None when
    there is none.

    Rounding explains none: what is not larger stays so when both are rounded.
    """
    totals = [_total_over(key, numbers) for numbers in _choices(key)]
    return next((total for total in totals if values.get(total, values[key]) < values[key]), None)


def _choices(key: Slice) -> Iterator[tuple[int, ...]]:
    """The dimensions in which a slice has a part, by their numbers: one, two together, and so
    on.
    """
    numbers = [number for number, part in enumerate(key) if part != TOTAL]
    for size in range(1, len(numbers) + 1):
        yield from combinations(numbers, size)


def _total_over(key: Slice, numbers: Collection[int]) -> Slice:
    return tuple(TOTAL if number in numbers else part for number, part in enumerate(key))


def find_large_parts(indicator: Indicator, rows: Iterable[PartRow]) -> Iterator[Problem]:
    """A warning for each part of an indicator that is above its total, at its last line."""
    if not indicator.dimensions or not adds_up(indicator):
        return
    by_period: dict[str, dict[Slice, PartRow]] = defaultdict(dict)
    for row in rows:
        if row.obs_value:
            by_period[row.time_period][row.slice] = row
    excesses: dict[tuple[Slice, Slice], list[_Excess]] = defaultdict(list)
    for slices in by_period.values():
        for excess in _excesses(slices):
            excesses[excess.row.slice, excess.total].append(excess)
    for own in excesses.values():
        yield _warning(indicator, own)


def _excesses(slices: Mapping[Slice, PartRow]) -> Iterator[_Excess]:
    """Those among the rows of one period."""
    values = {key: Decimal(row.obs_value) for key, row in slices.items()}
    for key, row in slices.items():
        total = find_total_below(key, values)
        if total is not None:
            yield _Excess(row, total, values[total])


def _warning(indicator: Indicator, excesses: list[_Excess]) -> Problem:
    """What to say of a part, for all its periods at once."""
    row, total, amount = max(excesses, key=lambda excess: excess.row.line)
    value = number_text(Decimal(row.obs_value), indicator.decimals)
    message = (
        f"{indicator.slice_text(row.slice)} is in {row.time_period} {value}, "
        f"{excess_text(indicator, total, amount)}"
    )
    if others := len(excesses) - 1:
        message += f" (en zo in nog {others} {'periode' if others == 1 else 'perioden'})"
    hint = "een deel kan niet groter zijn dan het geheel; vraag de bron welk cijfer klopt"
    return Problem("deel-groter", row.file, str(row.line), message, hint, Severity.WARNING)


def excess_text(indicator: Indicator, total: Slice, amount: Decimal) -> str:
    """How a part compares with a total below it, in words."""
    whole = "het totaal" if set(total) == {TOTAL} else f"het totaal ({indicator.slice_text(total)})"
    return f"meer dan {whole}: {number_text(amount, indicator.decimals)}"
