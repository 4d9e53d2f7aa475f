"""Section 2 of the contract."""

import pytest

from tests.conftest import asker


@pytest.fixture
def state(folder):
    """The freshness of an expression over indicators that the test gives as rows."""
    folder.document("h1", "# Kop")

    def of(expression, **indicators):
        for name, (rows, settings) in indicators.items():
            folder.indicator(f"a.{name}", rows, **settings)
        return asker(folder.project())(expression).freshness.value

    return of


@pytest.mark.parametrize(
    ("frequency", "last", "lag", "expected"),
    [
        ("A", "2025", 0, "fresh"),
        ("A", "2024", 0, "stale"),
        ("A", "2024", 1, "fresh"),
        ("A", "2023", 1, "stale"),
        ("S", "2025-S2", 0, "fresh"),
        ("S", "2025-S1", 0, "stale"),
        ("S", "2025-S1", 1, "fresh"),
        ("Q", "2025-Q4", 0, "fresh"),
        ("Q", "2025-Q3", 0, "stale"),
        ("Q", "2025-Q2", 2, "fresh"),
        ("M", "2025-12", 0, "fresh"),
        ("M", "2025-11", 0, "stale"),
        ("M", "2025-11", 1, "fresh"),
        ("D", "2025-12-31", 0, "fresh"),
        ("D", "2025-12-01", 0, "fresh"),
        ("D", "2025-11-30", 0, "stale"),
        ("D", "2025-11-30", 1, "fresh"),
    ],
)
def test_an_indicator_is_stale_when_its_last_observation_lies_before_the_expected_one(
    state, frequency, last, lag, expected
):
    assert state("a.x", x=([(last, 1)], {"frequency": frequency, "lag": lag})) == expected


def test_the_current_value_is_the_last_up_to_the_end_of_the_reporting_year(folder):
    folder.indicator("a.x", [("2025-11", 1), ("2025-12", 2), ("2026-01", 3)], frequency="M")
    folder.indicator("a.gat", [(2024, 4), (2025, "", "O"), (2026, 5)])
    folder.document("h1", "# Kop")
    ask = asker(folder.project())
    assert ask("a.x").text == "2"
    assert (ask("a.gat").text, ask("a.gat").freshness) == ("4", "stale")
    assert ask('a.x["2026-01"]').text == "3"


def test_a_slice_has_its_own_freshness(state):
    rows = [(2025, "TOTAL", 3), (2024, "A", 1), (2025, "B", 2)]
    settings = {"dimensions": ["land"]}
    assert state("a.x", x=(rows, settings)) == "fresh"
    assert state('a.x(land="A")', x=(rows, settings)) == "stale"
    assert state('a.x(land="B")', x=(rows, settings)) == "fresh"


@pytest.mark.parametrize(
    "expression",
    [
        "a.x|verandering",
        "a.x|procentueel",
        "a.x|richting",
        "a.x|verschil",
        "a.x|afgerond(10)",
        "a.x.vorig",
        "a.x.periode",
        "a.x|aandeel(van=a.y)",
        "a.y|aandeel(van=a.x)",
        "a.x + a.y",
        "a.y - a.x",
        "a.x * 2",
        "a.x.voorlopig",
        'a.z.top(2, "land")|opsomming',
        '"ja" if a.x > 1 else "nee"',
        '"ja" if a.y > a.x else "nee"',
        '"ja" if a.y > 1 and a.x > 1 else "nee"',
        '"ja" if a.x > 1 and a.y > 1 else "nee"',
        '"ja" if a.y > 1 or a.x > 1 else "nee"',
        '"ja" if not a.x > 1 else "nee"',
        '"ja" if 1 < a.x < 9 else "nee"',
        '"ja" if (a.x|richting) == "gestegen" else "nee"',
        "(a.y if a.x > 1 else a.y) + 1",
    ],
)
def test_whatever_is_made_from_a_stale_value_is_stale(state, expression):
    assert (
        state(
            expression,
            x=([(2023, 1), (2024, 2)], {}),
            y=([(2023, 4), (2024, 5), (2025, 6)], {}),
            z=([(2024, "A", 1), (2025, "A", 1), (2024, "B", 1)], {"dimensions": ["land"]}),
        )
        == "stale"
    )


@pytest.mark.parametrize(
    "expression",
    [
        "a.x[2023]",
        "a.x[2024]",
        "a.x[2024] - a.x[2023]",
        "a.x[2024]|verandering",
        "a.x[2024].periode",
    ],
)
def test_what_is_asked_for_by_period_is_history(state, expression):
    assert state(expression, x=([(2023, 1), (2024, 2)], {})) == "history"


def test_history_beside_a_fresh_value_is_fresh(state):
    assert state("a.x|verandering(a.x[2023])", x=([(2023, 1), (2025, 2)], {})) == "fresh"


