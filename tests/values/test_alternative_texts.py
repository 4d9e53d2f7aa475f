"""Alternative texts: as much as is heard in one go, and always what is no ordinary figure."""

import pytest

from report_builder.model.figure import LONGEST_ALT
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import figure_content
from tests.projects import project_of
from tests.values.test_figure_tones import spec_of


def alt(rows, kind="line", settings=None, **spec):
    """The alternative text of a figure of these rows by indicator."""
    made = spec_of("a/1", *rows, kind=kind, **spec)
    return figure_content(made, Dataset(project_of(rows, settings))).alt


def test_one_series_is_told_from_its_first_to_its_lowest_value():
    rows = [(2023, 5), (2024, 9), (2025, 4)]
    assert alt({"a.een": rows}) == (
        "Lijndiagram: Titel. Van 2023 tot en met 2025. "
        "Eerste 5 (2023), laatste 4 (2025), hoogste 9 (2024), laagste 4 (2025)."
    )


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((2024, 6, "P"), "Voorlopig: 2024."),
        ((2024, 6, "E"), "Raming: 2024."),
        ((2024, "", "O"), "Geen cijfer: 2024."),
        ((2024, 6, "B"), "Reeksbreuk: 2024."),
    ],
)
def test_what_is_no_ordinary_figure_is_told(row, told):
    assert alt({"a.een": [(2023, 5), row, (2025, 4)]}).endswith(f" {told}")


def test_it_is_told_of_which_series():
    whole = [(year, 7) for year in (2023, 2024, 2025)]
    text = alt({"a.een": [(2023, 5), (2024, "", "O"), (2025, 4)], "a.twee": whole})
    assert text.endswith("Geen cijfer: 2024 (a.een).")
    both = [(2023, 5), (2024, "", "O"), (2025, 4)]
    assert alt({"a.een": both, "a.twee": both}).endswith("Geen cijfer: 2024.")


@pytest.mark.parametrize("count", [3, 12, 60])
def test_many_series_keep_within_what_is_heard_in_one_go(count):
    rows = {
        f"a.reeks_{number}": [(2024, number), (2025, 1000 + number, "P")] for number in range(count)
    }
    text = alt(rows)
    assert len(text) <= LONGEST_ALT
    assert "a.reeks_0" in text
    assert "1.000" in text
    assert text.endswith("Voorlopig: 2025.")


def test_a_ranking_always_names_the_netherlands():
    rows = [(2025, f"Land met een lange naam {number}", 900 - number) for number in range(30)]
    text = alt(
        {"a.land": [*rows, (2025, "Nederland", 2)]},
        "ranking",
        {"a.land": {"dimensions": ("land",)}},
        split="land",
    )
    assert len(text) <= LONGEST_ALT
    assert "Nederland 2; en nog" in text


def test_stale_figures_leave_room_for_their_alert():
    rows = {
        f"a.lange_naam_van_reeks_{number}": [(2023, 10**9), (2024, 10**9)] for number in (1, 2, 3)
    }
    alert = " Let op: cijfers t/m 2024, nog geen update beschikbaar."
    assert len(alt(rows, alt="x" * 160) + alert) <= LONGEST_ALT
