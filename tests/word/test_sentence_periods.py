"""Periods that a sentence names, held against the figures in it."""

import pytest

from tests.conftest import new_document

MONTHS = [
    (f"{year}-{month:02}", 1000 * (year - 2020) + month)
    for year in (2024, 2025)
    for month in range(1, 13)
]


@pytest.fixture
def told(asylum, capsys):
    """Checks one chapter; returns what it warns of by the number of the paragraph."""
    asylum.indicator("t.x", [(2019, 900), (2022, 1100), (2023, 1200), (2024, 1300), (2025, 1500)])
    asylum.indicator("t.a", [(2023, 700), (2024, 800)])
    asylum.indicator("t.eu", [(2024, 91000), (2025, 95000)])
    asylum.indicator("t.maand", MONTHS, frequency="M")
    asylum.indicator(
        "t.kwartaal", [("2024-Q4", 40), ("2025-Q3", 44), ("2025-Q4", 50)], frequency="Q"
    )
    asylum.indicator("t.half", [("2024-S2", 60), ("2025-S1", 65), ("2025-S2", 70)], frequency="S")
    asylum.indicator("t.dag", [("2024-12-31", 80), ("2025-12-31", 90)], frequency="D")
    rows = [(year, part, year - 2000) for year in (2024, 2025) for part in ("Irak", "Syrië")]
    asylum.indicator("t.land", rows, dimensions=["land"])

    def check(*paragraphs):
        asylum.document("h1", "# Kop", *paragraphs)
        assert asylum.run("check") == 0
        told = {}
        for line in capsys.readouterr().err.splitlines():
            place, _, message = line.partition(": warning: ")
            if " gaat over " in message or " vergelijkt met " in message:
                number = int(place.rpartition("alinea ")[2])
                told.setdefault(number, []).append(message)
        return told

    return check


