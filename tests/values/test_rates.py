"""Counts per thousand inhabitants, in figures and in text: which inhabitants, how fresh, and what is left out."""

from decimal import Decimal

import pytest

from report_builder.model.figure import FigureSpec
from report_builder.model.period import Period
from report_builder.model.value import Freshness
from report_builder.problems import Fault
from report_builder.values.awaited_updates import awaited_by
from report_builder.values.data_tables import data_table
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import figure_content, table_content
from report_builder.values.operands import SliceReading
from report_builder.values.plotted_series import ranking_warnings, select_rows
from report_builder.values.rates import with_known_inhabitants
from tests.conftest import asker, warner
from tests.projects import project_of

ROWS = {
    "a.opvang": [
        ("2024-Q4", "Nederland", 150),
        ("2025-Q4", "Nederland", 180, "P"),
        ("2024-Q4", "Polen", 1_500),
        ("2025-Q4", "Polen", 1_000),
        ("2024-Q4", "Griekenland", 900),
        ("2025-Q4", "Griekenland", 900),
    ],
    "a.miljoen": [(2025, "Polen", "0.002")],
    "a.instroom": [(2025, 50)],
    "a.deel": [(2025, "Polen", 3)],
    "a.inwoners": [
        ("2024-01-01", "Nederland", 17_000),
        ("2025-01-01", "Nederland", 18_000),
        ("2024-01-01", "Polen", 30_000),
        ("2025-01-01", "Polen", 40_000, "B"),
    ],
    "a.bevolking": [("2025-01-01", 18_000)],
}
SETTINGS = {
    "a.opvang": {"dimensions": ("land",), "frequency": "Q"},
    "a.miljoen": {"dimensions": ("land",), "unit": "miljoen personen", "decimals": 3},
    "a.deel": {"dimensions": ("land",), "unit": "procent"},
    "a.inwoners": {
        "dimensions": ("land",),
        "frequency": "D",
        "unit": "inwoners",
        "lag": 365,
        "source": "Eurostat",
    },
    "a.bevolking": {"frequency": "D"},
}
PROJECT = project_of(ROWS, SETTINGS)
ask, warned = asker(PROJECT), warner(PROJECT)
POLES = 'a.opvang(land="Polen")|per_duizend(a.inwoners)'


def late(*left_out, accepted=(), **more):
    """The project without these rows of inhabitants, with more settings of what is counted."""
    kept = [row for row in ROWS["a.inwoners"] if row[:2] not in left_out]
    settings = SETTINGS | {"a.opvang": SETTINGS["a.opvang"] | more}
    return project_of(ROWS | {"a.inwoners": kept}, settings, accepted)


NEW_INHABITANTS = (("2025-01-01", "Polen"), ("2025-01-01", "Nederland"))


def shown(project=PROJECT, **more):
    settings = {
        "id": "f/opvang",
        "kind": "ranking",
        "title": "Opvang",
        "indicators": ("a.opvang",),
        "split": "land",
        "per": "a.inwoners",
        "alt": "Staven",
    }
    return FigureSpec(**{**settings, **more}), Dataset(project)


def test_a_quarter_is_laid_beside_the_inhabitants_at_the_begin_of_its_year():
    value = ask(POLES)
    assert (value.text, value.unit, value.amount) == ("25,0", "per duizend inwoners", 25)
    assert [str(one.observed) for one in value.inputs] == [
        "a.opvang[land=Polen]@2025-Q4",
        "a.inwoners[land=Polen]@2025-01-01",
    ]
    assert value.operation.formula == "per duizend inwoners(#1, #2)"
    assert value.sources == ("CBS", "Eurostat")
    assert [one.freshness for one in value.inputs] == [Freshness.FRESH, Freshness.FRESH]


def test_the_inhabitants_go_along_to_another_period():
    earlier = '(a.opvang(land="Polen")["2024-Q4"]|per_duizend(a.inwoners))'
    assert ask(earlier).text == "50,0"
    assert ask(f"({POLES})['2024-Q4']").text == "50,0"
    assert ask(f"({POLES}).vorig").text == "50,0"
    assert ask(f"{POLES}|procentueel").text == "50%"


def test_a_scale_is_brought_to_ones():
    assert ask('a.miljoen(land="Polen")|per_duizend(a.inwoners)').text == "50,0"


def test_a_break_of_the_inhabitants_is_told_of_a_change_and_of_nothing_else():
    assert warned(POLES) == []
    (told,) = warned(f"{POLES}|verandering")
    assert told.startswith("a.inwoners (land=Polen) heeft een reeksbreuk")


def test_what_is_per_thousand_of_others_is_not_added_up_without_a_word():
    dutch = POLES.replace("Polen", "Nederland")
    (told,) = warned(f"({POLES}) + ({dutch})")
    assert told == (
        "dit telt op wat per duizend van verschillende inwoners is: a.inwoners (land=Nederland) en "
        "a.inwoners (land=Polen)"
    )
    assert warned(f"({POLES}) - ({dutch})") == []
    assert warned(f"({POLES}) + ({POLES})") == []


