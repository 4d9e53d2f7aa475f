"""What CBS gives in OData v4, and what is refused of it."""

from __future__ import annotations

import pytest

from tests.conftest import read_csv
from tests.services.conftest import STATLINE, Reply, ServedFolder, Statline


def rows(served: ServedFolder) -> list[tuple[str, ...]]:
    """The rows of the indicator as they stand in its file."""
    return [tuple(row.values()) for row in read_csv(served.folder.root / "data/eu/immigratie.csv")]


def test_all_pages_come_in_with_the_names_and_the_status_of_the_catalogue_and_the_periods(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.statline()
    served.server.answer = Statline(page=3)
    assert (
        served.folder.run(
            "refresh", "--source", "CBS", "--accept-revisions", "--reason", "nagevraagd"
        )
        == 0
    )
    assert sorted(rows(served)) == [
        ("2025-01", "Bulgarije", "101", "A"),
        ("2025-01", "Polen", "201", "A"),
        ("2025-02", "Bulgarije", "102", "P"),
        ("2025-02", "Polen", "202", "P"),
    ]
    told = capsys.readouterr().out
    assert "CBS 85484NED, stand 2026-08-31: overgenomen" in told
    assert "herzien: januari 2025 [Bulgarije] 90 -> 101 (+11)" in told


def test_a_revision_keeps_the_table_out_until_somebody_agrees(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.statline()
    served.server.answer = Statline()
    before = rows(served)
    assert served.folder.run("refresh") == 1
    assert rows(served) == before
    assert "--accept-revisions" in capsys.readouterr().err


def test_a_dry_run_shows_and_writes_nothing(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.statline()
    served.server.answer = Statline()
    before = rows(served)
    assert (
        served.folder.run("refresh", "--dry-run", "--accept-revisions", "--reason", "nagevraagd")
        == 0
    )
    assert rows(served) == before
    assert not (served.folder.root / "data/deliveries.csv").exists()
    assert "zou worden overgenomen" in capsys.readouterr().out


def test_the_answers_are_kept_as_they_came_and_logged_once(served: ServedFolder) -> None:
    served.statline()
    served.server.answer = Statline()
    for _ in range(2):
        assert served.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 0
    (logged,) = read_csv(served.folder.root / "data/deliveries.csv")
    assert (logged["owner"], logged["file"], logged["indicators"]) == (
        "CBS",
        "85484NED.json",
        "eu.immigratie",
    )
    (kept,) = (served.folder.root / "data/deliveries").glob("*/85484NED.json")
    assert "MeasureCodes" in kept.read_text("utf-8")


def test_codes_that_are_filled_up_with_spaces_are_the_same_codes(served: ServedFolder) -> None:
    served.statline()
    served.server.answer = Statline(padding=10)
    assert served.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 0
    assert ("2025-02", "Polen", "202", "P") in rows(served)


def test_a_cell_that_cannot_exist_and_a_cell_left_out_have_no_value(served: ServedFolder) -> None:
    served.statline()
    served.server.answer = Statline(
        changes={("H1", "2025MM02"): {"Value": None, "ValueAttribute": "Impossible"}},
        statuses={"2025MM01": "Definitief", "2025MM02": "Definitief", "2025MM03": "Definitief"},
    )
    assert served.folder.run("refresh", "--accept-revisions", "--reason", "nagevraagd") == 0
    assert ("2025-02", "Bulgarije", "", "M") in rows(served)


REFUSED = {
    "a dimension that the table got since": (
        Statline(more_dimensions=("Leeftijd",)),
        STATLINE,
        "de dimensie 'Leeftijd' van de tabel is niet vastgezet",
        "10000 (Totaal leeftijd)",
    ),
    "a dimension that the table does not have": (
        Statline(),
        STATLINE.replace("Geslacht =", "Geslagt ="),
        "de tabel heeft geen dimensie 'Geslagt'",
        "bedoelt u 'Geslacht'?",
    ),
    "a code that the table does not have": (
        Statline(countries={"H1": "Bulgarije", "H3": "Europa"}),
        STATLINE,
        "de tabel heeft in 'Herkomstland' geen code 'H2'",
        "de tabel heeft: H1 (Bulgarije), H3 (Europa)",
    ),
    "a measure that the table does not have": (
        Statline(),
        STATLINE.replace("M000167", "M000999"),
        "de tabel heeft geen maat 'M000999'",
        "M000167 (Immigratie)",
    ),
    "a measure in thousands": (
        Statline(unit="x 1 000"),
        STATLINE,
        "de eenheid van M000167 is 'x 1 000', de catalogus zegt 'aantal'",
        "of de getallen nog hetzelfde tellen",
    ),
    "a filter that the service does not keep": (
        Statline(keeps_filter=False),
        STATLINE,
        "de dienst houdt zich niet aan de vraag",
        "neem niets over",
    ),
    "an unknown status of a period": (
        Statline(statuses={"2025MM01": "Geraamd"}),
        STATLINE,
        "onbekende status 'Geraamd' van een periode",
        "flags = { Geraamd =",
    ),
    "an empty cell without a reason": (
        Statline(changes={("H1", "2025MM01"): {"Value": None}}),
        STATLINE,
        "de cel van 2025-01 is leeg met 'None'",
        "zeg in de catalogus wat het is",
    ),
    "a value that is no number": (
        Statline(changes={("H1", "2025MM01"): {"Value": "101"}}),
        STATLINE,
        "heeft waarde '101'",
        "op de site van CBS",
    ),
    "a period that comes twice": (
        Statline(changes={("H1", "2025MM02"): {"Perioden": "2025MM01"}}),
        STATLINE,
        "de dienst geeft 2025-01 twee keer (Bulgarije)",
        "meld dit bij de bron",
    ),
    "no period of the frequency": (
        Statline(statuses={}),
        STATLINE,
        "de tabel heeft geen perioden met frequentie M",
        "de tabel heeft: 2025JJ00",
    ),
    "a table that is written in other capitals": (
        Statline(),
        STATLINE.replace("85484NED", "85484ned"),
        "de dienst kent deze tabel niet",
        "ook op hoofdletters",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_what_the_catalogue_says_is_refused_with_a_way_out(
    served: ServedFolder, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    table, mapping, message, hint = REFUSED[name]
    served.statline(mapping)
    served.server.answer = table
    before = rows(served)
    assert (
        served.folder.run(
            "refresh", "--accept-revisions", "--accept-doubts", "--reason", "nagevraagd"
        )
        == 1
    )
    told = capsys.readouterr().err
    assert "data/eu/catalogue.toml:" in told
    assert message in told
    assert hint in told
    assert rows(served) == before


def test_pages_that_never_end_or_lead_elsewhere_are_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.statline()
    served.server.answer = lambda _: Reply({"value": [], "@odata.nextLink": "Dimensions"})
    assert served.folder.run("refresh") == 1
    assert "blijft naar een volgende bladzijde wijzen" in capsys.readouterr().err
    served.server.answer = lambda _: Reply(
        {"value": [], "@odata.nextLink": "https://example.org/x"}
    )
    assert served.folder.run("refresh") == 1
    assert "de volgende bladzijde staat op een andere plek" in capsys.readouterr().err
