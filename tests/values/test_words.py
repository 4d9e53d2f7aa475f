"""Words that follow the figures: what they say on both sides of each turn, what they rest on, what they refuse."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given

from tests.conftest import Folder, asker
from tests.values.strategies import LEAVES, SERIES, project


@pytest.fixture
def series(folder: Folder) -> Callable[..., Callable[[str], object]]:
    """Asks about `a.x`, with these rows."""

    def make(*rows: object, **settings: object) -> Callable[[str], object]:
        folder.indicator("a.x", rows, **settings)
        folder.document("h1", "# Kop")
        return asker(folder.project())

    return make


def years(*values, until=2025):
    return [(until - len(values) + 1 + number, value) for number, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "text", "count"),
    [
        ((5, 9, 8, 7, 6), "voor het derde jaar op rij gedaald", "3"),
        ((9, 5, 6, 7), "voor het tweede jaar op rij gestegen", "2"),
        ((5, 9, 8), "gedaald", "1"),
        ((5, 9, 9), "gelijk gebleven", "0"),
        ((5, 1000, 1001), "nagenoeg gelijk gebleven", "0"),
        ((500, 1000, 1001, 1500), "gestegen", "1"),
        ((7, 8, 9), "ten minste voor het tweede jaar op rij gestegen", "2"),
        ((8, 9), "gestegen", "1"),
        ((0, 5, 9), "ten minste voor het tweede jaar op rij gestegen", "2"),
    ],
)
def test_a_streak_is_counted_to_the_year_in_which_it_began(series, values, text, count):
    ask = series(*years(*values))
    assert ask("a.x|op_rij").text == text
    assert ask("a.x|jaren_op_rij").text == count


@pytest.mark.parametrize(
    ("values", "text", "count"),
    [
        ((50, 10, 20, 30), "het hoogste aantal sinds 2022", "2"),
        ((30, 10, 20, 30), "het hoogste aantal sinds 2022", "2"),
        ((29, 10, 20, 30), "het hoogste aantal sinds het begin van de reeks in 2022", "3"),
        ((1, 10, 9, 8), "het laagste aantal sinds 2022", "2"),
        ((9, 10, 9, 8), "het laagste aantal sinds het begin van de reeks in 2022", "3"),
        ((30, 20, 20), "hetzelfde aantal als in 2024", "0"),
        ((9, 20, 10, 11), "het hoogste aantal sinds 2023", "1"),
    ],
)
def test_an_extreme_reaches_back_to_the_first_value_that_equals_it(series, values, text, count):
    ask = series(*years(*values))
    assert ask("a.x|uiterste").text == text
    assert ask("a.x|jaren_uiterste").text == count


def test_the_words_change_when_the_next_year_comes_in(series):
    assert (
        series(*years(5, 9, 8, 7, until=2024))("a.x|op_rij").text
        == "voor het tweede jaar op rij gedaald"
    )
    assert series(*years(5, 9, 8, 7, 8))("a.x|op_rij").text == "gestegen"


def test_a_streak_that_is_over_asks_nothing_of_what_lies_before(series):
    ask = series((2019, 3), (2021, "", "O"), (2022, 9), (2023, 5), (2024, 6), (2025, 7))
    assert ask("a.x|op_rij").text == "voor het tweede jaar op rij gestegen"


@pytest.mark.parametrize("gap", [[], [(2022, "", "O")], [(2022, "", "Q")]])
def test_a_gap_on_the_way_is_refused_with_the_year_from_which_it_can_be_told(series, gap):
    ask = series((2020, 5), (2021, 4), *gap, (2023, 6), (2024, 7), (2025, 8))
    for word in ("op_rij", "jaren_op_rij", "uiterste", "jaren_uiterste"):
        with pytest.raises(AssertionError, match="a.x heeft geen waarde voor 2022"):
            ask(f"a.x|{word}")
    assert ask("a.x|op_rij(vanaf=2023)").text == "ten minste voor het tweede jaar op rij gestegen"
    assert ask("a.x|uiterste(vanaf=2023)").text == "het hoogste aantal vanaf 2023"
    assert ask("a.x|jaren_uiterste(vanaf=2023) + 1").text == "3"


def test_values_before_a_break_do_not_count(series):
    ask = series((2021, 1), (2022, 2), (2023, 9, "B"), (2024, 10), (2025, 11))
    assert ask("a.x|op_rij").text == "ten minste voor het tweede jaar op rij gestegen"
    assert ask("a.x|uiterste").text == "het hoogste aantal sinds de breuk in de reeks in 2023"


def test_a_break_inside_a_year_parts_the_quarters_before_it_from_those_behind_it(series):
    rows = [("2022-Q4", 1), ("2023-Q1", 2, "B"), ("2023-Q4", 3), ("2024-Q4", 4), ("2025-Q4", 5)]
    ask = series(*rows, frequency="Q")
    assert (
        ask("a.x|uiterste").text
        == "het hoogste aantal in een vierde kwartaal sinds de breuk in de reeks in 2023"
    )


@pytest.mark.parametrize("rows", [[(2025, 5)], [(2024, 5), (2025, 6, "B")]])
def test_without_an_earlier_value_there_is_nothing_to_say(series, rows):
    ask = series(*rows)
    for word in ("op_rij", "uiterste"):
        with pytest.raises(AssertionError, match="geen eerder cijfer om mee te vergelijken"):
            ask(f"a.x|{word}")


@pytest.mark.parametrize(
    ("frequency", "periods", "text"),
    [
        (
            "M",
            ("2023-12", "2024-12", "2025-11", "2025-12"),
            "het laagste aantal in een decembermaand sinds het begin",
        ),
        (
            "Q",
            ("2023-Q4", "2024-Q4", "2025-Q3", "2025-Q4"),
            "het laagste aantal in een vierde kwartaal sinds het begin",
        ),
        (
            "S",
            ("2023-S2", "2024-S2", "2025-S1", "2025-S2"),
            "het laagste aantal in een tweede halfjaar sinds het begin",
        ),
        (
            "D",
            ("2023-12-30", "2024-12-31", "2025-11-01", "2025-12-29"),
            "het laagste aantal rond de jaarwisseling sinds het begin",
        ),
    ],
)
def test_periods_within_a_year_are_compared_with_the_same_one_of_earlier_years(
    series, frequency, periods, text
):
    ask = series(*zip(periods, (9, 8, 1, 7), strict=True), frequency=frequency)
    assert ask("a.x|op_rij").text == "ten minste voor het tweede jaar op rij gedaald"
    assert ask("a.x|uiterste").text.startswith(text)


def test_slices_and_calculations_have_a_past_as_well(ask):
    assert ask('asiel.aanvragen(nationaliteit="Syrië")|op_rij').text == "gedaald"
    assert ask("(asiel.aanvragen - 100)|op_rij").text == ask("asiel.aanvragen|op_rij").text
    share = 'asiel.aanvragen(nationaliteit="Eritrea")|aandeel(van=asiel.aanvragen)'
    assert (
        ask(f"{share}|uiterste").text
        == "het hoogste percentage sinds het begin van de reeks in 2024"
    )
    assert ask("asiel.aanvragen[2023]|op_rij").text == "voor het derde jaar op rij gestegen"


def test_the_words_tell_what_they_were_made_from(ask):
    value = ask("asiel.aanvragen|op_rij")
    assert (value.text, value.operation.formula) == (
        "voor het tweede jaar op rij gedaald",
        "jaren op rij(#1, #2, #3, #4)",
    )
    assert [str(made.period) for made in value.inputs] == ["2025", "2024", "2023", "2022"]


@pytest.mark.parametrize(
    "word", ["op_rij", "jaren_op_rij", "uiterste", "jaren_uiterste", "veranderd", "benaderd(10)"]
)
def test_words_from_stale_figures_are_stale(ask, word):
    assert ask(f"asiel.oud|{word}").freshness == "stale"
    assert ask(f"asiel.oud[2024]|{word}").freshness == "history"


@given(SERIES, LEAVES)
def test_a_streak_never_contradicts_the_direction(series, leaf):
    ask = asker(project(series))
    direction, row, count = (
        ask(f"{leaf}|{word}").text for word in ("richting", "op_rij", "jaren_op_rij")
    )
    assert row.endswith(direction)
    assert ("op rij" in row) == (int(count) > 1)


@given(SERIES, LEAVES)
def test_a_streak_and_an_extreme_hold_for_every_year_that_they_name(series, leaf):
    ask = asker(project(series))
    values = [value for _, value in sorted(series[leaf.removeprefix("a.")].items(), reverse=True)]
    height = int(ask(f"{leaf}|jaren_uiterste").text)
    if "hoogste" in ask(f"{leaf}|uiterste").text:
        assert max(values[1 : height + 1]) < values[0]
    elif "laagste" in ask(f"{leaf}|uiterste").text:
        assert min(values[1 : height + 1]) > values[0]
    count = int(ask(f"{leaf}|jaren_op_rij").text)
    steps = [new > old for new, old in pairwise(values[: count + 1])]
    assert len(set(steps)) <= 1


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (
            'asiel.aanvragen(nationaliteit="Syrië")|aandeel(van=asiel.aanvragen)|in_woorden',
            "een kwart",
        ),
        (
            'asiel.aanvragen(nationaliteit="Syrië")|aandeel(van=asiel.aanvragen)|een_op',
            "een op de vier",
        ),
        (
            'asiel.aanvragen(nationaliteit="Syrië")|aandeel(van=asiel.aanvragen)|in_woorden|hoofdletter',
            "Een kwart",
        ),
        ("asiel.aanvragen|procentueel|in_woorden", "een kwart"),
        ("asiel.aandeel|in_woorden", "2%"),
        ("asiel.aanvragen|veranderd", "met een kwart gedaald"),
        ("asiel.aanvragen|veranderd(asiel.aanvragen[2020])", "met ruim driekwart gestegen"),
        ("asiel.aandeel|veranderd", "met 0,1 procentpunt gestegen"),
        ("asiel.aanvragen|benaderd(1000)", "ruim 24.000"),
        ("asiel.aanvragen|benaderd(100)", "ruim 24.100"),
        ("asiel.aanvragen|benaderd(10)", "24.140"),
        ("asiel.aanvragen|procentueel|benaderd(5)", "bijna 25%"),
        (
            'asiel.aanvragen(nationaliteit="Eritrea")|rang',
            "steeg van de derde naar de tweede plaats",
        ),
        (
            'asiel.aanvragen(nationaliteit="Turkije")|rang',
            "daalde van de tweede naar de derde plaats",
        ),
        (
            'asiel.aanvragen(nationaliteit="Syrië")|rang("nationaliteit")',
            "stond net als een jaar eerder op de eerste plaats",
        ),
        ('"veel" if asiel.aanvragen|jaren_op_rij >= 2 else "weinig"', "veel"),
    ],
)
def test_an_expression_says(ask, expression, text):
    shown = ask(expression)
    assert getattr(shown, "text", shown) == text


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("asiel.aanvragen|in_woorden", "het filter 'in_woorden' werkt op een percentage"),
        ("asiel.aanvragen|hoofdletter", "het filter 'hoofdletter' werkt op een woord uit cijfers"),
        ("asiel.aanvragen|benaderd(100000)", "rondt dit getal af op nul"),
        ("asiel.aanvragen|benaderd(0)", "benaderd vraagt om een getal groter dan nul"),
        ('asiel.aanvragen|op_rij(vanaf="2019")', "vanaf vraagt om een jaar"),
        (
            "asiel.aanvragen|op_rij(vanaf=2025)",
            "geen eerder cijfer om mee te vergelijken (het gevraagde jaar, 2025)",
        ),
        ("asiel.aanvragen|rang", "rang vraagt om een deel"),
        ("asiel.oud|rang", "rang vraagt om een deel"),
        (
            'asiel.aanvragen(nationaliteit="Overig")|rang',
            "'Overig' heeft geen plaats in de rangschikking",
        ),
        (
            'asiel.aanvragen(nationaliteit="Syrië")[2024]|rang',
            "alleen een deel van een indicator heeft een plaats",
        ),
        ('vast("21.000", bron="Raad")|op_rij', "het filter 'op_rij' werkt op een getal"),
    ],
)
def test_what_cannot_be_said_is_a_problem(ask, expression, message):
    with pytest.raises(AssertionError) as told:
        ask(expression)
    assert message in str(told.value)


@pytest.fixture
def ranking(series):
    """Asks about a ranking of countries."""

    def make(*rows):
        return series(*rows, dimensions=["land"])

    return make


def test_a_place_needs_every_value_of_a_year_before(ranking):
    rows = [(2024, "A", 5), (2025, "A", 6), (2025, "B", 7)]
    with pytest.raises(AssertionError, match=r"a\.x \(land=B\) heeft geen waarde voor 2024"):
        ranking(*rows)('a.x(land="A")|rang')
    hidden = ranking(*rows[:2], (2024, "B", "", "Q"), rows[2])
    assert hidden('a.x(land="A")|rang').text == "daalde van de eerste naar de tweede plaats"
    with pytest.raises(AssertionError, match="had een jaar eerder geen plaats"):
        hidden('a.x(land="B")|rang')


def test_who_is_too_small_now_still_counted_a_year_before(ranking):
    ask = ranking((2024, "A", 5), (2025, "A", 6), (2024, "B", 7), (2025, "B", "", "Q"))
    assert ask('a.x(land="A")|rang').text == "steeg van de tweede naar de eerste plaats"


def test_equal_values_share_a_place(ranking):
    ask = ranking((2024, "A", 5), (2025, "A", 6), (2024, "B", 7), (2025, "B", 6))
    assert ask('a.x(land="A")|rang').text == "steeg van de tweede naar de gedeelde eerste plaats"
    assert (
        ask('a.x(land="B")|rang').text
        == "stond op de gedeelde eerste plaats, een jaar eerder op de eerste"
    )


def test_a_place_is_as_fresh_as_the_ranking(ranking):
    rows = [(2023, "A", 5), (2024, "A", 6), (2023, "B", 7), (2024, "B", 3)]
    assert ranking(*rows)('a.x(land="A")|rang').freshness == "stale"
