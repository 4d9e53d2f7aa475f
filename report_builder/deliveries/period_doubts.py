"""Periods that a figure can hardly be about: not over yet, or long before the series began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from report_builder.deliveries.arrivals import Notice, NoticeKind
from report_builder.deliveries.differences import Cells
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.wording.periods import period_text

_YEAR = 366
"""The days that may lie between the first figure of a series and one that continues it."""


def find_early(indicator: Indicator, changes: Sequence[Notice], day: date) -> Iterator[Notice]:
    """The figures that are new or revised over a period that had not ended on that day, when
    nobody can have counted it.
    """
    for change in changes:
        if _brings_figure(change) and change.period.last > day:
            text = "deze periode is nog niet voorbij"
            years = change.period.year - day.year
            if years > 1:
                text += f": zij ligt {years} jaar na de dag van de levering"
            yield _notice(NoticeKind.EARLY, indicator, change, text)


def find_remote(indicator: Indicator, known: Cells, changes: Sequence[Notice]) -> Iterator[Notice]:
    """The new figures from before a series began that do not join it: between them and the series
    lies a longer gap than a year, and than the series itself has.
    """
    periods = sorted({cell.period for cell, one in known.items() if one.value is not None})
    if not periods:
        return
    added = {change.period for change in changes if _brings_figure(change)}
    start = _first_joined(periods, added)
    for change in changes:
        if _brings_figure(change) and change.period < start:
            text = f"ver voor het begin van de reeks, die loopt vanaf {period_text(periods[0])}"
            yield _notice(NoticeKind.REMOTE, indicator, change, text)


def _first_joined(periods: Sequence[Period], added: set[Period]) -> Period:
    """The first period of a series together with the earlier ones that join it."""
    gaps = [(later.first - earlier.first).days for earlier, later in pairwise(periods)]
    longest = max([_YEAR, *gaps])
    start = periods[0]
    for period in sorted((one for one in added if one < start), reverse=True):
        if (start.first - period.first).days > longest:
            break
        start = period
    return start


def _brings_figure(change: Notice) -> bool:
    has_value = change.new is not None and change.new.value is not None
    return has_value and change.kind in (NoticeKind.NEW, NoticeKind.REVISED)


def _notice(kind: NoticeKind, indicator: Indicator, change: Notice, text: str) -> Notice:
    cell = change.slice, change.period
    return Notice(kind, indicator.id, *cell, change.old, change.new, text)
