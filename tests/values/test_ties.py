"""Ties, second elements and the later of two: where a rule has more than one candidate, which one counts."""

import pytest

from tests.conftest import asker
from tests.projects import project_of

DAYS = {"frequency": "D"}
PARTS = {"dimensions": ("land",)}


def value(expression, rows, settings=None, accepted=()):
    return asker(project_of(rows, settings, accepted))(expression)


def test_days_that_two_stocks_share_are_added_at_the_later_of_them():
    rows = {
        "a.x": [("2025-12-10", 40), ("2025-12-20", 180)],
        "a.y": [("2025-12-10", 50), ("2025-12-20", 100)],
    }
    total = value("a.x + a.y", rows, {"a.x": DAYS, "a.y": DAYS})
    assert total.text == "280"
    assert [str(part.observed) for part in total.inputs] == [
        "a.x[TOTAL]@2025-12-20",
        "a.y[TOTAL]@2025-12-20",
    ]


def test_days_that_two_stocks_do_not_share_are_each_the_last_of_the_month():
    rows = {
        "a.x": [("2025-12-10", 40), ("2025-12-21", 180)],
        "a.y": [("2025-12-11", 50), ("2025-12-20", 100)],
    }
    assert value("a.x + a.y", rows, {"a.x": DAYS, "a.y": DAYS}).text == "280"


@pytest.mark.parametrize(
    ("accepted", "freshness"),
    [((), "stale"), (("a.x",), "stale"), (("a.y",), "stale"), (("a.x", "a.y"), "accepted")],
)
def test_a_sum_of_stale_figures_is_accepted_when_each_of_them_is(accepted, freshness):
    rows = {"a.x": [(2024, 1)], "a.y": [(2024, 2)]}
    assert value("a.x + a.y", rows, accepted=accepted).freshness == freshness


@pytest.mark.parametrize(("accepted", "freshness"), [((), "stale"), (("a.x", "a.y"), "accepted")])
def test_a_sum_that_is_kept_back_by_one_part_is_accepted_when_all_parts_are(accepted, freshness):
    rows = {"a.x": [("2025-11", 1)], "a.y": [("2025-11", 2), ("2025-12", 3)]}
    months = {"frequency": "M"}
    settings = {"a.x": months, "a.y": months}
    assert value("a.x + a.y", rows, settings, accepted).freshness == freshness


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("A", "A", "definitief"),
        ("P", "A", "voorlopig"),
        ("A", "P", "voorlopig"),
        ("P", "P", "voorlopig"),
    ],
)
def test_a_sum_is_provisional_when_any_part_is(first, second, word):
    rows = {"a.x": [(2025, 1, first)], "a.y": [(2025, 2, second)]}
    condition = "'voorlopig' if (a.x + a.y).voorlopig else 'definitief'"
    shown = value(condition, rows)
    assert getattr(shown, "text", shown) == word


@pytest.mark.parametrize(
    ("breaks", "text", "count"),
    [
        ((2022,), "het hoogste aantal sinds de breuk in de reeks in 2022", "3"),
        ((2021, 2023), "het hoogste aantal sinds de breuk in de reeks in 2023", "2"),
        ((2019, 2021, 2024), "het hoogste aantal sinds de breuk in de reeks in 2024", "1"),
    ],
)
def test_of_several_breaks_the_last_ends_what_can_be_compared(breaks, text, count):
    rows = [(year, year, "B" if year in breaks else "A") for year in range(2018, 2026)]
    assert value("a.x|uiterste", {"a.x": rows}).text == text
    assert value("a.x|jaren_uiterste", {"a.x": rows}).text == count


def test_of_two_breaks_in_one_year_that_year_is_named_once():
    quarters = [f"{year}-Q{quarter}" for year in (2023, 2024, 2025) for quarter in (1, 2, 3, 4)]
    rows = [
        (period, number, "B" if period in ("2024-Q1", "2024-Q3") else "A")
        for number, period in enumerate(quarters)
    ]
    ask = asker(project_of({"a.x": rows}, {"a.x": {"frequency": "Q"}}))
    with pytest.raises(AssertionError, match="de breuk in de reeks, 2024|breuk.*2024"):
        ask("a.x.vorig|uiterste")
    assert "breuk in de reeks in 2024" in ask("a.x|uiterste").text


