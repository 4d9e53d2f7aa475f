"""What turns yellow in Word: the sentence or the cell, and nothing else; formatting stays."""

import io
import re
import zipfile

import docx
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from report_builder.build.inspection import inspect_project
from report_builder.console import Console
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.word.fields import field_runs
from report_builder.workspace import Workspace
from tests.conftest import add_paragraph, new_document, read_csv, texts, yellow

pytestmark = pytest.mark.usefixtures("blank_pages")


@pytest.fixture
def built(asylum):
    """Builds one chapter of the given paragraphs; returns its Word file."""

    def build(*paragraphs):
        asylum.document("h1", "# Kop", *paragraphs)
        return asylum.build() / "rapport.docx"

    return build


@pytest.fixture
def filled(asylum):
    """Fills a chapter of the given paragraphs, of which nothing is bound; returns its Word file."""

    def fill(*paragraphs):
        asylum.document("h1", "# Kop", *paragraphs)
        workspace, console = Workspace.open(asylum.root), Console(is_quiet=True)
        made = inspect_project(workspace, "2026", Release.CONCEPT, Workers(1), console)
        assert [str(problem) for problem in made.problems if problem.is_error] == []
        return made.filled["h1"].data

    return fill


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (
            "Nieuw {{ asiel.aanvragen }}. Oud {{ asiel.oud }}, zegt men. Wit.",
            ["Oud 120, zegt men."],
        ),
        ("Zonder punt {{ asiel.oud }}", ["Zonder punt 120"]),
        ("Fris {{ asiel.aanvragen }}.", []),
        ("Toen {{ asiel.oud[2023] }}.", []),
        (
            "Een {{ asiel.oud|verandering }} van ca. {{ asiel.oud }} stuks. Wit.",
            ["Een stijging van 20% van ca. 120 stuks."],
        ),
        ("Eerst. {% if asiel.oud > 100 %}Veel.{% else %}Weinig.{% endif %} Dan.", ["Veel."]),
        ("Eerst. {% if asiel.oud < 100 %}Veel.{% else %}Weinig.{% endif %} Dan.", ["Weinig."]),
        ("Eerst. {% if asiel.aanvragen > 100 %}Veel.{% else %}Weinig.{% endif %} Dan.", []),
        ("Het is {% if asiel.oud > 999 %}zeer {% endif %}hoog. Dan.", ["Het is hoog."]),
        ("Eerst.{% if asiel.oud > 999 %} Veel.{% endif %} Dan.", []),
        ("Een {{ 'grote' if asiel.oud > 1 else 'kleine' }} groep. Dan.", ["Een grote groep."]),
        ("{% set w = asiel.oud.vorig %}Vorig jaar {{ w }}. Dan.", ["Vorig jaar 100."]),
        (
            "{% if asiel.oud > 1 %}{% set w = 'veel' %}{% endif %}Dat is {{ w }}. Dan.",
            ["Dat is veel."],
        ),
        (
            "{% set w = 'hoog' %}{% if asiel.oud > 999 %}{% set w = 'laag' %}{% endif %}Het is {{ w }}. Wit.",
            ["Het is hoog."],
        ),
        (
            "{% if asiel.aanvragen|richting == asiel.oud|richting %}Gelijk.{% else %}Anders.{% endif %} Wit.",
            ["Anders."],
        ),
        (
            "{% if asiel.oud.periode == asiel.aanvragen.periode %}Gelijk.{% else %}Anders.{% endif %} Wit.",
            ["Anders."],
        ),
        (
            "Dit {{ asiel.aanvragen(nationaliteit='Syrië' if asiel.oud > 3 else 'Turkije') }}. Wit.",
            ["Dit 6.125."],
        ),
        ("Keer {{ asiel.aanvragen * (2 if asiel.oud > 5 else 1) }}. Wit.", ["Keer 48.280."]),
        (
            "{% set w = asiel.aanvragen if asiel.oud > 5 else asiel.oud %}Deel {{ asiel.aanvragen|aandeel(van=w) }}. Wit.",
            ["Deel 100%."],
        ),
        ("In {{ (asiel.aanvragen if asiel.oud > 5 else asiel.oud)[2024] }}. Wit.", ["In 32.140."]),
        ("Toen {{ asiel.aanvragen[asiel.oud.periode] }}. Wit.", ["Toen 32.140."]),
        (
            "{% for p in asiel.aanvragen.top(2, 'nationaliteit') if p.waarde < asiel.oud %}x{% else %}Geen.{% endfor %} Wit.",
            ["Geen."],
        ),
        ("In par. 3.2 staat {{ asiel.oud }}. Wit.", ["In par. 3.2 staat 120."]),
        ("Volgens mw. De Vries ong. {{ asiel.oud }}. Wit.", ["Volgens mw. De Vries ong. 120."]),
        ("Tot {{ asiel.oud.periode }}! Daarna {{ asiel.aanvragen.periode }}?", ["Tot 2024!"]),
    ],
)
def test_exactly_the_sentence_that_rests_on_a_stale_value_is_yellow(filled, text, marked):
    assert yellow(filled(text)) == marked


