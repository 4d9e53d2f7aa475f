"""Totals and their parts: where they no longer agree, and where they give away a part that is not
shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from report_builder.deliveries.arrivals import Notice, NoticeKind
from report_builder.deliveries.differences import Cell
from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Period
from report_builder.model.series import Observation, Slice, Status
from report_builder.wording.numbers import number_text

Slices = Mapping[Slice, Observation]


def check_totals(
    indicator: Indicator,
    known: Mapping[Cell, Observation],
    cells: Mapping[Cell, Observation],
    periods: set[Period],
    is_partial: bool,
) -> Iterator[Notice]:
    """The totals that differ from their parts beyond rounding, where they agreed in the last period
    known.

    In a partial delivery a total waits until all parts of that last period are in.
    """
    before, after = _by_period(known), _by_period(cells)
    for place, dimension in enumerate(indicator.dimensions):
        for key in dict.fromkeys(key for key, _ in cells if key[place] == TOTAL):
            if (made_of := _agreed(indicator, before, key, place)) is None:
                continue
            for period in sorted(periods):
                slices = after.get(period, {})
                off = (
                    None
                    if is_partial and made_of - slices.keys()
                    else _off(indicator, slices, key, place)
                )
                if off:
                    more_or_less = "meer" if off > 0 else "minder"
                    difference = f"{number_text(abs(off), indicator.decimals)} {more_or_less}"
                    text = f"de delen naar {dimension} tellen op tot {difference} dan het totaal"
                    yield Notice(
                        NoticeKind.TOTAL, indicator.id, key, period, new=slices.get(key), text=text
                    )


def check_hidden(
    indicator: Indicator, cells: Mapping[Cell, Observation], periods: Iterable[Period]
) -> Iterator[Notice]:
    """Each single part that is not shown although its total and all other parts are: subtracting
    gives it away.

    Rounding hides it; then nothing can be worked out.
    """
    if indicator.suppress_below is None or (indicator.rounding or 1) > 1:
        return
    after = _by_period(cells)
    for period in sorted(periods):
        slices = after.get(period, {})
        for key in sorted(key for key, seen in slices.items() if seen.status is Status.SUPPRESSED):
            if any(_gives_away(slices, key, place) for place in range(len(key))):
                text = "het enige deel dat niet getoond wordt: het is te berekenen uit het totaal"
                yield Notice(
                    NoticeKind.TRACEABLE, indicator.id, key, period, new=slices[key], text=text
                )


def _by_period(cells: Mapping[Cell, Observation]) -> dict[Period, dict[Slice, Observation]]:
    found: dict[Period, dict[Slice, Observation]] = {}
    for (key, period), seen in cells.items():
        found.setdefault(period, {})[key] = seen
    return found


def _total_of(key: Slice, place: int) -> Slice:
    return (*key[:place], TOTAL, *key[place + 1 :])


def _parts(slices: Slices, total: Slice, place: int) -> Slices:
    return {
        key: seen
        for key, seen in slices.items()
        if key[place] != TOTAL and _total_of(key, place) == total
    }


def _gives_away(slices: Slices, key: Slice, place: int) -> bool:
    total = slices.get(_total_of(key, place))
    if key[place] == TOTAL or total is None or total.value is None:
        return False
    parts = _parts(slices, _total_of(key, place), place).values()
    return len(parts) > 1 and sum(seen.value is None for seen in parts) == 1


def _agreed(
    indicator: Indicator, before: Mapping[Period, Slices], key: Slice, place: int
) -> set[Slice] | None:
    """The parts that made the total in the last period in which they could be compared; None when
    they did not.
    """
    for period in sorted(before, reverse=True):
        off = _off(indicator, before[period], key, place)
        if off is not None:
            return set(_parts(before[period], key, place)) if off == 0 else None
    return None


def _off(indicator: Indicator, slices: Slices, key: Slice, place: int) -> Decimal | None:
    """The parts together less the total, zero when rounding and what is not shown explain it; None
    without either.

    What a source does not show can be of any size, unless the catalogue says below what counts are
    not shown.
    """
    total, parts = slices.get(key), _parts(slices, key, place).values()
    shown = [seen.value for seen in parts if seen.value is not None]
    hidden = sum(seen.status is Status.SUPPRESSED for seen in parts)
    if total is None or total.value is None or not parts or len(shown) + hidden < len(parts):
        return None
    off = sum(shown, Decimal(0)) - total.value
    margin = _step(indicator) / 2 * (len(shown) + 1)
    if hidden and not indicator.suppress_below:
        return Decimal(0) if off <= margin else off
    return (
        Decimal(0)
        if -margin - hidden * ((indicator.suppress_below or 1) - 1) <= off <= margin
        else off
    )


def _step(indicator: Indicator) -> Decimal:
    """What the figures of an indicator are rounded to."""
    return (
        Decimal(indicator.rounding)
        if indicator.rounding
        else Decimal(1).scaleb(-indicator.decimals)
    )
