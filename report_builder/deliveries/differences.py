"""What a delivery changes in a series, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from report_builder.deliveries.arrivals import Arrival, Notice, NoticeKind
from report_builder.model.period import Period
from report_builder.model.series import Observation, Series, Slice, Status

Cell = tuple[Slice, Period]


def cells_of(series: Series) -> dict[Cell, Observation]:
    """The observations of a series by cell."""
    return {(key, seen.period): seen for key, found in series.slices.items() for seen in found}


def compare(
    indicator: str, known: Mapping[Cell, Observation], arrivals: Iterable[Arrival], is_partial: bool
) -> tuple[list[Notice], dict[Cell, Observation]]:
    """What changes, and the cells as they become: what is not delivered stays, what is gone becomes
    missing.

    Gone is a cell with a value that lies between the first and the last period delivered, and is
    not in the delivery.
    """
    delivered = {
        (arrival.slice, arrival.observation.period): arrival.observation for arrival in arrivals
    }
    notices = [
        found
        for cell, seen in delivered.items()
        if (found := _change(indicator, cell, known.get(cell), seen))
    ]
    gone = {} if is_partial else dict(_gone(known, delivered))
    notices += [
        Notice(NoticeKind.GONE, indicator, key, period, known[key, period], seen)
        for (key, period), seen in gone.items()
    ]
    return notices, {**known, **delivered, **gone}


def _change(indicator: str, cell: Cell, old: Observation | None, new: Observation) -> Notice | None:
    key, period = cell
    if old == new:
        return None
    if old is None or (old.value is None and new.value is not None):
        kind = NoticeKind.NEW
    elif old.value != new.value:
        kind = NoticeKind.REVISED if new.value is not None else NoticeKind.GONE
    else:
        kind = NoticeKind.STATUS
    return Notice(kind, indicator, key, period, old, new)


def _gone(
    known: Mapping[Cell, Observation], delivered: Mapping[Cell, Observation]
) -> Iterator[tuple[Cell, Observation]]:
    periods = sorted(period for _, period in delivered)
    for (key, period), seen in known.items():
        if (
            seen.value is not None
            and (key, period) not in delivered
            and periods[0] <= period <= periods[-1]
        ):
            yield (key, period), Observation(period, None, Status.MISSING)
