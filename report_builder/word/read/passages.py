"""A Word file as passages: its paragraphs and rows in order, with tracked changes, values and
comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.model.returned import Passage, Stretch, TrackedChange, WordFile
from report_builder.model.value import OWN_KEY
from report_builder.word.ooxml import (
    ORIGIN,
    SPACE_TAGS,
    TC,
    TR,
    Element,
    R,
    T,
    find_around,
    find_child,
    find_paragraph,
    paragraph_style,
    parent_of,
    read_as,
    value_at,
)
from report_builder.word.package import stories, styles_of
from report_builder.word.places import TEXT_BOX, Places, find_places, heading_levels
from report_builder.word.read.comments import read_comments

_VERSION = re.compile(r"\bversie ([0-9a-f]{7})\b")
_CONTENTS = re.compile(
    r"toc|contents|tableoffigures|index|inhopg|lijstmetafbeeldingen", re.IGNORECASE
)
_COLUMN = re.compile(r", kolom \d+$")
_INSERTED, _DELETED = (qn("w:ins"), qn("w:moveTo")), (qn("w:del"), qn("w:moveFrom"))
_BETWEEN_CELLS = " | "


def read_passages(document: DocxDocument) -> WordFile:
    """The passages and comments of a Word file; what stands in text boxes is left out."""
    passages: list[Passage] = []
    passage_numbers: dict[Element, int] = {}
    levels = heading_levels(styles_of(document))
    for story in stories(document):
        if story.root.tag in (qn("w:hdr"), qn("w:ftr")):
            continue
        for place, paragraphs in _units(find_places(story.root, levels)):
            passage_numbers |= dict.fromkeys(paragraphs, len(passages))
            passages.append(_passage(place, paragraphs, is_body=story.part is document.part))
    comments = read_comments(document, passage_numbers)
    return WordFile(find_version(document), tuple(passages), tuple(comments))


def find_version(document: DocxDocument) -> str:
    """The version that the banner of a concept names, or an empty string."""
    for story in stories(document):
        if story.part is document.part:
            continue
        text = "".join(element.text or "" for element in story.root.iter(T))
        version = _VERSION.search(text)
        if version:
            return version[1]
    return ""


def _units(places: Places) -> Iterator[tuple[str, list[CT_P]]]:
    """The paragraphs by the passage that they are of, with its place: a row is one passage."""
    units: dict[Element, tuple[str, list[CT_P]]] = {}
    for paragraph, place in places.items():
        if find_around(paragraph, TEXT_BOX) is not None:
            continue
        rows = list(paragraph.iterancestors(TR))
        unit = rows[-1] if rows else paragraph
        unit_place = _COLUMN.sub("", place) if rows else place
        units.setdefault(unit, (unit_place, []))[1].append(paragraph)
    yield from units.values()


def _passage(place: str, paragraphs: Sequence[CT_P], *, is_body: bool) -> Passage:
    first = paragraphs[0]
    origin = first.get(ORIGIN, "") if is_body else ""
    return Passage(
        place,
        tuple(_row_stretches(paragraphs)),
        int(origin, 16) if origin else None,
        is_contents=_is_contents(first),
        restyled=tuple(dict.fromkeys(_style_changes(paragraphs))),
    )


def _row_stretches(paragraphs: Iterable[CT_P]) -> Iterator[Stretch]:
    """The text of the paragraphs of a passage, with a sign between cells.

    An empty paragraph at the start gets no space or sign behind it.
    """
    has_text = False
    previous_cell = None
    for paragraph in paragraphs:
        cell = find_around(paragraph, TC)
        if previous_cell is not None and has_text:
            yield Stretch(_BETWEEN_CELLS if cell is not previous_cell else " ")
        for stretch in _stretches(paragraph):
            has_text = True
            yield stretch
        previous_cell = cell


def _style_changes(paragraphs: Iterable[CT_P]) -> Iterator[TrackedChange]:
    for paragraph in paragraphs:
        yield from map(_change, paragraph.iter(qn("w:rPrChange"), qn("w:pPrChange")))


def _is_contents(paragraph: CT_P) -> bool:
    codes = "".join(code.text or "" for code in paragraph.iter(qn("w:instrText")))
    return "PAGEREF" in codes or bool(_CONTENTS.match(paragraph_style(paragraph)))


def _stretches(paragraph: CT_P) -> Iterator[Stretch]:
    """The text of a paragraph in pieces, with what was done to each."""
    # Of a row that was put in or taken out, the change stands at the row and not at its text.
    row = find_around(paragraph, TR)
    row_inserted = _row_change(row, "w:ins")
    row_deleted = _row_change(row, "w:del")
    for element in _all_texts(paragraph):
        around = list(_inside(paragraph, element))
        inserted = row_inserted or _innermost_change(around, _INSERTED)
        deleted = row_deleted or _innermost_change(around, _DELETED)
        text = read_as(element) or element.text or ""
        if text:
            yield Stretch(text, inserted, deleted, _key(around))


def _all_texts(paragraph: CT_P) -> Iterator[Element]:
    """The elements that make up the text of a paragraph, with what was taken out of it."""
    for element in paragraph.iter(T, qn("w:delText"), *SPACE_TAGS):
        is_stop = element.tag in SPACE_TAGS and parent_of(element).tag != R
        if find_paragraph(element) is paragraph and not is_stop:
            yield element


def _inside(paragraph: CT_P, element: Element) -> Iterator[Element]:
    """What an element stands in, from inside to outside, up to its paragraph."""
    for around in element.iterancestors():
        if around is paragraph:
            return
        yield around


def _row_change(row: Element | None, tag: str) -> TrackedChange | None:
    """Who put in or took out a whole row."""
    change = find_child(row, "w:trPr", tag) if row is not None else None
    return _change(change) if change is not None else None


def _innermost_change(around: Iterable[Element], tags: tuple[str, ...]) -> TrackedChange | None:
    for element in around:
        if element.tag in tags:
            return _change(element)
    return None


def _key(around: Iterable[Element]) -> str:
    """The key of the value that a text is of, or an empty string."""
    for control in around:
        if control.tag == qn("w:sdt"):
            key = value_at(control, "w:sdtPr", "w:tag")
            if OWN_KEY.search(key):
                return key
    return ""


def _change(element: Element) -> TrackedChange:
    return TrackedChange(element.get(qn("w:author"), ""), element.get(qn("w:date"), ""))
