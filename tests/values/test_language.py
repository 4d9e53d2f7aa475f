"""The table of the contract, section 3, line by line; and what is refused."""

import pytest

from tests.conftest import asker


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("asiel.aanvragen", "24.140"),
        ("asiel.aanvragen.periode", "2025"),
        ("asiel.maand.periode", "december 2025"),
        ("asiel.stand.periode", "29 december 2025"),
        ("asiel.aanvragen[2019]", "22.540"),
        ('asiel.maand["2024-11"]', "2.035"),
        ("asiel.maand[editie.verslagjaar]", None),
        ("asiel.aanvragen[editie.verslagjaar - 1]", "32.140"),
        ("asiel.aanvragen.vorig", "32.140"),
        ("asiel.aanvragen.vorig.periode", "2024"),
        ("asiel.maand.vorig", "2.036"),
        ("asiel.stand.vorig", "1.000"),
        ("asiel.stand.vorig.periode", "31 december 2024"),
        ('asiel.aanvragen(nationaliteit="Syrië")', "6.125"),
        ('asiel.aanvragen(nationaliteit="Syrië").vorig', "9.740"),
        ('asiel.aanvragen(nationaliteit="Syrië")[2024]', "9.740"),
        ('asiel.aanvragen[2024](nationaliteit="Syrië")', "9.740"),
        ("asiel.aanvragen|verandering", "daling van 25%"),
        ("asiel.aanvragen|verandering(asiel.aanvragen[2019])", "stijging van 7%"),
        ("asiel.aanvragen|verandering(decimalen=1)", "daling van 24,9%"),
        ("asiel.aanvragen|procentueel", "25%"),
        ("asiel.aanvragen|procentueel(1)", "24,9%"),
        ("asiel.aanvragen|procentueel(teken=True)", "-25%"),
        ("asiel.oud|procentueel(teken=True)", "+20%"),
        ("asiel.aanvragen|richting", "gedaald"),
        ("asiel.oud|richting", "gestegen"),
        ("asiel.aanvragen|verschil", "8.000"),
        ("asiel.aanvragen|afgerond(1000)", "24.000"),
        ('asiel.aanvragen(nationaliteit="Syrië")|aandeel(van=asiel.aanvragen)', "25%"),
        ("asiel.aanvragen - asiel.aanvragen.vorig", "-8.000"),
        ("asiel.aanvragen + asiel.aanvragen.vorig", "56.280"),
        ("(asiel.aanvragen + asiel.aanvragen.vorig) / 2", "28.140"),
        ("asiel.aanvragen * 0.5", "12.070"),
        ("-asiel.oud", "-120"),
        ("asiel.aanvragen / asiel.aanvragen.vorig", "0,8"),
        ('asiel.aanvragen.top(3, "nationaliteit")|opsomming', "Syrië, Eritrea en Turkije"),
        ('asiel.aanvragen.top(1, "nationaliteit")|opsomming', "Syrië"),
        ("asiel.aandeel", "2,4%"),
        ("asiel.aandeel|verandering", "stijging van 0,1 procentpunt"),
        ("asiel.aandeel|procentueel", "0,1 procentpunt"),
        ("asiel.aandeel|verschil", "0,1 procentpunt"),
        ("asiel.aandeel - asiel.aandeel.vorig", "0,1 procentpunt"),
        ("(asiel.aanvragen - asiel.aanvragen.vorig)|afgerond(100)", "-8.000"),
        ("(asiel.aanvragen - 100)|verandering", "daling van 25%"),
        ('"meer" if asiel.aanvragen > 1000 else "minder"', "meer"),
        ("editie.titel", "Rapport 2026"),
        ("editie.verslagjaar", "2025"),
        ("editie.verslagjaar - 1", "2024"),
        ("editie.datum", "21 juni 2026"),
        ('vast("21.000", bron="Raad, 8 december 2025")', "21.000"),
    ],
)
def test_an_expression_prints(ask, asylum, expression, text):
    if text is None:
        with pytest.raises(AssertionError, match="is geen periode van asiel.maand"):
            ask(expression)
    else:
        shown = ask(expression)
        assert getattr(shown, "text", shown) == text


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("asiel.aanvragn", "onbekende indicator 'asiel.aanvragn'"),
        ("azyl.aanvragen", "onbekende naam 'azyl'"),
        ("asiel.aanvragen.perioden", "een getal heeft geen 'perioden'"),
        ("asiel.aanvragen.amount", "een getal heeft geen 'amount'"),
        ("asiel.aanvragen.operand", "een getal heeft geen 'operand'"),
        ("asiel.aanvragen.__class__", "een getal heeft geen '__class__'"),
        ("editie.__dict__", "editie heeft geen '__dict__'"),
        ('"a".upper()', "hier bestaat '.upper' niet"),
        ("asiel.aanvragen|procentuel", "onbekend filter 'procentuel'"),
        ("asiel.aanvragen|length", "onbekend filter 'length'"),
        ("asiel.aanvragen|aandeel", "aandeel: onjuiste argumenten"),
        ("asiel.aanvragen|aandeel(van=3)", "het filter 'aandeel' werkt op een getal, niet op '3'"),
        (
            'asiel.aanvragen(nationaliteit="Syrie")',
            "asiel.aanvragen heeft geen nationaliteit 'Syrie'",
        ),
        ('asiel.aanvragen(land="Syrië")', "asiel.aanvragen heeft geen dimensie 'land'"),
        ("asiel.aanvragen(3)", "een deel kiest u met de naam van een dimensie"),
        ("asiel.aanvragen[2001]", "asiel.aanvragen heeft geen waarneming voor 2001"),
        ('asiel.aanvragen["2019-11"]', "'2019-11' is geen periode van asiel.aanvragen"),
        ("asiel.aanvragen[2019][2020]", "dit getal heeft al een periode"),
        ('asiel.aanvragen.top(3, "land")', "asiel.aanvragen heeft geen dimensie 'land'"),
        ('asiel.aanvragen.top(0, "nationaliteit")', "top vraagt om een aantal van 1 of meer"),
        ("asiel.aanvragen.top", "achter top ontbreken de haakjes"),
        (
            'asiel.aanvragen.top(3, "nationaliteit")',
            "een rangschikking kan niet zo afgedrukt worden",
        ),
        ("asiel.aanvragen|afgerond(0)", "afgerond vraagt om een getal groter dan nul"),
        ("asiel.aanvragen|procentueel(99)", "procentueel: 99 is geen aantal decimalen"),
        (
            "asiel.aanvragen|procentueel(asiel.oud)",
            "procentueel: een getal is geen aantal decimalen",
        ),
        ("asiel.aandeel + asiel.aanvragen", "een percentage en een aantal zijn niet op te tellen"),
        ("asiel.aanvragen / (asiel.oud - asiel.oud)", "delen door nul heeft geen uitkomst"),
        ("asiel.aanvragen ** 2", "de bewerking '**' bestaat hier niet"),
        ("'a' * 10 ** 10", "rekent alleen met getallen uit de data"),
        ("asiel.aanvragen > 3", "een voorwaarde kan niet afgedrukt worden"),
        ("asiel", "een thema kan niet afgedrukt worden"),
        ("5", "getal zonder bron: 5"),
        ("asiel.aanvragen ~ 'x'", "'~' bestaat hier niet"),
        ("asiel.aanvragen is defined", "'is' bestaat hier niet"),
        ("[1, 2]", "bestaat hier niet"),
        ("persoon.naam", "persoon heeft geen 'naam'"),
        ('figuur("asiel/x")', "onbekende figuur of tabel 'asiel/x'"),
        ("figuur", "achter figuur ontbreken de haakjes"),
        ('vast("12")', "vast: onjuiste argumenten"),
        ("range(10)", "onbekende naam 'range'"),
        ("self.x", "onbekende naam 'self'"),
    ],
)
def test_what_does_not_exist_or_makes_no_sense_is_a_problem(ask, expression, message):
    with pytest.raises(AssertionError) as told:
        ask(expression)
    assert message in str(told.value)


