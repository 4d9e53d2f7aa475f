"""A Word file as text that people and `git diff` can read: a line for each paragraph, row
and note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import (
    ID,
    TC,
    TR,
    Element,
    P,
    R,
    T,
    find_around,
    find_child,
    local_name,
    paragraph_style,
    paragraphs_in,
    parent_of,
)
from report_builder.word.package import body_of, stories, styles_of
from report_builder.word.places import heading_levels

_SIGNS = {qn("w:tab"): "\t", qn("w:br"): " / ", qn("w:noBreakHyphen"): "-"}
_REFERENCES = {
    qn("w:footnoteReference"): "noot",
    qn("w:endnoteReference"): "eindnoot",
    qn("w:commentReference"): "opmerking",
}
_PARTS = {
    "hdr": "koptekst",
    "ftr": "voettekst",
    "footnotes": "noot",
    "endnotes": "eindnoot",
    "comments": "opmerking",
}
_NOTES = (qn("w:footnote"), qn("w:endnote"), qn("w:comment"))


def text_lines(document: DocxDocument) -> Iterator[str]:
    """The text of a document: headings behind #, items behind -, tables in rows; then headers,
    footers and notes.
    """
    levels = heading_levels(styles_of(document))
    for story in stories(document):
        if story.part is document.part:
            yield from _body_lines(body_of(document), levels)
        else:
            yield from _part_lines(story.root)


def _body_lines(body: Element, levels: Mapping[str, int]) -> Iterator[str]:
    for block in body.iter(P, TR):
        if find_around(block, TR) is not None:
            continue  # read with its row
        if not isinstance(block, CT_P):
            yield _row_line(block)
            continue
        text = _text(block).strip()
        if text:
            yield _prefix(block, levels) + text


def _row_line(row: Element) -> str:
    return "| " + " | ".join(_cell_text(cell) for cell in row.iterfind(TC)) + " |"


def _cell_text(cell: Element) -> str:
    texts = [_text(paragraph).strip() for paragraph in paragraphs_in(cell)]
    return " / ".join(text for text in texts if text)


def _prefix(paragraph: CT_P, levels: Mapping[str, int]) -> str:
    """The signs that tell in Markdown what a paragraph is."""
    style = paragraph_style(paragraph)
    level = levels.get(style, 0)
    if level:
        return "#" * level + " "
    is_item = find_child(paragraph, "w:pPr", "w:numPr") is not None or "List" in style
    return "- " if is_item else ""


def _part_lines(root: Element) -> Iterator[str]:
    noun = _PARTS.get(local_name(root), "deel")
    for paragraph in paragraphs_in(root):
        note = find_around(paragraph, *_NOTES)
        number = f" {note.get(ID)}" if note is not None else ""
        text = _text(paragraph).strip()
        if text:
            yield f"[{noun}{number}] {text}"


def _text(paragraph: CT_P) -> str:
    """The text of a paragraph with what stands in it: notes, comments and pictures by name."""
    return "".join(map(_sign, paragraph.iter()))


def _sign(element: Element) -> str:
    """What an element adds to a text."""
    tag = str(element.tag)
    if tag == T:
        return element.text or ""
    if tag in _SIGNS and parent_of(element).tag == R:
        return _SIGNS[tag]
    if tag in _REFERENCES:
        return f"[{_REFERENCES[tag]} {element.get(ID)}]"
    if tag == qn("wp:docPr"):
        return f"[afbeelding: {element.get('descr', '')}]"
    return ""
