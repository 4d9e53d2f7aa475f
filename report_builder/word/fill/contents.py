"""The tables of contents, figures and tables: live fields in Word, with entries that are right
without it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.model.document import Heading
from report_builder.word.fields import bookmark, field_runs, instructions
from report_builder.word.fill.heading_numbers import heading_numbers
from report_builder.word.fill.marking import highlight, is_yellow
from report_builder.word.ooxml import (
    Element,
    P,
    R,
    copy_of,
    make,
    make_run,
    paragraph_style,
    text_of,
)
from report_builder.word.package import styles_of
from report_builder.word.places import heading_levels
from report_builder.word.styles import style_ids

_LEVELS = re.compile(r"TOC\b.*\\o\s+\"(\d)-(\d)\"")
_CAPTIONS = re.compile(r"TOC\b.*\\c\s+\"([^\"]+)\"")


def list_headings(document: DocxDocument, label: str) -> list[Heading]:
    """The headings of a document in order; each gets a bookmark of its own, named after the
    label.
    """
    styles = styles_of(document)
    levels, numbers = heading_levels(styles), heading_numbers(document)
    return [
        Heading(
            level,
            numbers.get(paragraph, ""),
            text,
            _anchor(paragraph, f"{label}|{place}|{text}"),
            any(is_yellow(run) for run in paragraph.iter(R)),
        )
        for place, (paragraph, level) in enumerate(_headings(document.element.body, levels))
        if (text := text_of(paragraph).strip())
    ]


def _headings(body: Element, levels: Mapping[str, int]) -> Iterator[tuple[Element, int]]:
    for paragraph in body.iterchildren(P):
        level = levels.get(paragraph_style(paragraph))
        if level:
            yield paragraph, level


def _anchor(paragraph: Element, name: str) -> str:
    known = next((start.get(qn("w:name")) for start in paragraph.iter(qn("w:bookmarkStart"))), "")
    if known.startswith("_Toc"):
        return known
    anchor = "_Toc" + hashlib.sha256(name.encode()).hexdigest()[:12]
    content = [child for child in paragraph if child.tag != qn("w:pPr")]
    for element in bookmark(anchor, content):
        paragraph.append(element)
    return anchor


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
    ids = style_ids(styles_of(document))
    for code in instructions(document.element.body):
        text = code.text or ""
        if levels := _LEVELS.search(text):
            first, last = (int(level) for level in levels.groups())
            listed = [heading for heading in headings if first <= heading.level <= last]
        elif noun := _CAPTIONS.search(text):
            listed = [caption for caption in captions if caption.number.startswith(f"{noun[1]} ")]
        else:
            continue
        paragraph = next(code.iterancestors(P))
        if listed:
            _fill_list(
                paragraph,
                text.strip(),
                [_entry(item, pages.get(item.anchor, ""), ids) for item in listed],
            )
        elif noun is not None:
            _remove_list(paragraph, ids)


def _fill_list(paragraph: Element, instruction: str, entries: list[Element]) -> None:
    """Put entries in the place of the paragraph that held the field; together they hold it now."""
    begin, end = _split_field(instruction)
    for offset, run in enumerate(begin):
        entries[0].insert(1 + offset, run)
    entries[-1].append(end)
    for entry in entries:
        paragraph.addprevious(entry)
    section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if section is not None:
        entries[-1].get_or_add_pPr().append(copy_of(section))
    paragraph.getparent().remove(paragraph)


def _remove_list(paragraph: Element, ids: Mapping[str, str]) -> None:
    """Take an empty list away with its heading; a section that ended there ends before it."""
    heading = paragraph.getprevious()
    if (
        heading is not None
        and heading.tag == P
        and paragraph_style(heading) == ids.get("Voorwerkkop")
    ):
        heading.getparent().remove(heading)
    section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if section is not None:
        before = paragraph.getprevious()
        if before is None or before.tag != P:
            before = make("w:p")
            paragraph.addprevious(before)
        before.get_or_add_pPr().append(section)
    paragraph.getparent().remove(paragraph)


def _split_field(instruction: str) -> tuple[list[Element], Element]:
    """The runs that open a field and the run that closes it."""
    *opening, closing = field_runs(instruction, [])
    return opening, closing


def _entry(heading: Heading, page: str, ids: Mapping[str, str]) -> Element:
    """One line: number, text and page, leading to the heading."""
    entry, properties = make("w:p"), make("w:pPr")
    style = f"toc {heading.level}" if heading.level else "table of figures"
    properties.append(make("w:pStyle", val=ids.get(style, "")))
    link = make("w:hyperlink", anchor=heading.anchor, history="1")
    if heading.number:
        link.extend((make_run(heading.number), _tab()))
    text = make_run(heading.text)
    if heading.is_stale:
        highlight(text)
    link.append(text)
    link.append(_tab())
    link.extend(field_runs(f"PAGEREF {heading.anchor} \\h", page or "–"))
    entry.extend((properties, link))
    return entry


def _tab() -> Element:
    run = make("w:r")
    run.append(make("w:tab"))
    return run
