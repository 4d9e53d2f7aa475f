"""Claims typed by hand beside a figure: warned for, unless figures chose them."""

import io

import pytest
from PIL import Image

from report_builder.word.notes import add_footnote
from tests.conftest import new_document


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


@pytest.fixture
def typed(asylum, capsys):
    """Checks one chapter, a paragraph for each text; returns which of the texts are told as typed by hand."""

    def check(texts, document=None):
        if document is None:
            asylum.document("h1", "# Kop", *texts)
        else:
            asylum.add("h1", document)
        assert asylum.run("check") == 0
        lines = capsys.readouterr().err.splitlines()
        typed = [line for line in lines if "getal zonder bron" in line or "verandert niet" in line]
        numbers = [
            int(line.split("alinea ")[1].split(":")[0]) for line in typed if "alinea" in line
        ]
        return {texts[number - 1] for number in numbers} if texts else typed

    return check


CLAIMS_ALONE = [
    "Er kwamen vierentwintigduizend mensen.",
    "Dat is vijfentwintig procent.",
    "Een kwart komt uit Syrië.",
    "Drie kwart van hen is man.",
    "Een op de vier is kind.",
    "Het aantal is verdubbeld.",
    "Dat is twee keer zo veel als vroeger.",
    "Het is het hoogste aantal in tien jaar.",
    "In tien jaar waren er niet zo veel: het hoogste aantal.",
    "De meeste aanvragers komen uit Syrië.",
    "Nooit eerder kwamen er zo veel.",
    "Er kwamen er 24K.",
    "Dat is 3½ procent.",
    "De stijging bedraagt tientallen procenten.",
    "Vijf pct komt uit Syrië.",
    "Tweederde van hen is man.",
    "Het was 1,2mln.",
    "Er zijn anderhalf miljoen mensen ontheemd.",
    "Er kwamen duizenden mensen.",
    "Het aantal aanvragen is gedaald.",
    "Het waren er 24.140, een stijging.",
    "Er waren {{ asiel.aanvragen }} aanvragen. Dat is een daling.",
    "Er waren {{ asiel.aanvragen }} aanvragen. Het zijn er meer dan in 2015.",
    "Het aantal daalde. Nu zijn het er {{ asiel.aanvragen }}.",
    "De meeste mensen kwamen uit Syrië ({{ editie.titel }}).",
]
RIGHT_TO_TYPE = [
    "De Tweede Kamer nam twee wetten en drie maatregelen aan.",
    "De EU telt zevenentwintig lidstaten.",
    "Wie jonger is dan achttien jaar, valt hierbuiten.",
    "Binnen vijftien maanden volgt een besluit op dertien tot achttien jaar.",
    "Cijfers zijn afgerond op tientallen of honderdtallen.",
    "Dat is per duizend inwoners.",
    "Op 31 dec. 2023 en 31/12/2024 was er opvang voor 50-plussers en 18-jarigen.",
    "Zie Trb. 1951, 131, Pb EU 2013, L 180 en Stb. 2020, 123.",
    "Het ging om mensen met een dubbele nationaliteit.",
    "De meeste onderdelen gelden vanaf 12 juni 2026.",
    "De Raad van State is de hoogste bestuursrechter.",
    "Ten minste een keer en ten hoogste tien keer.",
    "Het kabinet wil dat het aantal aanvragen daalt.",
    "Als er meer mensen komen, wordt de termijn verlengd.",
    "In 2015 was het aantal aanvragen gestegen.",
    "Uit welke landen kwamen de meeste mensen?",
    "De vereenvoudigde regeling is een eenvoudige zaak.",
    "Kamerstukken 36 703 en 36 704, ECLI:NL:RVS:2025:3305 en COM(2025) 650.",
    "Zie rijksoverheid.nl/nieuws/vijftigduizend-aanvragen-gedaald.",
    "Het waren er {{ vast('vierentwintigduizend', bron='Raad') }}.",
    "{% if asiel.oud > asiel.oud.vorig %}Het aantal aanvragen steeg.{% endif %}",
    "Het was {{ asiel.aanvragen[2018] }}. Daarna niets.",
]


def test_a_claim_is_told_without_a_figure_in_its_sentence_too(typed):
    assert set(CLAIMS_ALONE) - typed(CLAIMS_ALONE) == set()


def test_what_is_right_to_type_is_not_told(typed):
    assert typed(RIGHT_TO_TYPE) == set()


def test_notes_headers_footers_and_alternative_texts_are_read_as_the_text_is(typed, asylum):
    document = new_document()
    paragraph = document.add_paragraph("Met een noot.")
    add_footnote(
        document, paragraph.runs[0]._r, "Een kwart is kind.", "FootnoteReference", "FootnoteText"
    )
    document.sections[0].header.paragraphs[0].text = "Vierentwintigduizend aanvragen"
    document.sections[0].footer.paragraphs[0].text = "Het aantal aanvragen is gedaald"
    document.add_picture(picture())
    document.inline_shapes[0]._inline.docPr.set("descr", "De meeste aanvragers komen uit Syrië")
    told = "\n".join(typed([], document))
    for word in ("Een kwart", "Vierentwintigduizend", "gedaald", "meeste"):
        assert word in told
    assert told.count("warning") == 4


def picture():
    image = io.BytesIO()
    Image.new("RGB", (9, 9), "white").save(image, "PNG")
    image.seek(0)
    return image
