"""Cijfers: the list of figures, one figure, and the figures and tables."""

import re

import pytest

from report_builder.build.session import Session
from report_builder.desk.figure_views import make_book
from report_builder.desk.observation_table import lay_out_observations
from report_builder.desk.pages.figures_page import FigureSearch, list_figures
from report_builder.workspace import Workspace
from tests.desk.conftest import started_desk


@pytest.fixture
def printed(asylum):
    """A project that prints a fresh figure, a stale one, and a figure that is drawn."""
    asylum.figure("asiel/lijn", indicators=["asiel.aanvragen"], title="Aanvragen per jaar")
    asylum.figure("asiel/tabel", kind="table", indicators=["asiel.oud"], title="Oude cijfers")
    asylum.document(
        "1",
        "# Asiel",
        "In 2025 waren het er {{ asiel.aanvragen }}.",
        "Eerder waren het er {{ asiel.oud }}.",
        '{{ figuur("asiel/lijn") }}',
        '{{ tabel("asiel/tabel") }}',
    )
    return asylum


def book_of(folder):
    return make_book(Session(Workspace.open(folder.root)).check().project)


def found(book, **wanted):
    listed = list_figures(book, FigureSearch(**wanted))
    return [row.indicator.id for row, holds in listed.rows if holds]


def test_each_figure_has_its_value_period_state_and_documents(printed):
    rows = book_of(printed).rows
    fresh, old = rows["asiel.aanvragen"], rows["asiel.oud"]
    assert (fresh.value, fresh.unit, fresh.period, fresh.word) == (
        "24.140",
        "aanvragen",
        "2025",
        "actueel",
    )
    assert (old.value, old.is_stale, old.word) == ("120", True, "te laat")
    assert [document.label for document in old.documents] == ["1"]
    assert (rows["asiel.aandeel"].value, rows["asiel.aandeel"].unit) == ("2,4%", "")


def test_a_figure_of_parts_alone_says_how_many(printed):
    rows = [(2025, "Man", 10), (2025, "Vrouw", 30)]
    printed.indicator("asiel.geslacht", rows, dimensions=["geslacht"])
    row = book_of(printed).rows["asiel.geslacht"]
    assert (row.value, row.parts, row.picture) == ("", "2 delen naar geslacht", None)


def test_a_part_that_lags_behind_is_found_by_its_state(printed):
    rows = [(2024, "TOTAL", 9), (2025, "TOTAL", 9), (2024, "Irak", 4)]
    printed.indicator("asiel.deel", rows, dimensions=["land"])
    printed.document("2", '{{ asiel.deel }} en {{ asiel.deel(land="Irak") }}')
    book = book_of(printed)
    assert book.rows["asiel.deel"].word == "actueel"
    assert book.rows["asiel.deel"].late_parts == ("land=Irak: te laat",)
    assert found(book, state="late") == ["asiel.deel", "asiel.oud"]


def test_the_list_is_searched_and_filtered(printed):
    printed.indicator("asiel.cafe", [(2025, 1)], title="Cafés in België", owner="IND")
    book = book_of(printed)
    assert found(book, text="cafes BELGIE") == ["asiel.cafe"]
    assert found(book, text="cafes nederland") == []
    assert found(book, owner="IND") == ["asiel.cafe"]
    assert found(book, theme="asiel", printed="ja") == ["asiel.aanvragen", "asiel.oud"]
    assert "asiel.maand" in found(book, printed="nee")
    assert found(book, state="bestaat niet") == []


def test_of_more_figures_than_fit_those_that_are_looked_for_are_shown(printed):
    listed = list_figures(book_of(printed), FigureSearch(printed="ja"), most=1)
    assert ([row.indicator.id for row, _ in listed.rows], listed.count) == (["asiel.aanvragen"], 2)
    assert not listed.is_whole


def test_observations_stand_by_period_and_slice_with_their_status_in_words(folder):
    rows = [
        (2023, "TOTAL", 5),
        (2024, "TOTAL", 6, "P"),
        (2025, "TOTAL", "", "O"),
        (2025, "Irak", "", "Q"),
    ]
    folder.indicator("asiel.deel", rows, dimensions=["land"])
    folder.document("1", "Tekst.")
    project = book_of(folder).filled.setup.project
    table = lay_out_observations(
        project.series["asiel.deel"], project.catalogue.indicators["asiel.deel"]
    )
    cells = {
        (name, head): (cell.text, cell.status, cell.is_there)
        for name, row in table.rows
        for head, cell in zip(table.head, row, strict=True)
    }
    assert [name for name, _ in table.rows] == ["2025", "2024", "2023"]
    assert cells["2024", "totaal"] == ("6", "voorlopig", True)
    assert cells["2025", "totaal"] == ("", "ontbreekt", True)
    assert cells["2025", "Irak"] == ("", "niet te tonen", True)
    assert cells["2023", "Irak"] == ("", "", False)


