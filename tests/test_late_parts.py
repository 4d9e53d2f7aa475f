"""Parts that lag behind their indicator: told, listed and asked for, in all the places where an indicator is."""

import json
from email import message_from_bytes
from email.policy import default

import pytest
from openpyxl import load_workbook

from tests.conftest import read_csv

pytestmark = pytest.mark.usefixtures("blank_pages")
SOURCES = """
[IND]
name = "Dienst"
url = "https://example.org/dienst"
licence = "CC0 1.0"
"""
PARTS = {
    "Aa": [(2023, 1), (2024, 2), (2025, 3)],
    "Bb": [(2023, 2), (2024, 3), (2025, 4)],
    "Cc": [(2023, 5)],
    "Dd": [(2023, 6), (2024, 7)],
    "Ee": [(2023, 1), (2024, "", "Q"), (2025, "", "Q")],
    "Ff": [(2012, 9)],
}
ROWS = [(year, name, *cell) for name, cells in PARTS.items() for year, *cell in cells]


@pytest.fixture
def project(folder):
    """A project whose chapter prints Dd, and a ranking that Cc is not in."""
    path = folder.root / "data/sources.toml"
    path.write_text(path.read_text() + SOURCES)
    folder.indicator(
        "asiel.land", ROWS, source="IND", dimensions=["land"], title="Naar land", lag=0
    )
    folder.document(
        "h1",
        "# Kop",
        "Er kwamen {{ asiel.land(land='Dd') }} mensen uit Dd, in {{ asiel.land(land='Dd').periode }}.",
        "De grootste groep komt uit {{ asiel.land.top(1, 'land')|opsomming }}.",
    )
    return folder


def test_a_part_that_a_ranking_misses_is_named_in_the_sentence(project, capsys):
    assert project.run("check") == 0
    told = capsys.readouterr().err
    assert "alinea 2: warning: zonder cijfer over 2024 doen niet mee" in told
    assert "asiel.land: Cc (t/m 2023) en Ff (t/m 2012) (" in told


def test_a_part_that_is_printed_and_lags_behind_has_a_row_of_its_own(project):
    rows = {row["indicator"]: row for row in read_csv(project.build() / "freshness.csv")}
    assert (rows["asiel.land"]["last_period"], rows["asiel.land"]["state"]) == ("2025", "fresh")
    late = rows["asiel.land[land=Dd]"]
    assert (late["last_period"], late["expected_period"], late["state"]) == (
        "2024",
        "2025",
        "stale",
    )
    assert (late["owner"], late["documents"]) == ("IND", "h1")
    assert rows["asiel.land[land=Cc]"]["last_period"] == "2023"
    assert not any(name.endswith(("=Aa]", "=Bb]", "=Ee]")) for name in rows)


def test_the_status_asks_for_each_part_that_is_late(project, capsys):
    assert project.run("status", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    (owner,) = [owner for owner in told["owners"] if owner["id"] == "IND"]
    assert (owner["indicators"], owner["fresh"]) == (1, 1)
    assert {"asiel.land[land=Cc]", "asiel.land[land=Dd]"} <= set(owner["late"])
    slices = {one.get("slice"): one["last_period"] for one in told["indicators"]}
    assert slices[None] == "2025"
    assert slices["land=Dd"] == "2024"
    assert project.run("status") == 0
    lines = capsys.readouterr().out
    assert "asiel.land[land=Cc] (Naar land): verouderd, t/m 2023" in lines


def test_the_mail_and_the_form_ask_for_each_part_that_is_late(project):
    assert project.run("status", "--mails") == 0
    mails = project.root / "output/2026/mails"
    file = message_from_bytes((mails / "IND.eml").read_bytes(), policy=default)
    mail = file.get_body().get_content()
    assert "Naar land, land: Cc (asiel.land): wij hebben cijfers t/m 2023, nodig t/m 2025" in mail
    assert "Naar land, land: Dd (asiel.land): wij hebben cijfers t/m 2024, nodig t/m 2025" in mail
    sheet = load_workbook(next(mails.glob("*.xlsx")))["Cijfers"]
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]]
    assert [(row[4], str(row[3])) for row in rows] == [
        ("Cc", "2024"),
        ("Cc", "2025"),
        ("Dd", "2025"),
        *(("Ff", str(year)) for year in range(2013, 2026)),
    ]


def test_a_part_that_its_source_ended_is_asked_for_nowhere(project, capsys):
    ended = {"land=Cc": "2023", "land=Dd": "2024", "land=Ff": "2012"}
    project.indicator(
        "asiel.land", ROWS, source="IND", dimensions=["land"], title="Naar land", ended=ended
    )
    assert project.run("status", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert not [owner["late"] for owner in told["owners"] if owner["late"]]
    assert [one["slice"] for one in told["indicators"] if one["ended"]] == ["land=Dd"]


def test_a_part_that_only_a_figure_shows_is_listed_too(folder):
    folder.indicator("asiel.land", ROWS, dimensions=["land"], title="Naar land")
    settings = {"kind": "line", "title": "Lijn", "indicators": ["asiel.land"], "split": "land"}
    folder.figure("asiel/f", **settings)
    folder.document("h1", "# Kop", "{{ figuur('asiel/f') }}")
    rows = read_csv(folder.build() / "freshness.csv")
    names = {row["indicator"] for row in rows}
    assert {"asiel.land[land=Cc]", "asiel.land[land=Dd]"} <= names
