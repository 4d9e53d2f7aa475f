"""What a chapter shows in Word is shown in the PDF and the web edition, or told where it stands."""

import pytest
from lxml import etree, html
from pikepdf import Pdf

from report_builder.build.lost_problems import require_whole
from report_builder.problems import Problem, Severity, Stopped
from report_builder.web.cleanup import clean, parse_body, to_text
from report_builder.web.conversion import convert
from report_builder.web.lost_content import find_dropped, find_lost
from report_builder.word.bind.print_view import print_view
from report_builder.word.notes import add_footnote
from report_builder.word.shown.unshown import find_all_unshown
from tests import wordxml
from tests.conftest import add_paragraph, new_document
from tests.pdf.tagtext import told
from tests.wordxml import add_part, add_xml, chart, drawing, picture, saved, shape, smart_art, xml

P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"


def page_of(document):
    """The HTML of a document, without which nothing that it shows may be lost."""
    view = print_view(saved(document))
    converted = convert(view.data, "x.docx")
    assert converted.problems == ()
    page = "".join(to_text(section.element) for section in clean(parse_body(converted.html), "x"))
    assert list(find_lost(view.shown, converted.pieces)) == []
    assert list(find_dropped(view.shown, [page])) == []
    return page.removeprefix("<section>").removesuffix("</section>")


def test_text_boxes_of_all_kinds_stand_below_their_paragraph():
    document = new_document()
    png = add_part(document, "media/a.png", "image/png", wordxml.PNG)
    grouped = (
        f"<wpg:wgp><wps:wsp><wps:txbx><w:txbxContent>{P.format('Groep')}</w:txbxContent></wps:txbx></wps:wsp>"
        f"<wps:wsp><wps:txbx><w:txbxContent>{P.format('Twee')}</w:txbxContent></wps:txbx></wps:wsp>"
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="" descr="Foto"/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{png}"/></pic:blipFill></pic:pic></wpg:wgp>'
    )
    old = f"<w:pict><v:oval><v:textbox><w:txbxContent>{P.format('Oud')}</w:txbxContent></v:textbox></v:oval></w:pict>"
    add_xml(
        document,
        f'<mc:AlternateContent><mc:Choice Requires="wps">{shape(P.format("Nieuw"))}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>",
        text="Een",
    )
    add_xml(document, old, drawing(grouped, uri=GROUP))
    page = page_of(document)
    assert page.replace('src="' + html.fromstring(page).find(".//img").get("src"), 'src="') == (
        '<p>Een</p><div class="kader"><p>Nieuw</p></div>'
        '<p><img alt="Foto" src=""></p><div class="kader"><p>Oud</p></div>'
        '<div class="kader"><p>Groep</p><p>Twee</p></div>'
    )


def test_a_text_box_in_a_cell_stands_in_that_cell():
    document = new_document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0]
    cell.add_run("Cel")._r.append(xml(shape(P.format("Vak"))))
    assert '<td>Cel<div class="kader"><p>Vak</p></div></td>' in page_of(document)


def test_signs_and_forms_and_reading_aids_are_text():
    document = new_document()
    box = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar>'
    choice = (
        '<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Nee"/>'
        '<w:listEntry w:val="Ja"/></w:ddList></w:ffData></w:fldChar>'
    )
    end = '<w:fldChar w:fldCharType="end"/>'
    tick = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>\u2612</w:t></w:r></w:sdtContent></w:sdt>"
    )
    ruby = (
        "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>aid</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>Text</w:t></w:r></w:rubyBase></w:ruby>"
    )
    for pieces in (
        (box.format('<w:checked w:val="0"/>'), "<w:instrText> FORMCHECKBOX </w:instrText>", end),
        (box.format('<w:default w:val="1"/>'), "<w:instrText> FORMCHECKBOX </w:instrText>", end),
        (choice, "<w:instrText> FORMDROPDOWN </w:instrText>", end),
        (tick,),
        (ruby,),
        ("<w:dir w:val='rtl'><w:r><w:t>Rechts</w:t></w:r></w:dir>",),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>',),
        ('<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>a</w:t>',),
        ("<w:t>een</w:t><w:cr/><w:t>twee</w:t>",),
    ):
        add_xml(document, *pieces)
    assert [line.text_content() for line in html.fromstring(page_of(document)).iter("p")] == [
        "\u2610",
        "\u2612",
        "Ja",
        "\u2612",
        "Text(aid)",
        "Rechts",
        "\u2713a\u2011b",
        "α",
        "eentwee",
    ]