def test_a_calculation_takes_each_at_the_last_period_that_all_have(folder):
    folder.indicator("a.x", [(2023, 10), (2024, 20), (2025, 30)])
    folder.indicator("a.y", [(2023, 1), (2024, 2)])
    folder.indicator(
        "a.m",
        [(f"2024-{month:02}", month) for month in range(1, 13)] + [("2025-06", 99)],
        frequency="M",
    )
    folder.indicator("a.d", [("2024-12-30", 7), ("2025-05-01", 8)], frequency="D")
    folder.document("h1", "# Kop")
    ask = asker(folder.project())
    assert ask("a.x - a.y").text == "18"
    assert ask("(a.x - a.y).periode").text == "2024"
    assert ask("a.x - a.y[2023]").text == "29"
    assert ask("a.x - a.m").text == "8"
    assert ask("a.x - a.d").text == "13"
    assert ask("a.x|verandering").text == "stijging van 50%"


def test_a_source_that_may_run_behind_does_not_make_a_calculation_stale(state):
    late = ([(2023, 5), (2024, 6)], {"lag": 1})
    assert state("a.x - a.y", x=([(2024, 1), (2025, 2)], {}), y=late) == "fresh"
    assert state("a.x - a.y", x=([(2023, 1), (2024, 2)], {}), y=late) == "stale"


def test_days_are_compared_within_their_month(folder):
    folder.indicator("a.x", [("2025-12-15", 10), ("2025-12-31", 30)], frequency="D")
    folder.indicator("a.y", [("2025-12-15", 1), ("2025-12-29", 2)], frequency="D")
    folder.document("h1", "# Kop")
    ask = asker(folder.project())
    assert ask("a.x - a.y").text == "9"
    assert ask("a.x - a.y").freshness == "fresh"


def test_series_without_a_common_period_cannot_be_combined(folder):
    folder.indicator("a.x", [(2025, 1)])
    folder.indicator("a.y", [(2024, 1)])
    folder.document("h1", "# Kop")
    with pytest.raises(AssertionError, match="hebben geen periode gemeen"):
        asker(folder.project())("a.x + a.y")


RANKED = {"dimensions": ["land"]}


def test_a_ranking_waits_for_a_member_that_is_not_in_yet(folder):
    folder.indicator(
        "a.x",
        [(2024, "A", 9), (2024, "B", 5), (2025, "B", 6), (2024, "C", 1), (2025, "C", 2)],
        **RANKED,
    )
    folder.document("h1", "# Kop")
    value = asker(folder.project())('a.x.top(2, "land")|opsomming')
    assert (value.text, value.freshness) == ("A en B", "stale")


def test_members_that_never_met_are_ranked_as_last_delivered_when_that_is_stale_and_else_refused(
    folder,
):
    rows = [(2023, "A", 9), (2023, "B", 5), (2024, "B", 6), (2024, "C", 7)]
    folder.indicator("a.oud", rows, **RANKED)
    folder.indicator("a.nieuw", [(year + 1, name, count) for year, name, count in rows], **RANKED)
    folder.document("h1", "# Kop")
    ask = asker(folder.project())
    value = ask('a.oud.top(2, "land")|opsomming')
    assert (value.text, value.freshness) == ("C en B", "stale")
    with pytest.raises(
        AssertionError, match="a.nieuw hebben geen periode gemeen: over 2025 ontbreekt A"
    ):
        ask('a.nieuw.top(2, "land")|opsomming')


def test_a_ranking_leaves_out_what_stopped_what_is_too_small_and_the_rest(folder):
    rows = [
        (2020, "Oud", 99),
        (2024, "Klein", 3),
        (2025, "Klein", "", "Q"),
        (2025, "Overig", 50),
        (2025, "Onbekend", 40),
        (2025, "A", 2),
        (2025, "B", 5),
        (2025, "TOTAL", 97),
        (2025, "C", 5),
    ]
    folder.indicator("a.x", rows, **RANKED)
    folder.document("h1", "# Kop")
    value = asker(folder.project())('a.x.top(9, "land")|opsomming')
    assert (value.text, value.freshness) == ("B, C en A", "fresh")


def test_an_indicator_without_total_is_asked_for_a_part(folder):
    folder.indicator("a.x", [(2025, "A", 2)], **RANKED)
    folder.indicator("a.leeg", [])
    folder.document("h1", "# Kop")
    ask = asker(folder.project())
    with pytest.raises(AssertionError, match="a.x heeft geen totaal, alleen delen"):
        ask("a.x")
    with pytest.raises(AssertionError, match="a.leeg heeft nog geen waarnemingen"):
        ask("a.leeg")
    assert ask('a.x(land="A")').text == "2"


def test_an_accepted_figure_is_stale_but_accepted(folder):
    folder.indicator("a.x", [(2024, 2)])
    folder.indicator("a.y", [(2024, 3)])
    folder.document("h1", "# Kop")
    folder.edition(
        '[[accepted_stale]]\nindicator = "a.x"\nreason = "Komt later"\ndecided_on = 2026-05-01\n'
    )
    ask = asker(folder.project())
    assert ask("a.x").freshness == "accepted"
    assert ask("a.x + a.y").freshness == "stale"
