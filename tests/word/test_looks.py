"""How text looks in Word, in the page: capitals, lines, drop caps, direction, sections; the rest is told."""

import io

import pytest
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX, WD_UNDERLINE
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from report_builder.web.cleanup import clean, parse_body, to_text
from report_builder.web.conversion import convert
from report_builder.word.bind.print_view import print_view
from report_builder.word.ooxml import make, make_run
from report_builder.word.template.template_file import open_template
from report_builder.word.template.typed_looks import check_looks
from tests.conftest import new_document


def saved(document):
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def sections(document):
    converted = convert(print_view(saved(document)).data, "h.docx")
    return [to_text(section.element) for section in clean(parse_body(converted.html), "h")]


def page(document):
    (section,) = sections(document)
    return section.removeprefix("<section>").removesuffix("</section>")


@pytest.mark.parametrize(
    ("look", "value", "shown"),
    [
        ("all_caps", True, '<span class="hoofdletters">Woord</span>'),
        ("small_caps", True, '<span class="kleinkapitaal">Woord</span>'),
        ("underline", True, '<span class="onderstreept">Woord</span>'),
        ("underline", WD_UNDERLINE.DOUBLE, '<span class="onderstreept">Woord</span>'),
        ("strike", True, "<s>Woord</s>"),
        ("double_strike", True, "<s>Woord</s>"),
        ("superscript", True, "<sup>Woord</sup>"),
        ("subscript", True, "<sub>Woord</sub>"),
    ],
)
@pytest.mark.parametrize("is_style", [False, True])
def test_a_look_of_a_run_or_its_style_is_kept_and_its_text_stays_as_it_was_typed(
    look, value, shown, is_style
):
    document = new_document()
    run = document.add_paragraph().add_run("Woord")
    font = run.font
    if is_style:
        run.style = document.styles["Strong"]
        font, shown = run.style.font, f"<strong>{shown}</strong>"
    setattr(font, look, value)
    assert page(document) == f"<p>{shown}</p>"


def test_a_run_can_say_that_it_has_not_the_look_of_its_style():
    document = new_document()
    style = document.styles["Strong"]
    style.font.all_caps = style.font.underline = True
    run = document.add_paragraph().add_run("Woord", style="Strong")
    run.font.all_caps = run.font.underline = False
    assert page(document) == "<p><strong>Woord</strong></p>"


def test_a_link_is_not_underlined_a_second_time():
    document = new_document()
    paragraph = document.add_paragraph()._p
    link = make("w:hyperlink", anchor="hier")
    run = make_run("daar", make("w:rPr"))
    run.get_or_add_rPr().append(make("w:u", val="single"))
    link.append(run)
    paragraph.append(link)
    assert page(document) == '<p><a href="#hier">daar</a></p>'


def test_a_drop_cap_is_the_first_letter_of_its_paragraph():
    document = new_document()
    cap = document.add_paragraph("E")._p.get_or_add_pPr()
    cap.append(make("w:framePr", dropCap="drop", lines="3"))
    document.add_paragraph("erste letter.")
    assert page(document) == "<p>Eerste letter.</p>"


def test_a_frame_without_a_drop_cap_stays_a_paragraph():
    document = new_document()
    document.add_paragraph("Kader.")._p.get_or_add_pPr().append(make("w:framePr", w="2000"))
    document.add_paragraph("Tekst.")
    assert page(document) == "<p>Kader.</p><p>Tekst.</p>"


def test_a_paragraph_from_right_to_left_says_so_also_in_a_cell_and_by_style():
    document = new_document()
    document.styles.add_style("Body Text", WD_STYLE_TYPE.PARAGRAPH)
    document.styles["Body Text"].element.get_or_add_pPr().append(make("w:bidi"))
    document.add_paragraph("مرحبا", style="Body Text")
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "سلام"
    cell.paragraphs[0]._p.get_or_add_pPr().append(make("w:bidi"))
    assert page(document) == (
        '<p dir="rtl">مرحبا</p><table><tr><td dir="rtl">سلام</td></tr></table>'
    )


def test_a_continuous_section_runs_on_unless_its_page_is_another():
    document = new_document()
    document.add_paragraph("Een.")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("Twee.")
    document.add_section(WD_SECTION.CONTINUOUS).left_margin = Mm(60)
    document.add_paragraph("Drie.")
    assert sections(document) == [
        "<section><p>Een.</p><p>Twee.</p></section>",
        "<section><p>Drie.</p></section>",
    ]


def told(document):
    template, _ = open_template(saved(document), "h.docx", {})
    return [f"{each.place}: {each.severity}: {each.message}" for each in check_looks(template)]


def test_colours_that_are_lost_are_told_at_their_paragraph():
    document = new_document()
    document.add_paragraph().add_run("a").font.color.rgb = RGBColor(255, 0, 0)
    document.add_paragraph().add_run("b").font.highlight_color = WD_COLOR_INDEX.BRIGHT_GREEN
    shaded = document.add_paragraph("c")._p.get_or_add_pPr()
    shaded.append(make("w:shd", val="clear", fill="FFC000"))
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell._tc.get_or_add_tcPr().append(make("w:shd", val="clear", fill="FFC000"))
    place = "voor de eerste kop,"
    assert told(document) == [
        f"{place} alinea 1: warning: tekst in een eigen kleur; in PDF en webversie zwart",
        f"{place} alinea 2: warning: tekst met een gekleurde markering; in PDF en webversie niet",
        f"{place} alinea 3: warning: tekst op een gekleurd vlak; in PDF en webversie niet",
        f"{place} tabel 1, rij 1, kolom 1: warning: een tabel met gekleurde cellen; "
        "in PDF en webversie niet",
    ]


def test_black_and_the_colours_of_the_house_are_not_told():
    document = new_document()
    for colour in (RGBColor(0, 0, 0), RGBColor(0x15, 0x42, 0x73)):
        document.add_paragraph().add_run("a").font.color.rgb = colour
    assert told(document) == []


def test_columns_and_a_section_that_cannot_run_on_are_told():
    document = new_document()
    document.add_paragraph("Een.")
    section = document.add_section(WD_SECTION.CONTINUOUS)
    section.left_margin = Mm(60)
    section._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")
    document.add_paragraph("Twee.")
    messages = [line.partition("warning: ")[2] for line in told(document)]
    assert messages == [
        "tekst in kolommen; in PDF en webversie niet",
        "een doorlopende sectie met een ander formaat begint in de PDF op een nieuwe bladzijde",
    ]


def test_a_header_has_the_looks_of_its_styles_and_no_mark_of_direction():
    document = new_document()
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.add_run("Kop").font.all_caps = True
    paragraph._p.get_or_add_pPr().append(make("w:bidi"))
    document.add_paragraph("Tekst.")
    converted = convert(print_view(saved(document)).data, "h.docx")
    (section,) = clean(parse_body(converted.html), "h")
    assert section.around.edges[0] == '<p class="kop"><span class="hoofdletters">Kop</span></p>'
