"""The series of the project as they were at the start of a year, and what that year brought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from report_builder.deliveries.arrivals import Arrival, Notice
from report_builder.deliveries.differences import Cells, cells_of, compare
from report_builder.deliveries.doubts import find_doubts
from report_builder.deliveries.period_doubts import find_early, find_remote
from report_builder.deliveries.totals import check_part_sizes, check_totals
from report_builder.intake.observations import read_observations
from report_builder.intake.settings import read_catalogue
from report_builder.model.catalogue import Indicator
from report_builder.workspace import Workspace

PROJECT = Path(__file__).parents[1]
DAY = date(2026, 6, 21)


class YearlyDelivery(NamedTuple):
    """What a series had, and the figures of one year that come in."""

    indicator: Indicator
    known: Cells
    new: Cells


def yearly_deliveries(years: Sequence[int], with_bands: bool) -> Iterator[YearlyDelivery]:
    """Every series of the project with figures of these years and earlier ones, a year at a time; of
    each only what it is judged by if the catalogue sets no band, unless `with_bands`.
    """
    read, _ = read_catalogue(Workspace(PROJECT), None)
    series, _ = read_observations(read.files, read.indicators)
    for key in sorted(read.indicators):
        indicator = read.indicators[key]
        if not with_bands:
            indicator = indicator.model_copy(update={"band": None})
        cells = cells_of(series[key])
        for year in years:
            known = {cell: one for cell, one in cells.items() if cell.period.year < year}
            new = {cell: one for cell, one in cells.items() if cell.period.year == year}
            if known and new:
                yield YearlyDelivery(indicator, known, new)


def doubts_of(indicator: Indicator, known: Cells, new: Cells) -> list[Notice]:
    """The doubts about figures that come in, but for the parts that are new."""
    arrivals = [Arrival(cell.slice, one, "regel 1") for cell, one in new.items()]
    change = compare(indicator.id, known, arrivals, is_partial=False)
    changed = {one.period for one in change.notices}
    return [
        *find_early(indicator, change.notices, DAY),
        *find_remote(indicator, known, change.notices),
        *find_doubts(indicator, known, change.cells, change.notices),
        *check_totals(indicator, known, change.cells, changed, is_partial=False),
        *check_part_sizes(indicator, change.cells, changed),
    ]
