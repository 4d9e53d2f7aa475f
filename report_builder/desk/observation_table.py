"""All observations of an indicator as a table: by period and slice, with each status in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.series import Observation, Series, Slice, Status
from report_builder.wording.numbers import quantity_text
from report_builder.wording.periods import period_text

STATUS_WORDS = {
    Status.PROVISIONAL: "voorlopig",
    Status.ESTIMATED: "geschat",
    Status.BREAK: "breuk in de reeks",
    Status.MISSING: "ontbreekt",
    Status.IMPOSSIBLE: "kan niet voorkomen",
    Status.SUPPRESSED: "niet te tonen",
}
"""What is said of an observation that is not as usual."""
_MOST_CELLS = 6_000


@dataclass(frozen=True)
class ObservationCell:
    """One observation: its value and what its status says; `is_there` is false where the source
    says nothing.
    """

    text: str = ""
    status: str = ""
    is_there: bool = False


@dataclass(frozen=True)
class ObservationTable:
    """The observations; a side with few names is laid along the columns. `left_out` counts the
    rows that did not fit.
    """

    corner: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[ObservationCell, ...]], ...]
    left_out: int


def lay_out_observations(series: Series | None, indicator: Indicator) -> ObservationTable:
    """The observations of a series, the newest first."""
    slices = series.slices if series else {}
    cells = {
        (key, item.period): _cell(item, indicator) for key, own in slices.items() for item in own
    }
    keys = sorted(slices, key=lambda key: (key != indicator.total, key))
    periods = sorted({period for _, period in cells}, reverse=True)
    names = [slice_name(key) for key in keys]
    moments = [period_text(period) for period in periods]
    empty = ObservationCell()
    if len(keys) <= len(periods):
        grid = [tuple(cells.get((key, period), empty) for key in keys) for period in periods]
        return _table("Periode", names, moments, grid)
    grid = [tuple(cells.get((key, period), empty) for period in periods) for key in keys]
    return _table("Deel", moments, names, grid)


def _table(
    corner: str,
    head: Sequence[str],
    names: Sequence[str],
    grid: Sequence[tuple[ObservationCell, ...]],
) -> ObservationTable:
    most = max(_MOST_CELLS // max(len(head), 1), 1)
    rows = tuple(zip(names, grid, strict=True))
    return ObservationTable(corner, tuple(head), rows[:most], max(len(rows) - most, 0))


def _cell(item: Observation, indicator: Indicator) -> ObservationCell:
    value = item.value
    text = "" if value is None else quantity_text(value, indicator.unit, indicator.decimals)
    return ObservationCell(text, STATUS_WORDS.get(item.status, ""), is_there=True)


def slice_name(key: Slice) -> str:
    """A slice as people call it."""
    return " · ".join(part for part in key if part != TOTAL) or "totaal"
