"""What CBS gives in OData v3, and what is refused of it."""

from __future__ import annotations

import pytest

from tests.services.conftest import WIDE_STATLINE, Reply, ServedFolder
from tests.services.recorded_services import MEASURE, WideStatline

KEY = "asiel.verzoeken"


def test_the_cells_come_in_by_code_without_spaces_and_with_the_status_of_the_period(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.wide_statline()
    served.server.answer = WideStatline()
    assert served.folder.run("refresh") == 0
    assert served.rows(KEY) == [
        ("2025-01", "Syrië", "10", "A"),
        ("2025-01", "Totaal", "110", "A"),
        ("2025-02", "Syrië", "11", "P"),
        ("2025-02", "Totaal", "111", "P"),
    ]
    assert "CBS3 83102NED, stand 2026-08-31: overgenomen" in capsys.readouterr().out


def test_a_code_that_only_begins_like_the_one_that_is_asked_for_is_another(
    served: ServedFolder,
) -> None:
    served.wide_statline()
    served.server.answer = WideStatline(changes={("NAT93670", "2025MM02"): "    7777"})
    assert served.folder.run("refresh") == 0
    assert all(row[2] != "7777" for row in served.rows(KEY))


def test_the_period_may_be_called_otherwise(served: ServedFolder) -> None:
    served.wide_statline()
    served.server.answer = WideStatline(time="JaarVanImmigratie")
    assert served.folder.run("refresh") == 0
    assert ("2025-02", "Syrië", "11", "P") in served.rows(KEY)


@pytest.mark.parametrize(
    ("found", "row"),
    [
        ("       .", ("2025-02", "Syrië", "", "O")),
        (None, ("2025-02", "Syrië", "", "O")),
        ("", ("2025-02", "Syrië", "", "M")),
        ("        ", ("2025-02", "Syrië", "", "M")),
        ("      -0", ("2025-02", "Syrië", "0", "P")),
        (12, ("2025-02", "Syrië", "12", "P")),
        (12.0, ("2025-02", "Syrië", "12", "P")),
    ],
)
def test_a_point_a_blank_and_nothing_are_no_zero(
    served: ServedFolder, found: object, row: tuple[str, ...]
) -> None:
    served.wide_statline()
    table = WideStatline(changes={("NAT9367", "2025MM02"): found})
    table.statuses["2025MM03"] = "Voorlopig"
    served.server.answer = table
    assert served.folder.run("refresh", "--accept-doubts", "--reason", "nagevraagd") == 0
    assert row in served.rows(KEY)


def test_only_the_years_that_are_wanted_are_asked_for(served: ServedFolder) -> None:
    served.wide_statline(WIDE_STATLINE.replace("measure =", 'since = "2025-01"\nmeasure ='))
    table = WideStatline()
    table.statuses["2024MM12"] = "Definitief"
    served.server.answer = table
    assert served.folder.run("refresh") == 0
    assert {row[0] for row in served.rows(KEY)} == {"2025-01", "2025-02"}
    assert any("startswith(Perioden,'2025')" in path for path in served.server.asked)


REFUSED = {
    "a filter that is left out": (
        WideStatline(drops="Geslacht"),
        WIDE_STATLINE,
        "de dienst houdt zich niet aan de vraag: 'Geslacht' is '3000'",
    ),
    "too many rows": (WideStatline(most_rows=4), WIDE_STATLINE, "meer dan 10000 rijen"),
    "a dimension that the table got since": (
        WideStatline(more_dimensions=("Herkomst",)),
        WIDE_STATLINE,
        "de dimensie 'Herkomst' van de tabel is niet vastgezet",
    ),
    "a misspelt dimension": (
        WideStatline(),
        WIDE_STATLINE.replace("Geslacht =", "Geslagt ="),
        "bedoelt u 'Geslacht'?",
    ),
    "a code that is not there": (
        WideStatline(),
        WIDE_STATLINE.replace("NAT9367 ", "NAT9368 "),
        "de tabel heeft in 'Nationaliteit' geen code 'NAT9368'",
    ),
    "a measure that is not there": (
        WideStatline(),
        WIDE_STATLINE.replace(MEASURE, "Eerste_9"),
        "de tabel heeft geen maat 'Eerste_9'",
    ),
    "thousands": (
        WideStatline(unit="x 1 000"),
        WIDE_STATLINE,
        "de eenheid van EersteAsielverzoekenPersonen_2 is 'x 1 000'",
    ),
    "more decimals than the table has": (
        WideStatline(changes={("NAT9367", "2025MM02"): "    11.5"}),
        WIDE_STATLINE,
        "heeft meer decimalen (11.5) dan de tabel zegt",
    ),
    "a word": (
        WideStatline(changes={("NAT9367", "2025MM02"): "geheim"}),
        WIDE_STATLINE,
        "de cel van 2025-02 is geen getal: 'geheim'",
    ),
    "a comma": (
        WideStatline(changes={("NAT9367", "2025MM02"): "  11,000"}),
        WIDE_STATLINE,
        "is geen getal",
    ),
    "digits without end": (
        WideStatline(changes={("NAT9367", "2025MM02"): "9" * 5000}),
        WIDE_STATLINE,
        "(5000 tekens)",
    ),
    "an unknown status": (
        WideStatline(statuses={"2025MM01": "Geraamd"}),
        WIDE_STATLINE,
        "onbekende status 'Geraamd' van een periode",
    ),
    "a table that does not exist": (
        WideStatline(),
        WIDE_STATLINE.replace("83102NED", "83102ned"),
        "de dienst kent deze tabel niet",
    ),
    "a table without unit in the mapping": (
        WideStatline(),
        WIDE_STATLINE.replace('unit = "aantal"\n', ""),
        "unit ontbreekt bij een dienst van OData v3",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_what_the_catalogue_says_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    table, mapping, message = REFUSED[name]
    served.wide_statline(mapping)
    served.server.answer = table
    before = served.rows(KEY)
    assert (
        served.folder.run(
            "refresh", "--accept-revisions", "--accept-doubts", "--reason", "nagevraagd"
        )
        == 1
    )
    told = capsys.readouterr().err
    assert "data/asiel/catalogue.toml:" in told
    assert message in told
    assert served.rows(KEY) == before


def test_an_answer_without_rows_is_no_answer(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.wide_statline()
    table = WideStatline()
    served.server.answer = lambda path: (
        Reply({"odata.metadata": "", "value": []}) if "UntypedDataSet" in path else table(path)
    )
    assert served.folder.run("refresh") == 1
    assert "de dienst geeft geen enkele waarde" in capsys.readouterr().err


def test_the_pages_of_the_feed_are_followed(served: ServedFolder) -> None:
    served.wide_statline()
    table = WideStatline()

    def answer(path: str) -> Reply:
        reply = table(path.replace("&$skip=1", ""))
        assert isinstance(reply.body, dict)
        if "UntypedDataSet" in path:
            rows = reply.body["value"]
            is_second = "$skip" in path
            reply.body["value"] = rows[2:] if is_second else rows[:2]
            reply.body |= {} if is_second else {"odata.nextLink": f"{path}&$skip=1"}
        return reply

    served.server.answer = answer
    assert served.folder.run("refresh") == 0
    assert len(served.rows(KEY)) == 4
