"""What is doubtful about a figure that comes in: a jump, or another unit than before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from report_builder.deliveries.arrivals import Notice, NoticeKind
from report_builder.deliveries.differences import Cell
from report_builder.model.catalogue import PERCENT, POINT, TOTAL, Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Observation, Slice
from report_builder.problems import nearest
from report_builder.wording.numbers import number_text
from report_builder.wording.periods import period_text

_FACTORS = (10, 100, 1000)
_LEAST, _MOST = Decimal("0.8"), Decimal("1.25")
"""Times a factor: how far a figure may lie from exactly that factor and still look like it."""
_SMALL = 100
"""Counts below this change tenfold without anything being wrong."""


def find_doubts(
    indicator: Indicator, cells: Mapping[Cell, Observation], changes: Sequence[Notice]
) -> Iterator[Notice]:
    """The doubts about each figure that is new or revised; `cells` is how the series becomes."""
    lines = _by_slice(cells)
    for found in changes:
        if (
            found.kind not in (NoticeKind.NEW, NoticeKind.REVISED)
            or found.new is None
            or found.new.value is None
        ):
            continue
        before = _before(indicator, cells, lines[found.slice], found.slice, found.period)
        earlier = found.old if found.old and found.old.value is not None else before
        text = _other_unit(indicator, earlier, found.new.value)
        kind = NoticeKind.UNIT if text else NoticeKind.JUMP
        if text := text or _jump(indicator, before, found.new.value):
            yield Notice(kind, indicator.id, found.slice, found.period, earlier, found.new, text)


def find_new_parts(
    indicator: Indicator, known: Mapping[Cell, Observation], changes: Sequence[Notice]
) -> Iterator[Notice]:
    """The parts that a series with figures did not have before: a new one, or another way to write
    one.
    """
    names = [{key[place] for key, _ in known} for place in range(len(indicator.dimensions))]
    told = set()
    for found in changes:
        for part, present in zip(found.slice, names, strict=True):
            if present and part not in present and part != TOTAL and part not in told:
                told.add(part)
                hint = nearest(part, present)
                text = f"'{part}' kwam nog niet voor{f' ({hint})' if hint else ''}"
                yield Notice(
                    NoticeKind.PART,
                    indicator.id,
                    found.slice,
                    found.period,
                    new=found.new,
                    text=text,
                )


def _by_slice(cells: Mapping[Cell, Observation]) -> dict[Slice, list[Observation]]:
    """The observations that have a value, newest first."""
    found: dict[Slice, list[Observation]] = {}
    for (key, _), seen in cells.items():
        found.setdefault(key, []).extend([seen] if seen.value is not None else [])
    return {
        key: sorted(line, key=lambda seen: seen.period, reverse=True) for key, line in found.items()
    }


def _before(
    indicator: Indicator,
    cells: Mapping[Cell, Observation],
    line: Sequence[Observation],
    key: Slice,
    period: Period,
) -> Observation | None:
    """The observation of a year before (for days: the one before), or else the last before that has
    a value.
    """
    if indicator.frequency is not Frequency.DAY and period.year > 1:
        seen = cells.get((key, period.years_before(1)))
        if seen and seen.value is not None:
            return seen
    return next((seen for seen in line if seen.period < period), None)


def _other_unit(indicator: Indicator, old: Observation | None, new: Decimal) -> str:
    """What looks like another unit: about 10, 100 or 1,000 times the earlier figure, or that part
    of it.
    """
    if old is None or not old.value or not new or (old.value < 0) != (new < 0):
        return ""
    low, high = sorted((abs(old.value), abs(new)))
    if high < _SMALL and indicator.decimals == 0 and not _is_share(indicator):
        return ""
    for factor in _FACTORS:
        if factor * _LEAST <= high / low <= factor * _MOST:
            size = "groot" if abs(new) > abs(old.value) else "klein"
            return (
                f"ongeveer {number_text(Decimal(factor))} keer zo {size} als "
                f"{_value_text(indicator, old)}"
            )
    return ""


def _jump(indicator: Indicator, old: Observation | None, new: Decimal) -> str:
    """By how much a figure left the band since a year before; empty when it did not."""
    if indicator.band is None or old is None or old.value is None or new == old.value:
        return ""
    change = new - old.value
    unit = " procentpunt" if _is_share(indicator) else "%"
    if old.value == 0 and not _is_share(indicator):
        return f"{number_text(new, indicator.decimals)}, waar het {_value_text(indicator, old)} was"
    size = abs(change) if _is_share(indicator) else abs(change / old.value) * 100
    if size <= indicator.band:
        return ""
    word = "meer" if change > 0 else "minder"
    return (
        f"{number_text(size, 1)}{unit} {word} dan {_value_text(indicator, old)}; de band is "
        f"{_plain(indicator.band)}{unit}"
    )


def _is_share(indicator: Indicator) -> bool:
    return indicator.unit in (PERCENT, POINT)


def _plain(amount: Decimal) -> str:
    return number_text(amount, max(0, -int(amount.normalize().as_tuple().exponent)))


def _value_text(indicator: Indicator, seen: Observation) -> str:
    return (
        f"{number_text(seen.value or Decimal(0), indicator.decimals)} in {period_text(seen.period)}"
    )
