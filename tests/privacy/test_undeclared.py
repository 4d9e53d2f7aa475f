"""Personal data that no setting holds. All of it is made up."""

import pytest

from report_builder.privacy.scan import scan
from tests.privacy.places import PLACES


def nouns(text: str, *public: str, place: str = "alinea") -> list[str]:
    name, data = PLACES[place](text)
    return [stranger.noun for stranger in scan({name: data}, {}, public).strangers]


TOLD = {
    "een e-mailadres": [
        "schrijf naar v.zinsel@dienst.invalid.nl",
        "v.zinsel [at] dienst [punt] nl",
        "v.zinsel(at)dienst.nl",
        "mailto:v.zinsel@dienst.nl",
    ],
    "een telefoonnummer": [
        "bel 06-98765432",
        "bel 06 98 76 54 32",
        "bel +31 (0)6 98765432",
        "bel 0031 6 98765432",
        "bel (070) 765 43 21",
        "bel 070-7654321",
        "bel 0598 76 54 32",
    ],
    "een nummer dat een BSN kan zijn": ["nummer 123456782 van de aanvrager"],
    "een naam met aanspreekvorm of titel": [
        "met dank aan drs. V. Zinsel",
        "mr. dr. V.E.R. van der Zinsel",
        "mr. " * 500 + "V. Zinsel",
        "prof. Zinsel",
        "ing. V. Zinsel-Bedacht",
        "vraag het de heer Zinsel",
        "vraag het mevrouw V. de Zinsel",
        "dhr. Zinsel",
    ],
}


@pytest.mark.parametrize(
    ("noun", "text"), [(noun, text) for noun, texts in TOLD.items() for text in texts]
)
def test_what_looks_like_a_personal_datum_is_told(noun, text):
    assert nouns(text) == [noun]


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 kwamen 123.456.782 mensen",
        "448387872 of 123456789",
        "op 06-12-2025 12.345 en 01-01-2025 678",
        "0,612345678 en 1.061.234.567",
        "dossier 30 573, kenmerk 2026-0000123456",
        "ISBN 978-90-12-34567-8",
        "mevrouw de Voorzitter, de heer en mevrouw",
        "de mr. en de dr. zijn er",
        "http://voorbeeld.invalid/0612345678/a",
        "Geachte heer, mevrouw,",
    ],
)
def test_figures_dates_and_forms_of_address_are_none(text):
    assert nouns(text) == []


def test_in_a_table_a_number_is_one_of_a_citizen_only_where_that_word_is():
    assert nouns("123456782", place="CSV") == []
    assert nouns("bsn;123456782", place="CSV") == ["een nummer dat een BSN kan zijn"]


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("bel 06-98765432", "+31 6 9876 5432"),
        ("v.zinsel [at] dienst [punt] nl", "Pers: V.Zinsel@dienst.nl"),
        ("mr. V. Zinsel", "V. Zinsel"),
        ("mevrouw Zinsel-Bedacht", "V. Zinsel-Bedacht"),
    ],
)
def test_what_is_declared_public_is_not(text, public):
    assert nouns(text) != []
    assert nouns(text, public) == []


@pytest.mark.parametrize("declared", ["V. Zinsel", "Vera Zinsel"])
def test_another_person_with_the_surname_of_one_that_is_public_is_told(declared):
    assert nouns("met dank aan drs. K. Zinsel", declared) == ["een naam met aanspreekvorm of titel"]
    assert nouns("met dank aan drs. V. Zinsel", declared) == []


def test_what_is_declared_personal_is_told_once():
    scanned = scan({"a.txt": b"bel 06-98765432"}, {"telefoon": "06 98765432"})
    assert len(scanned.leaks) == 1
    assert scanned.strangers == ()
