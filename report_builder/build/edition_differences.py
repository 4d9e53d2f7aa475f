"""Two editions side by side: what their figures say of each other, as page and as workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from report_builder.model.catalogue import Catalogue
from report_builder.model.series import Series
from report_builder.model.trace import Observed, OperationKind
from report_builder.registers.comparison_tables import comparison_overview
from report_builder.registers.edition_pair import Comparison, Side
from report_builder.registers.number_changes import compare
from report_builder.registers.number_register import PrintedRow
from report_builder.registers.revisions import HeldValue, Revision, find_revisions
from report_builder.registers.tables_workbook import write_overview
from report_builder.web.overview_page import overview_page


def compare_sides(old: Side, new: Side) -> Comparison:
    """Everything that changed from one edition to the other."""
    pairs = compare(old.rows, new.rows, new.year - old.year)
    revisions = find_revisions(_values_of(old, until=old.year), _values_of(new))
    return Comparison(old, new, tuple(pairs), tuple(revisions))


def _values_of(side: Side, until: int | None = None) -> dict[Observed, HeldValue]:
    """The observations of an edition: those it holds, and over them those that it printed."""
    values = held_values(side.project.catalogue, side.project.series, until) if side.project else {}
    if not side.is_published:
        return values
    for observed, printed in _printed_values(side.rows).items():
        # A register keeps no status: that of today holds as long as the value is the same.
        held = values.get(observed)
        is_same = held is not None and held.value == printed.value
        values[observed] = held if held and is_same else printed
    return values


def _printed_values(rows: Sequence[PrintedRow]) -> dict[Observed, HeldValue]:
    """The observations that are printed as they are."""
    return {
        row.observed[0]: HeldValue(row.amount)
        for row in rows
        if row.operation.kind is OperationKind.VALUE and len(row.observed) == 1
    }


def find_printed_revisions(old: Sequence[PrintedRow], new: Sequence[PrintedRow]) -> list[Revision]:
    """The observations that both print as they are, with different values."""
    before, after = _printed_values(old), _printed_values(new)
    in_both = {observed: held for observed, held in before.items() if observed in after}
    return find_revisions(in_both, after)


def held_values(
    catalogue: Catalogue, series: Mapping[str, Series], until: int | None = None
) -> dict[Observed, HeldValue]:
    """Every observation of the series by name, up to the end of a year."""
    values: dict[Observed, HeldValue] = {}
    for indicator in (catalogue.indicators[key] for key in series if key in catalogue.indicators):
        for key, observations in series[indicator.id].slices.items():
            part = indicator.slice_text(key)
            for item in observations:
                if until is None or item.period.last.year <= until:
                    observed = Observed(indicator.id, part, item.period)
                    values[observed] = HeldValue(item.value, item.status)
    return values


def write_comparison(comparison: Comparison, day: date) -> dict[str, bytes]:
    """The comparison as web page and as workbook, by file name."""
    overview = comparison_overview(comparison)
    name = f"vergelijking-{comparison.old.id}-{comparison.new.id}"
    return {f"{name}.html": overview_page(overview), f"{name}.xlsx": write_overview(overview, day)}
