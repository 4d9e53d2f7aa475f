"""What the catalogue says of services is checked without asking them."""

from __future__ import annotations

import pytest

from tests.services.conftest import EUROSTAT, STATLINE, Dissemination, ServedFolder, Statline

WRONG_STATLINE = {
    "measure ontbreekt bij een dienst van OData v4": STATLINE.replace('measure = "M000167"\n', ""),
    "unit ontbreekt bij een dienst van OData v4": STATLINE.replace('unit = "aantal"\n', ""),
    "eu.immigratie heeft geen dimensie 'land'": STATLINE.replace("split.herkomst", "split.land"),
    "de dienst zegt niet waar de dimensie 'herkomst' vandaan komt": STATLINE.partition(
        "[immigratie.service.split"
    )[0],
    "de naam 'Polen' staat bij 2 codes": STATLINE.replace("Bulgarije", "Polen"),
    "de naam ' Polen' heeft spaties": STATLINE.replace('"Polen"', '" Polen"'),
    "de dimensie 'Geslacht' wordt twee keer gebruikt": STATLINE.replace(
        '"Herkomstland"', '"Geslacht"'
    ),
    "since = '2025' is geen periode met frequentie M": STATLINE.replace(
        "measure", 'since = "2025"\nmeasure'
    ),
    "breaks = '2025-Q1' is geen periode": STATLINE.replace(
        "measure", 'breaks = ["2025-Q1"]\nmeasure'
    ),
    "frequency en periods horen bij elkaar": STATLINE.replace(
        "measure", 'frequency = "Q"\nmeasure'
    ),
    "'85484NED, 03742' is niet de naam van één tabel": STATLINE.replace(
        "85484NED", "85484NED, 03742"
    ),
    "onbekende sleutel 'mesure'": STATLINE.replace("measure", "mesure"),
    "periods = 'last' is onbekend": STATLINE.replace(
        "measure", 'periods = "last"\nfrequency = "A"\nmeasure'
    ),
}


@pytest.mark.parametrize("message", WRONG_STATLINE)
def test_a_mapping_that_cannot_be_right_is_told_at_its_line(
    served: ServedFolder, capsys: pytest.CaptureFixture[str], message: str
) -> None:
    served.statline(WRONG_STATLINE[message])
    served.folder.document("een", "Tekst.")
    assert served.folder.run("check") == 1
    told = [line for line in capsys.readouterr().err.splitlines() if message in line]
    assert told
    assert told[0].startswith("data/eu/catalogue.toml:")


def test_a_measure_has_no_place_in_json_stat(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat(EUROSTAT.replace("pinned", 'measure = "M1"\npinned'))
    assert served.folder.run("refresh") == 1
    assert "measure past niet bij een dienst van JSON-stat" in capsys.readouterr().err


def test_a_source_without_a_service_cannot_be_asked(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat(source="IND")
    assert served.folder.run("refresh") == 1
    assert "de bron 'IND' heeft geen dienst" in capsys.readouterr().err


def test_figures_never_travel_unencrypted_to_another_machine(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    sources = served.folder.root / "data/sources.toml"
    sources.write_text(
        sources.read_text("utf-8").replace(served.server.url, "http://example.org"), "utf-8"
    )
    assert served.folder.run("refresh") == 1
    assert "data/sources.toml" in capsys.readouterr().err
    assert served.server.asked == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--source", "CSB"), "onbekende bron 'CSB'; bedoelt u 'CBS'?"),
        (("--source", "IND"), "van 'IND' komt niets van een dienst; wel van: CBS, Eurostat"),
        (
            ("--indicator", "eu.imigratie"),
            "onbekende indicator 'eu.imigratie'; bedoelt u 'eu.immigratie'?",
        ),
        (("--indicator", "asiel.besluiten"), "niet van een dienst (levering)"),
        (
            ("--source", "CBS", "--indicator", "asiel.eerste"),
            "geen indicator die van een dienst komt",
        ),
    ],
)
def test_what_does_not_come_from_a_service_cannot_be_refreshed(
    served: ServedFolder,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    message: str,
) -> None:
    served.folder.indicator("asiel.besluiten", [("2024", 1)], source="IND")
    served.eurostat()
    served.statline()
    assert served.folder.run("refresh", *arguments) == 2
    assert message in capsys.readouterr().err


def test_only_what_is_asked_for_is_refreshed(served: ServedFolder) -> None:
    served.eurostat()
    served.statline()
    served.server.answer = lambda path: (
        Dissemination()(path) if path.startswith("/data/") else Statline()(path)
    )
    assert served.folder.run("refresh", "--indicator", "asiel.eerste") == 0
    assert all(path.startswith("/data/") for path in served.server.asked)


def test_every_door_is_told_in_the_trace_and_the_status(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.folder.indicator("asiel.besluiten", [("2024", 1)], source="IND")
    served.folder.indicator("asiel.nieuws", [("2024", 1)], source="CBS")
    served.eurostat()
    served.folder.document("een", "Tekst.")
    for key, door in (
        ("asiel.besluiten", "levering"),
        ("asiel.nieuws", "publicatie"),
        ("asiel.eerste", "Eurostat (JSON-stat)"),
    ):
        assert served.folder.run("trace", key) == 0
        assert f"komt binnen: {door}" in capsys.readouterr().out
