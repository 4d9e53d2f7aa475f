"""What is missing, broken off or not settled shows in the picture, and is explained there."""

import pytest

from report_builder.charts.drawing import styled
from report_builder.charts.sparkline import draw_sparkline
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import figure_content
from report_builder.values.tiles import dashboard_content
from tests.charts.geometry import collisions, laid_out
from tests.projects import project_of
from tests.values.test_figure_tones import spec_of


def laid(rows, kind="bar", settings=None, **spec):
    """Where the parts of a figure of these rows by indicator lie."""
    project = project_of(rows, settings)
    made = spec_of("a/1", *rows, kind=kind, **spec)
    return laid_out(figure_content(made, Dataset(project)), is_yellow=False)


def said(picture):
    return [text.text for text in picture.texts]


GAP = [(2020, 5), (2021, "", "O"), (2022, 7), (2023, 4), (2024, 3), (2025, 6)]
WHOLE = [(year, 9) for year in range(2020, 2026)]


def test_a_year_without_a_figure_says_so_where_its_bar_would_stand():
    picture = laid({"a.gat": GAP})
    assert said(picture).count("geen cijfer") == 1
    assert collisions(picture) == []
    (empty,) = [text.box for text in picture.texts if text.text == "geen cijfer"]
    (year,) = [text.box for text in picture.texts if text.text == "2021"]
    assert year[0] < (empty[0] + empty[2]) / 2 < year[2]


def test_zero_has_its_value_and_is_not_taken_for_missing():
    picture = laid({"a.nul": [(2024, 0), (2025, 4)]})
    assert "geen cijfer" not in said(picture)
    assert {"0", "4"} <= set(said(picture))


def test_one_series_that_lacks_a_year_says_so_beside_the_other():
    picture = laid({"a.gat": GAP, "a.heel": WHOLE})
    assert said(picture).count("geen cijfer") == 1
    assert collisions(picture) == []


@pytest.mark.parametrize(
    ("status", "words"), [("Q", "te klein om te tonen"), ("M", "kan niet voorkomen")]
)
def test_an_empty_place_says_why_it_is_empty(status, words):
    picture = laid({"a.gat": [(2023, 5), (2024, "", status), (2025, 7)]})
    assert words in said(picture)


def test_a_place_that_is_too_narrow_for_words_is_explained_below_the_figure():
    months = [(f"{2018 + number // 12}-{number % 12 + 1:02}", 5) for number in range(96)]
    months[30] = (months[30][0], "", "O")
    picture = laid({"a.maand": months}, settings={"a.maand": {"frequency": "M"}})
    assert "geen cijfer" not in said(picture)
    assert said(picture)[-1] == "Lege plaats: geen cijfer over juli 2020."


def test_a_stack_that_lacks_a_part_is_called_incomplete():
    rows = [(2024, "A", 1), (2024, "B", 2), (2025, "A", 1), (2025, "B", "", "O")]
    picture = laid(
        {"a.deel": rows},
        "stacked_bar",
        {"a.deel": {"dimensions": ("soort",)}},
        split="soort",
    )
    assert said(picture)[-1] == "Onvolledige staaf: geen cijfer over 2025 (B)."


def test_a_year_without_any_part_of_a_stack_leaves_the_bars_beside_it_whole():
    parts = [(year, part, 3) for year in (2020, 2021, 2022, 2023, 2025) for part in "ABC"]
    missing = [(2024, part, "", "O") for part in "ABC"]
    picture = laid(
        {"a.deel": sorted(parts + missing)},
        "stacked_bar",
        {"a.deel": {"dimensions": ("soort",)}},
        split="soort",
    )
    assert said(picture).count("geen cijfer") == 1
    assert collisions(picture) == []


def test_a_line_is_open_over_a_gap_and_says_of_which_series():
    picture = laid({"a.gat": GAP, "a.heel": WHOLE}, "line")
    assert said(picture)[-1] == "Onderbroken lijn: geen cijfer over 2021 (a.gat)."


