"""Up to when the stale series of a figure or table run, each with the series that it is true of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from report_builder.model.figure import StaleSpan
from report_builder.model.period import Period
from report_builder.values.plotted_series import Row
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import period_text

_MOST_NAMES = 3
"""Of more series than this, the largest group is called by what is left over."""


class _End(NamedTuple):
    """Where series stop: a period, and whether their source ended them there."""

    until: Period
    is_ended: bool


def stale_spans(rows: Sequence[Row]) -> tuple[StaleSpan, ...]:
    """The stale series by their last period, the oldest first; none when all are up to date."""
    groups: dict[_End, list[str]] = {}
    for row in rows:
        if row.freshness.is_stale:
            groups.setdefault(_end(row), []).append(row.name)
    fresh_names = [row.name for row in rows if not row.freshness.is_stale]
    ends = sorted(groups, key=lambda end: (end.until.last, end.is_ended))
    if len(ends) == 1 and not fresh_names:
        return (StaleSpan(period_text(ends[0].until), "", ends[0].is_ended),)
    largest = max(ends, key=lambda end: len(groups[end]), default=None)
    return tuple(
        StaleSpan(
            period_text(end.until),
            _rest(groups[end], fresh_names, len(ends))
            if end == largest
            else list_text(groups[end]),
            end.is_ended,
        )
        for end in ends
    )


def _end(row: Row) -> _End:
    return _End(row.stands_until, row.has_ended)


def _rest(names: Sequence[str], fresh_names: Sequence[str], count: int) -> str:
    """The names of the largest of so many groups, or what is left over where these are many."""
    is_short = len(names) <= max(_MOST_NAMES, len(fresh_names))
    if is_short:
        return list_text(names)
    rest = "alle" if count == 1 else "overige"
    return f"{rest} behalve {list_text(fresh_names)}" if fresh_names else rest
