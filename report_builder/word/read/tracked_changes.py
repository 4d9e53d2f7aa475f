"""Tracked changes of a Word file, accepted: what was put in stays, what was taken out goes."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.ooxml import TR, Element, P
from report_builder.word.package import stories

_KEPT = tuple(qn(f"w:{name}") for name in ("ins", "moveTo"))
_GONE = tuple(
    qn(f"w:{name}")
    for name in (
        "del",
        "moveFrom",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblPrExChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "numberingChange",
    )
)


def accept_changes(document: DocxDocument) -> None:
    """Accept every tracked change in every part of a document."""
    for story in stories(document):
        _drop_rows(story.root)
        _join_paragraphs(story.root)
        for element in list(story.root.iter(*_KEPT)):
            for child in list(element):
                element.addprevious(child)
            element.getparent().remove(element)
        for element in list(story.root.iter(*_GONE)):
            element.getparent().remove(element)
        story.write()


def _drop_rows(root: Element) -> None:
    for row in list(root.iter(TR)):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            row.getparent().remove(row)


def _join_paragraphs(root: Element) -> None:
    """A paragraph whose end was taken out goes on in the next one, which gives it its look."""
    for paragraph in list(root.iter(P)):
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}")
        following = paragraph.getnext()
        if mark is None or following is None or following.tag != P:
            continue
        content = [child for child in paragraph if child.tag != qn("w:pPr")]
        start = 1 if len(following) and following[0].tag == qn("w:pPr") else 0
        for offset, child in enumerate(content):
            following.insert(start + offset, child)
        paragraph.getparent().remove(paragraph)
