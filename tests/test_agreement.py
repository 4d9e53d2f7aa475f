"""Documents of one edition that say something else of the same thing: told, and only then."""

from dataclasses import replace

import pytest

from report_builder.model.document import PrintedValue
from report_builder.values.agreement import PrintedEdition, contradictions
from tests.conftest import new_document


@pytest.fixture
def told(asylum, capsys):
    """Checks a chapter and a letter of the given texts; returns the warnings about what they say together."""
    asylum.write(
        "data/sources.toml",
        "".join(
            f'[{key}]\nname = "{name}"\nurl = "https://example.org"\nlicence = "CC BY 4.0"\n'
            for key, name in (("CBS", "Statistiek"), ("IND", "Immigratiedienst"))
        ),
    )
    asylum.indicator(
        "asiel.aanvragen_ind",
        [(2024, 32000), (2025, 24070)],
        title="Eerste aanvragen (IND)",
        unit="aanvragen",
        source="IND",
    )

    def check(chapter, letter, *more):
        for name, text, kind in (
            ("hoofdstuk", chapter, "chapter"),
            ("brief", letter, "letter"),
            *more,
        ):
            asylum.document(name, "# Kop", *([text] if isinstance(text, str) else text), kind=kind)
        assert asylum.run("check") == 0
        lines = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]
        return [line.removeprefix("templates/") for line in lines]

    return check


def test_the_same_value_rounded_or_in_words_is_the_same_value(told):
    chapter = "Er waren {{ asiel.aanvragen }} aanvragen ({{ asiel.aanvragen|verandering }})."
    letter = (
        "Er waren {{ asiel.aanvragen|benaderd(1000) }} aanvragen, {{ asiel.aanvragen|veranderd }}."
    )
    assert told(chapter, letter) == []
    assert told(chapter, "Het waren er {{ asiel.aanvragen|afgerond(1000) }}.") == []


def test_a_letter_that_names_last_years_period_is_told(told):
    assert told(
        "{{ asiel.aanvragen }} aanvragen.",
        "In 2024 waren er {{ asiel.aanvragen[2024] }} aanvragen.",
    ) == [
        "brief.docx:onder 'Kop', alinea 1: warning: 32.140 (asiel.aanvragen) gaat over 2024, maar hoofdstuk noemt 24.140"
        " over 2025 (laat de periode (of until) weg, of noem ook het actuele cijfer)"
    ]


@pytest.mark.parametrize(
    "letter",
    [
        "Van {{ asiel.aanvragen[2024] }} naar {{ asiel.aanvragen }}.",
        "In 2024 waren het er {{ asiel.aanvragen[2024] }} ({{ asiel.aanvragen|verandering }} daarna).",
        "Een jaar eerder {{ asiel.aanvragen.vorig }}.",
        'In 2024 kwamen er {{ asiel.aanvragen(nationaliteit="Syrië")[2024] }} uit Syrië.',
    ],
)
def test_history_beside_the_current_value_is_no_difference(told, letter):
    assert told("{{ asiel.aanvragen }} aanvragen.", letter) == []


def test_history_in_a_chapter_is_told_when_its_paragraph_does_not_name_the_year(told):
    letter = "{{ asiel.aanvragen }} aanvragen."
    assert told("In 2022 waren het er {{ asiel.aanvragen[2022] }}.", letter) == []
    assert "gaat over 2022" in told("Het waren er {{ asiel.aanvragen[2022] }}.", letter)[0]


def test_a_table_until_an_earlier_year_is_told_in_a_letter_and_once(told, asylum):
    asylum.figure(
        "asiel/tabel", kind="table", indicators=["asiel.aanvragen"], since="2020", until="2024"
    )
    table = '{{ tabel("asiel/tabel") }}'
    found = told("{{ asiel.aanvragen }} aanvragen.", table)
    assert len(found) == 1
    assert "gaat over 20" in found[0]
    assert told(table, "{{ asiel.aanvragen }} aanvragen.") == []


def test_a_table_that_a_drafter_makes_names_the_year_in_its_head(told, asylum):
    def check(head):
        document = new_document()
        table = document.add_table(rows=2, cols=1)
        table.cell(0, 0).text, table.cell(1, 0).text = head, "{{ asiel.aanvragen[2022] }}"
        asylum.add("bijlage", document, kind="appendix")
        return told("{{ asiel.aanvragen }} aanvragen.", "Tekst.")

    assert check("2022") == []
    assert (
        "bijlage.docx:voor de eerste kop, tabel 1, rij 2, kolom 1: warning: 35.540"
        in check("Toen")[0]
    )


def test_a_change_against_another_year_is_told_when_its_paragraph_does_not_name_it(told):
    chapter = "Er was een {{ asiel.aanvragen|verandering }}."
    assert told(
        chapter, "Het was een {{ asiel.aanvragen|verandering(asiel.aanvragen[2019]) }}."
    ) == [
        "brief.docx:onder 'Kop', alinea 1: warning: stijging van 7% (asiel.aanvragen) is ten opzichte van 2019; hoofdstuk"
        " noemt daling van 25%, ten opzichte van 2024 (noem erbij waarmee vergeleken wordt)"
    ]
    assert (
        told(chapter, "Sinds 2019 een {{ asiel.aanvragen|verandering(asiel.aanvragen[2019]) }}.")
        == []
    )
    both = "Een {{ asiel.aanvragen|verandering }}, en een {{ asiel.aanvragen|verandering(asiel.aanvragen[2019]) }}."
    assert told(chapter, both) == []