def test_the_change_from_zero_has_no_percentage(folder):
    folder.indicator("asiel.x", [(2024, 0), (2025, 5)])
    folder.indicator("asiel.nul", [(2024, 0), (2025, 0)])
    folder.indicator("asiel.saldo", [(2024, -5), (2025, 5)], minimum=-10)
    folder.document("h1", "# Kop")
    ask = asker(folder.project())
    for expression in (
        "asiel.x|verandering",
        "asiel.x|procentueel",
        "asiel.nul|procentueel",
        "asiel.saldo|verandering",
    ):
        with pytest.raises(AssertionError, match="heeft geen percentage"):
            ask(expression)
    assert ask("asiel.x|richting").text == "gestegen"
    assert ask("asiel.x|verschil").text == "5"
    assert ask("asiel.nul|verandering").text == "gelijk gebleven"
    assert ask("asiel.saldo|verschil").text == "10"


def test_the_trace_tells_what_a_value_was_made_from(ask):
    value = ask('asiel.aanvragen(nationaliteit="Syrië")|aandeel(van=asiel.aanvragen)')
    assert (value.operation.formula, value.unit, str(value.amount)[:6]) == (
        "aandeel(#1, #2)",
        "procent",
        "25.372",
    )
    assert [str(made.observed) for made in value.inputs] == [
        "asiel.aanvragen[nationaliteit=Syrië]@2025",
        "asiel.aanvragen[TOTAL]@2025",
    ]
    assert value.sources == ("CBS",)
    assert ask("(asiel.aanvragen - asiel.oud) / 2").operation.formula == "(#1 - #2) / 2"


def test_a_fixed_text_carries_its_source(ask):
    value = ask('vast("21.000", bron="Raad, 8 december 2025")')
    assert (value.sources, value.freshness) == (("Raad, 8 december 2025",), "history")


def test_the_same_expression_has_the_same_key_and_others_have_others(ask):
    assert ask("asiel.aanvragen").key == ask("asiel.aanvragen").key
    keys = [
        ask(text).key
        for text in (
            "asiel.aanvragen",
            "asiel.aanvragen[2025]",
            "asiel.aanvragen|verschil",
            "asiel.oud",
        )
    ]
    assert len(set(keys)) == 4
    assert all(len(key) <= 64 for key in keys)
