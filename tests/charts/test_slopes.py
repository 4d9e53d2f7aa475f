"""Two periods beside each other: which ones, what stands at the ends of the lines, and where there is none."""

import pytest

from report_builder.charts.page import SMALLEST, narrowed
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import figure_content
from tests.charts.geometry import collisions, laid_out
from tests.projects import project_of
from tests.values.test_figure_tones import spec_of

BY_LAND = {"a.land": {"dimensions": ("land",)}}
LANDS = [
    *((2023, "Nederland", 70), (2024, "Nederland", 50), (2025, "Nederland", 40)),
    *((2024, "Spanje", 80), (2025, "Spanje", 90)),
    *((2024, "Overig", 10), (2025, "Overig", 99)),
]


def made(rows=LANDS, settings=BY_LAND, **more):
    """What a slope of these rows says."""
    project = project_of({"a.land": rows}, settings)
    split = {"split": "land"} if "dimensions" in settings["a.land"] else {}
    spec = spec_of("a/1", "a.land", **{"kind": "slope", **split, **more})
    return figure_content(spec, Dataset(project))


def texts(content, is_yellow=False):
    picture = laid_out(content, is_yellow)
    assert collisions(picture) == []
    assert all(text.size >= SMALLEST for text in picture.texts)
    return [text.text for text in picture.texts]


def test_the_last_period_is_laid_beside_that_of_a_year_before():
    content = made()
    assert [str(period) for period in content.periods] == ["2024", "2025"]
    assert [line.name for line in content.lines] == ["Spanje", "Nederland", "Overig"]
    shown = texts(content)
    assert {"Spanje 80", "90 Spanje", "Nederland 50", "40 Nederland", "2024", "2025"} <= set(shown)


def test_it_begins_where_it_is_asked_to():
    content = made(**{"from": 2023})
    assert [str(period) for period in content.periods] == ["2023", "2025"]
    assert texts(content)[-1] == ("Geen lijn: geen cijfer over 2023 (Spanje); over 2023 (Overig).")


def test_of_a_day_the_nearest_to_the_same_day_counts():
    rows = [("2024-12-20", 5), ("2025-06-30", 6), ("2025-12-31", 7)]
    content = made(rows, {"a.land": {"frequency": "D"}})
    assert [str(period) for period in content.periods] == ["2024-12-20", "2025-12-31"]


BY_DAY = {"a.land": {"dimensions": ("land",), "frequency": "D"}}


def test_of_days_at_the_same_turn_of_the_year_the_one_that_all_have_counts():
    rows = [
        *(("2022-12-31", "Spanje", 4), ("2023-01-01", "Spanje", 5), ("2025-12-31", "Spanje", 6)),
        *(("2023-01-01", "Nederland", 7), ("2025-12-31", "Nederland", 8)),
        ("2025-12-31", "Italië", 9),
    ]
    content = made(rows, BY_DAY, **{"from": "2022-12-01"})
    assert [str(period) for period in content.periods] == ["2023-01-01", "2025-12-31"]
    assert texts(content)[-1].endswith("geen cijfer over 1 januari 2023 (Italië).")


@pytest.mark.parametrize("kind", ["slope", "ranking"])
def test_last_days_that_are_not_the_same_for_all_are_refused_with_which_they_are(kind):
    rows = [
        *(("2023-01-01", "Spanje", 5), ("2025-12-31", "Spanje", 6)),
        *(("2023-01-01", "Nederland", 7), ("2026-01-01", "Nederland", 8)),
    ]
    with pytest.raises(Fault, match="niet op één dag geteld") as refused:
        made(rows, BY_DAY, kind=kind)
    said = "31 december 2025 (Spanje) en 1 januari 2026 (Nederland)"
    assert refused.value.message.endswith(said)


def test_first_days_that_are_not_the_same_for_all_are_refused_with_which_they_are():
    rows = [
        *(("2023-01-01", "Spanje", 5), ("2025-12-31", "Spanje", 6)),
        *(("2022-12-31", "Nederland", 7), ("2025-12-31", "Nederland", 8)),
    ]
    with pytest.raises(Fault, match="niet op één dag geteld") as refused:
        made(rows, BY_DAY, **{"from": "2022-12-01"})
    said = "31 december 2022 (Nederland) en 1 januari 2023 (Spanje)"
    assert refused.value.message.endswith(said)


def test_two_days_at_one_turn_of_the_year_are_not_compared():
    with pytest.raises(Fault, match="is er geen eerder cijfer om mee te vergelijken"):
        made([("2025-12-31", "Spanje", 6), ("2026-01-01", "Spanje", 8)], BY_DAY)


def test_without_an_earlier_figure_there_is_no_slope():
    with pytest.raises(Fault, match="bij 2025 is er geen eerder cijfer om mee te vergelijken"):
        made([(2025, "Spanje", 9)])


def test_over_a_break_there_is_no_line_and_the_series_is_named():
    rows = [
        *((2022, "Spanje", 8), (2023, "Spanje", 7, "B"), (2025, "Spanje", 9)),
        *((2022, "Italië", 3), (2025, "Italië", 2)),
    ]
    content = made(rows, **{"from": 2022})
    assert texts(content)[-1] == "Geen lijn: reeksbreuk na 2022 (Spanje)."
    drawn = [line for line in laid_out(content, False).lines if is_sloping(line)]
    assert len(drawn) == 1


def is_sloping(line):
    """Whether it runs over most of the axes, and neither along nor across them."""
    (left, low), (right, high) = line[0], line[-1]
    return right - left > 100 and low != high


def test_what_is_not_settled_has_its_sign_behind_the_period_and_is_explained():
    content = made([(2024, "Spanje", 8), (2025, "Spanje", 9, "P")])
    assert "2025*" in texts(content)
    assert texts(content)[-1] == "Open punt en *: voorlopig cijfer."
    assert content.alt.endswith("2024 en 2025: Spanje 8 en 9. Voorlopig: 2025.")


def test_a_stale_slope_says_up_to_when_in_its_frame():
    content = made([(2023, "Spanje", 8), (2024, "Spanje", 9)])
    assert "cijfers t/m 2024, nog geen update beschikbaar" in texts(content, is_yellow=True)


def test_many_labels_at_one_height_stand_apart_also_on_a_phone():
    names = [f"Land nummer {number}" for number in range(14)]
    rows = [
        row
        for number, name in enumerate(names)
        for row in ((2024, name, 100 + number), (2025, name, 100 - number))
    ]
    content = made([*rows, (2024, "Nederland", 900), (2025, "Nederland", 3)])
    assert len(texts(content)) > 2 * len(names)
    with narrowed():
        shown = texts(content)
    assert {"900", "3 Nederland", "100 Land nummer 0"} <= set(shown)
    assert "Nederland 900" not in shown


def test_values_below_zero_have_a_line_at_zero():
    settings = {"a.land": {"dimensions": ("land",), "minimum": -100}}
    rows = [(2024, "Spanje", -8), (2025, "Spanje", 9), (2024, "Italië", 3), (2025, "Italië", -2)]
    assert {"Spanje -8", "-2 Italië"} <= set(texts(made(rows, settings)))
