"""What UNHCR gives, and what is refused of it."""

from __future__ import annotations

import pytest

from tests.services.conftest import REFUGEES, Reply, ServedFolder
from tests.services.recorded_services import Refugees

KEY = "asiel.unhcr"


def test_the_total_and_the_countries_come_in_by_their_iso_code(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.refugees()
    served.server.answer = Refugees()
    assert served.folder.run("refresh") == 0
    assert [row for row in served.rows(KEY) if row[0] == "2025"] == [
        ("2025", "Australië", "62", "A"),
        ("2025", "Oostenrijk", "62", "A"),
        ("2025", "TOTAL", "232", "A"),
    ]
    assert "UNHCR asylum-applications: overgenomen" in capsys.readouterr().out


def test_both_years_are_asked_for_because_one_alone_is_ignored(served: ServedFolder) -> None:
    served.refugees(REFUGEES.replace("measure =", 'since = "2024"\nmeasure ='))
    served.server.answer = Refugees()
    assert served.folder.run("refresh") == 0
    asked = [path for path in served.server.asked if "asylum-applications" in path]
    assert all("yearFrom=2024&yearTo=" in path for path in asked)
    assert all("cf_type=ISO" in path for path in asked)
    assert {row[0] for row in served.rows(KEY)} == {"2023", "2024", "2025"}


@pytest.mark.parametrize(
    ("found", "row"),
    [
        ("0", ("2024", "Oostenrijk", "0", "A")),
        (0, ("2024", "Oostenrijk", "0", "A")),
        ("12", ("2024", "Oostenrijk", "12", "A")),
        ("-", ("2024", "Oostenrijk", "", "O")),
    ],
)
def test_a_count_may_be_a_text_and_a_dash_is_no_zero(
    served: ServedFolder, found: object, row: tuple[str, ...]
) -> None:
    served.refugees()
    served.server.answer = Refugees(changes={("AUT", 2024): found})
    assert served.folder.run("refresh", "--accept-doubts", "--reason", "nagevraagd") == 0
    assert row in served.rows(KEY)


def test_that_small_counts_are_rounded_is_told(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.refugees()
    served.server.answer = Refugees(changes={("AUT", 2024): 5})
    assert served.folder.run("refresh", "--accept-doubts", "--reason", "nagevraagd") == 0
    assert "UNHCR maakt van 1 tot en met 4 een 0 of 5" in capsys.readouterr().out


REFUSED = {
    "a country that is left out of the question": (
        Refugees(drops="coa"),
        REFUGEES,
        "de dienst houdt zich niet aan de vraag: 'coa' is '-'",
    ),
    "countries that are not told apart": (
        Refugees(drops="coo_all"),
        REFUGEES,
        "de dienst houdt zich niet aan de vraag: 'coo' is '-'",
    ),
    "codes of the service itself": (
        Refugees(drops="cf_type"),
        REFUGEES,
        "de dienst houdt zich niet aan de vraag: 'coa' is '-'",
    ),
    "a country that does not exist": (
        Refugees(),
        REFUGEES.replace("AUT =", "AUX ="),
        "de tabel heeft in 'coo' geen code 'AUX'",
    ),
    "a kind of application that does not exist": (
        Refugees(),
        REFUGEES.replace('app_type = "N"', 'app_type = "X"'),
        "de tabel heeft in 'app_type' geen code 'X'",
    ),
    "a column that splits and is not pinned": (
        Refugees(),
        REFUGEES.replace(', app_type = "N"', ""),
        "de dimensie 'app_type' van de tabel is niet vastgezet",
    ),
    "a column that the table got since": (
        Refugees(more_columns={"procedure_type": "G"}),
        REFUGEES,
        "de dimensie 'procedure_type' van de tabel is niet vastgezet",
    ),
    "a country of asylum that is not pinned": (
        Refugees(),
        REFUGEES.replace('coa = "NLD", ', ""),
        "de dimensie 'coa' van de tabel is niet vastgezet",
    ),
    "a measure that does not exist": (
        Refugees(),
        REFUGEES.replace('"applied"', '"aplied"'),
        "bedoelt u 'applied'?",
    ),
    "a measure that is a dimension": (
        Refugees(),
        REFUGEES.replace('"applied"', '"dec_level"'),
        "de tabel heeft geen maat 'dec_level'",
    ),
    "half a person": (
        Refugees(changes={("AUT", 2024): 12.5}),
        REFUGEES,
        "de cel van 2024 is geen aantal: '12.5'",
    ),
    "less than nobody": (
        Refugees(changes={("AUT", 2024): -5}),
        REFUGEES,
        "de cel van 2024 is geen aantal: '-5'",
    ),
    "a year that is none": (
        Refugees(years=(2024, 20250), drops="yearTo"),
        REFUGEES,
        "onbekend jaar '20250'",
    ),
    "a year before all years": (
        Refugees(years=(-5,), drops="yearTo"),
        REFUGEES,
        "onbekend jaar '-5'",
    ),
    "no rows at all": (Refugees(years=(1950,)), REFUGEES, "geen enkele waarde"),
    "a million pages": (Refugees(envelope={"maxPages": 10**6}), REFUGEES, "1000000 bladzijden"),
    "pages without end": (Refugees(envelope={"maxPages": 400}), REFUGEES, "is leeg"),
    "the same page again": (
        Refugees(envelope={"page": 1}),
        REFUGEES,
        "zegt niet welke bladzijde het is",
    ),
    "no number of pages": (
        Refugees(envelope={"maxPages": None}),
        REFUGEES,
        "zegt niet welke bladzijde het is",
    ),
    "a table that does not exist": (
        Refugees(),
        REFUGEES.replace("asylum-applications", "asylum-aplications"),
        "de dienst kent deze tabel niet",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_what_the_catalogue_says_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    service, mapping, message = REFUSED[name]
    served.refugees(mapping)
    served.server.answer = service
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


def test_an_empty_result_is_told(served: ServedFolder, capsys: pytest.CaptureFixture[str]) -> None:
    served.refugees()
    service = Refugees()
    empty = Reply({"page": 1, "short-url": "T", "maxPages": 0, "total": [], "items": []})
    served.server.answer = lambda path: service(path) if "countries" in path else empty
    assert served.folder.run("refresh") == 1
    assert "asiel.unhcr" in capsys.readouterr().err


def test_a_unit_has_no_place_where_the_service_tells_none(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.refugees(REFUGEES.replace("measure =", 'unit = "aantal"\nmeasure ='))
    assert served.folder.run("refresh") == 1
    assert "unit past niet bij een dienst van Refugee Data Finder" in capsys.readouterr().err
