"""Which periods a figure shows: all, the last one that its series have in common, or that one and
one before it.
"""

from __future__ import annotations

from report_builder.model.figure import FigureSpec
from report_builder.model.period import Frequency, Period
from report_builder.model.turn_of_year import same_day
from report_builder.problems import Fault
from report_builder.values.plotted_series import Row, all_periods
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
    else that of a year before; of days the nearest to it.
    """
    known = sorted({item.period for row in rows for item in row.available if item.period < last})
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
    return before


def common_last(rows: list[Row]) -> Period:
    """The last period of which all rows have a value, and up to which all may be read."""
    common = set.intersection(*({item.period for item in row.available} for row in rows))
    end = min(row.stands_until for row in rows)
    periods = [period for period in common if period <= end]
    if not periods:
        raise Fault(
            "periode",
            "de delen van deze figuur hebben geen periode gemeen",
            "gebruik top, of een andere soort",
        )
    return max(periods)
