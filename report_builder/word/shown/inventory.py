"""What a Word file shows, paragraph by paragraph, and a mark in each by which it is known again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.model.shown import MARK, MARK_END, Position, ShownParagraph
from report_builder.word.ooxml import (
    ID,
    ORIGIN,
    Element,
    T,
    find_around,
    make_run,
    paragraphs_in,
    read_as,
)
from report_builder.word.opening import open_docx
from report_builder.word.package import Story, WordFile, stories, styles_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.shown.form_fields import FIELD_CHAR, form_text
from report_builder.word.shown.formulas import find_fault
from report_builder.word.shown.omml import FORMULA, formula_text
from report_builder.word.shown.picture_kinds import BLIP, IMAGE_DATA, picture_fault
from report_builder.word.shown.plain_runs import RUBY, ruby_text
from report_builder.word.shown.symbols import SYMBOL, find_symbol, read_symbols, texts_in_symbols

_NUMBER, POSITION = "{urn:report-builder}paragraph", "{urn:report-builder}position"
"""On a paragraph while it is made ready to be converted: its number, and which paragraph of its
part it was before anything was taken out or put in. They go into no file.
"""
_NOTE_CALLS = (qn("w:footnoteReference"), qn("w:endnoteReference"))
_NOTES = {qn("w:footnotes"): _NOTE_CALLS[0], qn("w:endnotes"): _NOTE_CALLS[1]}
_PICTURES = (BLIP, IMAGE_DATA)
_HYPHENS = {qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad"}
_CUTS = (*_NOTE_CALLS, *_PICTURES, FORMULA)
"""What stands between two stretches of text."""
_SPACES = (qn("w:tab"), qn("w:br"), qn("w:cr"))
_UNREAD = (qn("w:del"), qn("w:moveFrom"), qn("w:object"), RUBY, FORMULA)
"""What is not read as text of the paragraph around it."""


@dataclass
class _Counted:
    """What one paragraph shows, while it is counted."""

    stretches: list[str] = field(default_factory=lambda: [""])
    notes: int = 0
    pictures: int = 0
    formulas: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is read or seen."""
        return not any((*map(str.strip, self.stretches), self.notes, self.pictures, self.formulas))


def note_positions(document: WordFile) -> None:
    """Note in each paragraph which of its part it is."""
    for story in stories(document):
        for number, paragraph in enumerate(paragraphs_in(story.root)):
            paragraph.set(POSITION, str(number))
        story.write()


def position_of(story: Story, paragraph: CT_P, number: int | None) -> Position:
    """Which paragraph of its file one is; of the template, as filling noted it."""
    noted = paragraph.get(ORIGIN, "")
    origin = int(noted, 16) if re.fullmatch("[0-9A-F]{8}", noted) else None
    return Position(story.name, number, origin)


def _noted(paragraph: CT_P) -> int | None:
    noted = paragraph.get(POSITION, "")
    return int(noted) if noted.isdigit() else None


def list_shown(document: WordFile) -> tuple[ShownParagraph, ...]:
    """What each paragraph shows of the text and of the notes that it calls; in each stays its
    number, until `write_marks`.
    """
    paragraphs: list[ShownParagraph] = []
    body, *others = stories(document)
    for story in (body, *others):
        if story is not body and story.root.tag not in _NOTES:
            continue
        called = _called_notes(body.root, story.root)
        for paragraph, counted in _counted(story):
            if counted.is_empty or not _is_called(paragraph, called):
                continue
            paragraph.set(_NUMBER, str(len(paragraphs)))
            paragraphs.append(
                ShownParagraph(
                    len(paragraphs),
                    position_of(story, paragraph, _noted(paragraph)),
                    tuple(filter(str.strip, counted.stretches)),
                    counted.notes,
                    counted.pictures,
                    counted.formulas,
                )
            )
        story.write()
    return tuple(paragraphs)


def write_marks(document: WordFile) -> None:
    """Put the mark of each paragraph before its text, in the place of its number."""
    for story in stories(document):
        for paragraph in paragraphs_in(story.root):
            paragraph.attrib.pop(POSITION, None)
            number = paragraph.attrib.pop(_NUMBER, None)
            if number is None:
                continue
            mark = make_run(f"{MARK}{number}{MARK_END}")
            properties = paragraph.pPr
            if properties is not None:
                properties.addnext(mark)
            else:
                paragraph.insert(0, mark)
        story.write()


def places_of(data: bytes, file: str) -> dict[tuple[str, int], str]:
    """The place of every paragraph of a Word file, by its part and its position there; none of a
    file that cannot be read.
    """
    document, _ = open_docx(data, file)
    if document is None:
        return {}
    levels = heading_levels(styles_of(document))
    places: dict[tuple[str, int], str] = {}
    for story in stories(document):
        by_paragraph = find_places(story.root, levels)
        for position, paragraph in enumerate(paragraphs_in(story.root)):
            places[story.name, position] = by_paragraph.get(paragraph, "1")
    return places


def _called_notes(body: Element, root: Element) -> frozenset[str] | None:
    """The notes of a part that the text calls; None for the text itself."""
    if root.tag not in _NOTES:
        return None
    return frozenset(call.get(ID, "") for call in body.iter(_NOTES[str(root.tag)]))


def _is_called(paragraph: CT_P, called: frozenset[str] | None) -> bool:
    if called is None:
        return True
    note = find_around(paragraph, qn("w:footnote"), qn("w:endnote"))
    return note is not None and note.get(ID) in called


def _counted(story: Story) -> Iterator[tuple[CT_P, _Counted]]:
    """What each paragraph of a part shows, in the order of the part."""
    counts = {paragraph: _Counted() for paragraph in paragraphs_in(story.root)}
    symbols = {text: read_symbols(text, font) for text, font in texts_in_symbols(story.root)}
    tags = (T, *_SPACES, *_HYPHENS, SYMBOL, FIELD_CHAR, RUBY, *_CUTS)
    for element in story.root.iter(*tags):
        paragraph = _owner(element)
        if paragraph is not None:
            _count(story, element, counts[paragraph], symbols.get(element))
    yield from counts.items()


def _owner(element: Element) -> CT_P | None:
    """The paragraph that an element is shown in; None where it is not, or not as text."""
    for around in element.iterancestors():
        if isinstance(around, CT_P):
            return around
        if around.tag in _UNREAD:
            return None
    return None


def _count(story: Story, element: Element, counted: _Counted, symbols: str | None) -> None:
    tag = str(element.tag)
    if tag in _CUTS:
        counted.stretches.append("")
        counted.notes += tag in _NOTE_CALLS
        counted.pictures += tag in _PICTURES and picture_fault(story.part, element) is None
        if tag == FORMULA:
            _count_formula(element, counted)
    else:
        counted.stretches[-1] += symbols or _read(element, tag)


def _count_formula(element: Element, counted: _Counted) -> None:
    """A formula; of one that cannot be shown as such its signs are."""
    if find_fault(element) is None:
        counted.formulas += 1
    else:
        counted.stretches += [formula_text(element), ""]


def _read(element: Element, tag: str) -> str:
    """What an element of a run is read as."""
    if tag == SYMBOL:
        return find_symbol(element) or ""
    if tag == FIELD_CHAR:
        return form_text(element)
    if tag == RUBY:
        return ruby_text(element)
    return _HYPHENS.get(tag, "") or read_as(element)