SCHEME = (
    '<dgm:dataModel><dgm:ptLst><dgm:pt modelId="0" type="doc"/><dgm:pt modelId="9" type="parTrans"/>'
    + "".join(
        f'<dgm:pt modelId="{number}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t>{{}}</dgm:pt>'
        for number, text in enumerate(("Instroom", "Opvang", "Aanmelden", "Horen"), start=1)
    )
    + "</dgm:ptLst><dgm:cxnLst>"
    + "".join(
        f'<dgm:cxn modelId="c{above}{below}" srcId="{above}" destId="{below}" srcOrd="{order}"/>'
        for above, below, order in ((0, 2, 1), (0, 1, 0), (1, 4, 1), (1, 3, 0), (4, 1, 0))
    )
    + "</dgm:cxnLst></dgm:dataModel>"
)


def scheme(document, inside=""):
    data = etree.tostring(xml(SCHEME.format(inside, "", "", "")))
    return smart_art(
        add_part(document, f"diagrams/{len(inside)}.xml", "application/xml", data, "diagramData")
    )


def test_a_scheme_of_smart_art_is_a_list_in_reading_order():
    document = new_document()
    add_xml(document, scheme(document), text="Zie:")
    assert page_of(document) == (
        '<p>Zie:</p><div class="kader"><ul><li>Instroom<ul><li>Aanmelden</li><li>Horen</li></ul></li>'
        "<li>Opvang</li></ul></div>"
    )
    (told,) = find_all_unshown(document, "x.docx")
    assert (told.code, told.message) == (
        "vorm",
        "een SmartArt-schema komt als lijst in PDF en webversie",
    )


def test_a_scheme_with_pictures_is_told_as_lost():
    document = new_document()
    add_xml(document, scheme(document, "<a:blip/>"))
    assert [problem.code for problem in find_all_unshown(document, "x.docx")] == ["omzetting"]
    assert "[SmartArt-schema: alleen in het Word-bestand]" in page_of(document)


def test_a_reader_of_the_concept_sees_where_something_is_missing():
    document = new_document()
    emf = add_part(document, "media/a.emf", "image/x-emf", b"emf")
    add_xml(document, picture(emf, "Kaart"), text="Zie ")
    add_xml(document, chart(), '<w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>')
    add_xml(document, "<w:subDoc/>")
    page = page_of(document)
    assert [line.text_content() for line in html.fromstring(page).iter("p")] == [
        "Zie [afbeelding (Kaart): alleen in het Word-bestand]",
        "[grafiek van Word: alleen in het Word-bestand]"
        "[ingesloten object: alleen in het Word-bestand]",
        "[ingevoegd bestand: alleen in het Word-bestand]",
    ]
    assert "<img" not in page


def test_a_formula_is_markup_on_screen_and_a_picture_that_is_read_out_on_paper(asylum):
    document = new_document()
    add_xml(document, "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", text="Met ")
    for form in ("<m:m/>", "<m:r><m:t>\U0001f600</m:t></m:r>"):
        add_xml(document, f"<m:oMath>{form}<m:r><m:t>y</m:t></m:r></m:oMath>", text="Zonder ")
    asylum.add("h1", document)
    output = asylum.build()
    page = (output / "rapport.html").read_text()
    assert (
        '<p>Met <math alttext="x is 1"><mrow><mi>x</mi><mo>=</mo><mn>1</mn></mrow></math></p>'
        in page
    )
    assert "<p>Zonder y</p>" in page
    with Pdf.open(output / "rapport.pdf") as pdf:
        tags = "\n".join(told(pdf.Root.StructTreeRoot))
    assert tags.count("Figure Formule: x is 1") == 1
    assert tags.count("Figure") == 1


