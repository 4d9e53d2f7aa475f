"""Documents bound together: what each brought is still there, and counts by itself."""

import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, RGBColor
from PIL import Image

from report_builder.word.bind.assembly import Assembly
from report_builder.word.fields import field_runs
from report_builder.word.notes import add_footnote
from tests.conftest import HOUSE, add_paragraph, new_document, part, texts, yellow


def bound(*documents, own_look=False):
    """The documents behind each other, on the styles of the house template."""
    assembly = Assembly(docx.Document(str(HOUSE)), is_empty=True)
    for number, document in enumerate(documents, start=1):
        assembly.append(document, f"document {number}", own_look)
    return assembly.finish()


def chapter(*paragraphs):
    document = new_document()
    for text in paragraphs:
        add_paragraph(document, text)
    return document


def story(document, kind):
    """The text of the notes of a document by id."""
    for rel in document.part.rels.values():
        if rel.reltype.endswith(f"/{kind}"):
            root = parse_xml(rel.target_part.blob)
            return {
                note.get(qn("w:id")): "".join(
                    text.text or "" for text in note.iter(qn("w:t"))
                ).strip()
                for note in root
                if note.get(qn("w:type")) is None
            }
    return {}


def line_of(paragraph):
    """The text of a line in a list, with its tabs."""
    parts = [e for e in paragraph._p.iter(qn("w:t"), qn("w:tab")) if e.getparent().tag == qn("w:r")]
    return "".join("\t" if e.tag == qn("w:tab") else e.text or "" for e in parts)


def test_text_comes_in_order_and_each_document_starts_on_a_page():
    document = bound(
        chapter("# Een", "Tekst een."), chapter("# Twee", "Tekst twee."), chapter("# Drie")
    )
    assert [p.text for p in document.paragraphs if p.text] == [
        "Een",
        "Tekst een.",
        "Twee",
        "Tekst twee.",
        "Drie",
    ]
    assert len(document.sections) == 3


def test_footnotes_keep_their_text_and_get_numbers_of_their_own():
    documents = [chapter(f"Tekst {name}.") for name in "ab"]
    for document, name in zip(documents, "ab", strict=True):
        run = document.paragraphs[0].runs[0]._r
        add_footnote(document, run, f"Noot {name}", "FootnoteReference", "FootnoteText")
    document = bound(*documents)
    references = [
        ref.get(qn("w:id")) for ref in document.element.body.iter(qn("w:footnoteReference"))
    ]
    assert [story(document, "footnotes")[reference] for reference in references] == [
        "Noot a",
        "Noot b",
    ]


def test_footnotes_are_numbered_anew_in_each_document_and_run_on_through_its_landscape_pages():
    wide = chapter("Staand.")
    wide.add_section().orientation = WD_ORIENT.LANDSCAPE
    wide.add_paragraph("Liggend.")
    sections = bound(chapter("Een."), wide).element.body.iter(qn("w:sectPr"))
    restarts = [
        [found.get(qn("w:val")) for found in section.iter(qn("w:numRestart"))]
        for section in sections
    ]
    assert restarts == [["eachSect"], ["eachSect"], []]


def test_comments_stay_with_the_text_that_they_are_about():
    documents = [chapter(f"Tekst {name}.") for name in "abc"]
    for document, name in zip(documents, "abc", strict=True):
        document.add_comment(
            document.paragraphs[0].runs, text=f"Opmerking {name}", author="Redactie", initials="R"
        )
    document = bound(*documents)
    comments = story(document, "comments")
    for paragraph in document.paragraphs:
        reference = next(paragraph._p.iter(qn("w:commentReference")))
        assert comments[reference.get(qn("w:id"))] == "Opmerking " + paragraph.text[6]


def test_headers_and_footers_of_every_document_are_kept_and_not_passed_on():
    first, second, third = chapter("Een."), chapter("Twee."), chapter("Drie.")
    first.sections[0].header.paragraphs[0].text = "Kop een"
    third.sections[0].header.paragraphs[0].text = "Kop drie"
    heads = [section.header.paragraphs[0].text for section in bound(first, second, third).sections]
    assert heads == ["Kop een", "{{ editie.titel }}\t", "Kop drie"]


