"""The open data of a report: what its figures and tables show, as others read it."""

import csv
import io
import json

import frictionless
import pikepdf
import pytest
from openpyxl import load_workbook

from tests.conftest import read_csv

pytestmark = pytest.mark.usefixtures("blank_pages")
FIGURES = {
    "asiel/verloop": {"indicators": ["asiel.aanvragen", "asiel.oud"], "since": 2024},
    "asiel/top": {
        "kind": "ranking",
        "indicators": ["asiel.aanvragen"],
        "split": "nationaliteit",
        "top": 2,
    },
    "asiel/tabel": {
        "kind": "table",
        "indicators": ["asiel.aanvragen"],
        "split": "nationaliteit",
        "since": 2025,
    },
    "asiel/kort": {"kind": "dashboard", "indicators": ["asiel.oud", "asiel.aandeel"]},
    "asiel/bronnen": {"kind": "sources"},
    "asiel/revisies": {"kind": "revisions"},
}


@pytest.fixture
def project(asylum):
    """A report that places a figure of every form."""
    asylum.indicator(
        "asiel.gaten", [(2023, "12.50", "P"), (2024, "", "Q"), (2025, "", "O")], decimals=1
    )
    asylum.figure("asiel/gaten", indicators=["asiel.gaten"], title="Met gaten")
    for key, settings in FIGURES.items():
        asylum.figure(key, title=f"Titel van {key}", **settings)
    placed = [
        f'{{{{ {"tabel" if key in ("asiel/tabel", "asiel/bronnen", "asiel/revisies") else "figuur"}("{key}") }}}}'
        for key in [*FIGURES, "asiel/gaten"]
    ]
    asylum.document("h1", "# Asiel", "Er waren {{ asiel.aanvragen }} aanvragen.", *placed)
    return asylum


@pytest.fixture
def data(project):
    return project.build() / "open-data"


def rows(data, name):
    return [
        [row["indicator"], row["time_period"], row["obs_value"], row["freshness"]]
        for row in read_csv(data / name)
    ]


def test_a_figure_gives_every_observation_that_it_draws_and_how_current_that_is(data):
    assert rows(data, "asiel-verloop.csv") == [
        ["asiel.aanvragen", "2024", "32140", "history"],
        ["asiel.aanvragen", "2025", "24140", "fresh"],
        ["asiel.oud", "2024", "120", "stale"],
    ]


def test_a_gap_has_its_reason_and_no_value_and_an_amount_is_as_exact_as_it_came(data):
    found = [
        (row["obs_value"], row["obs_status"], row["freshness"])
        for row in read_csv(data / "asiel-gaten.csv")
    ]
    assert found == [("12.50", "P", "stale"), ("", "Q", "stale"), ("", "O", "stale")]


def test_a_part_stands_in_the_column_of_its_dimension(data):
    found = read_csv(data / "asiel-tabel.csv")
    assert list(found[0]) == [
        *("indicator", "title", "nationaliteit", "time_period"),
        *("obs_value", "unit", "obs_status", "freshness", "source"),
    ]
    assert [(row["nationaliteit"], row["obs_value"]) for row in found] == [
        ("Syrië", "6125"),
        ("Eritrea", "2100"),
        ("Turkije", "1900"),
        ("Overig", "14015"),
        ("TOTAL", "24140"),
    ]


def test_an_indicator_without_a_dimension_of_another_says_so(data):
    found = [
        (row["indicator"], row["nationaliteit"]) for row in read_csv(data / "asiel-verloop.csv")
    ]
    assert found[0] == ("asiel.aanvragen", "TOTAL")
    assert found[-1] == ("asiel.oud", "_Z")


def test_a_ranking_gives_the_period_that_it_compares_and_no_other(data):
    assert [row["time_period"] for row in read_csv(data / "asiel-top.csv")] == ["2025", "2025"]


def test_an_account_gives_its_own_columns_and_no_row_where_it_tells_nothing(data):
    assert read_csv(data / "asiel-bronnen.csv") == [
        {
            "bron": "CBS",
            "organisatie": "Statistiek",
            "website": "example.org",
            "hergebruik": "CC BY 4.0",
        }
    ]
    lines = (data / "asiel-revisies.csv").read_text().splitlines()
    assert lines == ["cijfer,periode,gepubliceerd_in,oud,nieuw"]


