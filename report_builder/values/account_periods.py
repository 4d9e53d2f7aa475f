"""Until when an indicator runs as far as it is printed, and which period follows: what the tables
that give account of the figures say of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.document import Use
from report_builder.model.period import Frequency, Period
from report_builder.values.dataset import Dataset
from report_builder.wording.periods import date_text, short_period_text

ENDED = "beëindigd door de bron"


def newest_printed(indicator: Indicator, dataset: Dataset, uses: Sequence[Use]) -> Period:
    """The newest period that has a value, of the total where that is printed, or else of any slice
    that is; a total that its source ended says nothing about slices that go on.
    """
    by_slice: dict[str, list[Period]] = {}
    for key in dataset.slices(indicator):
        items = dataset.all(indicator, key)
        periods = [item.period for item in items if item.value is not None]
        by_slice[indicator.slice_text(key)] = periods
    printed = set[str]().union(*(use.slices for use in uses if use.indicator == indicator.id))
    shown = {part: periods for part, periods in by_slice.items() if part in printed and periods}
    total = shown.get(TOTAL)
    if total and not indicator.has_ended(TOTAL, max(total)):
        return max(total)
    return max(chain(*(shown or by_slice).values()))


def following_text(indicator: Indicator, last: Period, dataset: Dataset) -> str:
    """The period that follows the last, and when it is published as far as that is known."""
    if indicator.has_ended("", last):
        return ENDED
    text, day = short_period_text(_next(indicator, last, dataset)), indicator.expected_on
    return f"{text} (op {date_text(day)})" if day else text


def _next(indicator: Indicator, last: Period, dataset: Dataset) -> Period:
    """The period that is awaited: the expected one where it is not in yet, else the one after the
    last. What is counted on 1 January is counted so again.
    """
    expected = indicator.expected(dataset.reporting_year)
    is_late = last < expected and not indicator.is_recent(last, dataset.reporting_year)
    if indicator.frequency is not Frequency.DAY:
        return expected if is_late else last.shifted(1)
    if (last.first.month, last.first.day) == (1, 1):
        return (expected if is_late else Period.ending(last.year, Frequency.DAY)).shifted(1)
    year = max(last.year, dataset.reporting_year + 1)
    return expected if is_late else Period.ending(year, Frequency.DAY)