def test_the_header_of_the_house_names_the_chapter_that_it_stands_above():
    assembly = Assembly(docx.Document(str(HOUSE)), is_empty=True)
    for number in (1, 2):
        assembly.append(chapter(f"# Kop {number}"), f"h{number}", chapter=f"{number} Kop {number}")
    heads = [section.header.paragraphs[0] for section in assembly.finish().sections]
    assert [head.text for head in heads] == [
        "{{ editie.titel }}\t1 Kop 1",
        "{{ editie.titel }}\t2 Kop 2",
    ]
    assert all("STYLEREF 1" in head._p.xml for head in heads)


def test_a_chapter_without_a_header_gets_that_of_the_house_whatever_its_own_parts_are_called(
    tmp_path,
):
    house = docx.Document(str(HOUSE))
    theirs = [
        ref.get(qn("r:id"))
        for ref in house.element.body.iter(qn("w:headerReference"), qn("w:footerReference"))
    ]
    Image.new("RGB", (4, 4), "red").save(tmp_path / "rood.png")
    document = chapter("Tekst.")
    picture = document.part.package.get_or_add_image_part(str(tmp_path / "rood.png"))
    for taken in theirs:
        document.part.rels.pop(taken, None)
        document.part.rels.add_relationship(RT.IMAGE, picture, taken)
    whole = bound(document)
    for reference in whole.element.body.iter(qn("w:headerReference"), qn("w:footerReference")):
        name = reference.tag.rpartition("}")[2].removesuffix("Reference")
        assert whole.part.rels[reference.get(qn("r:id"))].reltype.endswith(f"/{name}")


def test_landscape_sections_stay_where_they_are():
    document = chapter("Staand.")
    section = document.add_section()
    section.orientation, section.page_width, section.page_height = (
        WD_ORIENT.LANDSCAPE,
        Mm(297),
        Mm(210),
    )
    document.add_paragraph("Liggend.")
    widths = [
        round(section.page_width.mm)
        for section in bound(chapter("Een."), document, chapter("Drie.")).sections
    ]
    assert widths == [210, 210, 297, 210]


def test_a_style_of_a_chapter_comes_along_and_one_of_the_house_is_the_house_s():
    document = chapter("Gewoon.")
    own = document.styles.add_style("Eigen stijl", WD_STYLE_TYPE.PARAGRAPH)
    own.font.color.rgb = RGBColor(1, 2, 3)
    document.add_paragraph("Eigen.", style="Eigen stijl")
    document.styles["Normal"].font.bold = True
    result = bound(chapter("Een."), document)
    (paragraph,) = [p for p in result.paragraphs if p.text == "Eigen."]
    assert (paragraph.style.name, paragraph.style.font.color.rgb) == (
        "Eigen stijl",
        RGBColor(1, 2, 3),
    )
    assert result.styles["Normal"].font.bold is None


def test_a_document_with_a_look_of_its_own_keeps_it():
    letter = docx.Document()
    letter.styles["Normal"].font.name = "Verdana"
    letter.add_paragraph("Brief.")
    letter.add_paragraph("Kop", style="Heading 1")
    result = bound(letter, own_look=True)
    plain, heading = (p for p in result.paragraphs if p.text)
    assert (plain.style.name, plain.style.font.name) == ("Normal (document 1)", "Verdana")
    assert heading.style.name == "heading 1 (document 1)"
    assert result.styles["Normal"].font.name != "Verdana"


def test_numbered_lists_start_again_in_every_document():
    documents = []
    for _ in range(2):
        document = chapter("Lijst:")
        for text in ("een", "twee"):
            document.add_paragraph(text, style="List Number")
        documents.append(document)
    result = bound(*documents)
    lists = [
        p._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
        for p in result.paragraphs
        if p.style.name == "List Number"
    ]
    assert lists[0] == lists[1] != lists[2] == lists[3]
    numbering = result.part.numbering_part.element
    abstracts = {
        num.get(qn("w:numId")): num.find(qn("w:abstractNumId")).get(qn("w:val"))
        for num in numbering.findall(qn("w:num"))
    }
    assert abstracts[lists[0]] != abstracts[lists[2]]


def test_pictures_that_are_the_same_are_kept_once(tmp_path):
    path = tmp_path / "a.png"
    Image.new("RGB", (4, 4)).save(path)
    documents = [chapter("Een."), chapter("Twee.")]
    for document in documents:
        document.add_picture(str(path))
    result = bound(*documents)
    result.save(str(tmp_path / "uit.docx"))
    with zipfile.ZipFile(tmp_path / "uit.docx") as opened:
        assert opened.read("word/_rels/document.xml.rels").count(b"media/") == 1


