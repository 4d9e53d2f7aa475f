"""Whatever goes wrong with one table keeps no other table out, and is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_builder.deliveries import service_refresh
from report_builder.exclusion import alone
from tests.services.conftest import STATLINE, Dissemination, Reply, ServedFolder, Statline


@pytest.fixture
def both(served: ServedFolder) -> ServedFolder:
    """A project with a table of CBS and one of Eurostat, which are both right."""
    served.statline()
    served.eurostat()
    served.server.answer = answer
    return served


def answer(path: str) -> Reply:
    """What both services answer."""
    return Dissemination()(path) if path.startswith("/data/") else Statline()(path)


def is_taken_in(served: ServedFolder) -> bool:
    """Whether the table of Eurostat came in, and that of CBS did not."""
    statline = [("2025-01", "Bulgarije", "90", "A"), ("2025-01", "Polen", "201", "A")]
    is_new = ("2025", "Nederland", "1025", "A") in served.rows("asiel.eerste")
    return is_new and served.rows("eu.immigratie") == statline


def test_a_fault_of_the_program_is_told_with_the_file_that_holds_its_details(
    both: ServedFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch = service_refresh.fetch

    def broken(connection: object, address: object, indicator: object) -> object:
        if getattr(indicator, "source", "") == "CBS":
            raise ZeroDivisionError("a thing that nobody thought of")
        return fetch(connection, address, indicator)  # type: ignore[arg-type]

    monkeypatch.setattr(service_refresh, "fetch", broken)
    assert both.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 1
    told = capsys.readouterr()
    assert is_taken_in(both)
    assert "CBS 85484NED: niet overgenomen" in told.out
    (line,) = told.err.splitlines()
    assert line.startswith("data/eu/catalogue.toml:")
    assert "fout van het programma zelf: ZeroDivisionError" in line
    details = Path(line.partition("de details staan in ")[2].split(" (")[0])
    assert "a thing that nobody thought of" in details.read_text("utf-8")


def test_a_series_with_an_error_stops_its_own_table_only(
    both: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    both.folder.write(
        "data/eu/immigratie.csv",
        "time_period,herkomst,obs_value,obs_status\n2025-01,Polen,veel,A\n",
    )
    assert both.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 1
    assert ("2025", "Nederland", "1025", "A") in both.rows("asiel.eerste")
    assert "data/eu/immigratie.csv:2: error" in capsys.readouterr().err


def test_a_mapping_that_cannot_be_right_stops_its_own_table_only(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.statline(STATLINE.replace('unit = "aantal"\n', ""))
    served.eurostat()
    served.server.answer = answer
    assert served.folder.run("refresh") == 1
    assert is_taken_in(served)
    assert all(path.startswith("/data/") for path in served.server.asked)
    told = capsys.readouterr()
    assert told.err.count("unit ontbreekt bij een dienst van OData v4") == 1
    assert "CBS 85484NED: niet overgenomen" in told.out


@pytest.mark.parametrize("wrong", ["mesure = 1\n", "= 1\n"])
def test_a_catalogue_that_cannot_be_read_stops_its_own_tables_only(
    both: ServedFolder, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    catalogue = both.folder.root / "data/eu/catalogue.toml"
    catalogue.write_text(catalogue.read_text("utf-8") + wrong, "utf-8")
    assert both.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 1
    assert is_taken_in(both)
    assert "data/eu/catalogue.toml:" in capsys.readouterr().err


def test_an_error_in_another_indicator_is_told_and_stops_no_table(
    both: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    both.folder.indicator("asiel.besluiten", [("2024", 1)], source="Onbekend")
    assert both.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 1
    assert ("2025", "Nederland", "1025", "A") in both.rows("asiel.eerste")
    assert ("2025-01", "Bulgarije", "101", "A") in both.rows("eu.immigratie")
    assert "onbekende bron 'Onbekend'" in capsys.readouterr().err


def test_one_wrong_mapping_keeps_its_whole_table_out(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.statline()
    second = STATLINE.replace("immigratie", "tweede").replace('unit = "aantal"\n', "")
    served.statline(second, key="eu.tweede")
    served.server.answer = answer
    before = served.rows("eu.immigratie")
    assert served.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 1
    assert served.rows("eu.immigratie") == before
    assert "unit ontbreekt bij een dienst van OData v4" in capsys.readouterr().err


def test_a_project_that_another_holds_is_told_for_each_table(
    both: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    with alone(both.folder.root, "build"):
        assert both.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 1
    told = capsys.readouterr()
    assert (
        told.err.count("in dit project loopt al het maken van het rapport (report-builder build")
        == 2
    )
    assert told.out.count("niet overgenomen") == 2


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 100_000, "\ufeff{", '"' * 9])
def test_a_body_that_is_no_table_keeps_no_other_table_out(
    both: ServedFolder, capsys: pytest.CaptureFixture[str], body: str
) -> None:
    both.server.answer = lambda path: answer(path) if path.startswith("/data/") else Reply(body)
    assert both.folder.run("refresh") == 1
    assert is_taken_in(both)
    assert "data/eu/catalogue.toml:" in capsys.readouterr().err
