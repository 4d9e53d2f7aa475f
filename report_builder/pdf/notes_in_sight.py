"""Footnotes stand at the foot of the page that calls them.

A note that is called again further on stands there once more where that is another page. And
WeasyPrint sends notes to a later page, or loses one, where it finds too late that a line has no
room for its own: what calls such a note goes to the next page instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any, TypeAlias
from xml.etree import ElementTree

from report_builder.pdf.block_measures import (
    HEADINGS,
    NOTE,
    REPEATED,
    Element,
    called_notes,
    note_areas,
    tagged,
)

Document: TypeAlias = Any
"""A document that WeasyPrint laid out; it has no types."""
Page: TypeAlias = Any
_REPEAT = "noot-weer"
_MARK = "data-teken"
"""What a note is called by where that is not its number by itself: see print.css."""
_MOST_ROUNDS = 6
"""So often pages are laid out again: a note that comes to a page sends lines to the next."""


def bring_notes(root: Element, document: Document, render: Callable[[], Document]) -> Document:
    """The document with every note on the page that calls it, as far as there is room; `root` is
    the HTML that it was made from, which changes.
    """
    for _ in range(_MOST_ROUNDS):
        if not (repeat_notes(root, document) or _push(root, document)):
            break
        document = render()
    return document


def lost_notes(root: Element, pages: Sequence[Page]) -> list[str]:
    """The texts of the notes that stand on no page."""
    shown = {note for page in pages for note in _notes_of(page)}
    return ["".join(note.itertext()).strip() for note in _of_class(root, NOTE) if note not in shown]


def _notes_of(page: Page) -> tuple[Element, ...]:
    """The notes at the foot of a page."""
    return tuple(note.element for area in note_areas(page._page_box) for note in area.children)


def _of_class(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if element.get("class") == name)


def _keep_marks(notes: Sequence[Element]) -> None:
    """Let each note keep its number when others come between."""
    for number, note in enumerate(notes, start=1):
        note.set(_MARK, note.get(_MARK) or str(number))


def repeat_notes(root: Element, document: Document) -> bool:
    """Let each page have the notes that it calls again, and each of them once; whether any page had
    them otherwise. They do in the next layout.
    """
    all_notes = list(_of_class(root, NOTE))
    notes = [note for note in all_notes if REPEATED not in note.attrib]
    if len(notes) == len(all_notes) and next(_of_class(root, _REPEAT), None) is None:
        return False
    _keep_marks(notes)
    by_mark = {note.get(_MARK): note for note in notes}
    has_changed = False
    for page in document.pages:
        on_page = _notes_of(page)
        marks = [note.get(_MARK) for note in on_page]
        for note in on_page:
            if REPEATED in note.attrib and marks.count(note.get(_MARK)) > 1:
                marks.remove(note.get(_MARK))
                _to_link(note)
                has_changed = True
        for link in _repeats_of(page):
            mark = "".join(link.itertext()).strip()
            if mark in by_mark and mark not in marks:
                marks.append(mark)
                _to_note(link, by_mark[mark])
                has_changed = True
    return has_changed


def _repeats_of(page: Page) -> list[Element]:
    """The places of a page that call a note again, in order."""
    boxes = (box for section in tagged(page._page_box, "section") for box in section.descendants())
    links = (box.element for box in boxes if box.element_tag == "a")
    return list(dict.fromkeys(link for link in links if link.get("class") == _REPEAT))


def _to_note(link: Element, note: Element) -> None:
    """A call of a note that stands on an earlier page becomes that note once more."""
    target = link.get("href")
    link.tag, link.text, link[:] = "span", note.text, [deepcopy(child) for child in note]
    link.attrib.clear()
    link.attrib.update({"class": NOTE, _MARK: note.get(_MARK), REPEATED: target})


def _to_link(note: Element) -> None:
    """The other way: the note itself came to the same page."""
    raised = ElementTree.Element("sup")
    raised.text = note.get(_MARK)
    target = note.get(REPEATED)
    note.tag, note.text, note[:] = "a", None, [raised]
    note.attrib.clear()
    note.attrib.update({"class": _REPEAT, "href": target})


def _push(root: Element, document: Document) -> bool:
    """Send the last block of a page that calls a note which is not on it to the next page; whether
    there was any.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    for page in document.pages:
        on_page, sections = _notes_of(page), list(tagged(page._page_box, "section"))
        called = [note for section in sections for note in called_notes(section)]
        strays = [note for note in called if note not in on_page]
        first = next((block.element for section in sections for block in section.children), None)
        if strays and _begins_page(_block_of(strays[-1], parents), parents, first):
            return True
    return False


def _block_of(element: Element, parents: dict[Element, Element]) -> Element:
    """The block of a section that an element stands in."""
    while parents[element].tag != "section":
        element = parents[element]
    return element


def _begins_page(
    block: Element, parents: dict[Element, Element], first_of_page: Element | None
) -> bool:
    """Let a block begin a page, with the headings above it; not where it begins one already."""
    siblings = list(parents[block])
    start = siblings.index(block)
    while start and siblings[start - 1].tag in HEADINGS:
        start -= 1
    first = siblings[start]
    if first is first_of_page or first_of_page is block:
        return False
    style = first.get("style", "")
    first.set("style", f"{style}; break-before: page".removeprefix("; "))
    return True