def test_whole_paragraphs_that_a_stale_value_has_chosen_are_yellow(built):
    path = built("Voor.", "{%p if asiel.oud > 1 %}", "Een. Twee.", "Drie.", "{%p endif %}", "Na.")
    assert yellow(path) == ["Een.Twee.", "Drie."]
    assert texts(path)[-4:] == ["Voor.", "Een. Twee.", "Drie.", "Na."]


def test_text_in_a_loop_over_a_stale_ranking_is_yellow(asylum):
    asylum.indicator("asiel.land", [(2024, "A", 2), (2024, "B", 1)], dimensions=["land"])
    asylum.document(
        "h1",
        "# Kop",
        'Top: {% for p in asiel.land.top(2, "land") %}({{ p.naam }}) {% endfor %}klaar. Wit.',
    )
    assert yellow(asylum.build() / "rapport.docx") == ["Top: (A) (B) klaar."]


def test_a_table_cell_is_yellow_as_a_whole_and_its_neighbour_is_not(asylum):
    document = new_document()
    add_paragraph(document, "# Kop")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Oud: {{ asiel.oud }}. Nog een zin."
    table.cell(0, 1).text = "Nieuw: {{ asiel.aanvragen }}."
    asylum.add("h1", document)
    assert yellow(asylum.build() / "rapport.docx") == ["Oud: 120. Nog een zin."]


def test_rows_of_a_loop_are_marked_one_by_one(asylum):
    rows = [
        (2024, "TOTAL", 5),
        (2025, "TOTAL", 6),
        (2024, "A", 3),
        (2025, "A", 4),
        (2024, "B", 2),
        (2025, "B", 1),
    ]
    asylum.indicator("asiel.land", rows, dimensions=["land"])
    document = new_document()
    add_paragraph(document, "# Kop")
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).text = '{%tr for p in asiel.land.top(2, "land") %}'
    for column, text in enumerate(
        ("{{ p.naam }}", "{{ p.waarde|aandeel(van=asiel.land) }}", "{{ asiel.oud }}")
    ):
        table.cell(1, column).text = text
    table.cell(2, 0).text = "{%tr endfor %}"
    asylum.add("h1", document)
    path = asylum.build() / "rapport.docx"
    assert texts(path)[-6:] == ["A", "67%", "120", "B", "17%", "120"]
    assert yellow(path) == ["120", "120"]


