"""Mistakes in templates: each is told with its place and a way out, all in one go."""

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.conftest import add_paragraph, new_document, texts


@pytest.fixture
def told(asylum, capsys):
    """Checks one chapter of the given paragraphs; returns its problems, without the name of the file."""

    def check(*paragraphs):
        asylum.document("h1", "# Kop", "## Instroom", *paragraphs)
        return checked(asylum, capsys)

    return check


def checked(folder, capsys):
    folder.run("check")
    return [
        line.removeprefix("templates/h1.docx:") for line in capsys.readouterr().err.splitlines()
    ]


PLACE = "onder 'Instroom', alinea 1: error: "
LOOP = '{% for p in asiel.aanvragen.top(2, "nationaliteit") %}'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "{{ asiel.aanvragn }}",
            "onbekende indicator 'asiel.aanvragn' (bedoelt u 'asiel.aanvragen'?)",
        ),
        ("{{ asil.x }}", "onbekende naam 'asil' (bedoelt u 'asiel'?)"),
        ("{{ asiel.oud.vorige }}", "een getal heeft geen 'vorige' (bedoelt u 'vorig'?)"),
        ("{{ asiel.oud|veranderng }}", "onbekend filter 'veranderng' (bedoelt u 'verandering'?)"),
        (
            '{{ asiel.aanvragen(nationaliteit="Syrie") }}',
            "asiel.aanvragen heeft geen nationaliteit 'Syrie' (bedoelt u 'Syrië'?)",
        ),
        (
            "{{ asiel.oud[2001] }}",
            "asiel.oud heeft geen waarneming voor 2001 (beschikbaar: 2022 t/m 2024)",
        ),
        (
            "{{ asiel.oud",
            "{{ asiel.oud: deze tag wordt niet gesloten (sluit af met }} of %}, in dezelfde alinea)",
        ),
        ("{ asiel.oud }}", "losse tekens '}}': deze tag is niet goed geopend of gesloten"),
        ("{ asiel.oud }", "'{ asiel.oud }' heeft te weinig accolades"),
        ("{{ asiel.oud + }}", "{{ asiel.oud + }} is niet te lezen"),
        ("{% if asiel.oud > 1 %}x", "{% if asiel.oud > 1 %}: dit blok wordt niet gesloten"),
        ("x{% endif %}", "{% endif %}: dit deel hoort bij geen enkel blok"),
        ("{% include 'x' %}", "'include' bestaat hier niet"),
        ("{% macro m() %}{% endmacro %}", "'macro' bestaat hier niet"),
        ("{% raw %}{% endraw %}", "'raw' bestaat hier niet"),
        ('{{ figuur("asiel/x") }}', "onbekende figuur of tabel 'asiel/x'"),
        ('{{ verwijs("asiel/x") }}', "onbekende figuur of tabel 'asiel/x'"),
        ("{{ asiel.oud|afgerond }}", "afgerond: onjuiste argumenten (afgerond kent: subject, op)"),
        (
            "{% if asiel.oud %}x{% endif %}",
            "een getal is geen voorwaarde (vergelijk het: {% if x > x.vorig %})",
        ),
        ("{% for p in asiel.oud %}x{% endfor %}", "een getal is geen lijst"),
        (f"{LOOP}x{{% endfor %}}{{{{ p.naam }}}}", "'p' bestaat hier niet"),
        (f"{LOOP}{{% set n = p.naam %}}{{% endfor %}}{{{{ n }}}}", "'n' bestaat hier niet"),
        (f"{LOOP}{{% else %}}{{{{ p.naam }}}}{{% endfor %}}", "'p' bestaat hier niet"),
        (f"{LOOP}x{{% endfor %}}{{{{ loop.index }}}}", "'loop' bestaat hier niet"),
        ("{{ n }}{% set n = asiel.oud %}", "'n' bestaat hier niet"),
        ("{{tr asiel.oud }}", "{{tr asiel.oud }}: tr hoort hier niet"),
        ("{{ asiel.oud } en {{ asiel.oud }}", "{{ asiel.oud } en {{ asiel.oud }}: deze tag wordt"),
        ("{{ ''|verandering }}", "het filter 'verandering' werkt op een getal, niet op ''"),
    ],
)
def test_a_mistake_in_a_tag_is_told_where_it_stands(told, text, problem):
    found = told(text)
    assert any(line.startswith(PLACE + problem) for line in found), found


