"""The headings of a document: its title, numbers that Word counts itself, and their list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.model.document import Heading
from report_builder.word.fields import bookmark
from report_builder.word.fill.highlights import is_yellow
from report_builder.word.hidden_text import hidden_runs
from report_builder.word.list_numbers import ListNumbers
from report_builder.word.numbering import (
    add_num,
    add_scheme,
    ensure_numbering,
    free_num_id,
    free_scheme_id,
    set_list,
)
from report_builder.word.ooxml import (
    Element,
    find_child,
    make,
    make_paragraph,
    make_run,
    paragraph_style,
    paragraphs_in,
    runs_in,
)
from report_builder.word.package import body_of, styles_of
from report_builder.word.places import heading_levels
from report_builder.word.run_looks import RunLooks
from report_builder.word.shown.line_text import line_text

NUMBERED_LEVELS = 3
_ROOM = 850
"""Twips between the start of a heading's number and that of its text.

Room enough for 1.1.1 in the widest font: at less the number and the text run together in Word.
"""


def ensure_title(document: DocxDocument, title: str, levels: Mapping[str, int], style: str) -> None:
    """Put the title of a document above it when its template has no heading of level 1."""
    body = body_of(document)
    for paragraph in paragraphs_in(body):
        if levels.get(paragraph_style(paragraph)) == 1 and line_text(paragraph):
            return
    body.insert(0, make_paragraph(style, [make_run(title)]))


def number_headings(document: DocxDocument, number: str, levels: Mapping[str, int]) -> None:
    """Number the headings from the number of the document on: 3, 3.1, 3.1.1 or A, A.1.

    Only the first heading of level 1 is the document's own; headings that have a number already
    keep it.
    """
    has_first, num_id = False, ""
    for paragraph, level in _headings(document, levels):
        is_second_title = level == 1 and has_first
        if level > NUMBERED_LEVELS or is_second_title or not line_text(paragraph):
            continue
        has_first = has_first or level == 1
        if find_child(paragraph, "w:pPr", "w:numPr") is None:
            num_id = num_id or _new_numbering(document, number)
            set_list(paragraph, num_id, level - 1)


def list_headings(document: DocxDocument, label: str) -> list[Heading]:
    """The headings of a document in order; each gets a bookmark of its own, named after the
    label.
    """
    numbers = ListNumbers(document).of(body_of(document))
    levels = heading_levels(styles_of(document))
    hidden = set(hidden_runs(body_of(document), RunLooks(styles_of(document))))
    headings = []
    for order, (paragraph, level) in enumerate(_headings(document, levels)):
        text = line_text(paragraph, hidden)
        if text:
            anchor = _anchor(paragraph, f"{label}|{order}|{text}")
            is_stale = any(map(is_yellow, runs_in(paragraph)))
            number = numbers[paragraph].text if paragraph in numbers else ""
            headings.append(Heading(level, number, text, anchor, is_stale))
    return headings


def _headings(document: DocxDocument, levels: Mapping[str, int]) -> Iterator[tuple[CT_P, int]]:
    """The headings that stand directly in the body, with their level; empty ones too."""
    for paragraph in body_of(document):
        if isinstance(paragraph, CT_P) and paragraph_style(paragraph) in levels:
            yield paragraph, levels[paragraph_style(paragraph)]


def _anchor(paragraph: CT_P, name: str) -> str:
    """The name of a bookmark around a heading, made where Word has not made one."""
    # Word makes such bookmarks itself when it updates a table of contents.
    first_start = next(paragraph.iter(qn("w:bookmarkStart")), None)
    first_name = first_start.get(qn("w:name"), "") if first_start is not None else ""
    if first_name.startswith("_Toc"):
        return first_name
    anchor = "_Toc" + hashlib.sha256(name.encode()).hexdigest()[:12]
    content = [child for child in paragraph if child.tag != qn("w:pPr")]
    paragraph.extend(bookmark(anchor, content))
    return anchor


def _new_numbering(document: DocxDocument, number: str) -> str:
    """Add a numbering that starts at a chapter's number or an appendix' letter; return its id."""
    root = ensure_numbering(document)
    scheme_id, num_id = free_scheme_id(root), free_num_id(root)
    scheme = make("w:abstractNum", abstractNumId=scheme_id)
    scheme.append(make("w:multiLevelType", val="multilevel"))
    scheme.extend(_level(level, number) for level in range(NUMBERED_LEVELS))
    add_scheme(root, scheme)
    num = make("w:num", numId=num_id)
    num.append(make("w:abstractNumId", val=scheme_id))
    add_num(root, num)
    return num_id


def _level(level: int, number: str) -> Element:
    """A level of the numbering, counted from 0: the first starts at the document's number."""
    start, shape = 1, "decimal"
    if level == 0 and number.isdigit():
        start = int(number)
    elif level == 0:
        start, shape = ord(number[-1]) - ord("A") + 1, "upperLetter"
    element = make("w:lvl", ilvl=str(level))
    element.append(make("w:start", val=str(start)))
    element.append(make("w:numFmt", val=shape))
    element.append(make("w:lvlText", val=".".join(f"%{part}" for part in range(1, level + 2))))
    element.append(make("w:lvlJc", val="left"))
    layout = make("w:pPr")
    layout.append(make("w:ind", left=str(_ROOM), hanging=str(_ROOM)))
    element.append(layout)
    return element