def test_marking_keeps_the_formatting_of_each_run(asylum):
    document = new_document()
    add_paragraph(document, "# Kop")
    paragraph = document.add_paragraph("Eerst. ")
    paragraph.add_run("Vet {{ asiel.").bold = True
    paragraph.add_run("oud }} stuks").bold = True
    paragraph.add_run(" en gewoon. Wit.")
    asylum.add("h1", document)
    (line,) = [
        p
        for p in docx.Document(asylum.build() / "rapport.docx").paragraphs
        if "stuks" in "".join(p._p.itertext())
    ]
    runs = [
        (
            "".join(t.text for t in run.iter(qn("w:t"))),
            run.find(f".//{qn('w:b')}") is not None,
            run.find(f".//{qn('w:highlight')}") is not None,
        )
        for run in line._p.iter(qn("w:r"))
        if run.find(qn("w:commentReference")) is None
    ]
    assert runs == [
        ("Eerst. ", False, False),
        ("Vet ", True, True),
        ("120", True, True),
        (" stuks", True, True),
        (" en gewoon.", False, True),
        (" Wit.", False, False),
    ]


def test_each_value_sits_in_a_control_that_bears_its_key(asylum):
    asylum.document("h1", "# Kop", "{{ asiel.oud }} en {{ asiel.oud }} en {{ asiel.aanvragen }}.")
    asylum.document("h2", "# Kop", "{{ asiel.oud }}.")
    output = asylum.build()
    controls = list(docx.Document(output / "rapport.docx").element.body.iter(qn("w:sdt")))
    keys = [control.find(f".//{qn('w:tag')}").get(qn("w:val")) for control in controls]
    shown = ["".join(t.text for t in control.iter(qn("w:t"))) for control in controls]
    ids = [control.find(f".//{qn('w:id')}").get(qn("w:val")) for control in controls]
    assert shown == ["120", "120", "24.140", "120"]
    assert keys[0] == keys[1] == keys[3] != keys[2]
    assert len(set(ids)) == 4
    assert [row["key"] for row in read_csv(output / "numbers.csv")] == keys


def test_tags_in_headers_footnotes_and_properties_are_filled(asylum):
    document = new_document()
    add_paragraph(document, "# Kop")
    document.sections[0].header.paragraphs[0].text = "Kop {{ asiel.oud }}"
    document.core_properties.keywords = "Bij {{ editie.titel }}"
    asylum.add("nota", document, kind="nota")
    path = asylum.build() / "nota.docx"
    header = docx.Document(path).sections[0].header
    assert ["".join(t.text for t in p._p.iter(qn("w:t"))) for p in header.paragraphs][
        1
    ] == "Kop 120"
    assert docx.Document(path).core_properties.keywords == "Bij Rapport 2026"


@pytest.mark.parametrize("kind", ["beschrijving", "eigenschap", "veld"])
def test_a_figure_where_it_cannot_be_marked_is_refused(asylum, capsys, kind):
    document = new_document()
    add_paragraph(document, "# Kop")
    if kind == "eigenschap":
        document.core_properties.subject = "Over {{ asiel.oud }}"
    elif kind == "veld":
        document.paragraphs[0]._p.append(field_runs("QUOTE {{ asiel.oud }}", "x")[1])
    else:
        picture = io.BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        document.add_picture(picture)
        next(document.element.body.iter(qn("wp:docPr"))).set("descr", "Nu {{ asiel.oud }}")
    asylum.add("h1", document)
    assert asylum.run("check") == 1
    assert "geel" in capsys.readouterr().err


def test_a_heading_that_is_yellow_is_so_in_the_contents(built):
    path = built("## Er waren er {{ asiel.oud }}", "Tekst.")
    assert yellow(path) == ["Er waren er 120", "Er waren er 120"]
    page = (path.parent / "rapport.html").read_text()
    assert page.count('<mark class="stale">Er waren er') == 2