def test_where_the_last_inhabitants_are_late_the_year_before_is_told_and_is_stale():
    value = asker(late(("2025-01-01", "Polen")))(POLES)
    assert (value.text, str(value.period), value.freshness) == ("50,0", "2024-Q4", "stale")
    assert [one.indicator for one in value.stale_inputs] == ["a.inwoners"]
    assert asker(late(("2025-01-01", "Polen")))(f"({POLES}).periode").text == (
        "vierde kwartaal 2024"
    )


def test_a_period_without_inhabitants_is_refused_with_what_there_is():
    with pytest.raises(AssertionError, match=r"a\.inwoners \(land=Polen\) heeft geen waarneming"):
        asker(late(("2024-01-01", "Polen")))(f"({POLES})['2024-Q4']")
    with pytest.raises(AssertionError, match=r"land=Griekenland\) heeft nog geen waarnemingen"):
        ask("a.opvang(land='Griekenland')|per_duizend(a.inwoners)")


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("a.opvang(land='Polen')|per_duizend(a.bevolking)", "a.bevolking telt geen inwoners"),
        ("a.instroom|per_duizend(a.inwoners)", "uitgesplitst naar land, a.instroom niet"),
        ("a.deel(land='Polen')|per_duizend(a.inwoners)", "niet per inwoner te zeggen"),
        ("a.opvang(land='Polen')|per_duizend(a.inwoners(land='Polen'))", "zonder deel of periode"),
        ("a.opvang(land='Polen')|per_duizend(1000)", "werkt op een getal"),
        ("(a.instroom + 1)|per_duizend(a.inwoners)", "werkt op een cijfer zelf"),
        ("a.opvang.top(2, 'land', per=a.bevolking)|opsomming", "a.bevolking telt geen inwoners"),
    ],
)
def test_what_is_no_number_of_inhabitants_is_refused(expression, message):
    with pytest.raises(AssertionError, match=message):
        ask(expression)


def test_a_ranking_in_text_is_by_what_it_is_per_inhabitant():
    assert ask('a.opvang.top(3, "land")|opsomming').text == "Polen, Griekenland en Nederland"
    value = ask('a.opvang.top(3, "land", per=a.inwoners)|opsomming')
    assert value.text == "Polen en Nederland"
    assert len(value.inputs) == 4


@pytest.mark.parametrize("moment", ["2024-Q4", "2023-Q4"])
def test_what_a_ranking_chose_is_told_per_inhabitant_of_no_later_moment_than_its_own(moment):
    counted, population = (PROJECT.catalogue.indicators[key] for key in ("a.opvang", "a.inwoners"))
    reading = SliceReading(counted, ("Nederland",), until=Period.parse(moment))
    assert with_known_inhabitants(reading, population, Dataset(PROJECT)).bound == reading.until


def test_a_figure_shows_rates_with_the_status_of_either_and_says_what_it_leaves_out():
    content = figure_content(*shown(note="Een selectie."))
    (period,) = content.periods
    points = {line.name: line.at(period) for line in content.lines}
    assert {name: (point.amount, point.status.value) for name, point in points.items()} == {
        "Polen": (25, "B"),
        "Nederland": (10, "P"),
    }
    assert (content.unit, content.decimals) == ("per duizend inwoners", 1)
    assert content.note == "Een selectie. Zonder Griekenland: geen inwonertal."
    assert content.source == f"Bronnen: CBS, Eurostat. {content.note}"
    assert (
        "Vierde kwartaal 2025, per duizend inwoners: Polen 25,0 en Nederland 10,0." in content.alt
    )
    assert content.freshness is Freshness.FRESH


def test_a_figure_of_which_the_last_inhabitants_are_late_shows_the_year_before_and_is_stale():
    content = figure_content(*shown(late(*NEW_INHABITANTS)))
    assert [str(period) for period in content.periods] == ["2024-Q4"]
    assert content.freshness is Freshness.STALE
    assert {value.text: value.freshness for value in content.spoken} == {
        "50,0": Freshness.STALE,
        "8,8": Freshness.STALE,
    }


def stale_names(rows):
    return {indicator.id for row in rows for indicator, _, _ in row.stale_ends}


def test_a_figure_is_as_old_as_its_inhabitants_also_where_its_counts_may_run_behind():
    spec, dataset = shown(late(*NEW_INHABITANTS, lag=4))
    rows = select_rows(spec, dataset)
    assert {row.own_freshness for row in rows} == {Freshness.FRESH}
    assert figure_content(spec, dataset).freshness is Freshness.STALE
    assert stale_names(rows) == {"a.inwoners"}
    (line,) = awaited_by(rows, dataset)
    assert "a.inwoners" in line


def test_who_accepts_the_count_has_not_accepted_its_inhabitants():
    spec, dataset = shown(late(*NEW_INHABITANTS, accepted=("a.opvang",)))
    assert figure_content(spec, dataset).freshness is Freshness.STALE
    assert stale_names(select_rows(spec, dataset)) == {"a.inwoners"}
    inhabitants = shown(late(*NEW_INHABITANTS, accepted=("a.inwoners",)))
    assert figure_content(*inhabitants).freshness is Freshness.ACCEPTED
    assert asker(inhabitants[1].project)(POLES).freshness is Freshness.ACCEPTED


