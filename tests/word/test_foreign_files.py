"""Files that are no Word file, and Word files of other programs: each refused with its own way out, or read as Word reads it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.privacy.pdf_texts import page_texts
from report_builder.word.opening import open_docx
from report_builder.word.package import save_docx
from report_builder.word.package_mending import mended
from tests.conftest import Folder, add_paragraph, new_document
from tests.spoiling import OLD_WORD, Spoiler, in_part, with_parts, without, workbook

DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def sound(*paragraphs: str) -> bytes:
    document = new_document()
    for text in paragraphs or ("Een alinea.",):
        add_paragraph(document, text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def of_type(content_type: bytes) -> Spoiler:
    return in_part("[Content_Types].xml", DOCUMENT_TYPE, content_type)


def all_in(name: str, old: bytes, new: bytes) -> Spoiler:
    return with_parts(lambda parts: parts | {name: parts[name].replace(old, new)})


def with_part(name: str, data: bytes) -> Spoiler:
    return with_parts(lambda parts: parts | {name: data})


MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
REFUSED: dict[str, tuple[Spoiler, str, str]] = {
    "strict": (
        all_in("word/document.xml", TRANSITIONAL, STRICT),
        "Strict Open XML",
        "Opslaan als > Word-document (*.docx), niet 'Strict Open XML-document'",
    ),
    "docm": (of_type(MACROS), "macro's (.docm)", "de macro's gaan dan weg"),
    "dotx": (of_type(TEMPLATE), "Word-sjabloon (.dotx)", "Opslaan als > Word-document"),
    "xlsx": (workbook, "Excel-werkmap", "geef het Word-bestand"),
    "doc": (lambda _: OLD_WORD, "oud Word-bestand (.doc)", "Opslaan als > Word-document"),
    "wachtwoord": (
        lambda _: OLD_WORD + "EncryptedPackage".encode("utf-16-le"),
        "met een wachtwoord versleuteld",
        "haal het wachtwoord weg",
    ),
    "rtf": (lambda _: b"{\\rtf1 tekst}", "RTF-bestand", "Opslaan als > Word-document"),
    "html": (lambda _: b"\xef\xbb\xbf<html><p>x", "webpagina", "Opslaan als > Word-document"),
    "pdf": (lambda _: b"%PDF-1.7", "een PDF", "geef het Word-bestand waarvan"),
    "flat-opc": (lambda _: b"<?xml version='1.0'?><pkg:package/>", "XML-bestand", "Opslaan als"),
    "odt": (
        lambda data: without("_rels/.rels")(with_part("mimetype", OPEN_DOCUMENT)(data)),
        "OpenDocument-bestand (.odt)",
        "Opslaan als > Word-document",
    ),
    "leeg": (lambda _: b"", "leeg", "geef het bestand opnieuw"),
    "afgebroken": (lambda data: data[: len(data) // 2], "niet volledig", "nieuw exemplaar"),
    "zip": (without("_rels/.rels"), "geen Word-document", "pak het uit"),
    "zonder-tekst": (without("word/document.xml"), "geen Word-document", "pak het uit"),
    "doctype": (
        in_part("word/document.xml", b"<w:document", b"<!DOCTYPE w [<!ENTITY a 'b'>]><w:document"),
        "DOCTYPE",
        "sla het opnieuw op",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_word_file_is_named_with_the_way_out_that_works(kind: str) -> None:
    spoil, message, hint = REFUSED[kind]
    document, problems = open_docx(spoil(sound()), "sjabloon.docx")
    assert document is None
    (problem,) = problems
    assert message in problem.message
    assert hint in problem.hint
    is_about_password = kind == "wachtwoord"
    assert ("wachtwoord" in problem.hint) is is_about_password


def texts_of(data: bytes) -> list[str]:
    document, problems = open_docx(data, "sjabloon.docx")
    assert problems == []
    assert document is not None
    return [paragraph.text for paragraph in document.paragraphs]


CORE = b"package/2006/relationships/metadata/core-properties"
LOST = b'<Relationship Id="rId999" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../NULL"/></Relationships>'
TWICE = b'<Relationship Id="rId998" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'
RELATIONS = "word/_rels/document.xml.rels"
UNNAMED = b'<Relationship Type="http://x/image" Target="styles.xml"/></Relationships>'
SAME_NAME = b'<Relationship Id="rId1" Type="http://x/a" Target="styles.xml"/><Relationship Id="rId1" Type="http://x/a" Target="styles.xml"/></Relationships>'
DAMAGED: dict[str, tuple[Spoiler, str]] = {
    "relation without Id": (
        in_part(RELATIONS, b"</Relationships>", UNNAMED),
        "in word/_rels/document.xml.rels heeft een verwijzing geen Id",
    ),
    "two relations of one Id": (
        in_part(RELATIONS, b"</Relationships>", SAME_NAME),
        "hebben twee verwijzingen hetzelfde Id",
    ),
    "settings of another type": (
        in_part("[Content_Types].xml", b"wordprocessingml.settings+xml", b"theme+xml"),
        "het onderdeel 'settings' heeft een ander type dan het hoort te hebben",
    ),
    "notes that are the styles": (
        in_part(RELATIONS, b'"footnotes.xml"', b'"styles.xml"'),
        "het onderdeel 'footnotes' heeft een ander type dan het hoort te hebben",
    ),
    "properties that are the document": (
        in_part("_rels/.rels", b'"docProps/core.xml"', b'"word/document.xml"'),
        "het onderdeel 'core-properties' heeft een ander type dan het hoort te hebben",
    ),
    "properties of another namespace": (
        all_in("docProps/core.xml", b"2006/metadata/core-properties", b"2006/metadata/other"),
        "het onderdeel 'core-properties' heeft een ander type dan het hoort te hebben",
    ),
    "part without a type": (
        with_parts(
            lambda parts: (
                parts
                | {
                    "[Content_Types].xml": re.sub(
                        rb'ContentType="[^"]*settings\+xml"', b"", parts["[Content_Types].xml"]
                    )
                }
            )
        ),
        "van /word/settings.xml staat er niet bij wat het is",
    ),
    "elements within each other": (
        in_part(
            "word/document.xml", b"<w:body>", b"<w:body>" + b"<w:sdt>" * 300 + b"</w:sdt>" * 300
        ),
        "een onderdeel is te diep genest",
    ),
    "text that is no markup": (
        with_part("word/styles.xml", b"<a"),
        "een onderdeel is niet te lezen",
    ),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_part_that_is_not_what_the_file_says_is_refused_by_what_is_wrong(kind: str) -> None:
    spoil, message = DAMAGED[kind]
    document, problems = open_docx(spoil(sound()), "sjabloon.docx")
    assert document is None
    (problem,) = problems
    assert problem.message.startswith("het bestand is beschadigd of niet volledig")
    assert problem.message.endswith(message)


def tables_in_each_other(count: int) -> Spoiler:
    cells = b"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>" * count
    text = b"<w:p><w:r><w:t>Binnenin</w:t></w:r></w:p>"
    ends = b"</w:tc></w:tr></w:tbl><w:p/>" * count
    return in_part("word/document.xml", b"<w:sectPr", cells + text + ends + b"<w:sectPr")


def test_tables_in_each_other_are_refused_where_they_cannot_be_laid_out() -> None:
    document, problems = open_docx(tables_in_each_other(26)(sound()), "sjabloon.docx")
    assert document is None
    (problem,) = problems
    assert problem.code == "omvang"
    assert problem.message == "tabellen of andere onderdelen staan te diep in elkaar"


def test_tables_in_each_other_that_are_not_refused_can_be_laid_out(asylum: Folder) -> None:
    path = asylum.document("h1", "# Asiel", "Tekst.")
    path.write_bytes(tables_in_each_other(25)(path.read_bytes()))
    assert asylum.run("build", "--document", "h1") == 0
    pages = (asylum.root / "output/2026/concept/h1.pdf").read_bytes()
    assert any("Binnenin" in text for _, text in page_texts(pages))


READ: dict[str, Spoiler] = {
    "dangling target": in_part(RELATIONS, b"</Relationships>", LOST),
    "two relations to styles": in_part(RELATIONS, b"</Relationships>", TWICE),
    "target in capitals": in_part(RELATIONS, b'"styles.xml"', b'"Styles.xml"'),
    "no styles": with_parts(
        lambda parts: {name: data for name, data in parts.items() if name != "word/styles.xml"}
    ),
    "no settings": without("word/settings.xml"),
    "comment in a text": in_part("word/document.xml", b"alinea", b"ali<!-- nee -->nea"),
    "instruction in a text": in_part("word/document.xml", b"alinea", b"ali<?nee ?>nea"),
    "UTF-16": with_parts(
        lambda parts: (
            parts
            | {
                "word/document.xml": re.sub(rb"^<\?xml.*?\?>", b"", parts["word/document.xml"])
                .decode()
                .encode("utf-16")
            }
        )
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_what_word_reads_without_a_word_is_read(kind: str) -> None:
    assert texts_of(READ[kind](sound())) == ["Een alinea."]


def test_parts_that_a_file_lacks_can_be_asked_for_as_if_it_had_them() -> None:
    for name in ("word/settings.xml", "word/styles.xml"):
        document, _ = open_docx(without(name)(sound()), "sjabloon.docx")
        assert document is not None
        assert document.settings.element.tag == qn("w:settings")
        assert document.styles.element.tag == qn("w:styles")


def test_properties_under_a_relation_of_another_name_are_not_written_twice(
    recwarn: pytest.WarningsRecorder,
) -> None:
    other_name = b"officedocument/2006/relationships/metadata/core-properties"
    document, _ = open_docx(in_part("_rels/.rels", CORE, other_name)(sound()), "nota.docx")
    assert document is not None
    document.core_properties.title = "Een titel"
    saved = save_docx(document, date(2026, 6, 21))
    assert list(recwarn) == []
    assert open_docx(saved, "nota.docx")[0].core_properties.title == "Een titel"  # type: ignore[union-attr]


def test_a_picture_whose_file_is_lost_is_told_at_its_paragraph() -> None:
    picture = (
        f"<w:r {nsdecls('w', 'wp', 'a', 'pic', 'r')}><w:drawing><wp:inline><a:graphic><a:graphicData>"
        '<pic:pic><pic:blipFill><a:blip r:embed="rId999"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    document = new_document()
    add_paragraph(document, "Met beeld.")
    document.paragraphs[0]._p.append(parse_xml(picture))
    written = io.BytesIO()
    document.save(written)
    opened, (problem,) = open_docx(written.getvalue(), "h.docx")
    assert not problem.is_error
    assert problem.place == "voor de eerste kop, alinea 1"
    assert "afbeelding ontbreekt" in problem.message
    assert opened is not None
    assert list(opened.element.body.iter(qn("w:drawing"))) == []


def a_table(content: str) -> Callable[[Document], None]:
    def add(document: Document) -> None:
        section = document.element.body[-1]
        section.addprevious(parse_xml(f"<w:tbl {nsdecls('w')}>{content}</w:tbl>"))

    return add


CELL = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
TABLES = {
    "without grid": (f"<w:tr>{CELL}{CELL}</w:tr>", 1, 2),
    "with a row without cells": (f"<w:tr>{CELL}</w:tr><w:tr/>", 1, 1),
    "with a wide cell": (
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p/></w:tc></w:tr><w:tr>{CELL}</w:tr>',
        2,
        3,
    ),
    "with a cell without paragraph": ("<w:tr><w:tc/></w:tr>", 1, 1),
    "in a content control": (
        f"<w:sdt><w:sdtContent><w:tr>{CELL}</w:tr></w:sdtContent></w:sdt>",
        1,
        1,
    ),
    "without rows": ("<w:tblPr/>", 0, 0),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_that_lacks_something_is_made_whole(kind: str) -> None:
    content, rows, columns = TABLES[kind]
    document = new_document()
    a_table(content)(document)
    written = io.BytesIO()
    document.save(written)
    opened, problems = open_docx(written.getvalue(), "h.docx")
    assert problems == []
    assert opened is not None
    body = opened.element.body
    assert len(list(body.iter(qn("w:tr")))) == rows
    assert len(list(body.iter(qn("w:gridCol")))) == columns
    assert all(cell.find(qn("w:p")) is not None for cell in body.iter(qn("w:tc")))


@pytest.mark.parametrize("content", ["", "<w:p/>", f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl>"])
def test_a_body_gets_a_last_section_with_size_and_margins(content: str) -> None:
    data = sound()
    body = re.compile(rb"<w:body>.*</w:body>", re.DOTALL)
    bare = with_parts(
        lambda parts: (
            parts
            | {
                "word/document.xml": body.sub(
                    f"<w:body>{content}</w:body>".encode(), parts["word/document.xml"]
                )
            }
        )
    )
    opened, problems = open_docx(bare(data), "h.docx")
    assert problems == []
    assert opened is not None
    section = opened.element.body[-1]
    assert [child.tag for child in section] == [qn("w:pgSz"), qn("w:pgMar")]


def test_a_file_that_is_whole_is_left_as_it_is() -> None:
    data = sound()
    assert mended(data) is data


SIZES = {
    "a fraction": (rb'w:w="11906.4"', "11906"),
    "no number": (rb'w:w="breed"', "11906"),
    "without end": (rb'w:w="1e999"', "11906"),
    "none": (b"", "11906"),
    "another": (rb'w:w="8000"', "8000"),
}


@pytest.mark.parametrize("kind", SIZES)
def test_the_width_of_a_page_is_a_whole_number(kind: str) -> None:
    written, width = SIZES[kind]
    resized = with_parts(
        lambda parts: (
            parts
            | {
                "word/document.xml": re.sub(
                    rb'(<w:pgSz[^>]*?)w:w="\d+"', rb"\1" + written, parts["word/document.xml"]
                )
            }
        )
    )
    document, problems = open_docx(resized(sound()), "sjabloon.docx")
    assert document is not None
    assert problems == []
    (size,) = document.element.body.iter(qn("w:pgSz"))
    assert size.get(qn("w:w")) == width


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_that_is_not_in_the_file_is_told_at_its_reference(kind: str) -> None:
    reference = f'<w:r><w:{kind}Reference w:id="77"/></w:r></w:p>'.encode()
    data = in_part("word/document.xml", b"</w:p>", reference)(sound())
    document, (problem,) = open_docx(data, "sjabloon.docx")
    assert document is not None
    assert list(document.element.body.iter(qn(f"w:{kind}Reference"))) == []
    assert str(problem).startswith(
        "sjabloon.docx:voor de eerste kop, alinea 1: warning: een noot ontbreekt in het bestand"
    )
