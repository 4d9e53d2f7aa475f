"""The tables of contents, figures and tables: live fields in Word, with entries that are right
without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docx.document import Document as DocxDocument
from docx.oxml.text.paragraph import CT_P

from report_builder.model.document import Heading
from report_builder.word.fields import field_runs, instructions
from report_builder.word.fill.highlights import highlight
from report_builder.word.ooxml import (
    Element,
    copy_of,
    find_paragraph,
    find_section,
    make,
    make_paragraph,
    make_run,
    paragraph_style,
    remove,
    run_around,
)
from report_builder.word.package import body_of
from report_builder.word.styles import StyleIds, document_style_ids

# Switches of the field TOC: `\o "1-3"` lists headings of these levels, `\c "Figuur"` captions.
_LEVELS = re.compile(r"TOC\b.*\\o\s+\"(\d)-(\d)\"")
_CAPTIONS = re.compile(r"TOC\b.*\\c\s+\"([^\"]+)\"")


def fill_contents(
    document: DocxDocument,
    headings: Sequence[Heading],
    captions: Sequence[Heading],
    pages: Mapping[str, str],
) -> None:
    """Put the entries in the tables of contents, figures and tables that the document has.

    A caption is a heading of level 0; `pages` gives the page of each anchor. A list without
    captions goes, with its heading.
    """
    ids = document_style_ids(document)
    for code in instructions(body_of(document)):
        instruction = (code.text or "").strip()
        listed = _listed(instruction, headings, captions)
        paragraph = find_paragraph(code)
        if listed is None or paragraph is None:
            continue
        if listed:
            entries = [_entry(heading, pages.get(heading.anchor, ""), ids) for heading in listed]
            _fill_list(paragraph, instruction, entries)
        elif _CAPTIONS.search(instruction):
            _remove_list(paragraph, ids)


def _listed(
    instruction: str, headings: Sequence[Heading], captions: Sequence[Heading]
) -> list[Heading] | None:
    """What a table of contents or of figures lists; None for another field."""
    levels = _LEVELS.search(instruction)
    if levels:
        first, last = int(levels[1]), int(levels[2])
        return [heading for heading in headings if first <= heading.level <= last]
    noun = _CAPTIONS.search(instruction)
    if noun:
        return [caption for caption in captions if caption.number.startswith(f"{noun[1]} ")]
    return None


def _fill_list(paragraph: CT_P, instruction: str, entries: Sequence[CT_P]) -> None:
    """Put entries in the place of the paragraph that held the field; together they hold it now.

    A field may run over paragraphs: it begins in the first entry, behind the properties, and ends
    in the last.
    """
    first, last = entries[0], entries[-1]
    *opening, closing = field_runs(instruction, [])
    for position, run in enumerate(opening, start=1):
        first.insert(position, run)
    last.append(closing)
    for entry in entries:
        paragraph.addprevious(entry)
    section = find_section(paragraph)
    if section is not None:
        last.get_or_add_pPr().append(copy_of(section))
    remove(paragraph)


def _remove_list(paragraph: CT_P, ids: StyleIds) -> None:
    """Take an empty list away with its heading; a section that ended there ends before it."""
    heading = paragraph.getprevious()
    if isinstance(heading, CT_P) and paragraph_style(heading) == ids.get("Voorwerkkop"):
        remove(heading)
    section = find_section(paragraph)
    if section is not None:
        _ensure_paragraph_before(paragraph).get_or_add_pPr().append(section)
    remove(paragraph)


def _ensure_paragraph_before(paragraph: CT_P) -> CT_P:
    before = paragraph.getprevious()
    if not isinstance(before, CT_P):
        before = make("w:p")
        paragraph.addprevious(before)
    assert isinstance(before, CT_P)
    return before


def _entry(heading: Heading, page: str, ids: StyleIds) -> CT_P:
    """One line: number, text and page, leading to the heading."""
    link = make("w:hyperlink", anchor=heading.anchor, history="1")
    if heading.number:
        link.extend((make_run(heading.number), _tab()))
    text = make_run(heading.text)
    if heading.is_stale:
        highlight(text)
    link.extend((text, _tab()))
    link.extend(field_runs(f"PAGEREF {heading.anchor} \\h", page or "–"))
    style = f"toc {heading.level}" if heading.level else "table of figures"
    return make_paragraph(ids.get(style, ""), [link])


def _tab() -> Element:
    return run_around(make("w:tab"))
