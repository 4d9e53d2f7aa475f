"""A Word file as passages: its paragraphs and rows in order, with tracked changes, values and
comments.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.model.returned import ChangeMark, Passage, TextPart, WordFile
from report_builder.word.change_marks import INSERTIONS, change_tags
from report_builder.word.ooxml import (
    ORIGIN,
    TR,
    Element,
    T,
    find_around,
    paragraph_style,
)
from report_builder.word.package import Story, stories, styles_of
from report_builder.word.places import TEXT_BOX, find_places, heading_levels
from report_builder.word.read.change_list import list_changes
from report_builder.word.read.comments import read_comments
from report_builder.word.read.picture_names import picture_names
from report_builder.word.read.stretches import find_break, passage_stretches, style_colours
from report_builder.word.read.unread import find_unread
from report_builder.word.shown.alternatives import is_shown

_VERSION = re.compile(r"\bversie ([0-9a-f]{7})\b")
_CONTENTS = re.compile(
    r"toc|contents|tableoffigures|index|inhopg|lijstmetafbeeldingen", re.IGNORECASE
)
_COLUMN = re.compile(r", kolom \d+$")
_INSERTED = change_tags(INSERTIONS)
_PARTS = {
    qn("w:hdr"): TextPart.EDGE,
    qn("w:ftr"): TextPart.EDGE,
    qn("w:footnotes"): TextPart.NOTE,
    qn("w:endnotes"): TextPart.NOTE,
}


@dataclass
class _Unit:
    """The paragraphs of one passage, and where it stands."""

    story: Story
    place: str
    paragraphs: list[CT_P]


def read_passages(document: DocxDocument) -> WordFile:
    """The passages and comments of a Word file, and what of it is not read."""
    styles = styles_of(document)
    levels, house_colours = heading_levels(styles), style_colours(styles)
    # Of some parts each reading makes a tree of its own: what is found must be of the same one.
    all_stories = list(stories(document))
    roots = [story.root for story in all_stories]
    units = [unit for story in all_stories for unit in _units(story, levels)]
    numbers = {
        paragraph: number for number, unit in enumerate(units) for paragraph in unit.paragraphs
    }
    changes = list_changes(roots, numbers)
    passages = [
        _passage(unit, changes.by_passage.get(number, ()), house_colours)
        for number, unit in enumerate(units)
    ]
    return WordFile(
        find_version(document),
        tuple(passages),
        tuple(read_comments(document, roots, numbers)),
        tuple(changes.loose),
        tuple(find_unread(document, roots)),
    )


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


def _units(story: Story, levels: dict[str, int]) -> Iterator[_Unit]:
    """The paragraphs by the passage that they are of: a row is one passage, and so is a paragraph
    that was split with tracking.
    """
    units: dict[Element, _Unit] = {}
    anchors: dict[Element, Element] = {}
    for paragraph, place in find_places(story.root, levels).items():
        if not is_shown(paragraph):
            continue
        anchor = _anchor(paragraph, anchors)
        anchors[paragraph] = anchor
        unit_place = _COLUMN.sub("", place) if anchor.tag == TR else place
        units.setdefault(anchor, _Unit(story, unit_place, [])).paragraphs.append(paragraph)
    yield from units.values()


def _anchor(paragraph: CT_P, anchors: dict[Element, Element]) -> Element:
    """What makes paragraphs one passage: their outermost row, or the first part of a paragraph that
    was split; `anchors` are those of the paragraphs before it.
    """
    if _is_in_box(paragraph):
        return paragraph
    rows = list(paragraph.iterancestors(TR))
    if rows:
        return rows[-1]
    previous = paragraph.getprevious()
    is_split_off = isinstance(previous, CT_P) and find_break(previous) is not None
    if is_split_off and previous in anchors and _has_old_text(anchors[previous], previous):
        return anchors[previous]
    return paragraph


def _has_old_text(first: Element, last: Element) -> bool:
    """Whether a paragraph that was split, or a part of it, says what was not put in."""
    texts = (text for part in (first, last) for text in part.iter(T, qn("w:delText")))
    return any(find_around(text, *_INSERTED) is None for text in texts)


def _is_in_box(paragraph: CT_P) -> bool:
    return find_around(paragraph, TEXT_BOX) is not None


def _passage(unit: _Unit, marks: Sequence[ChangeMark], house_colours: Collection[str]) -> Passage:
    first = unit.paragraphs[0]
    part = _PARTS.get(str(unit.story.root.tag), TextPart.BODY)
    origin = first.get(ORIGIN, "") if part is TextPart.BODY else ""
    return Passage(
        unit.place,
        tuple(passage_stretches(unit.paragraphs, house_colours)),
        int(origin, 16) if origin else None,
        is_contents=_is_contents(first),
        marks=tuple(marks),
        part=TextPart.BOX if _is_in_box(first) else part,
        is_row=find_around(first, TR) is not None,
        pictures=tuple(picture_names(unit.story.part, unit.paragraphs)),
    )


def _is_contents(paragraph: CT_P) -> bool:
    codes = "".join(code.text or "" for code in paragraph.iter(qn("w:instrText")))
    return "PAGEREF" in codes or bool(_CONTENTS.match(paragraph_style(paragraph)))