def test_ids_and_bookmark_names_occur_once_and_links_follow():
    def linked():
        document = chapter("Hier.", "Zie ")
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), "0")
        start.set(qn("w:name"), "plek")
        end.set(qn("w:id"), "0")
        document.paragraphs[0]._p.extend([start, end])
        link = parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="plek"><w:r><w:t>daar</w:t></w:r></w:hyperlink>'
        )
        document.paragraphs[1]._p.append(link)
        return document

    body = bound(linked(), linked()).element.body
    names = [start.get(qn("w:name")) for start in body.iter(qn("w:bookmarkStart"))]
    assert (
        names
        == [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
        == ["plek", "plek_2"]
    )
    ids = [start.get(qn("w:id")) for start in body.iter(qn("w:bookmarkStart"))]
    assert len(set(ids)) == 2
    assert ids == [end.get(qn("w:id")) for end in body.iter(qn("w:bookmarkEnd"))]


@pytest.fixture
def report(asylum):
    """A built report of two chapters and an appendix, with figures and a table."""
    asylum.figure("asiel/per_jaar", indicators=["asiel.aanvragen"], title="Aanvragen per jaar")
    asylum.figure("asiel/oud", kind="bar", indicators=["asiel.oud"], title="Oude cijfers")
    asylum.figure(
        "asiel/tabel",
        kind="table",
        indicators=["asiel.aanvragen"],
        split="nationaliteit",
        top=2,
        since=2024,
        title="Landen",
    )
    asylum.document("samen", "# Samenvatting", 'Zie {{ verwijs("asiel/oud") }}.', kind="part")
    asylum.document(
        "h1",
        "# Asiel",
        "## Instroom",
        '{{ figuur("asiel/per_jaar") }}',
        '{{ tabel("asiel/tabel") }}',
        '{{ figuur("asiel/oud") }}',
    )
    asylum.document(
        "h2",
        "# Meer",
        'Zie {{ verwijs("asiel/oud") }} en {{ verwijs("asiel/tabel") }}.',
        '{{ figuur("asiel/oud") }}',
    )
    asylum.document(
        "a", "# Bijlage", "## Bronnen", '{{ figuur("asiel/per_jaar") }}', kind="appendix"
    )
    house_with_lists().save(asylum.root / "templates/huisstijl.docx")
    return asylum.build()


def house_with_lists():
    """The house template with lists of figures and of tables behind its contents."""
    house = docx.Document(str(HOUSE))
    for noun in ("Figuur", "Tabel"):
        house.add_paragraph(f"Lijst {noun}", style="Voorwerkkop")
        field = house.add_paragraph(style="table of figures")._p
        for run in field_runs(rf'TOC \h \z \c "{noun}"', "Lijst"):
            field.append(run)
    return house


CAPTIONS = [
    "Figuur 1.1 Aanvragen per jaar",
    "Tabel 1.1 Landen",
    "Figuur 1.2 Oude cijfers",
    "Figuur 2.1 Oude cijfers",
    "Figuur A.1 Aanvragen per jaar",
]


def test_figures_and_tables_are_numbered_by_chapter(report):
    found = [
        p
        for p in docx.Document(str(report / "rapport.docx")).paragraphs
        if p.style.name == "Caption"
    ]
    assert [caption.text for caption in found] == CAPTIONS
    assert "Zie figuur 1.2." in texts(report / "rapport.docx")
    assert "Zie figuur 2.1 en tabel 1.1." in texts(report / "rapport.docx")


def test_the_front_lists_figures_and_tables_with_their_pages(report):
    document = docx.Document(str(report / "rapport.docx"))
    lines = [line_of(p) for p in document.paragraphs if p.style.name == "table of figures"]
    listed = [line.rpartition("\t")[0].replace("\t", " ") for line in lines]
    assert listed == [
        line for noun in ("Figuur", "Tabel") for line in CAPTIONS if line.startswith(noun)
    ]
    assert all(line.rpartition("\t")[2].isdigit() for line in lines)


def test_a_front_without_tables_lists_none_and_keeps_its_own_section(asylum):
    asylum.document("h1", "# Asiel")
    document = docx.Document(str(asylum.build() / "rapport.docx"))
    assert [p.text for p in document.paragraphs if p.style.name == "Voorwerkkop"] == ["Inhoud"]
    assert len(document.sections) == 2
    assert document.sections[0].different_first_page_header_footer


def test_a_table_stays_on_one_page_with_its_source_and_breaks_no_number(report):
    document = docx.Document(str(report / "rapport.docx"))
    table, page = document.tables[0], document.sections[-1]
    assert all(len(list(row._tr.iter(qn("w:keepNext")))) == len(row.cells) for row in table.rows)
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert abs(sum(widths) * 635 - (page.page_width - page.left_margin - page.right_margin)) < 9000
    longest = max(
        len(word) for row in table.rows for cell in row.cells[1:] for word in cell.text.split()
    )
    assert min(widths[1:]) > longest * 100


def test_captions_and_references_are_live_fields(report):
    document = docx.Document(report / "rapport.docx")
    codes = [code.text.strip() for code in document.element.body.iter(qn("w:instrText"))]
    sequences = [code for code in codes if code.startswith("SEQ")]
    assert sequences == [
        r"SEQ Figuur \* ARABIC \r 1",
        r"SEQ Tabel \* ARABIC \r 1",
        r"SEQ Figuur \* ARABIC",
        r"SEQ Figuur \* ARABIC \r 1",
        r"SEQ Figuur \* ARABIC \r 1",
    ]
    bookmarks = {
        start.get(qn("w:name")) for start in document.element.body.iter(qn("w:bookmarkStart"))
    }
    targets = [code.split()[1] for code in codes if code.split()[0] in ("REF", "PAGEREF")]
    assert len(targets) == 3 + 6 + 5
    assert set(targets) <= bookmarks


def test_headings_are_numbered_by_word_and_listed_in_the_contents(report):
    document = docx.Document(report / "rapport.docx")
    contents = [p for p in document.paragraphs if p.style.name.startswith("toc")]
    lines = [line_of(p) for p in contents]
    assert [line.rpartition("\t")[0] for line in lines] == [
        "Samenvatting",
        "1\tAsiel",
        "1.1\tInstroom",
        "2\tMeer",
        "A\tBijlage",
        "A.1\tBronnen",
    ]
    assert all(line.rpartition("\t")[2].isdigit() for line in lines)


def test_every_page_of_a_concept_says_so(report):
    document = docx.Document(report / "rapport.docx")
    for section in document.sections:
        edges = [(section.header, section.footer)]
        if section.different_first_page_header_footer:
            edges.append((section.first_page_header, section.first_page_footer))
        for header, footer in edges:
            assert header.paragraphs[0].text.startswith("CONCEPT – versie ")
            assert footer.paragraphs[-1].text == "Geel gemarkeerd: nog geen update beschikbaar."


def test_a_stale_figure_has_words_a_yellow_caption_and_an_alternative_text(report):
    assert yellow(report / "rapport.docx").count("Figuur 1.2 Oude cijfers") == 1
    document = docx.Document(report / "rapport.docx")
    (bron,) = {p.text for p in document.paragraphs if "nog geen update" in p.text}
    assert bron == "Bron: CBS. Let op: cijfers t/m 2024, nog geen update beschikbaar."
    descriptions = [p.get("descr") for p in document.element.body.iter(qn("wp:docPr"))]
    assert "Let op: cijfers t/m 2024, nog geen update beschikbaar" in descriptions[1]
    assert descriptions[0] == (
        "Lijndiagram: Aanvragen per jaar. Van 2015 tot en met 2025. Eerste 43.040 (2015),"
        " laatste 24.140 (2025), hoogste 43.040 (2015), laagste 13.740 (2020)."
    )


def test_a_template_without_a_heading_gets_the_title_of_its_document(asylum):
    asylum.document("h1", "Alleen tekst.", title="De titel")
    assert texts(asylum.build() / "rapport.docx")[-2:] == ["De titel", "Alleen tekst."]


def test_pictures_are_kept_as_vector_and_as_raster(report):
    assert "svgBlip" in part(report / "rapport.docx", "word/document.xml")
    assert "image/svg+xml" in part(report / "rapport.docx", "[Content_Types].xml")


def test_the_properties_of_a_file_are_those_of_the_standard(report):
    core = parse_xml(zipfile.ZipFile(report / "rapport.docx").read("docProps/core.xml"))
    standard = (
        "package/2006/metadata/core-properties",
        "purl.org/dc/elements/1.1/",
        "purl.org/dc/terms/",
    )
    assert all(any(name in element.tag for name in standard) for element in core.iter())