@pytest.mark.parametrize(
    "text",
    [
        f"{LOOP}{{{{ p.naam }}}}{{{{ loop.index }}}}{{% set n = p %}}{{{{ n.naam }}}}{{% endfor %}}",
        f"{LOOP}{{% if p.naam == 'Syrië' %}}{{% set n = p %}}{{% endif %}}{{{{ n.naam }}}}{{% endfor %}}",
        f"{{% set n = asiel.oud %}}{LOOP}{{{{ n }}}}{{% endfor %}}{{{{ n }}}}",
        f"{LOOP}{{{{ p.naam }}}}{{% endfor %}}{LOOP}{{{{ p.naam }}}}{{% endfor %}}",
    ],
)
def test_a_name_may_be_read_where_it_is_set(told, text):
    assert not any("bestaat hier niet" in line for line in told(text))


def test_mistakes_in_branches_that_are_not_taken_are_told_as_well(told):
    found = told(
        "{% if asiel.oud > 1 %}x{% else %}{{ asiel.onzin }} {{ asiel.oud.onzin }}{% endif %}"
    )
    assert len([line for line in found if "onzin" in line]) == 2


def test_all_mistakes_of_all_templates_come_in_one_go(asylum, capsys):
    asylum.document("h1", "# Kop", "{{ asiel.a }} {{ asiel.b }}", "{{ asiel.oud|c }}")
    asylum.document("h2", "# Kop", "{{ asiel.d }}")
    asylum.run("check")
    found = capsys.readouterr().err.splitlines()
    assert [line.partition(": error: ")[0] for line in found] == [
        "templates/h1.docx:onder 'Kop', alinea 1",
        "templates/h1.docx:onder 'Kop', alinea 1",
        "templates/h1.docx:onder 'Kop', alinea 2",
        "templates/h2.docx:onder 'Kop', alinea 1",
    ]


def test_the_place_counts_paragraphs_under_their_heading_and_cells_of_tables(asylum, capsys):
    document = new_document()
    document.add_paragraph("{{ asiel.a }}")
    for text in ("# Kop", "Tekst.", "Tekst. {{ asiel.b }}", "## Onder {{ asiel.c }}"):
        add_paragraph(document, text)
    table = document.add_table(rows=2, cols=2)
    table.cell(1, 1).text = "{{ asiel.d }}"
    document.sections[0].footer.paragraphs[0].text = "{{ asiel.e }}"
    asylum.add("h1", document)
    assert [line.partition(": error: ")[0] for line in checked(asylum, capsys)] == [
        "voor de eerste kop, alinea 1",
        "onder 'Kop', alinea 2",
        "in de kop 'Onder {{ asiel.c }}'",
        "onder 'Onder {{ asiel.c }}', tabel 1, rij 2, kolom 2",
        "voettekst, alinea 1",
    ]


def test_word_may_split_a_tag_over_runs_and_type_curly_quotes(asylum):
    document = new_document()
    paragraph = document.add_paragraph("")
    for piece in ("{", "{ asiel.aanvragen(nationaliteit=“Sy", "rië”) ", "}", "}."):
        paragraph.add_run(piece)
    asylum.add("h1", document)
    assert texts(asylum.build() / "rapport.docx")[-1] == "6.125."


def wrapped(paragraph, tag, start):
    """Put the runs of a paragraph from a number on in an element."""
    around = OxmlElement(tag)
    runs = paragraph._p.findall(qn("w:r"))[start:]
    runs[0].addprevious(around)
    around.extend(runs)
    return around


def test_a_tag_that_crosses_the_edge_of_a_hyperlink_is_refused(asylum, capsys):
    document = new_document()
    paragraph = document.add_paragraph("Zie {{ asiel.")
    paragraph.add_run("oud }}")
    wrapped(paragraph, "w:hyperlink", 1).set(qn("w:anchor"), "x")
    asylum.add("h1", document)
    assert "loopt over de rand van een koppeling" in checked(asylum, capsys)[0]


@pytest.mark.parametrize(
    ("tag", "noun"),
    [
        ("w:ins", "een ingevoegde tekst"),
        ("w:del", "een verwijderde tekst"),
        ("w:moveTo", "een verplaatste tekst"),
    ],
)
def test_tracked_changes_left_in_a_template_are_refused_with_their_place(asylum, capsys, tag, noun):
    document = new_document()
    add_paragraph(document, "## Instroom")
    paragraph = document.add_paragraph("Een ")
    paragraph.add_run("twee")
    change = wrapped(paragraph, tag, 1)
    change.set(qn("w:id"), "7")
    change.set(qn("w:author"), "R")
    if tag == "w:del":
        for text in change.iter(qn("w:t")):
            text.tag = qn("w:delText")
    asylum.add("h1", document)
    assert checked(asylum, capsys)[0] == (
        f"onder 'Instroom', alinea 1: error: {noun} is nog niet aanvaard of verworpen"
        " (kies in Word Controleren > Accepteren of Negeren)"
    )
    assert asylum.run("build") == 1


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "het bestand is leeg"),
        (b"geen zip", "dit is geen Word-bestand"),
        (b"PK\x03\x04kapot", "het bestand is beschadigd"),
    ],
)
def test_a_template_that_is_no_word_file_is_told(asylum, capsys, data, refusal):
    asylum.document("h1", "# Kop")
    asylum.write("templates/h1.docx", data)
    assert asylum.run("check") == 1
    assert f"templates/h1.docx:1: error: {refusal}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 10 ** 10 }}",
        "{% for p in asiel.aanvragen.top(3, 'nationaliteit') %}" * 12 + "x" + "{% endfor %}" * 12,
        "{{ " + "(" * 500 + "asiel.oud" + ")" * 500 + " }}",
        "{{ asiel.oud.__class__.__mro__ }}",
        "{{ editie.titel.__class__ }}",
        "{{ asiel.oud.printed() }}",
        "{{ asiel['oud'].__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% set x = asiel %}{{ x.dataset.project }}",
        "{{ ''.join(['a']) }}",
        "{{ '%s' % asiel.oud }}",
        "{{ figuur.run }}",
    ],
)
def test_a_template_cannot_run_code_or_run_without_end(told, text):
    assert any(": error: " in line for line in told(text))