def test_the_numbers_are_those_of_the_report_alone(project):
    project.document("nota", "Het waren er {{ asiel.oud }}.", kind="nota")
    output = project.build()
    found = {row["document"] for row in read_csv(output / "open-data/numbers.csv")}
    assert found == {"h1"}
    assert {row["document"] for row in read_csv(output / "numbers.csv")} == {"h1", "nota"}


def test_frictionless_finds_nothing_wrong_with_the_package_or_any_table_in_it(data):
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []
    assert report.stats["tasks"] == len(FIGURES) + 2


def test_frictionless_sees_a_number_that_was_changed(data):
    path = data / "asiel-verloop.csv"
    path.write_text(path.read_text().replace("24140", "24141"))
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.flatten(["type"]) == [["hash-count"]]


def test_each_file_is_described_and_nothing_else_is(data):
    package = json.loads((data / "datapackage.json").read_text())
    described = {resource["path"] for resource in package["resources"]}
    assert {path.name for path in data.iterdir()} == {"datapackage.json", *described}
    for resource in package["resources"]:
        with (data / resource["path"]).open(encoding="utf-8", newline="") as file:
            head = next(csv.reader(file))
        assert [field["name"] for field in resource["schema"]["fields"]] == head


def test_the_package_says_what_it_is_and_each_resource_where_it_comes_from(data):
    package = json.loads((data / "datapackage.json").read_text())
    assert {key: package[key] for key in ("name", "edition", "reportingYear", "status")} == {
        "name": "rapport-2026",
        "edition": "2026",
        "reportingYear": 2025,
        "status": "concept",
    }
    resource = package["resources"][0]
    assert resource["title"] == "Figuur 1.1 Titel van asiel/verloop"
    assert resource["figure"] == "asiel/verloop"
    assert resource["unit"] == "aanvragen; personen"
    assert resource["stale"] == "cijfers t/m 2024, nog geen update beschikbaar: Oud cijfer"
    assert resource["licenses"] == [
        {
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": "CC BY 4.0",
        }
    ]


def test_a_licence_with_conditions_keeps_its_words_and_gets_no_name_of_another(project):
    sources = project.root / "data/sources.toml"
    sources.write_text(sources.read_text().replace("CC BY 4.0", "CC BY 4.0, tenzij anders vermeld"))
    package = json.loads((project.build() / "open-data/datapackage.json").read_text())
    assert package["resources"][0]["licenses"] == [
        {"path": "https://example.org", "title": "Statistiek: CC BY 4.0, tenzij anders vermeld"}
    ]


def test_a_figure_that_is_placed_twice_has_one_file(project):
    project.document("h2", "# Weer", '{{ figuur("asiel/verloop") }}')
    package = json.loads((project.build() / "open-data/datapackage.json").read_text())
    titles = [resource["title"] for resource in package["resources"]]
    assert titles.count("Figuur 1.1 Titel van asiel/verloop") == 1
    assert not any(title.startswith("Figuur 2") for title in titles)


def test_a_report_that_is_not_there_has_no_data(asylum):
    asylum.document("nota", "Het waren er {{ asiel.aanvragen }}.", kind="nota")
    assert not (asylum.build() / "open-data").exists()


@pytest.mark.usefixtures("real_pages")
def test_a_long_account_is_whole_in_the_web_edition_the_workbook_and_the_data(asylum):
    names = [f"asiel.reeks{number}" for number in range(40)]
    for name in names:
        asylum.indicator(name, [(2025, 1)], title=name, definition=f"Wat {name} telt.")
    asylum.figure("asiel/begrippen", kind="definitions", title="Begrippen")
    uses = " ".join(f"{{{{ {name} }}}}" for name in names)
    asylum.document("h1", "# Asiel", uses, '{{ tabel("asiel/begrippen") }}')
    output = asylum.build()
    page = (output / "rapport.html").read_text()
    with pikepdf.open(output / "rapport.pdf") as pdf:
        data = pdf.attachments["figuren.xlsx"].get_file().read_bytes()
    book = load_workbook(io.BytesIO(data))["Tabel 1.1"]
    cells = {cell for row in book.values for cell in row}
    told = {row["wat_het_telt"] for row in read_csv(output / "open-data/asiel-begrippen.csv")}
    for name in names:
        definition = f"Wat {name} telt."
        assert f"<td>{definition}</td>" in page
        assert definition in cells
        assert definition in told