def test_a_break_cuts_only_the_line_that_has_it_and_names_it():
    broken = [(2022, 5), (2023, 7), (2024, 4, "B"), (2025, 3)]
    picture = laid({"a.breuk": broken, "a.heel": WHOLE[2:]}, "line")
    assert said(picture)[-1] == "Stippellijn: reeksbreuk vanaf 2024 (a.breuk)."
    courses = [line for line in picture.lines if len(line) > 3]
    gaps = [sum(point[1] != point[1] for point in line) for line in courses]
    assert sorted(gaps) == [0, 1]


def test_a_break_of_all_series_needs_no_names():
    broken = [(2023, 7), (2024, 4, "B"), (2025, 3)]
    picture = laid({"a.breuk": broken}, "line")
    assert said(picture)[-1] == "Stippellijn: reeksbreuk vanaf 2024."


def test_what_is_provisional_or_estimated_is_explained_with_its_sign():
    rows = [(2023, 5), (2024, 6, "E"), (2025, 7, "P")]
    assert said(laid({"a.raming": rows}))[-1] == (
        "Gearceerd en *: voorlopig cijfer; gearceerd en °: raming."
    )
    assert {"2024°", "2025*"} <= set(said(laid({"a.raming": rows}, "line")))


def test_a_ranking_that_is_provisional_throughout_says_so_once():
    rows = [(2025, "A", 3, "P"), (2025, "B", 2, "P")]
    settings = {"a.land": {"dimensions": ("land",)}}
    whole = said(laid({"a.land": rows}, "ranking", settings, split="land"))
    assert "Personen, 2025*" in whole
    assert {"A", "B"} <= set(whole)
    partly = [(2025, "A", 3, "P"), (2025, "B", 2)]
    some = said(laid({"a.land": partly}, "ranking", settings, split="land"))
    assert {"Personen, 2025", "A*", "B"} <= set(some)
    assert some[-1] == "*: voorlopig cijfer."


def test_the_netherlands_stand_out_and_what_is_left_over_comes_last():
    rows = [(2025, "Overig", 9), (2025, "Nederland", 2), (2025, "België", 5)]
    picture = laid({"a.land": rows}, "ranking", {"a.land": {"dimensions": ("land",)}}, split="land")
    names = [text for text in said(picture) if text in {"Overig", "Nederland", "België"}]
    assert names == ["België", "Nederland", "Overig"]


def test_panels_have_their_own_scale_where_one_would_flatten_another():
    settings = {"a.land": {"dimensions": ("land",)}}
    near = [
        (year, land, amount) for land, amount in (("A", 50), ("B", 90)) for year in (2024, 2025)
    ]
    far = [(year, land, amount) for land, amount in (("A", 5), ("B", 900)) for year in (2024, 2025)]
    assert said(laid({"a.land": near}, "small_multiples", settings, split="land"))[-1] == (
        "Alle diagrammen hebben dezelfde schaal."
    )
    picture = laid({"a.land": far}, "small_multiples", settings, split="land")
    assert said(picture)[-1] == "Elk diagram heeft zijn eigen schaal."
    assert collisions(picture) == []


def test_days_that_are_not_evenly_apart_are_told_of_below_bars():
    days = [("2024-01-01", 5), ("2024-02-01", 6), ("2025-12-31", 7)]
    picture = laid({"a.dag": days}, settings={"a.dag": {"frequency": "D"}})
    assert said(picture)[-1] == "De peildata liggen niet even ver uit elkaar."


def test_narrow_bars_have_standing_values_and_very_narrow_ones_none():
    rows = [(year, 20_000) for year in range(2016, 2026)]
    two = {"a.een": rows, "a.twee": rows}
    picture = laid(two)
    assert said(picture).count("20.000") >= 20
    assert collisions(picture) == []
    assert laid({**two, "a.drie": rows}).texts
    assert said(laid({**two, "a.drie": rows})).count("20.000") <= 1


def test_a_small_line_begins_at_its_first_year_also_without_a_figure_for_it():
    project = project_of({"a.gat": [(2020, "", "O"), (2021, 5), (2022, 7)]})
    spec = spec_of("a/tegels", "a.gat", kind="dashboard")
    (tile,) = dashboard_content(spec, Dataset(project)).tiles
    with styled(None, ()):
        low, _ = draw_sparkline(tile.trend).axes[0].get_xlim()
    assert low <= 0
