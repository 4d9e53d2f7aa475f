"""The lists of a Word file in the tags and on the pages of a PDF."""

import io
import re

import pikepdf
import pypdfium2

from report_builder.build.document_tasks import set_pages
from report_builder.build.lost_problems import SourceFile
from report_builder.model.document_kind import PageClass
from tests.numbered import add, numbered, paragraph_xml
from tests.pdf.tagtext import told


def test_a_written_number_is_the_label_of_its_item():
    document = numbered(
        [["lowerLetter|%1)", "bullet|–", "bullet|•"], ["decimal|Maatregel %1:"]],
        {1: (0, ""), 2: (1, "")},
        "1 1:1 1:2 1 2",
    )
    add(document, paragraph_xml("een lang punt " * 20, 2))
    saved = io.BytesIO()
    document.save(saved)
    typeset = set_pages(saved.getvalue(), "h1", SourceFile("h.docx"), PageClass.REPORT, "Titel")
    assert typeset.problems == ()
    pages = typeset.pages
    with pikepdf.open(io.BytesIO(pages.data)) as opened:
        tags = told(opened.Root.StructTreeRoot.K[0])
    assert [tag.strip() for tag in tags] == [
        *("Sect", "L /LowerAlpha", "LI", "Lbl", "LBody", "P"),
        *("L /Disc", "LI", "Lbl", "LBody", "P", "L /Disc", "LI", "Lbl", "LBody"),
        *("LI", "Lbl", "LBody"),
        *("L /Decimal", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"),
    ]
    with pypdfium2.PdfDocument(pages.data) as document:
        text = " ".join(document[0].get_textpage().get_text_range().split())
    assert re.findall(r"\S+ (?:\d: )?t\d", text) == ["a) t1", "– t2", "b) t4", "Maatregel 1: t5"]
