"""What Word hides is printed nowhere, and told."""

import io

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.word.bind.print_view import print_view
from report_builder.word.hidden_text import remove_hidden
from report_builder.word.notes import add_footnote, drop_uncalled_notes
from report_builder.word.ooxml import make, paragraphs_in, text_of
from report_builder.word.package import read_docx, stories
from report_builder.word.template.template_file import open_template
from tests.conftest import new_document

HIDDEN = "Geheim"


def saved(document):
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def with_style(document, kind, name, is_hidden=True):
    style = document.styles.add_style(name, kind)
    style.font.hidden = is_hidden
    return style


def by_run(document):
    document.add_paragraph("Open. ").add_run(HIDDEN).font.hidden = True


def by_character_style(document):
    with_style(document, WD_STYLE_TYPE.CHARACTER, "Intern")
    document.add_paragraph("Open. ").add_run(HIDDEN, style="Intern")


def by_the_style_that_a_style_is_based_on(document):
    base = with_style(document, WD_STYLE_TYPE.CHARACTER, "Intern")
    document.styles.add_style("Notitie", WD_STYLE_TYPE.CHARACTER).base_style = base
    document.add_paragraph("Open. ").add_run(HIDDEN, style="Notitie")


def by_paragraph_style(document):
    with_style(document, WD_STYLE_TYPE.PARAGRAPH, "Intern")
    document.add_paragraph("Open. ")
    document.add_paragraph(HIDDEN, style="Intern")


def by_table_style(document):
    with_style(document, WD_STYLE_TYPE.TABLE, "Intern")
    document.add_paragraph("Open. ")
    document.add_table(rows=1, cols=1, style="Intern").cell(0, 0).text = HIDDEN


def by_row(document):
    document.add_paragraph("Open. ")
    row = document.add_table(rows=1, cols=1).rows[0]
    row.cells[0].text = HIDDEN
    row._tr.get_or_add_trPr().append(make("w:hidden"))


def in_a_text_box(document):
    paragraph = document.add_paragraph("Open. ")
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
        f"<w:txbxContent><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{HIDDEN}</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph._p.append(parse_xml(box))


def in_a_header(document):
    document.add_paragraph("Open. ")
    document.sections[0].header.paragraphs[0].add_run(HIDDEN).font.hidden = True


@pytest.mark.parametrize(
    "hide",
    [
        by_run,
        by_character_style,
        by_the_style_that_a_style_is_based_on,
        by_paragraph_style,
        by_table_style,
        by_row,
        in_a_text_box,
        in_a_header,
    ],
)
def test_hidden_text_of_a_template_is_told_and_gone(hide):
    document = new_document()
    hide(document)
    template, problems = open_template(saved(document), "h.docx", {})
    assert [str(problem.severity) for problem in problems] == ["warning"]
    assert problems[0].message == "verborgen tekst wordt niet afgedrukt"
    assert shown(template.document) == ["Open."]


@pytest.mark.parametrize("hide", [by_run, by_paragraph_style, by_row, in_a_text_box])
def test_hidden_text_of_a_returned_file_is_not_printed(hide):
    document = new_document()
    hide(document)
    assert HIDDEN not in "".join(shown(read_docx(print_view(saved(document)).data)))


def shown(document):
    roots = [story.root for story in stories(document)]
    texts = (text_of(paragraph).strip() for root in roots for paragraph in paragraphs_in(root))
    return [text for text in texts if text]


def test_a_run_is_shown_that_says_so_itself_or_is_hidden_by_two_styles():
    document = new_document()
    with_style(document, WD_STYLE_TYPE.CHARACTER, "Intern")
    with_style(document, WD_STYLE_TYPE.PARAGRAPH, "Terzijde")
    document.add_paragraph("", style="Terzijde").add_run("Zelf.").font.hidden = False
    document.add_paragraph("", style="Terzijde").add_run("Tweemaal.", style="Intern")
    remove_hidden(document)
    assert shown(document) == ["Zelf.Tweemaal."]


def test_a_hidden_paragraph_goes_with_its_end_and_one_with_a_hidden_end_runs_on():
    document = new_document()
    for texts in (("Weg.", True), ("Door ", False), ("gelopen.", False)):
        document.add_paragraph().add_run(texts[0]).font.hidden = texts[1]
    for paragraph in document.paragraphs[:2]:
        mark = make("w:rPr")
        mark.append(make("w:vanish"))
        paragraph._p.get_or_add_pPr().append(mark)
    remove_hidden(document)
    assert [paragraph.text for paragraph in document.paragraphs] == ["Door gelopen."]


def test_what_is_hidden_on_the_web_alone_is_printed():
    document = new_document()
    run = document.add_paragraph().add_run("12")
    run._r.get_or_add_rPr().append(make("w:webHidden"))
    remove_hidden(document)
    assert shown(document) == ["12"]


def test_a_field_that_is_hidden_in_part_keeps_its_edges():
    document = new_document()
    paragraph = document.add_paragraph()
    for kind in ("begin", "separate", "end"):
        paragraph.add_run()._r.append(make("w:fldChar", fldCharType=kind))
    paragraph.runs[0].font.hidden = True
    remove_hidden(document)
    chars = document.element.iter(qn("w:fldChar"))
    assert [char.get(qn("w:fldCharType")) for char in chars] == ["begin", "separate", "end"]


@pytest.mark.parametrize(
    ("runs", "severities"),
    [
        ([("{{ asiel.aanvragen }}", True)], ["warning"]),
        ([("{{ asiel.", False), ("aanvragen }}", True)], ["error", "warning"]),
        ([("{% if asiel.oud > 1 %}", True), ("x", False)], ["error", "warning"]),
    ],
)
def test_a_hidden_value_is_told_and_a_hidden_statement_or_half_a_tag_refused(runs, severities):
    document = new_document()
    paragraph = document.add_paragraph()
    for text, is_hidden in runs:
        paragraph.add_run(text).font.hidden = is_hidden
    _, problems = open_template(saved(document), "h.docx", {})
    told = [problem for problem in problems if problem.code == "verborgen"]
    assert [str(problem.severity) for problem in told] == severities


def test_a_note_whose_call_is_hidden_goes_with_it():
    document = new_document()
    for text in ("Open.", HIDDEN):
        run = document.add_paragraph("Tekst.").runs[0]._r
        add_footnote(document, run, text, "FootnoteReference", "FootnoteText")
    document.paragraphs[1].runs[1].font.hidden = True
    remove_hidden(document)
    drop_uncalled_notes(document)
    assert shown(document) == ["Tekst.", "Tekst.", "Open."]


@pytest.mark.parametrize(
    "content",
    [
        '<w:drawing><wp:inline><wp:docPr id="1" name="a" hidden="1"/></wp:inline></w:drawing>',
        '<w:pict><v:shape style="width:1pt; visibility: hidden"/></w:pict>',
    ],
)
def test_a_drawing_that_was_hidden_in_the_selection_pane_is_gone(content):
    document = new_document()
    namespaces = f'{nsdecls("w", "wp")} xmlns:v="urn:schemas-microsoft-com:vml"'
    document.add_paragraph("In beeld.")._p.append(parse_xml(f"<w:r {namespaces}>{content}</w:r>"))
    remove_hidden(document)
    assert not list(document.element.iter(qn("w:drawing"), qn("w:pict")))
