"""What may be wrong with a whole answer is told, and nothing comes in until somebody agrees."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.services.conftest import EUROSTAT, Dissemination, ServedFolder, Statline
from tests.services.recorded_services import NATIONALITIES, WideStatline

KEY = "asiel.eerste"
TOTALS = EUROSTAT.replace('NL = "Nederland"', 'EU27_2020 = "TOTAL", NL = "Nederland"')


def known(served: ServedFolder) -> None:
    """A project that has taken in what the cube holds."""
    served.eurostat()
    served.server.answer = Dissemination()
    assert served.folder.run("refresh") == 0


def held(served: ServedFolder, key: str = KEY) -> None:
    """Check that a refresh leaves everything as it is."""
    before = served.rows(key)
    assert served.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 1
    assert served.rows(key) == before


def test_a_code_that_is_called_something_else_needs_consent(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    known(served)
    changed = Dissemination(values={("BE", "2025"): 1026})
    changed.axes["geo"]["BE"] = "Belgium and Luxembourg"
    served.server.answer = changed
    held(served)
    told = capsys.readouterr().err
    assert told.startswith("data/asiel/catalogue.toml:")
    assert "'BE' van 'geo' heette 'Belgium' en heet nu 'Belgium and Luxembourg'" in told
    assert "--accept-doubts" in told
    agreed = ("--accept-revisions", "--accept-doubts", "--reason", "nagevraagd")
    assert served.folder.run("refresh", *agreed) == 0
    assert "'Belgium and Luxembourg' (aanvaard)" in capsys.readouterr().out
    assert served.folder.run("refresh") == 0


def test_a_dry_run_tells_of_a_changed_title_as_well(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    known(served)
    changed = Dissemination()
    changed.axes["unit"]["PER"] = "Thousand persons"
    served.server.answer = changed
    assert served.folder.run("refresh", "--dry-run") == 1
    assert "heette 'Person' en heet nu 'Thousand persons'" in capsys.readouterr().err


def test_a_measure_that_is_called_something_else_needs_consent(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.statline()
    served.server.answer = Statline()
    assert served.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 0
    served.server.answer = Statline(measure_title="Immigratie, herzien")
    held(served, "eu.immigratie")
    assert "'M000167' van 'Measure' heette 'Immigratie'" in capsys.readouterr().err


def test_titles_in_other_capitals_or_of_other_codes_are_no_change(served: ServedFolder) -> None:
    known(served)
    changed = Dissemination()
    changed.axes["geo"] |= {"NL": "NETHERLANDS", "EU27_2020": "Something else"}
    served.server.answer = changed
    assert served.folder.run("refresh") == 0


@pytest.mark.parametrize(
    ("updated", "message"),
    [
        ("2026-09-16T23:00:00+0200", "ouder dan die van de vorige keer (2026-09-17T23:00)"),
        ("2026-09-17T20:59:59Z", "ouder dan die van de vorige keer"),
        ("", "zegt niet meer van wanneer de stand is"),
        ("gisteren", "zegt niet meer van wanneer de stand is"),
    ],
)
def test_an_answer_older_than_the_last_one_needs_consent(
    served: ServedFolder, capsys: pytest.CaptureFixture[str], updated: str, message: str
) -> None:
    known(served)
    served.server.answer = Dissemination(updated=updated, values={("BE", "2025"): 1026})
    held(served)
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("updated", ["2026-09-17T21:00:00Z", "2026-10-01", "2026-09-18T01:00:00"])
def test_an_answer_as_new_as_the_last_one_or_newer_comes_in(
    served: ServedFolder, updated: str
) -> None:
    known(served)
    served.server.answer = Dissemination(updated=updated)
    assert served.folder.run("refresh") == 0


def test_what_was_undone_is_forgotten(served: ServedFolder) -> None:
    known(served)
    assert served.folder.run("import", "--undo") == 0
    served.server.answer = Dissemination(updated="2020-01-01")
    assert served.folder.run("refresh") == 0


def test_kept_answers_that_were_damaged_are_not_compared_with(served: ServedFolder) -> None:
    known(served)
    (kept,) = (served.folder.root / "data/deliveries").glob("*/migr_asyappctza.json")
    for text in ("{", "[]", json.dumps({"said": {KEY: {"titles": []}}})):
        kept.write_text(text, "utf-8")
        served.server.answer = Dissemination(updated="2020-01-01")
        assert served.folder.run("refresh", "--dry-run") == 0


def _without_last_year(table: Dissemination) -> None:
    del table.axes["time"]["2025"]


def _without_first_year(table: Dissemination) -> None:
    del table.axes["time"]["2023"]


def _without_belgium(table: Dissemination) -> None:
    table.values = {("BE", year): None for year in table.axes["time"]}


@pytest.mark.parametrize(
    ("shorten", "message"),
    [
        (_without_last_year, "over deze perioden, die er wel al waren: 2025"),
        (_without_first_year, "over deze perioden, die er wel al waren: 2023"),
        (_without_belgium, "van 'België', die er wel al waren: 2023 t/m 2025, 3 perioden"),
    ],
)
def test_an_answer_with_less_than_before_is_told_and_not_taken_for_gone(
    served: ServedFolder,
    capsys: pytest.CaptureFixture[str],
    shorten: Callable[[Dissemination], None],
    message: str,
) -> None:
    known(served)
    table = Dissemination()
    shorten(table)
    served.server.answer = table
    held(served)
    assert message in capsys.readouterr().err


def test_what_lies_before_the_first_period_that_is_asked_for_is_not_missed(
    served: ServedFolder,
) -> None:
    served.eurostat(EUROSTAT.replace("pinned", 'since = "2024"\npinned'))
    served.server.answer = Dissemination()
    assert served.folder.run("refresh") == 0


def test_a_total_that_is_gone_is_told_as_the_total(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("2023", "TOTAL", 1023, "A"), ("2023", "Nederland", 1023, "A")]
    served.eurostat(TOTALS, rows=rows)
    served.server.answer = Dissemination(
        values={("EU27_2020", year): None for year in ("2023", "2024", "2025")}
    )
    held(served)
    assert "geen enkel cijfer meer van het totaal" in capsys.readouterr().err


def test_a_total_that_lags_behind_its_parts_is_told(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("2023", name, 1023, "A") for name in ("TOTAL", "Nederland", "België")]
    served.eurostat(TOTALS, rows=rows)
    served.server.answer = Dissemination(values={("EU27_2020", "2025"): None})
    assert served.folder.run("refresh", "--accept-doubts", "--reason", "nagevraagd") == 0
    told = capsys.readouterr().out
    assert "let op: asiel.eerste: over 2025 geeft de dienst nog geen totaal, wel 2 delen" in told


def test_the_summary_shows_where_the_figures_begin_and_end_and_how_far_they_reach(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(
        values={("NL", "2024"): 24115, ("BE", "2024"): None, ("BE", "2025"): 7}
    )
    assert served.folder.run("refresh", "--accept-doubts", "--reason", "nagevraagd") == 0
    assert (
        "asiel.eerste bij de dienst: eerste 1.023 (2023, Nederland), "
        "laatste 1.025 (2025, Nederland), laagste 7 (2025, België), "
        "hoogste 24.115 (2024, Nederland); 1 lege cel"
    ) in capsys.readouterr().out


def test_a_code_of_odata_v3_that_is_called_something_else_needs_consent(
    served: ServedFolder,
) -> None:
    served.wide_statline()
    served.server.answer = WideStatline()
    assert served.folder.run("refresh") == 0
    served.server.answer = WideStatline(titles={**NATIONALITIES, "NAT9367": "Syrisch of Libanees"})
    held(served, "asiel.verzoeken")