@pytest.mark.usefixtures("real_pages")
def test_a_control_of_the_drafter_around_a_figure_stays_out_of_sight(asylum):
    document = new_document()
    add_paragraph(document, "# Kop")
    add_paragraph(document, "In {{ asiel.oud }} stuks.")
    paragraph = document.paragraphs[-1]._p
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="q"/></w:sdtPr><w:sdtContent/></w:sdt>'
    )
    control[1].extend(list(paragraph.iter(qn("w:r"))))
    paragraph.append(control)
    asylum.add("h1", document)
    pdf = pypdfium2.PdfDocument(asylum.build() / "rapport.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    assert "In 120 stuks." in text
    assert not re.search("[\ue000-\uf8ff]", text)


def test_no_mark_of_ours_is_left_in_any_part(asylum):
    asylum.document(
        "h1",
        "# Kop {{ asiel.oud }}",
        "{%p if asiel.oud > 1 %}",
        "Tekst.",
        "{%p endif %}",
        "{{ asiel.oud }}",
    )
    with zipfile.ZipFile(asylum.build() / "rapport.docx") as opened:
        for name in (name for name in opened.namelist() if "/media/" not in name):
            text = opened.read(name).decode("utf-8", "replace")
            assert not any(mark in text for mark in "\ue000\ue001\ue002\ue003\ue004"), name
            assert "{{" not in text, name


def test_ampersands_and_angle_brackets_survive(built):
    assert (
        texts(built("R&D en <b> voor {{ asiel.oud }} & meer."))[-1] == "R&D en <b> voor 120 & meer."
    )


@pytest.mark.parametrize("gaps", ["\t", "\n", "\t\t\t", "\n\n", "\t\n\t\n"])
def test_each_tab_and_line_break_counts_as_a_character_when_yellow_is_laid(asylum, gaps):
    document = new_document()
    add_paragraph(document, "# Kop")
    # python-docx writes a tab or a line break as the element that Word has for it.
    document.add_paragraph(f"Wit.{gaps}Ook wit. Oud {{{{ asiel.oud }}}} stuks. Weer wit.")
    asylum.add("h1", document)
    assert yellow(asylum.build() / "rapport.docx") == ["Oud 120 stuks."]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("{% if asiel.oud > 1 and asiel.aanvragen > 1 %}Ja.{% endif %} Wit.", ["Ja."]),
        ("{% if asiel.aanvragen > 1 and asiel.oud > 1 %}Ja.{% endif %} Wit.", ["Ja."]),
        ("{% if asiel.aanvragen > 1 or asiel.oud > 1 %}Ja.{% endif %} Wit.", ["Ja."]),
        ("{% if asiel.oud > 1 or asiel.aanvragen > 1 %}Ja.{% endif %} Wit.", ["Ja."]),
        ("{% if not asiel.oud > 999 %}Ja.{% endif %} Wit.", ["Ja."]),
        (
            "{% if asiel.oud > 999 %}A.{% elif asiel.aanvragen > 1 %}Ja.{% endif %} Wit.",
            ["Ja."],
        ),
        (
            "{% set w = 'A' if asiel.oud > 1 else 'B' %}{% if w == 'A' %}Ja.{% endif %} Wit.",
            ["Ja."],
        ),
        (
            "{% if asiel.oud > 1 %}{% if asiel.aanvragen > 1 %}Ja.{% endif %}{% endif %} Wit.",
            ["Ja."],
        ),
        (
            "{% if asiel.aanvragen > 1 %}{% if asiel.oud > 1 %}Ja.{% endif %}{% endif %} Wit.",
            ["Ja."],
        ),
    ],
)
def test_text_remembers_each_stale_figure_that_chose_it(filled, text, marked):
    assert yellow(filled(text)) == marked


@pytest.mark.parametrize("gaps", ["", "\t\t\t", "\t\n\t\n"])
def test_the_comment_on_a_stale_sentence_spans_that_sentence_behind_tabs_and_breaks(asylum, gaps):
    document = new_document()
    add_paragraph(document, "# Kop")
    document.add_paragraph(f"Wit.{gaps} Ook wit. Oud {{{{ asiel.oud }}}} stuks. Weer wit.")
    asylum.add("h1", document)
    body = docx.Document(str(asylum.build() / "rapport.docx")).element.body
    (start,) = body.iter(qn("w:commentRangeStart"))
    texts, element = [], start.getnext()
    while element.tag != qn("w:commentRangeEnd"):
        texts += [text.text for text in element.iter(qn("w:t"))]
        element = element.getnext()
    assert "".join(texts) == "Oud 120 stuks."
