"""Two editions side by side: what their figures say of each other, as page and as workbook."""

from __future__ import annotations

from datetime import date

from report_builder.model.catalogue import TOTAL
from report_builder.review.comparison import Observed, compare, find_revisions
from report_builder.review.comparison_tables import comparison_overview
from report_builder.review.printed import Cell
from report_builder.review.sides import Comparison, Side
from report_builder.review.workbook import write_overview
from report_builder.values.observed import describe
from report_builder.web.overview import overview_page


def compare_sides(old: Side, new: Side) -> Comparison:
    """Everything that changed from one edition to the other."""
    pairs = compare(old.rows, new.rows, new.year - old.year)
    revisions = find_revisions(_observations(old, until=old.year), _observations(new))
    return Comparison(old, new, tuple(pairs), tuple(revisions))


def _observations(side: Side, until: int | None = None) -> dict[Cell, Observed]:
    """The observations of an edition: those it holds, and over them those that it printed."""
    found: dict[Cell, Observed] = {}
    for indicator in side.project.catalogue.indicators.values() if side.project else ():
        series = side.project.series[indicator.id] if side.project else None
        for key, observations in series.slices.items() if series else ():
            name = describe(indicator, key) or TOTAL
            for made in observations:
                if until is None or made.period.last.year <= until:
                    found[Cell(indicator.id, name, str(made.period))] = Observed(made.value, made.status.value)
    for row in side.rows if side.is_published else ():
        if row.operation == "waarde" and len(row.cells) == 1:
            known = found.get(row.cells[0])
            is_same = known is not None and known.value == row.amount
            found[row.cells[0]] = Observed(row.amount, known.status if known and is_same else "")
    return found


def write_comparison(made: Comparison, day: date) -> dict[str, bytes]:
    """The comparison as web page and as workbook, by file name."""
    overview, name = comparison_overview(made), f"vergelijking-{made.old.id}-{made.new.id}"
    return {f"{name}.html": overview_page(overview), f"{name}.xlsx": write_overview(overview, day)}