def test_many_slices_of_few_periods_lie_in_rows(folder):
    rows = [(2025, name, number) for number, name in enumerate("ABCD")]
    folder.indicator("asiel.deel", rows, dimensions=["land"])
    folder.document("1", "Tekst.")
    project = book_of(folder).filled.setup.project
    table = lay_out_observations(
        project.series["asiel.deel"], project.catalogue.indicators["asiel.deel"]
    )
    assert (table.corner, table.head) == ("Deel", ("2025",))
    assert [name for name, _ in table.rows] == ["A", "B", "C", "D"]


@pytest.fixture
def pages(printed):
    """A desk over that project."""
    with started_desk(printed.root) as desk:
        desk.enter()
        desk.wait_until_read()
        yield desk.client


def test_the_pages_of_figures_over_http(pages, printed):
    every = pages.get("/cijfers").text
    assert '<strong id="geteld">5</strong> van 5 cijfers' in every
    late = pages.get("/cijfers?stand=late").text
    shown = re.findall(r'<tr role="row" data-zoek="([^" ]+)[^>]*data-gedrukt="\w+">', late)
    assert shown == ["asiel.oud"]

    one = pages.get("/cijfers/asiel.oud").text
    assert "<h1>Oud cijfer</h1>" in one
    assert '<mark class="stale">120</mark>' in one
    assert '<a href="/hoofdstukken/1">1 1</a>' in one
    assert "alinea 2" in one
    assert "Tabel 1.1" in one
    assert pages.get("/cijfers/asiel.oud/csv").content == (
        (printed.root / "data/asiel/oud.csv").read_bytes()
    )

    tags = pages.get("/cijfers/asiel.aanvragen/tags", params={"deel.nationaliteit": "Syrië"}).text
    assert "{{ asiel.aanvragen(nationaliteit=&#34;Syrië&#34;) }}" in tags
    assert "<html" not in tags
    assert "6.125" in tags
    refused = pages.get("/cijfers/asiel.aanvragen?periode=<b>").text
    assert "Periode: ‘&lt;b&gt;’ is hier niet te kiezen" in refused

    figures = pages.get("/cijfers/figuren").text
    assert "{{ figuur(&#34;asiel/lijn&#34;) }}" in figures
    assert "{{ tabel(&#34;asiel/tabel&#34;) }}" in figures
    assert 'Figuur 1.1 in <a href="/hoofdstukken/1?plaats=figuur%201.1">1 1</a>' in figures
    picture = pages.get("/cijfers/figuren/asiel/lijn/beeld/0.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "Aanvragen per jaar" in pages.get("/cijfers/figuren/asiel/lijn").text
    assert '<mark class="stale">120</mark>' in pages.get("/cijfers/figuren/asiel/tabel").text


@pytest.mark.parametrize(
    "path",
    [
        "/cijfers/asiel.onbekend",
        "/cijfers/asiel.onbekend/csv",
        "/cijfers/..%2fsources/csv",
        "/cijfers/figuren/asiel/onbekend",
        "/cijfers/figuren/asiel/tabel/beeld/0.svg",
        "/cijfers/figuren/asiel/lijn/beeld/9.svg",
    ],
)
def test_what_is_not_there_is_not_found(still_desk, path):
    assert still_desk.client.get(path).status_code == 404


def test_what_cannot_be_shown_because_of_an_error_is_told(printed):
    printed.figure("asiel/lijn", indicators=["asiel.aanvragen"], split="onzin")
    printed.indicator("asiel.stuk", [(2025, "geen getal")])
    with started_desk(printed.root) as desk:
        desk.enter()
        desk.wait_until_read()
        assert "data/asiel/stuk.csv, regel 2" in desk.client.get("/cijfers").text
        figures = desk.client.get("/cijfers/figuren").text
        assert "figures/asiel/lijn.toml" in figures
        assert "onzin" in figures
