"""A Word file as text that people and `git diff` can read: a line for each paragraph, row
and note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.ooxml import TR, Element, P, T, paragraph_style
from report_builder.word.package import stories, styles_of
from report_builder.word.places import heading_levels

_SIGNS = {qn("w:tab"): "\t", qn("w:br"): " / ", qn("w:noBreakHyphen"): "-"}
_MARKS = {
    qn("w:footnoteReference"): "[noot {}]",
    qn("w:endnoteReference"): "[eindnoot {}]",
    qn("w:commentReference"): "[opmerking {}]",
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
            yield from _body_lines(story.root.find(qn("w:body")), levels)
        else:
            yield from _part_lines(story.root)


def _body_lines(body: Element, levels: Mapping[str, int]) -> Iterator[str]:
    for element in body.iter(P, TR):
        is_inside = next(element.iterancestors(TR), None) is not None
        if element.tag == TR:
            if not is_inside:
                yield "| " + " | ".join(_cell(cell) for cell in element.iterfind(qn("w:tc"))) + " |"
        elif not is_inside and (text := _text(element).strip()):
            level = levels.get(paragraph_style(element), 0)
            is_item = element.find(
                f"{qn('w:pPr')}/{qn('w:numPr')}"
            ) is not None or "List" in paragraph_style(element)
            yield ("#" * level + " " if level else "- " if is_item else "") + text


def _cell(cell: Element) -> str:
    return " / ".join(text for paragraph in cell.iter(P) if (text := _text(paragraph).strip()))


def _part_lines(root: Element) -> Iterator[str]:
    noun = _PARTS.get(root.tag.rpartition("}")[2], "deel")
    for paragraph in root.iter(P):
        note = next(paragraph.iterancestors(*_NOTES), None)
        number = f" {note.get(qn('w:id'))}" if note is not None else ""
        if text := _text(paragraph).strip():
            yield f"[{noun}{number}] {text}"


def _text(paragraph: Element) -> str:
    """The text of a paragraph with what stands in it: notes, comments and pictures by name."""
    parts = []
    for element in paragraph.iter():
        if element.tag == T:
            parts.append(element.text or "")
        elif element.tag in _SIGNS and element.getparent().tag == qn("w:r"):
            parts.append(_SIGNS[element.tag])
        elif element.tag in _MARKS:
            parts.append(_MARKS[element.tag].format(element.get(qn("w:id"))))
        elif element.tag == qn("wp:docPr"):
            parts.append(f"[afbeelding: {element.get('descr', '')}]")
    return "".join(parts)