def without(*left_out):
    """The rows of what is counted without those of a period and a part."""
    return [row for row in ROWS["a.opvang"] if row[:2] not in left_out]


def test_a_count_that_is_late_is_asked_for_also_beside_inhabitants_that_are_in():
    project = project_of(ROWS | {"a.opvang": without(("2025-Q4", "Polen"))}, SETTINGS)
    value = asker(project)(POLES)
    assert [one.indicator for one in value.stale_inputs] == ["a.opvang"]
    assert stale_names([row for row in select_rows(*shown(project)) if row.name == "Polen"]) == {
        "a.opvang"
    }


@pytest.mark.parametrize("expression", [f"({POLES}).vorig", f"{POLES}|verandering"])
def test_what_counts_back_from_a_rate_waits_for_its_inhabitants_too(expression):
    rows = [("2023-Q4", "Polen", 1_400), *ROWS["a.opvang"]]
    among = [("2023-01-01", "Polen", 30_000), *ROWS["a.inwoners"]]
    kept = [row for row in among if row[0] != "2025-01-01"]
    project = project_of(ROWS | {"a.opvang": rows, "a.inwoners": kept}, SETTINGS)
    value = asker(project)(expression)
    assert value.freshness is Freshness.STALE
    assert {one.indicator for one in value.stale_inputs} == {"a.inwoners"}


def test_a_ranking_that_waits_for_the_inhabitants_of_one_waits_for_no_count():
    project = late(("2025-01-01", "Nederland"))
    value = asker(project)('a.opvang.top(1, "land", per=a.inwoners)|opsomming')
    assert value.freshness is Freshness.STALE
    assert {one.indicator for one in value.stale_inputs} == {"a.inwoners"}
    assert stale_names(select_rows(*shown(project, top=1))) == {"a.inwoners"}


def test_a_ranking_that_waits_for_a_count_waits_for_no_inhabitants():
    project = project_of(ROWS | {"a.opvang": without(("2025-Q4", "Nederland"))}, SETTINGS)
    value = asker(project)('a.opvang.top(1, "land", per=a.inwoners)|opsomming')
    assert {one.indicator for one in value.stale_inputs} == {"a.opvang"}
    assert stale_names(select_rows(*shown(project, top=1))) == {"a.opvang"}


def test_only_the_inhabitants_are_awaited_of_a_count_that_is_in():
    spec, dataset = shown(late(*NEW_INHABITANTS))
    (line,) = awaited_by(select_rows(spec, dataset), dataset)
    assert "a.inwoners" in line


def test_a_provisional_count_does_not_hide_a_break_of_its_inhabitants():
    provisional = [(*row[:3], "P") for row in ROWS["a.opvang"]]
    content = figure_content(*shown(project_of(ROWS | {"a.opvang": provisional}, SETTINGS)))
    (period,) = content.periods
    points = {line.name: line.at(period).status.value for line in content.lines}
    assert points == {"Polen": "B", "Nederland": "P"}


def test_the_largest_of_a_figure_are_those_per_inhabitant():
    content = figure_content(*shown(top=1))
    assert [line.name for line in content.lines] == ["Polen"]
    assert content.note == "Zonder Griekenland: geen inwonertal."
    assert list(ranking_warnings(*shown(top=1))) == []


def test_a_table_tells_its_unit_its_gaps_and_its_change():
    table = table_content(*shown(kind="table", change=True))
    rows = [[cell.value.text if cell.value else cell.text for cell in row] for row in table.rows]
    assert [[row[0], row[1], *row[-2:]] for row in rows] == [
        ["Nederland", "8,8", "10,0", "+13%"],
        ["Polen", "50,0", "25,0", "-50%"],
    ]
    assert table.head[-1] == "Verandering in een jaar"
    assert "Eenheid: per duizend inwoners." in table.source
    assert "Zonder Griekenland: geen inwonertal." in table.source


def test_the_data_of_a_figure_hold_the_inhabitants_too_so_that_the_count_can_be_worked_out():
    spec, dataset = shown()
    data = data_table(spec, figure_content(spec, dataset), dataset, ())
    names = [column.name for column in data.columns]
    rows = [dict(zip(names, row, strict=True)) for row in data.rows]
    values = {(row["land"], row["indicator"]): row["obs_value"] for row in rows}
    assert values["Polen", "a.opvang"] * values["Polen", "a.inwoners"] / 1000 == Decimal(1_000)
    assert [row["unit"] for row in rows] == ["per duizend inwoners", "inwoners"] * 2
    assert data.sources == ("CBS", "Eurostat")


def test_a_figure_without_any_inhabitants_says_so():
    spec, dataset = shown(late(*[row[:2] for row in ROWS["a.inwoners"]]))
    with pytest.raises(Fault, match=r"a\.inwoners heeft geen inwoners bij a\.opvang"):
        figure_content(spec, dataset)
