"""A Word file as text that people and `git diff` can read: a line for each paragraph, row
and note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.hidden_text import hidden_runs, remove_hidden_runs
from report_builder.word.list_numbers import ListNumber, ListNumbers
from report_builder.word.list_symbols import PLAIN
from report_builder.word.ooxml import (
    ID,
    TC,
    TR,
    Element,
    P,
    R,
    T,
    find_around,
    find_paragraph,
    local_name,
    make_run,
    paragraph_style,
    paragraphs_in,
    parent_of,
)
from report_builder.word.package import body_of, stories, styles_of
from report_builder.word.places import heading_levels
from report_builder.word.run_looks import RunLooks

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
_Numbers: TypeAlias = Mapping[CT_P, ListNumber]
_NOTES = (qn("w:footnote"), qn("w:endnote"), qn("w:comment"))


def text_lines(document: DocxDocument) -> Iterator[str]:
    """The text of a document: headings behind #, items behind their number or -, tables in rows;
    then headers, footers and notes.
    """
    levels = heading_levels(styles_of(document))
    _label_hidden(document)
    lists = ListNumbers(document)
    for story in stories(document):
        if story.part is document.part:
            body = body_of(document)
            yield from _body_lines(body, levels, lists.of(body))
        else:
            yield from _part_lines(story.root, lists.of(story.root))


def _label_hidden(document: DocxDocument) -> None:
    """Leave of hidden text only that it is there."""
    looks = RunLooks(styles_of(document))
    for story in stories(document):
        around = dict.fromkeys(map(find_paragraph, hidden_runs(story.root, looks)))
        remove_hidden_runs(story.root, looks)
        for paragraph in around:
            if paragraph is not None:
                paragraph.append(make_run(" [verborgen tekst]"))
        story.write()


def _body_lines(body: Element, levels: Mapping[str, int], numbers: _Numbers) -> Iterator[str]:
    for block in body.iter(P, TR):
        if find_around(block, TR) is not None:
            continue  # read with its row
        if not isinstance(block, CT_P):
            yield _row_line(block, numbers)
            continue
        text = _text(block).strip()
        if text:
            yield _prefix(block, levels, numbers) + text


def _row_line(row: Element, numbers: _Numbers) -> str:
    return "| " + " | ".join(_cell_text(cell, numbers) for cell in row.iterfind(TC)) + " |"


def _cell_text(cell: Element, numbers: _Numbers) -> str:
    texts = [_item_text(paragraph, numbers) for paragraph in paragraphs_in(cell)]
    return " / ".join(text for text in texts if text)


def _prefix(paragraph: CT_P, levels: Mapping[str, int], numbers: _Numbers) -> str:
    """The signs that tell in Markdown what a paragraph is, and its number."""
    style = paragraph_style(paragraph)
    heading = "#" * levels.get(style, 0)
    number = numbers.get(paragraph)
    if number is not None and not (number.is_bullet and number.text == PLAIN):
        return f"{heading} {number.text} ".lstrip()
    if heading:
        return f"{heading} "
    is_item = number is not None or "List" in style
    return "- " if is_item else ""


def _item_text(paragraph: CT_P, numbers: _Numbers) -> str:
    """The text of a paragraph behind its number or bullet."""
    text = _text(paragraph).strip()
    number = numbers.get(paragraph)
    return f"{number.text} {text}" if text and number is not None else text


def _part_lines(root: Element, numbers: _Numbers) -> Iterator[str]:
    noun = _PARTS.get(local_name(root), "deel")
    for paragraph in paragraphs_in(root):
        note = find_around(paragraph, *_NOTES)
        number = f" {note.get(ID)}" if note is not None else ""
        text = _item_text(paragraph, numbers)
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
