"""An earlier edition beside the newest one: its own rows win there, and it answers for its own figures only."""

import pytest

from tests.conftest import read_csv

pytestmark = pytest.mark.usefixtures("blank_pages")
EARLIER = """\
reporting_year = 2024
name = "rapport"
title = "Rapport 2025"
date = 2025-06-21

[[documents]]
id = "h1"
kind = "chapter"
title = "Asiel"
template = "h1.docx"
"""


@pytest.fixture
def project(folder):
    """Two editions with one chapter; the earlier one holds a row of its own."""
    folder.indicator("asiel.aanvragen", [(2023, 400), (2024, 320), (2025, 240)], dimensions=[])
    folder.document(
        "h1", "# Asiel", "Er waren {{ asiel.aanvragen }} ({{ asiel.aanvragen|verandering }})."
    )
    folder.write("data/editions/2025.toml", EARLIER)
    rows = "time_period,obs_value,obs_status\n2023,400,A\n2024,300,P\n"
    folder.write("data/editions/2025/asiel/aanvragen.csv", rows)
    return folder


def numbers(project, edition):
    project.build("--edition", edition)
    return [
        row["text"] for row in read_csv(project.root / "output" / edition / "concept/numbers.csv")
    ]


def test_its_own_row_wins_in_that_edition_and_nowhere_else(project):
    assert numbers(project, "2025") == ["300", "daling van 25%"]
    assert numbers(project, "2026") == ["240", "daling van 25%"]


def test_trace_tells_where_its_own_rows_stand_and_what_is_another_today(project, capsys):
    assert project.run("trace", "--edition", "2025", "300") == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "       bron: Statistiek; eigen rijen van deze editie (data/editions/2025/asiel/aanvragen.csv)",
        "       in deze editie vastgesteld op 300; nu 320",
        "",
    ]


def test_trace_of_an_indicator_tells_which_periods_are_another_today(project, capsys):
    assert project.run("trace", "--edition", "2025", "asiel.aanvragen") == 0
    told = [
        line
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("  asiel.aanvragen[")
    ]
    assert told == ["  asiel.aanvragen[TOTAL]@2024: in deze editie vastgesteld op 300; nu 320"]


def test_trace_of_a_row_that_no_source_has_any_more_says_so(project, capsys):
    project.indicator("asiel.aanvragen", [(2023, 400), (2025, 240)], dimensions=[])
    assert project.run("trace", "--edition", "2025", "300") == 0
    assert "in deze editie vastgesteld op 300; nu onbekend" in capsys.readouterr().out


def test_trace_says_nothing_of_it_in_an_edition_without_own_rows(project, capsys):
    assert project.run("trace", "--edition", "2026", "240") == 0
    out = capsys.readouterr().out
    assert "vastgesteld" not in out
    assert "eigen rijen" not in out


def test_a_figure_of_later_does_not_hinder_an_earlier_edition(project):
    project.indicator("asiel.nieuw", [(2025, 10)])
    project.figure("asiel/nieuw", indicators=["asiel.nieuw"], kind="bar")
    assert project.run("check", "--edition", "2025") == 0
    assert numbers(project, "2025") == ["300", "daling van 25%"]


@pytest.mark.parametrize("tag", ['{{ figuur("asiel/nieuw") }}', "{{ figuur(“asiel/nieuw”) }}"])
def test_a_figure_that_it_places_must_have_something_to_show_up_to_its_year(project, capsys, tag):
    project.indicator("asiel.nieuw", [(2025, 10)])
    project.figure("asiel/nieuw", indicators=["asiel.nieuw"], kind="bar")
    project.document("h1", "# Asiel", tag)
    project.write("data/editions/2025.toml", EARLIER)
    assert project.run("check", "--edition", "2026") == 0
    assert project.run("check", "--edition", "2025") == 1
    assert "figures/asiel/nieuw.toml:1: error:" in capsys.readouterr().err


def test_in_the_newest_edition_every_figure_must_have_something_to_show(project, capsys):
    project.indicator("asiel.later", [(2027, 10)])
    project.figure("asiel/later", indicators=["asiel.later"], kind="bar")
    assert project.run("check") == 1
    assert "figures/asiel/later.toml:1: error:" in capsys.readouterr().err
