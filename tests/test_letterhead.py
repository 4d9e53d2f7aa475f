"""Letters: the head of the first page, that of the pages behind it, and what the ministry puts there of its own."""

import io
import zipfile
from importlib.resources import files
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from PIL import Image

from tests.conftest import new_document, part

FONTS = Path(str(files("matplotlib"))) / "mpl-data/fonts/ttf"
FIELD = (
    '<w:r {ns}><w:fldChar w:fldCharType="begin"/></w:r><w:r {ns}><w:instrText xml:space="preserve"> {code} </w:instrText>'
    '</w:r><w:r {ns}><w:fldChar w:fldCharType="separate"/></w:r><w:r {ns}><w:t>1</w:t></w:r>'
    '<w:r {ns}><w:fldChar w:fldCharType="end"/></w:r>'
)


def png(colour, size=(26, 74)):
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "PNG")
    return written.getvalue()


def framed(edge, text, x, y):
    paragraph = edge.add_paragraph(text)
    place = {
        "w": "2750",
        "x": str(x),
        "y": str(y),
        "hAnchor": "page",
        "vAnchor": "page",
        "wrap": "around",
    }
    frame = parse_xml(f"<w:framePr {nsdecls('w')}/>")
    for name, value in place.items():
        frame.set(qn(f"w:{name}"), value)
    paragraph._p.get_or_add_pPr().append(frame)
    return paragraph


@pytest.fixture
def letter(folder):
    """A letter of two pages: a logo on the first, the date on the second, and page numbers on both."""
    document = new_document()
    document.add_paragraph("Eerste bladzijde.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Tweede bladzijde.")
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = section.header.is_linked_to_previous = False
    logo = framed(section.first_page_header, "", 5585, 1)
    shape = logo.add_run().add_picture(io.BytesIO(png("grey")), Mm(13), Mm(37))
    shape._inline.docPr.set("name", "Logo")
    shape._inline.docPr.set("descr", "Logo van de afzender")
    framed(section.first_page_header, "Ministerie van Voorbeelden", 6463, 1050)
    framed(section.header, "Datum {{ editie.datum }}", 8450, 2950)
    for footer in (section.first_page_footer, section.footer):
        footer.is_linked_to_previous = False
        line = framed(footer, "Pagina ", 8450, 15800)
        for code, text in (("PAGE", " van "), ("SECTIONPAGES", "")):
            runs = parse_xml(f"<x>{FIELD.format(ns=nsdecls('w'), code=code)}</x>")
            line._p.extend(list(runs))
            line.add_run(text)
    folder.add("brief", document, kind="letter")
    return folder


def pages(path):
    pdf = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return found


def colour_at(path, x, y):
    """The colour of a place on the first page, in millimetres from its upper left corner."""
    pdf = pypdfium2.PdfDocument(path)
    picture = pdf[0].render(scale=2).to_pil()
    pdf.close()
    return picture.getpixel((round(x * 144 / 25.4), round(y * 144 / 25.4)))


def test_the_first_page_and_the_others_have_heads_of_their_own_and_count_their_pages(letter):
    first, second = pages(letter.build() / "brief.pdf")
    assert "Ministerie van Voorbeelden" in first
    assert "Datum" not in first
    assert "Datum 21 juni 2026" in second
    assert "Ministerie" not in second
    assert ("Pagina 1 van 2" in first, "Pagina 2 van 2" in second) == (True, True)


def test_the_number_of_pages_is_right_in_word_before_word_counts_them(letter):
    document = docx.Document(str(letter.build() / "brief.docx"))
    texts = [
        "".join(t.text for t in p._p.iter(qn("w:t")))
        for p in document.sections[0].footer.paragraphs
    ]
    assert "Pagina 1 van 2" in texts


def test_the_concept_banner_keeps_clear_of_the_logo(letter):
    output = letter.build()
    header = docx.Document(str(output / "brief.docx")).sections[0].first_page_header
    assert header.paragraphs[0].text.startswith("CONCEPT")
    assert header.paragraphs[0].paragraph_format.right_indent.mm == pytest.approx(160 - 68, abs=1)
    assert colour_at(output / "brief.pdf", 100, 12) == (128, 128, 128)


def test_the_ministry_puts_its_own_logo_in_by_setting(letter):
    letter.write("templates/huisstijl/logo.png", png("navy", (10, 100)))
    letter.edition('[house_style]\nlogo = "huisstijl/logo.png"\n')
    output = letter.build()
    assert colour_at(output / "brief.pdf", 99, 12) == (0, 0, 128)
    with zipfile.ZipFile(output / "brief.docx") as opened:
        pictures = [
            opened.read(name) for name in opened.namelist() if name.startswith("word/media/")
        ]
    assert pictures == [png("navy", (10, 100))]
    shape = (
        docx.Document(str(output / "brief.docx"))
        .sections[0]
        .first_page_header._element.find(f".//{qn('wp:extent')}")
    )
    assert (int(shape.get("cx")), int(shape.get("cy"))) == (
        Mm(3.7),
        Mm(37),
    )  # as high as there is room, never stretched


def test_the_ministry_puts_its_own_typeface_in_by_setting(letter):
    faces = {"regular": "", "bold": "-Bold", "italic": "-Italic", "bold_italic": "-BoldItalic"}
    plain = letter.build() / "brief.pdf"
    before = plain.read_bytes()
    for face, ending in faces.items():
        letter.write(
            f"templates/huisstijl/{face}.ttf", (FONTS / f"DejaVuSerif{ending}.ttf").read_bytes()
        )
    settings = "\n".join(f'{face} = "huisstijl/{face}.ttf"' for face in faces)
    letter.edition(f'[house_style.letter_typeface]\nname = "Eigen Letter"\n{settings}\n')
    output = letter.build()
    assert plain.read_bytes() != before
    assert pages(plain)[0].count("Eerste bladzijde.") == 1
    assert 'w:ascii="Eigen Letter"' in part(output / "brief.docx", "word/styles.xml")
    assert "Verdana" not in part(output / "brief.docx", "word/styles.xml")


@pytest.mark.parametrize(
    ("setting", "content", "told"),
    [
        (
            'logo = "weg.png"',
            None,
            "het bestand templates/weg.png ontbreekt (noem een bestand in templates/)",
        ),
        (
            'logo = "../data/sources.toml"',
            None,
            "het bestand templates/../data/sources.toml ontbreekt",
        ),
        ('logo = "logo.png"', b"<svg/>", "templates/logo.png is geen PNG (lever het aan als PNG)"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_with_its_place(letter, capsys, setting, content, told):
    if content:
        letter.write("templates/logo.png", content)
    letter.edition(f"[house_style]\n{setting}\n")
    assert letter.run("build") == 1
    assert f"data/editions/2026.toml:7: error: {told}" in capsys.readouterr().err


def test_a_typeface_names_all_four_of_its_files(letter, capsys):
    letter.edition('[house_style.report_typeface]\nname = "Eigen"\nregular = "eigen.ttf"\n')
    assert letter.run("build") == 1
    assert "bold_italic" in capsys.readouterr().err
