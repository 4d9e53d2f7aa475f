"""How much a figure or table may show: what no reader could tell apart is not drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from report_builder.model.figure import FigureSpec
from report_builder.model.period import Period
from report_builder.problems import Fault

MOST_LINES = 400
"""A picture has so many lines, or rows of bars, at most."""
MOST_POINTS = 20_000
"""So many points, or cells of a table, at most: every series in every period."""


def check_room(spec: FigureSpec, rows: Sequence[Iterable[Period]]) -> None:
    """Raise Fault when a figure or table shows more than there is room for; a row is the periods
    that it has something in.
    """
    if spec.traits.is_picture and len(rows) > MOST_LINES:
        message = f"deze figuur heeft {len(rows)} reeksen; er passen er {MOST_LINES} in"
        raise Fault("omvang", message, "toon met top alleen de grootste, of maak er een tabel van")
    points = len(rows) * (_periods_between(rows) if spec.traits.is_over_time else 1)
    if points > MOST_POINTS:
        message = f"hier staan {points} cijfers, met elke periode ertussen; er passen {MOST_POINTS}"
        raise Fault("omvang", message, "kort de periode in met from en until, of kies minder")


def _periods_between(rows: Sequence[Iterable[Period]]) -> int:
    """How many periods there are from the first to the last, those left out of the files too; none
    for what shows no series, such as an account.
    """
    periods = {period for row in rows for period in row}
    if not periods:
        return 0
    first, last = min(periods), max(periods)
    months = first.frequency.months
    return (_months(last) - _months(first)) // months + 1 if months else len(periods)


def _months(period: Period) -> int:
    return period.year * 12 + period.first.month
