"""Which periods a figure shows: all, the last one that its series have in common, or that one and
one before it.
"""

from __future__ import annotations

from report_builder.model.figure import FigureSpec
from report_builder.model.period import Frequency, Period
from report_builder.model.turn_of_year import nearest, same_day, stands_for
from report_builder.problems import Fault
from report_builder.values.plotted_series import Row, all_periods
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import period_text


def shown_periods(spec: FigureSpec, rows: list[Row]) -> tuple[Period, ...]:
    """The periods that a figure shows."""
    if spec.traits.has_one_period:
        return (common_last(rows),)
    if spec.traits.has_two_periods:
        last = common_last(rows)
        return (_before(spec, rows, last), last)
    return all_periods(rows)


def _before(spec: FigureSpec, rows: list[Row], last: Period) -> Period:
    """What the last period is compared with: the first one from when a figure was asked to show,
    else that of a year before; of days the nearest to it that all have which were counted then.
    """
    periods = {item.period for row in rows for item in row.available}
    known = sorted(period for period in periods if stands_for(period) < stands_for(last))
    wanted = last.years_before(1)
    if spec.since:
        before = known[0] if known else None
    elif last.frequency is Frequency.DAY:
        before = same_day(known, wanted)
    else:
        before = wanted if wanted in known else None
    if before is None:
        message = f"bij {period_text(last)} is er geen eerder cijfer om mee te vergelijken"
        raise Fault("periode", message, "noem met from een periode die er is, of lever haar aan")
    shared = _shared_periods([row for row in rows if _periods_of(row, before)], before)
    return nearest(shared, before.first) or before


def common_last(rows: list[Row]) -> Period:
    """The last period of which all rows have a value, and up to which all may be read. Raises Fault
    where there is none.
    """
    moments = set.intersection(
        *({stands_for(item.period) for item in row.available} for row in rows)
    )
    end = min(stands_for(row.stands_until) for row in rows)
    known = [moment for moment in moments if moment <= end]
    if not known:
        raise Fault(
            "periode",
            "de delen van deze figuur hebben geen periode gemeen",
            "gebruik top, of een andere soort",
        )
    return max(_shared_periods(rows, max(known)))


def _shared_periods(rows: list[Row], moment: Period) -> set[Period]:
    """The periods that stand for a moment and of which all rows have a value. Raises Fault where
    each was counted on another day: a figure says one day for all.
    """
    periods = {row.name: _periods_of(row, moment) for row in rows}
    shared = set.intersection(*map(set, periods.values()))
    if shared:
        return shared
    days: dict[Period, list[str]] = {}
    for name, own in periods.items():
        days.setdefault(own[-1], []).append(name)
    told = [f"{period_text(day)} ({list_text(names)})" for day, names in sorted(days.items())]
    message = f"de delen van deze figuur zijn niet op één dag geteld: {list_text(told)}"
    raise Fault("periode", message, "lever ze van dezelfde dag aan, of maak er een tabel van")


def _periods_of(row: Row, moment: Period) -> list[Period]:
    """The periods of a row that stand for the same moment as another, and may be read."""
    known = [item.period for item in row.available if item.period <= row.stands_until]
    return [period for period in known if stands_for(period) == stands_for(moment)]
