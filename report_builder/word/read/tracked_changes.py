"""Tracked changes of a Word file, accepted: what was put in stays, what was taken out goes."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.change_marks import DELETIONS, INSERTIONS, LOOKS, RANGES, change_tags
from report_builder.word.ooxml import (
    TBL,
    TC,
    TR,
    Element,
    find_child,
    make,
    move_content,
    paragraphs_in,
    parent_of,
    remove,
)
from report_builder.word.package import stories

_INSERTIONS, _DELETIONS = change_tags(INSERTIONS), change_tags(DELETIONS)
_MARKS = (*_DELETIONS, *RANGES, *change_tags((*LOOKS, "cellIns")))
_MERGES = {"rest": "restart", "cont": "continue"}


def accept_changes(document: DocxDocument) -> None:
    """Accept every tracked change in every part of a document."""
    for story in stories(document):
        # Rows, cells and paragraph ends carry their mark in their properties: once the deletions
        # have been dropped, nobody can tell any more that they were to go.
        _drop_cells(story.root)
        _drop_rows(story.root)
        _join_paragraphs(story.root)
        for insertion in list(story.root.iter(*_INSERTIONS)):
            for child in list(insertion):
                insertion.addprevious(child)
            remove(insertion)
        for merge in list(story.root.iter(qn("w:cellMerge"))):
            _merge(merge)
        for mark in list(story.root.iter(*_MARKS)):
            remove(mark)
        story.write()


def _drop_cells(root: Element) -> None:
    for cell in list(root.iter(TC)):
        row = parent_of(cell)
        if find_child(cell, "w:tcPr", "w:cellDel") is not None:
            remove(cell)
            if row.find(TC) is None:
                remove(row)


def _merge(merge: Element) -> None:
    """Give a cell the vertical merge that was tracked, in the place of the one it had."""
    properties, kind = parent_of(merge), merge.get(qn("w:vMerge"), "")
    old = properties.find(qn("w:vMerge"))
    if old is not None:
        remove(old)
    if kind in _MERGES:
        # Word wants it behind the width and the span of the cell.
        before = [properties.find(qn(f"w:{name}")) for name in ("cnfStyle", "tcW", "gridSpan")]
        position = sum(element is not None for element in before)
        properties.insert(position, make("w:vMerge", val=_MERGES[kind]))
    remove(merge)


def _drop_rows(root: Element) -> None:
    for row in list(root.iter(TR)):
        table = parent_of(row)
        if find_child(row, "w:trPr", "w:del") is not None:
            remove(row)
            if table.tag == TBL and table.find(TR) is None:
                remove(table)


def _join_paragraphs(root: Element) -> None:
    """A paragraph whose end was taken out goes on in the next one, which gives it its look."""
    for paragraph in list(paragraphs_in(root)):
        following = paragraph.getnext()
        mark = find_child(paragraph, "w:pPr", "w:rPr")
        is_taken_out = mark is not None and any(mark.find(tag) is not None for tag in _DELETIONS)
        if is_taken_out and isinstance(following, CT_P):
            move_content(paragraph, following)