def test_a_note_beside_the_tag_of_a_figure_or_table_is_kept_in_its_caption(asylum):
    asylum.figure("asiel/lijn", indicators=["asiel.aanvragen"], title="Lijn")
    asylum.figure(
        "asiel/tabel", kind="table", indicators=["asiel.aanvragen"], title="Tabel", since=2024
    )
    document = new_document()
    for number, tag in enumerate(('{{ figuur("asiel/lijn") }}', '{{ tabel("asiel/tabel") }}')):
        run = document.add_paragraph().add_run(tag)._r
        add_footnote(document, run, f"Noot {number}.", "FootnoteReference", "FootnoteText")
    asylum.add("h1", document)
    page = html.fromstring((asylum.build() / "rapport.html").read_text())
    captions = [caption.text_content() for caption in page.iter("figcaption")]
    assert [" ".join(caption.split()) for caption in captions] == [
        "Figuur 1.1 Lijn[1]",
        "Tabel 1.1 Tabel[2]",
    ]
    assert "Noot 1." in page.text_content()


def test_anything_else_beside_the_tag_of_a_figure_is_refused(asylum, capsys):
    asylum.figure("asiel/lijn", indicators=["asiel.aanvragen"], title="Lijn")
    document = new_document()
    for piece in (
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        shape(P.format("Vak")),
        '<w:sym w:font="Wingdings" w:char="F0FC"/>',
        '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData></w:fldChar>',
    ):
        add_xml(document, piece, text='{{ figuur("asiel/lijn") }}')
    asylum.add("h1", document)
    assert asylum.run("check") == 1
    assert capsys.readouterr().err.count("staat niet alleen in zijn alinea") == 4


def test_a_stale_value_in_a_text_box_is_yellow_and_registered_once(asylum):
    document = new_document()
    box = P.format("Oud: {{ asiel.oud }}.")
    add_xml(
        document,
        f'<mc:AlternateContent><mc:Choice Requires="wps">{shape(box)}</mc:Choice><mc:Fallback><w:pict><v:rect>'
        f"<v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent>",
    )
    asylum.add("h1", document)
    output = asylum.build()
    assert (
        '<div class="kader"><p><mark class="stale">Oud: <span'
        in (output / "rapport.html").read_text()
    )
    assert (output / "numbers.csv").read_text().count("asiel.oud@2024~") == 1


def test_what_was_lost_in_the_making_is_told_at_its_place_in_the_template(asylum, capsys):
    document = new_document()
    for text in ("# Kop", "{% for p in asiel.aanvragen.top(2, 'nationaliteit') %}x{% endfor %}"):
        add_paragraph(document, text)
    add_xml(document, "<w:xyz><w:r><w:t>Kwijt {{ asiel.aanvragen }}</w:t></w:r></w:xyz>")
    asylum.add("h1", document)
    asylum.build()
    lines = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]
    assert [line.partition(" (")[0] for line in lines] == [
        "templates/h1.docx:onder 'Kop', alinea 2: warning: dit programma kent 'xyz' van Word niet; "
        "het komt niet in PDF en webversie",
        "templates/h1.docx:onder 'Kop', alinea 2: warning: de tekst 'Kwijt 24.140' staat in Word, "
        "en komt niet in PDF en webversie",
    ]


def test_what_only_the_making_shows_stops_the_definitive_release_too():
    lost = Problem("omzetting", "h.docx", "alinea 1", "kwijt", "", Severity.WARNING)
    other = Problem("stijl", "h.docx", "1", "stijl", "", Severity.WARNING)
    with pytest.raises(Stopped) as stopped:
        require_whole([other, lost])
    assert [str(problem) for problem in stopped.value.problems] == ["h.docx:alinea 1: error: kwijt"]
    require_whole([other])
