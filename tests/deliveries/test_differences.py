"""What a delivery changes, cell by cell: which cells are gone, up to the first and the last period delivered."""

from decimal import Decimal

import pytest

from report_builder.deliveries.arrivals import Arrival
from report_builder.deliveries.differences import SeriesCell, compare
from report_builder.model.period import Period
from report_builder.model.series import Observation, Status


def cells(text):
    """Cells such as `2024A`: a year and a part of the indicator."""
    return [SeriesCell((cell[4:],), Period.parse(cell[:4])) for cell in text.split()]


def observation(period, amount=10):
    return Observation(period, Decimal(amount), Status.NORMAL)


def gone(known, delivered, is_partial=False):
    before = {cell: observation(cell.period) for cell in cells(known)}
    arrivals = [Arrival(key, observation(period), "regel 1") for key, period in cells(delivered)]
    change = compare("a.x", before, arrivals, is_partial)
    changes, after = change.notices, change.cells
    assert set(after) == {*before, *cells(delivered)}
    missing = [cell for cell, seen in after.items() if seen.value is None]
    assert [
        (change.slice, change.period) for change in changes if change.kind == "vervallen"
    ] == missing
    return " ".join(sorted(f"{period}{key[0]}" for key, period in missing))


@pytest.mark.parametrize(
    ("known", "delivered", "is_gone"),
    [
        ("2023A 2024A 2025A", "2023A 2024A 2025A", ""),
        ("2023A 2024A 2025A 2025B", "2023A 2024A 2025A", "2025B"),
        ("2023A 2024A 2025A 2023B", "2023A 2024A 2025A", "2023B"),
        ("2023A 2024A 2025A", "2023A 2025A", "2024A"),
        ("2023A 2024A 2025A", "2024A", ""),
        ("2022A 2023A 2024B 2025B 2026A", "2023A 2024A 2025A", "2024B 2025B"),
        ("", "2024A", ""),
    ],
)
def test_a_cell_is_gone_from_the_first_to_the_newest_period_delivered(known, delivered, is_gone):
    assert gone(known, delivered) == is_gone


def test_nothing_is_gone_from_a_partial_delivery():
    assert gone("2023A 2024A 2025A 2024B", "2023A 2025A", is_partial=True) == ""


def test_a_missing_cell_that_is_not_delivered_is_not_gone_once_more():
    period = Period.parse("2024")
    known = {SeriesCell(("B",), period): Observation(period, None, Status.MISSING)}
    arrivals = [Arrival(("A",), observation(period), "regel 1")]
    change = compare("a.x", known, arrivals, is_partial=False)
    assert [notice.kind for notice in change.notices] == ["nieuw"]
    assert change.cells[("B",), period].value is None
