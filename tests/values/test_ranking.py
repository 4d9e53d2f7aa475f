"""Who takes part in a ranking, and what a drafter is told of who does not."""

import pytest

from report_builder.model.figure import FigureSpec
from report_builder.model.rest_groups import is_ranked
from report_builder.values.dataset import Dataset
from report_builder.values.plotted_series import ranking_warnings
from tests.conftest import asker, warner
from tests.projects import project_of


def ranked(rows, **settings):
    """A project with one indicator over countries; rows are (year, country, amount, status)."""
    return project_of({"a.x": rows}, {"a.x": {"dimensions": ("land",), **settings}})


def in_2025(**amounts):
    return [(2025, name.replace("_", " "), amount) for name, amount in amounts.items()]


@pytest.mark.parametrize(
    "name",
    [
        "Totaal",
        "Totaal derde landen",
        "Subtotaal",
        "Alle landen",
        "EU-27",
        "Overig",
        "Overige",
        "Overige landen",
        "Overig Afrika",
        "Afrika (overig)",
        "Azië, overig",
        "Overig en onbekend",
        "Onbekend/overig",
        "Onbekend",
        "Nationaliteit onbekend",
        "Niet bekend",
        "Niet nader bepaald",
        "Land niet gespecificeerd (o.a. zee)",
        "N.v.t.",
        "Geen",
        "Eindtotaal",
        "Rest van de wereld",
        "Andere nationaliteiten",
        "Anders",
        "ONBEKEND",
    ],
)
def test_totals_and_rest_groups_take_no_part_in_a_ranking(name):
    project = ranked([(2025, name, 99), (2025, "Syrië", 3), (2025, "Irak", 2)])
    assert asker(project)('a.x.top(2, "land")|opsomming').text == "Syrië en Irak"


@pytest.mark.parametrize(
    "name",
    [
        "Syrië",
        "Overijssel",
        "Andorra",
        "Gezins- en overige migranten",
        "Staatloos",
        "Buiten EU en EFTA",
        "Restaurants",
        "Totalië",
        "Geen verblijfsrecht",
        "EU en EFTA",
    ],
)
def test_a_part_whose_name_only_looks_like_a_rest_takes_part(name):
    project = ranked([(2025, name, 99), (2025, "Irak", 2)])
    assert asker(project)('a.x.top(1, "land")|opsomming').text == name


def test_the_catalogue_names_parts_that_take_no_part():
    rows = in_2025(Hervestiging=9, Irak=2, Syrië=3)
    project = ranked(rows, rest=("hervestiging",))
    assert asker(project)('a.x.top(3, "land")|opsomming').text == "Syrië en Irak"
    assert asker(project)('a.x(land="Irak")').text == "2"
    assert not is_ranked(project.catalogue.indicators["a.x"], "Hervestiging")


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, []),
        (
            2,
            [
                "de grens van de 2 grootste van a.x valt in een gelijke stand: Eritrea en Turkije "
                "hebben elk 20"
            ],
        ),
        (3, []),
        (9, []),
    ],
)
def test_a_cut_that_falls_in_a_tie_is_a_warning(count, told):
    warned = warner(ranked(in_2025(Syrië=30, Turkije=20, Eritrea=20)))
    assert warned(f"a.x.top({count}, 'land')|opsomming") == told
    loop = "{% for p in a.x.top(COUNT, 'land') %}{{ p.naam }}{% endfor %}"
    assert warned(loop.replace("COUNT", str(count))) == told


def test_amounts_that_are_printed_the_same_are_a_tie():
    rows = in_2025(A="8.4", B="8.2", C="8.1")
    (message,) = warner(ranked(rows, unit="procent"))("a.x.top(2, 'land')|opsomming")
    assert message.endswith("A, B en C hebben elk 8%")
    assert warner(ranked(rows, unit="procent", decimals=1))("a.x.top(2, 'land')|opsomming") == []


def test_a_part_that_has_no_figure_where_others_have_is_named():
    rows = [
        (2023, "Aa", 1),
        (2023, "Bb", 2),
        (2023, "Cc", 3),
        (2025, "Aa", 4),
        (2025, "Bb", 5),
    ]
    told = "zonder cijfer over 2025 doen niet mee in de rangschikking van a.x: Cc (t/m 2023)"
    warned = warner(ranked(rows))
    assert warned("a.x.top(2, 'land')|opsomming") == [told]
    assert warned("{% for p in a.x.top(2, 'land') %}{{ p.waarde }}{% endfor %}") == [told]


@pytest.mark.parametrize("status", ["Q", "M"])
def test_a_part_that_the_source_says_is_too_small_or_cannot_be_is_not_missed(status):
    rows = [(2023, "Aa", 1), (2025, "Aa", 4), (2023, "Cc", 3), (2025, "Cc", "", status)]
    assert warner(ranked(rows))("a.x.top(1, 'land')|opsomming") == []


def test_a_place_in_a_ranking_tells_of_a_part_that_is_missed():
    rows = [(2022, "Cc", 9), *((year, name, year % 7) for year in (2024, 2025) for name in "AB")]
    (message,) = warner(ranked(rows))("a.x(land='A')|rang")
    assert "Cc (t/m 2022)" in message


def test_a_figure_with_a_top_is_warned_of_as_a_sentence_is():
    rows = [(2023, "Cc", 3), *in_2025(Aa=30, Bb=20, Dd=20)]
    spec = FigureSpec(id="a/f", kind="ranking", title="T", indicators=("a.x",), split="land", top=2)
    told = [fault.code for fault in ranking_warnings(spec, Dataset(ranked(rows)))]
    assert told == ["gelijk", "ontbrekend-deel"]


def test_a_part_that_its_source_ended_is_not_missed():
    rows = [(2023, "Cc", 3), *in_2025(Aa=30, Bb=20)]
    ended = {"land=Cc": "2023"}
    assert warner(ranked(rows, ended=ended))("a.x.top(2, 'land')|opsomming") == []
