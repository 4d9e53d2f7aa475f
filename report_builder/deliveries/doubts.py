"""What is doubtful about a figure that comes in: a jump, another unit than before, or a period
that is not over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from report_builder.deliveries.arrivals import Notice, NoticeKind
from report_builder.deliveries.differences import Cells, SeriesCell
from report_builder.model.catalogue import PERCENT, POINT, TOTAL, Indicator
from report_builder.model.period import Frequency
from report_builder.model.series import Observation, Slice
from report_builder.problems import nearest
from report_builder.wording.numbers import number_text
from report_builder.wording.periods import period_text

_FACTORS = (10, 100, 1000)
_LEAST, _MOST = Decimal("0.8"), Decimal("1.25")
"""Times a factor: how far a figure may lie from exactly that factor and still look like it."""
_SMALL = 100
"""Counts below this change tenfold without anything being wrong."""


def find_doubts(indicator: Indicator, cells: Cells, changes: Sequence[Notice]) -> Iterator[Notice]:
    """The doubts about each figure that is new or revised; `cells` is how the series becomes.

    A figure in another unit is told of as that alone: it jumps too.
    """
    values = _values_by_slice(cells)
    for change in changes:
        if change.kind not in (NoticeKind.NEW, NoticeKind.REVISED):
            continue
        if change.new is None or change.new.value is None:
            continue
        cell, value = SeriesCell(change.slice, change.period), change.new.value
        before = _find_before(indicator, cells, values[cell.slice], cell)
        is_revised = change.old is not None and change.old.value is not None
        earlier = change.old if is_revised else before
        if text := _other_unit(indicator, earlier, value):
            yield Notice(NoticeKind.UNIT, indicator.id, *cell, earlier, change.new, text)
        elif text := _jump(indicator, before, value):
            yield Notice(NoticeKind.JUMP, indicator.id, *cell, earlier, change.new, text)


def find_early(indicator: Indicator, changes: Sequence[Notice], day: date) -> Iterator[Notice]:
    """The figures that are new or revised over a period that had not ended on that day, when
    nobody can have counted it.
    """
    for change in changes:
        has_figure = change.new is not None and change.new.value is not None
        is_early = has_figure and change.period.last > day
        if is_early and change.kind in (NoticeKind.NEW, NoticeKind.REVISED):
            cell = SeriesCell(change.slice, change.period)
            text = "deze periode is nog niet voorbij"
            yield Notice(NoticeKind.EARLY, indicator.id, *cell, change.old, change.new, text)


def find_new_parts(
    indicator: Indicator, known: Cells, changes: Sequence[Notice]
) -> Iterator[Notice]:
    """The parts that a series with figures did not have before, each once: a new one, or another
    way to write one.
    """
    names = _part_names(indicator, known)
    reported: set[str] = set()
    for change in changes:
        for part, present in zip(change.slice, names, strict=True):
            is_new = bool(present) and part not in present and part != TOTAL
            if not is_new or part in reported:
                continue
            reported.add(part)
            hint = nearest(part, present)
            yield Notice(
                NoticeKind.PART,
                indicator.id,
                change.slice,
                change.period,
                new=change.new,
                text=f"'{part}' kwam nog niet voor{f' ({hint})' if hint else ''}",
            )


def _part_names(indicator: Indicator, known: Cells) -> list[set[str]]:
    """The names of the parts that there are, for each dimension."""
    return [
        {cell.slice[dimension] for cell in known} for dimension in range(len(indicator.dimensions))
    ]


def _values_by_slice(cells: Cells) -> Mapping[Slice, list[Observation]]:
    """The observations that have a value, newest first."""
    values: dict[Slice, list[Observation]] = defaultdict(list)
    newest_first = sorted(cells.items(), key=lambda item: item[0].period, reverse=True)
    for cell, observation in newest_first:
        if observation.value is not None:
            values[cell.slice].append(observation)
    return values


def _find_before(
    indicator: Indicator, cells: Cells, values: Sequence[Observation], cell: SeriesCell
) -> Observation | None:
    """The observation of a year before (for days: the one before), or else the last before that has
    a value.
    """
    if indicator.frequency is not Frequency.DAY and cell.period.year > 1:
        year_before = cells.get(SeriesCell(cell.slice, cell.period.years_before(1)))
        if year_before and year_before.value is not None:
            return year_before
    return next((one for one in values if one.period < cell.period), None)


def _other_unit(indicator: Indicator, earlier: Observation | None, value: Decimal) -> str:
    """What looks like another unit: about 10, 100 or 1,000 times the earlier figure, or that part
    of it.
    """
    if earlier is None or not earlier.value or not value:
        return ""
    if (earlier.value < 0) != (value < 0):
        return ""
    low, high = sorted((abs(earlier.value), abs(value)))
    is_count = indicator.decimals == 0 and not _is_share(indicator)
    if is_count and high < _SMALL:
        return ""
    factor = next((one for one in _FACTORS if one * _LEAST <= high / low <= one * _MOST), None)
    if factor is None:
        return ""
    size = "groot" if abs(value) > abs(earlier.value) else "klein"
    times = number_text(Decimal(factor))
    return f"ongeveer {times} keer zo {size} als {_value_text(indicator, earlier)}"


def _jump(indicator: Indicator, before: Observation | None, value: Decimal) -> str:
    """By how much a figure left the band since a year before; empty when it did not.

    A change of a share is in percentage points, of anything else in percent; from zero there is no
    percentage, so any change of that is a jump.
    """
    if indicator.band is None or before is None or before.value is None or value == before.value:
        return ""
    change, earlier = value - before.value, _value_text(indicator, before)
    if _is_share(indicator):
        size, unit = abs(change), " procentpunt"
    elif before.value == 0:
        return f"{number_text(value, indicator.decimals)}, waar het {earlier} was"
    else:
        size, unit = abs(change / before.value) * 100, "%"
    if size <= indicator.band:
        return ""
    more_or_less = "meer" if change > 0 else "minder"
    band = f"{_with_all_decimals(indicator.band)}{unit}"
    return f"{number_text(size, 1)}{unit} {more_or_less} dan {earlier}; de band is {band}"


def _is_share(indicator: Indicator) -> bool:
    return indicator.unit in (PERCENT, POINT)


def _with_all_decimals(amount: Decimal) -> str:
    return number_text(amount, max(0, -int(amount.normalize().as_tuple().exponent)))


def _value_text(indicator: Indicator, observation: Observation) -> str:
    value = number_text(observation.value or Decimal(0), indicator.decimals)
    return f"{value} in {period_text(observation.period)}"