STRANGE = [
    ("In 2023 vroegen {{ t.x }} mensen asiel aan.", "2023", "2025"),
    ("In december 2024 waren het er {{ t.maand }}.", "december 2024", "december 2025"),
    ("In november waren het er {{ t.maand }}.", "november", "december 2025"),
    ("Eind 2023 waren het er {{ t.x }}.", "Eind 2023", "2025"),
    ("Begin 2025 waren het er {{ t.dag }}.", "Begin 2025", "31 december 2025"),
    ("Vorig jaar waren het er {{ t.x }}.", "Vorig jaar", "2025"),
    ("Eind vorig jaar waren het er {{ t.dag }}.", "Eind vorig jaar", "31 december 2025"),
    ("Op 31 december 2024 waren het er {{ t.dag }}.", "31 december 2024", "31 december 2025"),
    ("Op 31-12-2024 waren het er {{ t.dag }}.", "31-12-2024", "31 december 2025"),
    ("Per 1 juli 2025 waren het er {{ t.dag }}.", "1 juli 2025", "31 december 2025"),
    ("In het derde kwartaal van 2025 {{ t.kwartaal }}.", "derde kwartaal van 2025", "vierde kwartaal 2025"),
    ("In Q3 2025 {{ t.kwartaal }}.", "Q3 2025", "vierde kwartaal 2025"),
    ("In het eerste halfjaar van 2025 {{ t.half }}.", "eerste halfjaar van 2025", "tweede halfjaar 2025"),
    ("In december 2025 kwamen er {{ t.x }}.", "december 2025", "2025"),
    ("In {{ editie.verslagjaar }} waren het er {{ t.a }}.", "2025", "2024"),
    ("In {{ t.x.vorig.periode }} waren het er {{ t.x }}.", "2024", "2025"),
    ("In {{ t.a.periode }} waren het er {{ t.a }} en {{ t.eu }}.", "2024", "2025"),
    ("In {{ t.x.periode }} waren het er {{ t.x.vorig }}.", "2025", "2024"),
    ("In 2022 waren het er {{ t.x[2023] }}.", "2022", "2023"),
    ("In 2024 waren het er {{ t.x }}, in 2025 {{ t.eu }}.", "2024", "2025"),
    ("In 2023 waren het er {{ t.x }} ({{ t.x|verandering }}).", "2023", "2025"),
    ("In {{ t.x.vorig.periode }} was dat een {{ t.x|verandering }}.", "2024", "2025"),
    ("Tussen 2019 en 2024 waren het er {{ t.x }}.", "2019 en 2024", "2025"),
    ("In de jaren 2019-2024 waren het er {{ t.x }}.", "2019-2024", "2025"),
    ("Van 2019 tot en met 2024 waren het er {{ t.x }}.", "2019 tot en met 2024", "2025"),
    ("Het waren er {{ t.x }} (2024).", "2024", "2025"),
    ("Over 2024: {{ t.x }}.", "2024", "2025"),
    ("De meesten kwamen in 2024 uit {{ t.land.top(2, 'land')|opsomming }}.", "2024", "2025"),
    ("In 2025 waren het er {{ t.x }}; een jaar eerder {{ t.eu }}.", "een jaar eerder", "2025"),
    ("Gedurende 2024 waren het er {{ t.x }}.", "2024", "2025"),
    ("Op 31 december '24 waren het er {{ t.dag }}.", "31 december '24", "31 december 2025"),
    ("In december vorig jaar {{ t.maand }}.", "december vorig jaar", "december 2025"),
    ("Vorige maand waren het er {{ t.maand }}.", "Vorige maand", "december 2025"),
    ("In het vorige kwartaal {{ t.kwartaal }}.", "vorige kwartaal", "vierde kwartaal 2025"),
    ("Tussen januari en juni 2025 {{ t.maand }}.", "januari en juni 2025", "december 2025"),
    ("In 2024 steeg het van {{ t.x.vorig }} naar {{ t.x }}.", "2024", "2025"),
    ("{{ t.x }} mensen, van wie veel kinderen, kwamen in 2024.", "2024", "2025"),
    ("In 2024 is het aantal {{ t.x|richting }}.", "2024", "2025"),
    ("In K3 2025 {{ t.kwartaal }}.", "K3 2025", "vierde kwartaal 2025"),
    ("Op 31/12/2024 waren het er {{ t.dag }}.", "31/12/2024", "31 december 2025"),
    ("Op 31 dec. 2024 waren het er {{ t.dag }}.", "31 dec. 2024", "31 december 2025"),
    ("In 2023/2024 waren het er {{ t.x }}.", "2023/2024", "2025"),
    ("In schooljaar 2023/24 waren het er {{ t.x }}.", "2023/24", "2025"),
    ("Anno 2024 waren het er {{ t.x }}.", "2024", "2025"),
    ("Kalenderjaar 2024: {{ t.x }}.", "2024", "2025"),
    ("Afgelopen december waren het er {{ t.half }}.", "december", "tweede halfjaar 2025"),
    ("In de maand december waren het er {{ t.x }}.", "december", "2025"),
    ("In het vierde kwartaal waren het er {{ t.x }}.", "vierde kwartaal", "2025"),
    ("De afgelopen maand waren het er {{ t.x }}.", "afgelopen maand", "2025"),
    ("Een kwartaal eerder waren het er {{ t.kwartaal }}.", "Een kwartaal eerder", "vierde kwartaal 2025"),
    ("Jaarcijfer 2024: {{ t.x }}.", "2024", "2025"),
    ("Instroom 2024: {{ t.x }}.", "2024", "2025"),
    ("Het voorgaande kwartaal {{ t.kwartaal }}.", "voorgaande kwartaal", "vierde kwartaal 2025"),
    ("Thans zijn het er {{ t.a }}.", "Thans", "2024"),
    ("Nu zijn het er {{ t.a }}.", "Nu", "2024"),
    ("In 2024 was {{ t.land(land='Irak')|aandeel(van=t.x) }} Iraaks.", "2024", "2025"),
]  # fmt: skip


def test_a_sentence_that_names_another_period_than_its_figure_is_a_warning(told):
    warnings = told(*(text for text, _, _ in STRANGE))
    for number, (text, named, own) in enumerate(STRANGE, 1):
        first = warnings.get(number, ["niets"])[0]
        assert f"de zin noemt {named}, maar " in first, text
        assert f" gaat over {own} (" in first, text


