"""Claims typed by hand beside a figure: warned for, unless figures chose them."""

import pytest


@pytest.fixture
def told(asylum, capsys):
    """Checks one chapter of the given paragraphs; returns the claims that it warns for, with their places."""

    def check(*paragraphs):
        asylum.document("h1", "# Kop", *paragraphs)
        assert asylum.run("check") == 0
        lines = [
            line.removeprefix("templates/h1.docx:onder 'Kop', ")
            for line in capsys.readouterr().err.splitlines()
        ]
        return [line for line in lines if "verandert niet mee" in line]

    return check


def test_a_claim_by_hand_is_told_with_its_place_and_what_to_write(told):
    assert told("Tekst.", "Er kwamen {{ asiel.aanvragen }} mensen, een daling.") == [
        "alinea 2: warning: 'daling' is met de hand getypt bij een cijfer en verandert niet mee (schrijf {{ x|richting }},"
        " {{ x|verandering }} of {{ x|veranderd }}, of zet het in een {% if %} die de cijfers vergelijkt)"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Het is gedaald sinds {{ asiel.aanvragen[2019] }}: nu {{ asiel.aanvragen }}.",
        "Vergeleken met 2019 ({{ asiel.aanvragen|verandering(asiel.aanvragen[2019]) }}) is het een stijging.",
        "{% for p in asiel.aanvragen.top(2, 'nationaliteit') %}Meer mensen uit {{ p.naam }}: {{ p.waarde }}. {% endfor %}",
        "{% set y = asiel.oud - 3 %}Een stijging tot {{ y }}.",
        "In {{ asiel.aanvragen.periode }} is het aantal gestegen.",
        "{% if editie.verslagjaar > 2020 %}Het aantal steeg tot {{ asiel.aanvragen }}.{% endif %}",
        "{% if asiel.oud > 3 %}Ja.{% endif %} Het aantal steeg tot {{ asiel.aanvragen }}.",
        "{{ 'De' if asiel.oud > 3 else 'Het' }} aantal steeg.",
        "Ruim {{ asiel.aanvragen|afgerond(1000) }} mensen.",
    ],
)
def test_beside_a_current_figure_a_claim_is_a_warning(told, text):
    assert len(told(text)) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "Het aantal is {{ asiel.aanvragen|richting }} tot {{ asiel.aanvragen }}.",
        "{% if asiel.oud > asiel.oud.vorig %}Een stijging tot {{ asiel.oud }}.{% else %}Geen stijging: {{ asiel.oud }}.{% endif %}",
        "{% if editie.verslagjaar > 2030 %}x{% elif asiel.oud > 3 %}Een stijging tot {{ asiel.oud }}.{% endif %}",
        "Het aantal {{ 'steeg' if asiel.oud > asiel.oud.vorig else 'daalde' }} tot {{ asiel.oud }}.",
        "Het aantal steeg in die jaren van {{ asiel.aanvragen[2018] }} tot {{ asiel.aanvragen(nationaliteit='TOTAL')[2019] }}.",
        "Het aantal daalde. Nu zijn het er {{ asiel.aanvragen }}.",
        "Het aantal daalt volgens {{ vast('21.000', bron='Raad') }}.",
        "Een daling staat in {{ editie.titel }}.",
        "De grootste groepen kwamen uit {{ asiel.aanvragen.top(2, 'nationaliteit')|opsomming }}.",
        "Bij {{ asiel.aanvragen }} aanvragen ging het in hoger beroep om iets anders.",
    ],
)
def test_what_figures_chose_what_is_history_and_what_stands_apart_is_no_warning(told, text):
    assert told(text) == []


def test_a_branch_over_several_paragraphs_is_followed(told):
    text = "Een stijging tot {{ asiel.oud }}."
    assert told("{%p if asiel.oud > 3 %}", text, "{%p endif %}") == []
    assert len(told("{%p if asiel.oud > 3 %}", "Ja.", "{%p endif %}", text)) == 1


def test_a_sentence_that_opens_a_ranked_list_may_say_so(told):
    opening, item = "De grootste groepen in {{ asiel.aanvragen.periode }} waren:", "{{ p.naam }}"
    loop = "{%p for p in asiel.aanvragen.top(2, 'nationaliteit') %}"
    assert told(opening, loop, item, "{%p endfor %}") == []
    assert len(told(opening, "Tekst.", loop, item, "{%p endfor %}")) == 1
