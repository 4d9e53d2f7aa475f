"""Whose a delivered file is, as far as its name tells."""

import pytest

from report_builder.desk.delivery_choices import DeliveryChoice, Organisation, guess_choice

ORGANISATIONS = [
    Organisation("CBS", "Statistiek", ()),
    Organisation("COA", "Opvang", ("bezetting",)),
    Organisation("DT&V", "Terugkeer", ()),
    Organisation("IND", "Dienst", ("aanvragen", "eerste_aanvragen")),
    Organisation("Raad van State", "Raad van State", ()),
]


@pytest.mark.parametrize(
    ("file", "choice"),
    [
        ("levering-IND-2025.xlsx", ("IND", "")),
        ("levering-COA-2025 (1).xlsx", ("COA", "")),
        ("levering-DT_V-2025.xlsx", ("DT&V", "")),
        ("Levering_Raad_van_State_2025.xlsx", ("Raad van State", "")),
        ("cijfers ind juni.csv", ("IND", "")),
        ("COA juni.csv", ("COA", "bezetting")),
        ("bezetting juni.csv", ("COA", "bezetting")),
        ("IND aanvragen.csv", ("IND", "aanvragen")),
        ("DT&V.csv", ("DT&V", "")),
    ],
)
def test_a_name_that_tells_it_is_believed(file, choice):
    assert guess_choice(file, ORGANISATIONS) == DeliveryChoice(*choice)


@pytest.mark.parametrize(
    "file",
    [
        "cijfers.csv",
        "indeling.csv",
        "IND en COA.csv",
        "raad.csv",
        "bezetting en aanvragen.csv",
        "",
        "levering.xlsx",
    ],
)
def test_a_name_that_tells_nothing_or_two_things_is_not(file):
    assert guess_choice(file, ORGANISATIONS) is None


def test_an_organisation_whose_name_holds_the_separator_is_read_back():
    choice = DeliveryChoice("A|B", "tabel")
    assert DeliveryChoice.of(choice.value) == choice
    assert DeliveryChoice.of("") is None
    assert DeliveryChoice.of("|tabel") is None
