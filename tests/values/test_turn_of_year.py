"""Stocks about the turn of the year: which day is the current one, and with which it is compared."""

import pytest

from report_builder.values.dataset import Dataset
from report_builder.values.indicator_states import indicator_states
from tests.conftest import asker
from tests.projects import project_of


def ask_stock(expression, days, **others):
    """What is printed of `a.x`, a stock of reporting year 2025 that was counted on these days."""
    rows = {"a.x": [(day, *amounts) for day, *amounts in days], **others}
    daily = {key: {"frequency": "D"} for key, items in rows.items() if len(str(items[0][0])) == 10}
    return asker(project_of(rows, daily))(expression)


@pytest.mark.parametrize(
    ("days", "current", "freshness"),
    [
        (["2025-06-30", "2026-01-01"], "1 januari 2026", "fresh"),
        (["2025-06-30", "2026-01-05"], "5 januari 2026", "fresh"),
        (["2025-12-01"], "1 december 2025", "fresh"),
        (["2025-11-30", "2026-01-15"], "15 januari 2026", "fresh"),
        (["2025-11-30", "2026-01-16"], "30 november 2025", "stale"),
        (["2025-12-31", "2026-01-01"], "31 december 2025", "fresh"),
        (["2025-12-30", "2026-01-01"], "1 januari 2026", "fresh"),
        (["2025-12-29", "2026-01-05"], "29 december 2025", "fresh"),
        (["2025-12-01", "2026-01-01"], "1 januari 2026", "fresh"),
        (["2025-12-15", "2026-01-15"], "15 januari 2026", "fresh"),
        (["2025-12-17", "2026-01-15"], "17 december 2025", "fresh"),
        (["2024-12-31", "2026-06-01"], "31 december 2024", "stale"),
        (["2025-01-05"], "5 januari 2025", "stale"),
    ],
)
def test_the_stock_nearest_to_the_end_of_the_year_is_the_current_one(days, current, freshness):
    period = ask_stock("a.x.periode", [(day, 1) for day in days])
    assert (period.text, period.freshness) == (current, freshness)


def test_a_stock_without_a_value_at_the_turn_of_the_year_is_not_the_current_one():
    days = [("2025-12-20", 7), ("2025-12-31", "", "O"), ("2026-01-01", "", "Q")]
    assert ask_stock("a.x", days).text == "7"


@pytest.mark.parametrize(
    ("days", "before"),
    [
        (["2025-01-06", "2025-12-15"], "6 januari 2025"),
        (["2024-12-31", "2025-01-02", "2026-01-01"], "2 januari 2025"),
        (["2024-12-30", "2025-01-01", "2025-12-31"], "1 januari 2025"),
        (["2024-11-17", "2026-01-01"], "17 november 2024"),
        (["2024-11-16", "2024-12-31", "2025-12-31"], "31 december 2024"),
        (["2024-12-01", "2025-01-15", "2026-01-01"], "15 januari 2025"),
    ],
)
def test_a_year_before_a_stock_is_the_day_nearest_to_the_same_day(days, before):
    rows = [(day, number) for number, day in enumerate(days, start=1)]
    assert ask_stock("a.x.vorig.periode", rows).text == before
    assert ask_stock("a.x|verschil", rows).period == ask_stock("a.x", rows).period


@pytest.mark.parametrize("day", ["2024-11-16", "2025-02-16"])
def test_a_stock_that_lies_further_than_45_days_from_the_same_day_is_not_compared_with(day):
    with pytest.raises(AssertionError, match="op of rond 1 januari 2025"):
        ask_stock("a.x.vorig", [(day, 1), ("2026-01-01", 2)])


def test_years_before_a_stock_are_counted_from_the_current_day():
    days = [("2023-01-02", 1), ("2024-01-05", 2), ("2025-01-06", 3), ("2025-12-15", 4)]
    assert ask_stock("a.x.vorig.vorig.periode", days).text == "5 januari 2024"
    assert ask_stock("a.x|jaren_op_rij", days).text == "3"
    text = "het hoogste aantal rond de jaarwisseling sinds het begin van de reeks in 2023"
    assert ask_stock("a.x|uiterste", days).text == text


def test_a_stock_of_january_is_calculated_with_as_one_of_the_year_before():
    days = [("2025-01-01", 10), ("2026-01-01", 30)]
    assert ask_stock("a.x - a.y", days, **{"a.y": [(2024, 1), (2025, 2)]}).text == "28"
    assert ask_stock("a.x - a.y", days, **{"a.y": [(2024, 1)]}).text == "9"
    assert ask_stock("a.x - a.y", days, **{"a.y": [("2025-12-31", 4)]}).text == "26"
    assert ask_stock("a.x - a.y", days, **{"a.y": [("2025-12", 5)]}).text == "25"


def test_a_stock_of_january_is_ranked_with_those_of_december():
    rows = [
        ("2024-12-31", "A", 3),
        ("2025-12-31", "A", 5),
        ("2025-01-05", "B", 4),
        ("2026-01-05", "B", 4),
    ]
    settings = {"a.x": {"frequency": "D", "dimensions": ("land",)}}
    ask = asker(project_of({"a.x": rows}, settings))
    assert ask("a.x.top(2, 'land')|opsomming").text == "A en B"
    assert ask("a.x(land='A')|rang").text == "steeg van de tweede naar de eerste plaats"


def test_a_stock_of_january_is_current_in_the_status():
    rows = {"a.x": [("2025-01-06", 1), ("2026-01-05", 2), ("2026-06-01", 3)]}
    project = project_of(rows, {"a.x": {"frequency": "D"}})
    (state,) = indicator_states(Dataset(project), {"a.x": ["h"]})
    assert (str(state.last), state.state, state.is_late) == ("2026-01-05", "fresh", False)
