"""Sentences that tell of several numbers which way they went: what goes the same way stands together."""

import pytest

from report_builder.model.value import Freshness
from tests.conftest import asker

YEARS = {
    "België": (10, 10),
    "Duitsland": (50, 40),
    "Frankrijk": (30, 20),
    "Spanje": (20, 25),
    "Polen": (1000, 1001),
}


@pytest.fixture
def countries(folder):
    """Applications by country over two years, of which Italië has no figure of the last one."""
    rows = [
        (year, country, value)
        for country, values in YEARS.items()
        for year, value in zip((2024, 2025), values, strict=True)
    ]
    rows += [(2023, "Italië", 8), (2024, "Italië", 9), (2023, "Spanje", 40)]
    folder.indicator("a.x", sorted(rows, key=lambda row: row[1:2] + row[:1]), dimensions=["land"])
    folder.indicator(
        "a.doel",
        [(2024, "Gezin", 1), (2025, "Gezin", 2), (2024, "Werk", 2), (2025, "Werk", 3)],
        dimensions=["doel"],
    )
    folder.document("h1", "# Kop")
    return folder


@pytest.fixture
def ask(countries):
    return asker(countries.project())


def of(*names):
    """The expression that joins the directions of these countries."""
    first, *others = (f'a.x(land="{name}")' for name in names)
    return f"{first}|richtingen({', '.join(others)})"


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (of("Duitsland"), "in Duitsland gedaald"),
        (of("Duitsland", "Frankrijk"), "in Duitsland en Frankrijk gedaald"),
        (of("Duitsland", "Spanje"), "in Duitsland gedaald en in Spanje gestegen"),
        (
            of("Duitsland", "Spanje", "Frankrijk"),
            "in Duitsland en Frankrijk gedaald en in Spanje gestegen",
        ),
        (
            of("Spanje", "België", "Duitsland"),
            "in Spanje gestegen, in België gelijk gebleven en in Duitsland gedaald",
        ),
        (of("Polen", "België"), "in Polen nagenoeg gelijk gebleven en in België gelijk gebleven"),
        (
            'a.doel(doel="Gezin")|richtingen(a.doel(doel="Werk"), met="voor", kleine_letter=True)',
            "voor gezin en werk gestegen",
        ),
        (
            'a.x(land="Spanje")[2024]|richtingen(a.x(land="Italië")[2024])',
            "in Spanje gedaald en in Italië gestegen",
        ),
    ],
)
def test_what_goes_the_same_way_stands_together(ask, expression, text):
    assert ask(expression).text == text


def test_all_are_read_at_the_last_period_that_they_share(ask):
    word = ask(of("Spanje", "Italië"))
    assert word.text == "in Spanje gedaald en in Italië gestegen"
    assert word.freshness is Freshness.STALE


def test_the_phrase_rests_on_every_observation_of_all(ask):
    word = ask(of("Duitsland", "Spanje"))
    assert str(word.operation) == "richtingen(richting(#1, #2), richting(#3, #4))"
    assert [str(one.observed) for one in word.inputs] == [
        "a.x[land=Duitsland]@2025",
        "a.x[land=Duitsland]@2024",
        "a.x[land=Spanje]@2025",
        "a.x[land=Spanje]@2024",
    ]
    assert (word.amount, str(word.period)) == (None, "2025")


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        (
            '(a.x(land="Spanje") + 1)|richtingen',
            "richtingen werkt op delen van een indicator, niet op een som",
        ),
        ("a.totaal|richtingen", "richtingen: a.totaal zonder deel heeft hier geen naam"),
        (of("Spanje", "Spanje"), "richtingen: een deel staat er twee keer in"),
        (
            'a.x(land="Spanje")|richtingen("Italië")',
            "het filter 'richtingen' werkt op een getal, niet op 'Italië'",
        ),
        ('a.x(land="Spanje")|richtingen(met=1)', "richtingen: met is het woord voor de namen"),
    ],
)
def test_what_has_no_name_or_direction_is_refused(countries, expression, message):
    countries.indicator("a.totaal", [(2024, 1), (2025, 2)])
    with pytest.raises(AssertionError) as told:
        asker(countries.project())(expression)
    assert str(told.value) == message


def test_a_break_in_one_of_them_is_told(countries):
    rows = [(2024, "Noord", 5), (2025, "Noord", 6), (2024, "Zuid", 5), (2025, "Zuid", 6, "B")]
    countries.indicator("a.breuk", rows, dimensions=["land"])
    ask = asker(countries.project())
    word = ask('a.breuk(land="Noord")|richtingen(a.breuk(land="Zuid"))')
    (warning,) = word.warnings
    assert "breuk" in warning.message


def test_one_that_rose_from_nothing_stands_beside_the_others(countries):
    rows = [(2024, "Noord", 0), (2025, "Noord", 6), (2024, "Zuid", 5), (2025, "Zuid", 6)]
    countries.indicator("a.nul", rows, dimensions=["land"])
    ask = asker(countries.project())
    word = ask('a.nul(land="Noord")|richtingen(a.nul(land="Zuid"))')
    assert (word.text, word.warnings) == ("in Noord en Zuid gestegen", ())