def test_the_same_thing_from_another_source_is_told(told):
    assert [
        line.partition(" (gebruik")[0]
        for line in told("{{ asiel.aanvragen }}.", "{{ asiel.aanvragen_ind }}.")
    ] == [
        "brief.docx:onder 'Kop', alinea 1: warning: 24.070 (asiel.aanvragen_ind) staat in hoofdstuk als 24.140"
        " (asiel.aanvragen, CBS)",
        "hoofdstuk.docx:onder 'Kop', alinea 1: warning: 24.140 (asiel.aanvragen) staat in brief als 24.070"
        " (asiel.aanvragen_ind, IND)",
    ]


@pytest.mark.parametrize(
    ("chapter", "letter"),
    [
        ("{{ asiel.aanvragen }} en {{ asiel.aanvragen_ind }}.", "{{ asiel.aanvragen_ind }}."),
        ("{{ asiel.aanvragen }}.", "{{ asiel.aanvragen_ind }} volgens de IND."),
        ("{{ asiel.aanvragen }}.", "{{ asiel.aanvragen_ind }} volgens de Immigratiedienst."),
        ("{{ asiel.aanvragen }}.", "{{ asiel.aanvragen_ind[2024] }} in 2024."),
    ],
)
def test_who_explains_or_names_the_source_is_not_told(told, chapter, letter):
    assert told(chapter, letter) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '{{ vast("24.140", bron="Rapport") }} eerste aanvragen.',
            "is hetzelfde cijfer als 24.140 (asiel.aanvragen, 2025",
        ),
        (
            '{{ vast("24.100", bron="Rapport") }} eerste aanvragen.',
            "is hetzelfde cijfer als 24.140",
        ),
        (
            '{{ vast("24.070", bron="IND") }} eerste aanvragen.',
            "lijkt hetzelfde te tellen als 24.140",
        ),
        (
            '{{ vast("24.070 mensen", bron="IND") }} deden een eerste aanvraag.',
            "lijkt hetzelfde te tellen als 24.140",
        ),
    ],
)
def test_a_number_by_hand_that_an_indicator_holds_is_told(told, text, says):
    found = told("{{ asiel.aanvragen }}.", text)
    assert len(found) == 1
    assert says in found[0]


@pytest.mark.parametrize(
    "text",
    [
        'Er zijn {{ vast("24.140", bron="Rapport") }} plaatsen.',
        '{{ vast("26.100", bron="Rapport") }} eerste aanvragen.',
        '{{ vast("24.000", bron="Rapport") }} eerste aanvragen.',
        '{{ vast("24,1%", bron="Rapport") }} van de eerste aanvragen.',
        '{{ vast("24.070", bron="IND") }} eerste aanvragen, tegen {{ asiel.aanvragen }} nu.',
    ],
)
def test_a_number_by_hand_of_something_else_is_not_told(told, text):
    assert told("{{ asiel.aanvragen }}.", text) == []


def test_a_second_addressee_gets_the_same_letter_and_no_second_warning(told, asylum):
    names = "".join(
        f'[[addressees]]\nid = "{key}"\nname = "{key}"\naddress = []\nsalutation = "x"\n'
        for key in ("tk", "ek")
    )
    asylum.edition(names)
    found = told(
        "{{ asiel.aanvragen }} aanvragen.",
        "In 2024 waren er {{ asiel.aanvragen[2024] }} aanvragen.",
    )
    assert len(found) == 1


def test_a_ranking_that_waits_is_told_where_another_document_is_ahead(told, asylum):
    rows = [(2024, "A", 9), (2025, "A", 5), (2024, "B", 3)]
    asylum.indicator("asiel.land", rows, dimensions=["land"])
    ranked = "{% for p in asiel.land.top(1, 'land') %}{{ p.waarde }}{% endfor %} mensen."
    found = told(ranked, '{{ asiel.land(land="A") }} mensen.')
    assert [line for line in found if "gaat over 2024, maar brief noemt 5 over 2025" in line]


def test_one_calculation_with_two_outcomes_is_a_contradiction(ask, asylum):
    value = ask("asiel.aanvragen")
    same = [
        PrintedValue("a", "1", value),
        PrintedValue("b", "2", replace(value, text="ruim 24.000")),
    ]
    assert list(contradictions(PrintedEdition(same, frozenset(), asylum.project()))) == []
    other = PrintedValue("c", "3", replace(value, text="24.141", amount=value.amount + 1))
    ((place, fault),) = contradictions(
        PrintedEdition([*same, other], frozenset(), asylum.project())
    )
    assert (place, fault.message) == (
        other,
        "24.141 (asiel.aanvragen) is in a een ander getal: 24.140",
    )


def test_a_title_that_claims_is_told(asylum, capsys):
    asylum.document("h1", "# Kop")
    asylum.figure("asiel/daling", indicators=["asiel.oud"], title="Een daling van het aantal")
    asylum.figure(
        "asiel/vraag", indicators=["asiel.oud"], title="Uit welke landen komen de grootste groepen?"
    )
    assert asylum.run("check") == 0
    assert [line for line in capsys.readouterr().err.splitlines() if "titel" in line] == [
        "figures/asiel/daling.toml:2: warning: de titel zegt 'daling', en verandert niet mee met de cijfers"
        " (noem in de titel wat er te zien is, of stel een vraag)"
    ]