def test_numbers_and_years_by_hand_are_warnings(told):
    assert told("Er waren {{ asiel.aanvragen }} in 2025, of 12% meer.", "In 2019 was dat 3.") == [
        "onder 'Instroom', alinea 1: warning: het verslagjaar 2025 is met de hand getypt in een zin met een actueel cijfer"
        " (schrijf {{ asiel.aanvragen.periode }})",
        "onder 'Instroom', alinea 1: warning: getal zonder bron: 12%"
        ' (gebruik een indicator, of schrijf {{ vast("12%", bron="…") }})',
        "onder 'Instroom', alinea 2: warning: getal zonder bron: 3"
        ' (gebruik een indicator, of schrijf {{ vast("3", bron="…") }})',
    ]


def test_a_number_in_words_in_a_tag_has_no_more_source_than_one_in_the_text(told):
    assert (
        "error: getal zonder bron: vierentwintigduizend" in told('{{ "vierentwintigduizend" }}')[0]
    )


@pytest.mark.parametrize(
    "text", ["{{ 24141 }}", "{% set n = 24141 %}{{ n }}", "{{ 24141 - 0 }}", '{{ "24.141" }}']
)
def test_a_number_in_a_tag_has_no_more_source_than_one_in_the_text(told, text):
    assert "error: getal zonder bron: 24" in told(text)[0]


def test_a_number_that_only_counts_or_sets_a_limit_needs_no_source(told):
    assert told('{% set n = 2 %}{{ asiel.aanvragen.top(n, "nationaliteit")|opsomming }}') == []


@pytest.mark.parametrize(
    "text",
    [
        "Op 12 juni 2026 en in 2019-2024.",
        "Kamerstuk 19 637, nr. 2334 en artikel 5.1, lid 2.",
        "Niveau B1 in tabel 3.2.",
        'Het waren {{ vast("21.000", bron="Raad") }} plekken.',
        "Postbus 20011, 2500 EH Den Haag.",
        "Verordening (EU) 2021/1883.",
        "Vorig jaar {{ asiel.aanvragen[2024] }}, niet in 2025.",
    ],
)
def test_years_dates_references_and_fixed_texts_are_no_numbers_by_hand(told, text):
    assert told(text) == []


def test_a_period_by_name_that_is_the_last_of_a_stale_series_is_a_warning(told):
    assert told("{{ asiel.oud[2024] }}") == [
        "onder 'Instroom', alinea 1: warning: asiel.oud[2024] is het laatste cijfer van een verouderde reeks en wordt niet"
        " geel (laat de periode weg als het actuele cijfer bedoeld is)"
    ]
    assert told("{{ asiel.oud[2023] }} {{ asiel.aanvragen[2025] }}") == []


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        (
            "In {{ asiel.aanvragen.periode }} was het {{ asiel.oud }}.",
            ["de zin noemt 2025, maar 120 (asiel.oud) gaat over 2024"],
        ),
        (
            "In {{ asiel.oud.periode }} een {{ asiel.aanvragen|richting }} getal.",
            ["de zin noemt 2024, maar gedaald (asiel.aanvragen) gaat over 2025"],
        ),
        ("In {{ asiel.aanvragen.periode }} was het {{ asiel.oud }} ({{ asiel.oud.periode }}).", []),
        (
            "In {{ asiel.aanvragen.periode }} was het {{ asiel.aanvragen.vorig }} en {{ asiel.stand }}. Nu {{ asiel.oud }}.",
            ["de zin ervoor noemt 2025, maar 120 (asiel.oud) gaat over 2024"],
        ),
        (
            "In {{ asiel.aanvragen.periode }} was het, naast {{ asiel.oud[2022] }}, iets.",
            ["de zin noemt 2025, maar 90 (asiel.oud) gaat over 2022"],
        ),
        ("Het was {{ asiel.aanvragen }} en {{ asiel.oud }}.", []),
    ],
)
def test_a_sentence_that_names_its_period_with_a_figure_of_another_is_a_warning(told, text, warned):
    found = [line.partition("warning: ")[2].partition(" (schrijf")[0] for line in told(text)]
    assert found == warned


