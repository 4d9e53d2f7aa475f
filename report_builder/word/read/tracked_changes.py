"""Tracked changes of a Word file, accepted: what was put in stays, what was taken out goes."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import TR, Element, find_child, paragraphs_in, remove
from report_builder.word.package import stories

_INSERTIONS = (qn("w:ins"), qn("w:moveTo"))
_DELETIONS = tuple(
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
        # Rows and paragraph ends carry their mark in their properties: once the deletions have
        # been dropped, nobody can tell any more that they were to go.
        _drop_rows(story.root)
        _join_paragraphs(story.root)
        for insertion in list(story.root.iter(*_INSERTIONS)):
            for child in list(insertion):
                insertion.addprevious(child)
            remove(insertion)
        for deletion in list(story.root.iter(*_DELETIONS)):
            remove(deletion)
        story.write()


def _drop_rows(root: Element) -> None:
    for row in list(root.iter(TR)):
        if find_child(row, "w:trPr", "w:del") is not None:
            remove(row)


def _join_paragraphs(root: Element) -> None:
    """A paragraph whose end was taken out goes on in the next one, which gives it its look."""
    for paragraph in list(paragraphs_in(root)):
        following = paragraph.getnext()
        is_joined = find_child(paragraph, "w:pPr", "w:rPr", "w:del") is not None
        if is_joined and isinstance(following, CT_P):
            _move_content(paragraph, following)
            remove(paragraph)


def _move_content(paragraph: CT_P, following: CT_P) -> None:
    """Put the content of a paragraph before that of another, behind the properties of that."""
    content = [child for child in paragraph if child.tag != qn("w:pPr")]
    has_properties = len(following) > 0 and following[0].tag == qn("w:pPr")
    start = 1 if has_properties else 0
    for position, child in enumerate(content, start=start):
        following.insert(position, child)
