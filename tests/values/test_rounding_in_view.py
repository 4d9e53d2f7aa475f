"""A difference does not contradict the numbers that stand beside it."""

import pytest

from report_builder.model.figure import FigureSpec
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import table_content
from tests.conftest import asker
from tests.projects import project_of


def shares(old, new, **settings):
    rows = {"a.x": [(2024, old), (2025, new)], "a.deel": [(2024, 244), (2025, 256)]}
    rows["a.geheel"] = [(2024, 1000), (2025, 1000)]
    return project_of(rows, {"a.x": {"unit": "procent", **settings}})


@pytest.mark.parametrize(
    ("old", "new", "in_view", "change", "difference"),
    [
        ("2.4", "2.6", ("2%", "3%"), "stijging van 0,2 procentpunt", "0,2 procentpunt"),
        ("2.6", "2.4", ("3%", "2%"), "daling van 0,2 procentpunt", "0,2 procentpunt"),
        ("2.5", "3.4", ("3%", "3%"), "stijging van 0,9 procentpunt", "0,9 procentpunt"),
        ("2.4", "4.2", ("2%", "4%"), "stijging van 2 procentpunt", "2 procentpunt"),
        ("2.4", "3.6", ("2%", "4%"), "stijging van 1,2 procentpunt", "1,2 procentpunt"),
        ("2.49", "2.51", ("2%", "3%"), "stijging van 0,02 procentpunt", "0,02 procentpunt"),
        ("2.1", "2.3", ("2%", "2%"), "nagenoeg gelijk gebleven", "0 procentpunt"),
        ("2.0", "3.0", ("2%", "3%"), "stijging van 1 procentpunt", "1 procentpunt"),
    ],
)
def test_a_difference_of_percentages_is_as_exact_as_what_stands_beside_it(
    old, new, in_view, change, difference
):
    ask = asker(shares(old, new))
    assert (ask("a.x.vorig").text, ask("a.x").text) == in_view
    assert ask("a.x|verandering").text == change
    assert ask("a.x|verschil").text == difference
    assert ask("a.x|procentueel").text == difference
    assert ask("a.x|richting").text == (
        change if "gebleven" in change else {"s": "gestegen", "d": "gedaald"}[change[0]]
    )


def test_a_difference_counts_in_the_decimals_of_the_indicator():
    ask = asker(shares("2.44", "2.46", decimals=1))
    assert [ask(one).text for one in ("a.x.vorig", "a.x", "a.x|verschil")] == [
        "2,4%",
        "2,5%",
        "0,02 procentpunt",
    ]


def test_a_change_of_a_share_is_as_exact_as_the_share_was_asked_for():
    ask = asker(shares(1, 1))
    share, exact = "a.deel|aandeel(van=a.geheel)", "a.deel|aandeel(van=a.geheel, decimalen=1)"
    assert ask(f"({share})").text == "26%"
    assert ask(f"({share})|verandering").text == "stijging van 1,2 procentpunt"
    assert ask(f"({exact})").text == "25,6%"
    assert ask(f"({exact})|verandering").text == "stijging van 1,2 procentpunt"


def test_a_difference_of_amounts_is_as_exact_as_what_stands_beside_it():
    ask = asker(shares("2.4", "2.6", unit="miljoen euro"))
    assert [ask(one).text for one in ("a.x.vorig", "a.x", "a.x|verschil")] == ["2", "3", "0,2"]
    assert ask("a.x - a.x.vorig").text == "0,2"


def test_what_nobody_sees_asks_for_no_decimals():
    ask = asker(shares("12.4", "8.6", unit="personen"))
    assert ask("a.x / 1 - a.x.vorig / 1").text == "-4"


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        ("2.4", "2.6", ["2%", "3%", "+0,2 procentpunt"]),
        ("2.6", "2.4", ["3%", "2%", "-0,2 procentpunt"]),
        ("2.5", "3.4", ["3%", "3%", "+0,9 procentpunt"]),
    ],
)
def test_a_column_of_changes_does_not_contradict_its_row(old, new, cells):
    project = shares(old, new)
    spec = FigureSpec(id="a/t", kind="table", title="T", indicators=("a.x",), change=True)
    table = table_content(spec, Dataset(project))
    assert [cell.value.text for cell in table.rows[0][1:]] == cells