def test_a_figure_stands_alone_in_its_paragraph(asylum, capsys):
    asylum.figure("asiel/f", indicators=["asiel.oud"])
    asylum.document("h1", "# Kop", 'Zie {{ figuur("asiel/f") }}')
    assert checked(asylum, capsys)[0].startswith(
        "onder 'Kop', alinea 1: error: figuur(\"asiel/f\") staat niet alleen in zijn alinea"
    )


def test_a_reference_to_a_figure_that_is_placed_nowhere_is_told(asylum, capsys):
    asylum.figure("asiel/f", indicators=["asiel.oud"])
    asylum.document("h1", "# Kop", 'Zie {{ verwijs("asiel/f") }}.')
    assert checked(asylum, capsys)[0].startswith(
        "onder 'Kop', alinea 1: error: verwijst naar 'asiel/f', dat in geen enkel document geplaatst is"
    )


def test_a_figure_without_figures_is_told_at_its_own_file(asylum, capsys):
    asylum.figure("asiel/f", indicators=["asiel.oud"], since=2025)
    asylum.document("h1", "# Kop", '{{ figuur("asiel/f") }}')
    assert checked(asylum, capsys) == [
        "figures/asiel/f.toml:1: error: asiel.oud (Oud cijfer) heeft in deze figuur geen enkele waarneming"
        " (verruim from en until, of lever de cijfers aan)"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '{{ asiel.aanvragen.top("nationaliteit", 3) }}',
            "top vraagt om een dimensie tussen aanhalingstekens, niet 3",
        ),
        (
            '{{ asiel.aanvragen.top("nationaliteit", 3)|opsomming }}',
            "top vraagt om een dimensie tussen aanhalingstekens, niet 3",
        ),
        ("{{ asiel.oud|verschil(x=1, x=2) }}", "het argument 'x' staat er twee keer"),
        (
            '{{ asiel.aanvragen(nationaliteit="Syrië", nationaliteit="Turkije") }}',
            "het argument 'nationaliteit' staat er twee keer",
        ),
        ("{{ asiel.oud|opsomming(self=true) }}", "opsomming: onjuiste argumenten"),
        ("{{ asiel.oud|opsomming(name=true) }}", "opsomming: onjuiste argumenten"),
        ('{{ "tekst"[asiel.oud] }}', "hier bestaat [een getal] niet"),
        ('{{ "tekst"["deel"] }}', "hier bestaat [deel] niet"),
        ("{{ none }}", "dit kan niet afgedrukt worden"),
        (
            "{{ asiel.oud|procentueel(asiel.oud.periode[2024]) }}",
            "een woord uit cijfers heeft geen onderdelen tussen [ ]",
        ),
        ('{{ -"tekst" }}', "'-' rekent alleen met getallen uit de data"),
        ("{{ asiel.oud if asiel.x > 1 }}", "onbekende indicator 'asiel.x'"),
    ],
)
def test_one_mistake_in_a_tag_gives_one_problem_at_its_place(told, text, problem):
    (line,) = told(text)
    assert line.startswith(PLACE + problem)


def test_unknown_names_are_told_beside_a_tag_that_cannot_be_read(asylum, capsys):
    asylum.document(
        "h",
        "# Kop",
        "{{ asiel.oud + }}",
        "{{ asiel.onbekend }}",
        "{{ asiel.oud|vrschil }}",
        "{% set naam = asiel.oud %}{{ naam }}",
        '{% for p in asiel.aanvragen.top(2, "nationaliteit") %}{{ loop.index }}{{ p.naam }}{% endfor %}',
        "{% set half = asiel.oud + %}{{ half }}",
        "{% if asiel.weg > 1 %}x{% elif asiel.ook > 1 %}y{% endif %}",
    )
    lines = {line.split(", ")[1].split(" (")[0] for line in checked(asylum, capsys)}
    unreadable = "is niet te lezen: hier ontbreekt iets voor het einde van de tag"
    assert lines == {
        f"alinea 1: error: {{{{ asiel.oud + }}}} {unreadable}",
        "alinea 2: error: onbekende indicator 'asiel.onbekend'",
        "alinea 3: error: onbekend filter 'vrschil'",
        f"alinea 6: error: {{% set half = asiel.oud + %}} {unreadable}",
        "alinea 7: error: onbekende indicator 'asiel.weg'",
        "alinea 7: error: onbekende indicator 'asiel.ook'",
    }