@pytest.mark.parametrize(
    ("amounts", "order"),
    [
        ({"Syrië": 30, "Irak": 20, "Eritrea": 20}, "Syrië, Eritrea en Irak"),
        ({"Turkije": 20, "Eritrea": 20, "Irak": 20}, "Eritrea, Irak en Turkije"),
        ({"irak": 20, "Iran": 20, "Angola": 5}, "irak, Iran en Angola"),
    ],
)
def test_equal_amounts_stand_in_the_order_of_their_names(amounts, order):
    rows = [(2025, name, amount) for name, amount in amounts.items()]
    shown = value('a.x.top(3, "land")|opsomming', {"a.x": rows}, {"a.x": PARTS})
    assert getattr(shown, "text", shown) == order


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        (
            {"A": 30, "B": 20, "C": 10},
            {"A": 20, "B": 20, "C": 10},
            "stond op de gedeelde eerste plaats, een jaar eerder op de eerste",
        ),
        (
            {"A": 10, "B": 20, "C": 30},
            {"A": 20, "B": 30, "C": 20},
            "steeg van de derde naar de gedeelde tweede plaats",
        ),
        (
            {"A": 30, "B": 20, "C": 10},
            {"A": 10, "B": 20, "C": 10},
            "daalde van de eerste naar de gedeelde tweede plaats",
        ),
    ],
)
def test_equal_amounts_share_the_highest_place(before, now, text):
    rows = [(2024, name, amount) for name, amount in before.items()]
    rows += [(2025, name, amount) for name, amount in now.items()]
    ask = asker(project_of({"a.x": rows}, {"a.x": PARTS}))
    assert ask('a.x(land="A")|rang').text == text


@pytest.mark.parametrize(
    ("rows", "freshness", "period"),
    [
        ({"a.x": [(2024, 1), (2025, 2)], "a.y": [(2024, 3)]}, "stale", "2024"),
        ({"a.x": [(2024, 1)], "a.y": [(2024, 3), (2025, 4)]}, "stale", "2024"),
        ({"a.x": [(2024, 1), (2025, 2)], "a.y": [(2024, 3), (2025, 4)]}, "fresh", "2025"),
    ],
)
def test_the_second_input_counts_as_much_as_the_first(rows, freshness, period):
    for expression in ("a.x + a.y", "a.x - a.y", "a.x|aandeel(van=a.y)", "a.x|verschil(a.y)"):
        shown = value(expression, rows)
        assert (shown.freshness, {str(part.period) for part in shown.inputs}) == (
            freshness,
            {period},
        )


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("a.x - a.y", "10"),
        ("a.y - a.x", "-10"),
        ("a.x / a.y", "1,5"),
        ("a.x|aandeel(van=a.y)", "150%"),
        ("a.y|aandeel(van=a.x)", "67%"),
        ("a.x|verandering(a.y)", "stijging van 50%"),
        ("a.y|verandering(a.x)", "daling van 33%"),
        ("a.y|richting(a.x)", "gedaald"),
        ("a.x|richting(a.y)", "gestegen"),
    ],
)
def test_what_is_compared_with_what_is_not_turned_round(expression, text):
    rows = {"a.x": [(2025, 30)], "a.y": [(2025, 20)]}
    assert value(expression, rows).text == text


@pytest.mark.parametrize(
    ("amount", "step", "text"),
    [(50, 100, "100"), (49, 100, "0"), (150, 100, "200"), (250, 100, "300"), (-50, 100, "-100")],
)
def test_half_is_rounded_away_from_zero(amount, step, text):
    shown = value(f"a.x|afgerond({step})", {"a.x": [(2025, amount)]}, {"a.x": {"minimum": -1000}})
    assert shown.text == text


@pytest.mark.parametrize(
    ("accepted", "freshness"),
    [((), "stale"), (("a.x",), "stale"), (("a.y",), "stale"), (("a.x", "a.y"), "accepted")],
)
def test_fresh_parts_without_a_recent_moment_in_common_are_accepted_together(accepted, freshness):
    rows = {"a.x": [("2025-10", 1), ("2025-12", 2)], "a.y": [("2025-10", 3), ("2025-11", 4)]}
    settings = {"a.x": {"frequency": "M"}, "a.y": {"frequency": "M", "lag": 1}}
    assert value("a.x", rows, settings).freshness == "fresh"
    assert value("a.y", rows, settings).freshness == "fresh"
    total = value("a.x + a.y", rows, settings, accepted)
    assert (total.text, total.freshness) == ("4", freshness)


@pytest.mark.parametrize(
    ("breaks", "year"),
    [
        (("2024-Q3", "2025-Q1"), 2025),
        (("2024-Q3", "2024-Q4"), 2024),
        (("2025-Q1", "2025-Q2"), 2025),
    ],
)
def test_of_two_breaks_within_a_step_of_a_year_the_last_is_named(breaks, year):
    quarters = [f"{number}-Q{quarter}" for number in (2024, 2025) for quarter in (1, 2, 3, 4)]
    rows = [(period, 10, "B" if period in breaks else "A") for period in quarters]
    ask = asker(project_of({"a.x": rows}, {"a.x": {"frequency": "Q"}}))
    with pytest.raises(AssertionError, match=rf"de breuk in de reeks, {year}\)"):
        ask('a.x["2025-Q2"]|uiterste')


@pytest.mark.parametrize("stale", ["a.x", "a.y"])
def test_a_sum_with_one_stale_part_is_accepted_with_that_part(stale):
    rows = {key: [(2024, 1), (2025, 2)] for key in ("a.x", "a.y")} | {stale: [(2024, 1)]}
    assert value("a.x + a.y", rows).freshness == "stale"
    assert value("a.x + a.y", rows, accepted=(stale,)).freshness == "accepted"