RIGHT = [
    "In 2025 vroegen {{ t.x }} mensen asiel aan, in 2024 {{ t.x.vorig }}.",
    "In {{ t.x.periode }} {{ t.x }} ({{ t.x|verandering }} vergeleken met {{ t.x.vorig.periode }}).",
    "Het aantal steeg van {{ t.x.vorig }} in 2024 naar {{ t.x }} in 2025.",
    "In {{ t.x.periode }} steeg het aantal van {{ t.x.vorig }} naar {{ t.x }}.",
    "Van 2024 op 2025 steeg het aantal met {{ t.x|verschil }}.",
    "Er waren {{ t.x }} aanvragen, tegen {{ t.x.vorig }} in 2024.",
    "Er waren {{ t.x }} aanvragen. Dat zijn er meer dan in 2024.",
    "Sinds 2019 is dat een {{ t.x|verandering(t.x[2019]) }}.",
    "Sinds de wet van 2019 waren er nooit {{ t.x }} aanvragen.",
    "In december 2025 waren het er {{ t.maand }}, in december 2024 {{ t.maand.vorig }}.",
    "In 2025 waren het er in december {{ t.maand }}.",
    "In december waren het er {{ t.maand }}.",
    "Eind 2025 waren het er {{ t.dag }}, een jaar eerder {{ t.dag.vorig }}.",
    "Op 1 januari 2026 waren het er {{ t.dag }}.",
    "Begin 2026 waren het er {{ t.dag }}.",
    "Op 31 december waren het er {{ t.dag }}.",
    "Thans zijn het er {{ t.x }}, op dit moment {{ t.dag }}.",
    "In december 2025 {{ t.maand }}. Een maand eerder {{ t.maand['2025-11'] }}.",
    "Van januari tot en met december waren het er {{ t.x }}.",
    "Het besluit (Stb. 2020, 123) gold voor {{ t.x }} mensen.",
    "Na het arrest (ECLI:NL:RVS:2024:3305) en COM(2024) 650 waren er {{ t.x }} aanvragen.",
    "Richtlijn 2023/24 en verordening 2024/1351 golden voor {{ t.x }} mensen.",
    "Sinds de inval (24 februari 2022) kwamen er {{ t.x }} mensen.",
    "In het vierde kwartaal van 2025 {{ t.kwartaal }}, het laatste kwartaal.",
    "In de tweede helft van 2025 {{ t.half }}.",
    "In {{ editie.verslagjaar }} waren het er {{ t.x }}.",
    "In {{ editie.verslagjaar }} waren het er {{ t.a }} ({{ t.a.periode }}).",
    "Voor {{ t.kwartaal.periode }} is dat {{ t.kwartaal }}.",
    "Aan het eind van het {{ t.kwartaal.periode }} waren het er {{ t.kwartaal }}.",
    "In de Staat van Migratie 2024 en het Regeerakkoord 2023 staat {{ t.x }}.",
    "Volgens Kamerstukken II 2023/24, 19637, nr. 3 en de Wet inburgering 2021 {{ t.x }}.",
    "De brief van 12 juni 2024 noemt {{ t.x }}.",
    "De begroting 2024 ging uit van {{ t.x }}.",
    "In 2023, 2024 en 2025 waren het er {{ t.x[2023] }}, {{ t.x.vorig }} en {{ t.x }}.",
    "In de jaren 2019-2025 liep het op tot {{ t.x }}.",
    "Vorig jaar waren het er {{ t.x.vorig }}.",
    "In 2025 waren het er {{ t.x }}. Een jaar eerder waren het er {{ t.x.vorig }}.",
    "Een jaar eerder waren het er {{ t.x.vorig }}.",
    "In 2019 was het {{ t.x[2019] }}. In dat jaar begon het.",
    "In 2025 was het {{ t.x }}. In dat jaar kwamen er {{ t.eu }} in de EU.",
    "Van de {{ t.x }} in 2025 kwam {{ t.land(land='Irak')|aandeel(van=t.x) }} uit Irak.",
    "Het waren er {{ vast('21', bron='Raad, 2023') }} in 2023.",
    "In 2024 trad de wet in werking en in {{ t.x.periode }} waren er {{ t.x }} aanvragen.",
    "Het pact van 2024 geldt vanaf 12 juni 2026; er waren {{ t.x }} aanvragen.",
    "Na de uitspraak van 8 maart 2024 kwamen er {{ t.x }} mensen in {{ t.x.periode }}.",
    "Van 2019 tot en met {{ t.x.periode }} steeg het van {{ t.x[2019] }} naar {{ t.x }}.",
    "In 2019 waren het er {{ t.x[2019] }}, zes jaar later {{ t.x }}.",
    "In {{ t.x.periode }} {{ t.x }}. Een jaar eerder was dat {{ t.x.vorig }} ({{ t.x|verandering }}).",
    "In de laatste maand van {{ t.x.periode }} waren er {{ t.maand }}.",
    "Eind december {{ editie.verslagjaar }} waren er {{ t.dag }} mensen.",
]


