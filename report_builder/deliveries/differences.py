"""What a delivery changes in a series, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from report_builder.deliveries.arrivals import Arrival, Notice, NoticeKind
from report_builder.model.period import Period
from report_builder.model.series import Observation, Series, Slice, Status


class SeriesCell(NamedTuple):
    """The place of a figure in a series."""

    slice: Slice
    period: Period


Cells = Mapping[SeriesCell, Observation]
"""A series by cell."""


@dataclass(frozen=True)
class SeriesChange:
    """What changes in a series, and all of its cells as they become."""

    notices: tuple[Notice, ...]
    cells: Cells


def cells_of(series: Series) -> dict[SeriesCell, Observation]:
    """The observations of a series by cell."""
    return {
        SeriesCell(key, observation.period): observation
        for key, observations in series.slices.items()
        for observation in observations
    }


def delivered_cells(arrivals: Iterable[Arrival]) -> dict[SeriesCell, Observation]:
    """What came in by cell."""
    return {
        SeriesCell(arrival.slice, arrival.observation.period): arrival.observation
        for arrival in arrivals
    }


def compare(
    indicator: str, known: Cells, arrivals: Iterable[Arrival], is_partial: bool
) -> SeriesChange:
    """What changes: what is not delivered stays, what is gone becomes missing.

    Gone is a cell with a value that lies between the first and the last period delivered, and is
    not in the delivery.
    """
    delivered = delivered_cells(arrivals)
    gone = {} if is_partial else _gone(known, delivered)
    changed = [
        _notice(indicator, cell, known.get(cell), observation)
        for cell, observation in delivered.items()
        if known.get(cell) != observation
    ]
    missing = [
        Notice(NoticeKind.GONE, indicator, *cell, known[cell], observation)
        for cell, observation in gone.items()
    ]
    return SeriesChange((*changed, *missing), {**known, **delivered, **gone})


def _notice(indicator: str, cell: SeriesCell, old: Observation | None, new: Observation) -> Notice:
    return Notice(_kind(old, new), indicator, *cell, old, new)


def _kind(old: Observation | None, new: Observation) -> NoticeKind:
    """What became of a cell; a value where there was none is a new figure, not a revision."""
    if old is None:
        return NoticeKind.NEW
    if old.value == new.value:
        return NoticeKind.STATUS
    if old.value is None:
        return NoticeKind.NEW
    return NoticeKind.GONE if new.value is None else NoticeKind.REVISED


def _gone(known: Cells, delivered: Cells) -> dict[SeriesCell, Observation]:
    """The cells that are gone, as they become."""
    if not delivered:
        return {}
    first = min(cell.period for cell in delivered)
    last = max(cell.period for cell in delivered)
    absent = [cell for cell in known if cell not in delivered and first <= cell.period <= last]
    return {
        cell: Observation(cell.period, None, Status.MISSING)
        for cell in absent
        if known[cell].value is not None
    }
