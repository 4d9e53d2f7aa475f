"""Two editions side by side: what their figures say of each other, as page and as workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from report_builder.model.catalogue import TOTAL, Catalogue
from report_builder.model.series import Series
from report_builder.registers.comparison_tables import comparison_overview
from report_builder.registers.edition_pair import Comparison, Side
from report_builder.registers.number_changes import Observed, Revision, compare, find_revisions
from report_builder.registers.printed_rows import Cell, PrintedRow
from report_builder.registers.tables_workbook import write_overview
from report_builder.values.dataset import describe
from report_builder.web.overview_page import overview_page


def compare_sides(old: Side, new: Side) -> Comparison:
    """Everything that changed from one edition to the other."""
    pairs = compare(old.rows, new.rows, new.year - old.year)
    revisions = find_revisions(_observations(old, until=old.year), _observations(new))
    return Comparison(old, new, tuple(pairs), tuple(revisions))


def _observations(side: Side, until: int | None = None) -> dict[Cell, Observed]:
    """The observations of an edition: those it holds, and over them those that it printed."""
    found = cells_of(side.project.catalogue, side.project.series, until) if side.project else {}
    for cell, printed in (_printed_cells(side.rows) if side.is_published else {}).items():
        known = found.get(cell)
        is_same = known is not None and known.value == printed.value
        found[cell] = Observed(printed.value, known.status if known and is_same else "")
    return found


def _printed_cells(rows: Sequence[PrintedRow]) -> dict[Cell, Observed]:
    """The observations that are printed as they are."""
    plain = (row for row in rows if row.operation == "waarde" and len(row.cells) == 1)
    return {row.cells[0]: Observed(row.amount) for row in plain}


def find_printed_revisions(old: Sequence[PrintedRow], new: Sequence[PrintedRow]) -> list[Revision]:
    """The observations that both print as they are, with different values."""
    before, after = _printed_cells(old), _printed_cells(new)
    return find_revisions({cell: made for cell, made in before.items() if cell in after}, after)


def cells_of(
    catalogue: Catalogue, series: Mapping[str, Series], until: int | None = None
) -> dict[Cell, Observed]:
    """Every observation of the series by name, up to the end of a year."""
    found: dict[Cell, Observed] = {}
    for indicator in (catalogue.indicators[key] for key in series if key in catalogue.indicators):
        for key, observations in series[indicator.id].slices.items():
            name = describe(indicator, key) or TOTAL
            for made in observations:
                if until is None or made.period.last.year <= until:
                    found[Cell(indicator.id, name, str(made.period))] = Observed(
                        made.value, made.status.value
                    )
    return found


def write_comparison(made: Comparison, day: date) -> dict[str, bytes]:
    """The comparison as web page and as workbook, by file name."""
    overview, name = comparison_overview(made), f"vergelijking-{made.old.id}-{made.new.id}"
    return {f"{name}.html": overview_page(overview), f"{name}.xlsx": write_overview(overview, day)}
