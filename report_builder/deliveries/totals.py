"""Totals and their parts: where they no longer agree, and where they give away a part that is not
shown.

A total is a slice with TOTAL in one dimension; its parts are the slices that have another name
there and are the same otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from report_builder.deliveries.arrivals import Notice, NoticeKind
from report_builder.deliveries.differences import Cells
from report_builder.intake.part_sizes import adds_up, excess_text, find_total_below
from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Period
from report_builder.model.series import Observation, Slice, Status
from report_builder.wording.numbers import number_text

Slices = Mapping[Slice, Observation]
"""The observations of one period by slice."""

_ZERO = Decimal(0)
_GIVEN_AWAY = "het enige deel dat niet getoond wordt: het is te berekenen uit het totaal"


@dataclass(frozen=True)
class Total:
    """A total of an indicator: its slice, and the dimension, by its number, that it adds up."""

    indicator: Indicator
    slice: Slice
    dimension: int

    def parts(self, slices: Slices) -> Slices:
        """The parts of it that there are."""
        return {
            key: observation
            for key, observation in slices.items()
            if key[self.dimension] != TOTAL and _total_of(key, self.dimension) == self.slice
        }

    def surplus(self, slices: Slices) -> Decimal | None:
        """The parts together less the total: zero when rounding and what is not shown explain it;
        None when they cannot be compared.

        What a source does not show can be of any size, unless the catalogue says below what counts
        are not shown.
        """
        total, parts = slices.get(self.slice), self.parts(slices).values()
        if total is None or total.value is None or not parts:
            return None
        values = [part.value for part in parts if part.value is not None]
        hidden = sum(part.status is Status.SUPPRESSED for part in parts)
        if len(values) + hidden < len(parts):
            return None  # a part is not known, which is another thing than not shown
        surplus = sum(values, _ZERO) - total.value
        # Each figure, the total too, may be half a step off.
        margin = _step(self.indicator) / 2 * (len(values) + 1)
        if surplus > margin or surplus < -margin - self._most_hidden(hidden, surplus):
            return surplus
        return _ZERO

    def _most_hidden(self, hidden: int, surplus: Decimal) -> Decimal:
        """How much that many parts can hide at most."""
        if hidden and not self.indicator.suppress_below:
            return abs(surplus)
        return Decimal(hidden * ((self.indicator.suppress_below or 1) - 1))


def check_totals(
    indicator: Indicator, known: Cells, cells: Cells, periods: set[Period], is_partial: bool
) -> Iterator[Notice]:
    """The totals that differ from their parts beyond rounding, where they agreed in the last period
    known.

    In a partial delivery a total waits until all parts of that last period are in.
    """
    before, after = _by_period(known), _by_period(cells)
    for total in _totals(indicator, cells):
        agreed_parts = _find_agreed_parts(total, before)
        if agreed_parts is None:
            continue
        for period in sorted(periods):
            slices = after.get(period, {})
            is_waiting = is_partial and not agreed_parts <= slices.keys()
            surplus = None if is_waiting else total.surplus(slices)
            if surplus:
                yield _total_notice(total, period, slices, surplus)


def _totals(indicator: Indicator, cells: Cells) -> Iterator[Total]:
    slices = dict.fromkeys(cell.slice for cell in cells)
    for dimension in range(len(indicator.dimensions)):
        for key in slices:
            if key[dimension] == TOTAL:
                yield Total(indicator, key, dimension)


def _find_agreed_parts(total: Total, before: Mapping[Period, Slices]) -> set[Slice] | None:
    """The parts that made the total in the last period in which they could be compared; None when
    they did not.
    """
    for period in sorted(before, reverse=True):
        surplus = total.surplus(before[period])
        if surplus is not None:
            return None if surplus else set(total.parts(before[period]))
    return None


def _total_notice(total: Total, period: Period, slices: Slices, surplus: Decimal) -> Notice:
    indicator = total.indicator
    more_or_less = "meer" if surplus > 0 else "minder"
    difference = f"{number_text(abs(surplus), indicator.decimals)} {more_or_less}"
    dimension = indicator.dimensions[total.dimension]
    return Notice(
        NoticeKind.TOTAL,
        indicator.id,
        total.slice,
        period,
        new=slices.get(total.slice),
        text=f"de delen naar {dimension} tellen op tot {difference} dan het totaal",
    )


def check_part_sizes(
    indicator: Indicator, cells: Cells, periods: Iterable[Period]
) -> Iterator[Notice]:
    """Each part that is above its total."""
    if not adds_up(indicator):
        return
    after = _by_period(cells)
    for period in sorted(periods):
        slices = after.get(period, {})
        values = {key: item.value for key, item in slices.items() if item.value is not None}
        for key in values:
            total = find_total_below(key, values)
            if total is not None:
                text = excess_text(indicator, total, values[total])
                kind, new = NoticeKind.TOTAL, slices[key]
                yield Notice(kind, indicator.id, key, period, new=new, text=text)


def check_hidden(indicator: Indicator, cells: Cells, periods: Iterable[Period]) -> Iterator[Notice]:
    """Each single part that is not shown although its total and all other parts are: subtracting
    gives it away.

    Rounding hides it; then nothing can be worked out.
    """
    is_rounded = (indicator.rounding or 1) > 1
    if indicator.suppress_below is None or is_rounded:
        return
    after = _by_period(cells)
    for period in sorted(periods):
        slices = after.get(period, {})
        for key in _hidden(slices):
            if any(_gives_away(indicator, slices, key, number) for number in range(len(key))):
                kind, new = NoticeKind.TRACEABLE, slices[key]
                yield Notice(kind, indicator.id, key, period, new=new, text=_GIVEN_AWAY)


def _hidden(slices: Slices) -> list[Slice]:
    return sorted(
        key for key, observation in slices.items() if observation.status is Status.SUPPRESSED
    )


def _gives_away(indicator: Indicator, slices: Slices, key: Slice, dimension: int) -> bool:
    """Whether a part can be worked out from the total over a dimension and the other parts."""
    if key[dimension] == TOTAL:
        return False
    total = Total(indicator, _total_of(key, dimension), dimension)
    shown = slices.get(total.slice)
    if shown is None or shown.value is None:
        return False
    parts = total.parts(slices).values()
    without_value = sum(part.value is None for part in parts)
    return len(parts) > 1 and without_value == 1


def _by_period(cells: Cells) -> dict[Period, dict[Slice, Observation]]:
    periods: dict[Period, dict[Slice, Observation]] = defaultdict(dict)
    for cell, observation in cells.items():
        periods[cell.period][cell.slice] = observation
    return dict(periods)


def _total_of(key: Slice, dimension: int) -> Slice:
    return (*key[:dimension], TOTAL, *key[dimension + 1 :])


def _step(indicator: Indicator) -> Decimal:
    """What the figures of an indicator are rounded to."""
    if indicator.rounding:
        return Decimal(indicator.rounding)
    return Decimal(1).scaleb(-indicator.decimals)
