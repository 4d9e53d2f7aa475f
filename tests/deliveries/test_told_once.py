"""What many places of a delivery have in common is told once with how many they are, and what a profile passes over is counted."""

import pytest

PROFILE = """\
owner = "IND"
{}

[[tables]]
anchor = "Periode"
{}

[tables.labels]
"Aantal" = "asiel.instroom"
"""


@pytest.fixture
def took(chain, capsys):
    """Imports lines below a head; returns what was shown and what was refused."""

    def took(lines, top="", table="", head="Periode;Aantal"):
        chain.profile(PROFILE.format(top, table))
        chain.take(chain.file("l.csv", "\n".join([head, *lines]) + "\n"), "--accept-doubts")
        said = capsys.readouterr()
        return said.out.splitlines(), said.err.splitlines()

    return took


def test_many_doubtful_dates_are_told_once_with_how_many_and_the_first_places(chain, took):
    chain.folder.indicator("asiel.instroom", [("2024-01-01", 5)], source="IND", frequency="D")
    _, refused = took(
        [f"{day:02}/{month:02}/2025;5" for month in range(1, 13) for day in range(1, 13)]
    )
    (line,) = refused
    assert line.startswith("l.csv:regel 3, kolom 2: error: '02/01/2025' kan ")
    assert "; zo ook op 131 andere plaatsen: regel 4, kolom 2, regel 5, kolom 2, " in line
    assert 'dates = "dmy"' in line


def test_a_fault_in_a_whole_column_is_told_once_and_three_are_told_each(took):
    lines = [f"{year};1,5" for year in range(2015, 2024)]
    assert "; zo ook op 8 andere plaatsen: regel 3, kolom 2" in took(lines)[1][0]
    assert len(took(lines)[1]) == 1
    assert len(took(lines[:3])[1]) == 3


def test_other_faults_stay_told_each(took):
    refused = took(["2022;a", "2023;1,5", "2024;1,5", "2025;1,5", "2026;1,5"])[1]
    assert refused[0].startswith("l.csv:regel 2, kolom 2: error: 'a' is geen getal")


def test_periods_that_are_passed_over_are_counted(took):
    shown, refused = took(
        ["2025;1150", "2025-Q1;1", "2025-Q2;2", "2025-Q3;3"], table='skip_periods = ["Q"]'
    )
    assert not refused
    assert "skip_periods: 3 cijfers overgeslagen, 2025-Q1 t/m 2025-Q3" in shown
    assert not [line for line in took(["2025;1150"])[0] if line.startswith("skip_periods")]


def test_flags_of_the_profile_that_no_figure_has_are_named(took):
    shown, refused = took(
        ["2024;1100;", "2025;1150;P"],
        'flags = { p = "P", e = "E" }',
        'status = { Aantal = "Vlag" }',
        "Periode;Aantal;Vlag",
    )
    assert not refused
    name = "data/deliveries/profiles/tabel.toml"
    assert f"niet nodig bij dit bestand: 'e' (flags, {name})" in shown
