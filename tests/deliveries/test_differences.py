"""What a delivery changes, cell by cell: which cells are gone, up to the first and the last period delivered."""

from decimal import Decimal

import pytest

from report_builder.deliveries.arrivals import Arrival, Notice, NoticeKind
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


def seen(text):
    """An observation of 2024 such as `10A`: the amount, which may be left out, and the status."""
    value = Decimal(text[:-1]) if text[:-1] else None
    return Observation(Period.parse("2024"), value, Status(text[-1]))


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (None, "10A", "nieuw"),
        (None, "O", "nieuw"),
        ("O", "10A", "nieuw"),
        ("Q", "10P", "nieuw"),
        ("10A", "10A", None),
        ("O", "O", None),
        ("10A", "11A", "herzien"),
        ("10P", "11A", "herzien"),
        ("10A", "O", "vervallen"),
        ("10A", "Q", "vervallen"),
        ("10A", "10P", "andere status"),
        ("O", "Q", "andere status"),
    ],
)
def test_each_change_of_a_cell_has_its_name_and_both_observations(old, new, kind):
    cell = SeriesCell(("A",), Period.parse("2024"))
    other = SeriesCell(("B",), Period.parse("2024"))
    known = {other: seen("5A")} if old is None else {cell: seen(old), other: seen("5A")}
    arrivals = [
        Arrival(cell.slice, seen(new), "regel 1"),
        Arrival(other.slice, seen("5A"), "regel 2"),
    ]
    change = compare("a.x", known, arrivals, is_partial=False)
    before = None if old is None else seen(old)
    expected = [Notice(NoticeKind(kind), "a.x", *cell, before, seen(new))] if kind else []
    assert list(change.notices) == expected
    assert change.cells == {**known, cell: seen(new)}


def test_what_is_gone_is_told_with_what_stood_there_and_what_stands_there_now():
    period = Period.parse("2024")
    known = {SeriesCell(("A",), period): seen("10A"), SeriesCell(("B",), period): seen("7P")}
    change = compare("a.x", known, [Arrival(("A",), seen("10A"), "regel 1")], is_partial=False)
    assert list(change.notices) == [
        Notice(NoticeKind.GONE, "a.x", ("B",), period, seen("7P"), seen("O"))
    ]
    assert change.cells[SeriesCell(("B",), period)] == seen("O")