def test_a_figure_under_its_own_period_is_right(told):
    warnings = told(*RIGHT)
    assert {RIGHT[number - 1]: messages for number, messages in warnings.items()} == {}


def test_a_sentence_without_a_period_has_that_of_the_one_before_it(told):
    warnings = told(
        "In {{ t.a.periode }} waren het er {{ t.a }}. In de EU waren het er {{ t.eu }}.",
        "In 2023 begon het. Er zijn regels. Het waren er {{ t.x }}.",
        "In 2025 waren het er {{ t.x }}. In de EU waren het er {{ t.eu }}.",
        "In de EU waren het er {{ t.eu }}.",
        "In 2025 waren het er {{ t.x }}. Dat waren er {{ t.x.vorig }} in 2024. Er zijn {{ t.eu }}.",
    )
    assert warnings == {
        1: [
            "de zin ervoor noemt 2024, maar 95.000 (t.eu) gaat over 2025"
            " (schrijf bij dit cijfer {{ t.eu.periode }})"
        ],
        2: [
            "de zin ervoor noemt 2023, maar 1.500 (t.x) gaat over 2025"
            " (schrijf bij dit cijfer {{ t.x.periode }})"
        ],
        5: [
            "de zin ervoor noemt 2024, maar 95.000 (t.eu) gaat over 2025"
            " (schrijf bij dit cijfer {{ t.eu.periode }})"
        ],
    }


def test_the_items_of_a_list_have_the_period_of_the_sentence_that_opens_it(told):
    warnings = told(
        "In 2024 waren dat:",
        "- Nederland: {{ t.x }};",
        "- de EU: {{ t.eu }}.",
        "Het waren er {{ t.x }}.",
    )
    assert sorted(warnings) == [2, 3]


def test_a_change_is_from_the_period_that_the_sentence_compares_with(told):
    warnings = told(
        "Dat is een {{ t.x|verandering }} ten opzichte van 2023.",
        "Dat is een {{ t.x|verandering }} ten opzichte van 2024.",
        "Dat is een {{ t.x|verandering(t.x[2019]) }} sinds 2019.",
        "Dat zijn er {{ t.x|verschil }} meer dan een jaar eerder.",
        "Dat zijn er {{ t.x|verschil }} meer dan twee jaar eerder.",
        "Dat is een {{ t.x|verandering(t.x[2019]) }} vergeleken met vorig jaar.",
    )
    assert sorted(warnings) == [1, 5, 6]
    assert warnings[1] == [
        "de zin vergelijkt met 2023, maar stijging van 15% (t.x) vergelijkt met 2024"
        " (schrijf {{ t.x.vorig.periode }})"
    ]


def test_the_hint_asks_for_the_period_of_the_very_figure(told):
    warnings = told(
        "In 2023 {{ t.land(land='Irak') }}.",
        "In 2025 {{ t.x.vorig }}.",
        "In 2025 {{ t.x[2019] }}.",
    )
    hints = [messages[0].rpartition("dit cijfer ")[2] for messages in warnings.values()]
    assert hints == [
        '{{ t.land(land="Irak").periode }})',
        "{{ t.x.vorig.periode }})",
        '{{ t.x["2019"].periode }})',
    ]


def test_a_figure_in_a_table_is_of_the_period_that_its_heads_are(told, asylum, capsys):
    document = new_document()
    rows = [
        ("Reeks", "2024", "Eind 2025 (voorlopig)", "Verandering sinds 2019"),
        ("x", "{{ t.x }}", "{{ t.x }}", "{{ t.x|verandering }}"),
        ("x goed", "{{ t.x.vorig }}", "{{ t.x }} ({{ t.x.periode }})", "{{ t.x }}"),
        ("december 2024", "{{ t.maand.vorig }}", "{{ t.x }} in 2025", "{{ t.maand }}"),
    ]
    table = document.add_table(rows=0, cols=4)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    asylum.add("h1", document)
    assert asylum.run("check") == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "de kop noemt" in line]
    assert [line.partition("warning: ")[2].partition(" (schrijf")[0] for line in told] == [
        "de kop noemt 2024, maar 1.500 (t.x) gaat over 2025",
        "de kop noemt december 2024, maar 5.012 (t.maand) gaat over december 2025",
    ]
