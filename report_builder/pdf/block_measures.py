"""How high the blocks of a section came out on its pages, and which of them are figures that may
move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes

from report_builder.pdf.figure_flow import FlowBlock, FlowPiece

Box: TypeAlias = Any
"""A box of WeasyPrint, which has no types."""
Element: TypeAlias = Any
HEADINGS = ("h1", "h2", "h3", "h4")
NOTE, REPEATED = "noot", "data-weer"
"""The class of a footnote, and what one has that stands on another page as well."""
_UNSEEN = "onzichtbaar"
"""The class of words that are only heard, such as those behind what is yellow: see print.css."""


@dataclass
class MeasuredBlock:
    """An element of a section, and what its boxes on one page or more say of it."""

    element: Element
    style: Any
    pieces: list[FlowPiece] = field(default_factory=list)

    @property
    def level(self) -> int:
        """The level of a heading; 0 for anything else."""
        tag = self.element.tag
        return HEADINGS.index(tag) + 1 if tag in HEADINGS else 0

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return self.element.tag in ("ol", "ul")

    @property
    def announces(self) -> bool:
        """Whether it is a paragraph that announces what follows it."""
        return self.element.tag == "p" and _seen_text(self.element).rstrip().endswith(":")

    @property
    def opens_page(self) -> bool:
        """Whether it stands at the top of a page wherever it comes."""
        return bool(self.style["break_before"] == "page")

    @property
    def closes_page(self) -> bool:
        """Whether what follows it stands at the top of a page."""
        return bool(self.style["break_after"] == "page")

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure or table that may move: one that is whole and calls no note but
        what was called before.
        """
        is_whole = self.style["break_inside"] == "avoid"
        return self.element.tag == "figure" and is_whole and not self._calls_new_note

    @property
    def _calls_new_note(self) -> bool:
        notes = (part for part in self.element.iter() if part.get("class") == NOTE)
        return any(REPEATED not in note.attrib for note in notes)

    def block(self) -> FlowBlock:
        """It as a block to place."""
        margins = (self.style[f"margin_{side}"].value for side in ("top", "bottom"))
        return FlowBlock(tuple(self.pieces), *margins)


@dataclass
class MeasuredSection:
    """A section that was laid out on pages that hold `capacity` pixels."""

    element: Element
    capacity: float
    blocks: dict[Element, MeasuredBlock] = field(default_factory=dict)

    def stretches(self) -> Iterator[list[MeasuredBlock]]:
        """Its blocks, in as many parts as begin at the top of a page of their own."""
        stretch: list[MeasuredBlock] = []
        for block in self.blocks.values():
            if stretch and (block.opens_page or stretch[-1].closes_page):
                yield stretch
                stretch = []
            stretch.append(block)
        if stretch:
            yield stretch


def measured_sections(pages: Sequence[Any]) -> list[MeasuredSection]:
    """The sections of a document that was laid out, with their blocks in order."""
    sections: dict[Element, MeasuredSection] = {}
    # Also of a note that went to a later page than its call: it takes room where it is called.
    notes = dict(chain.from_iterable(_note_heights(page._page_box) for page in pages))
    for page in pages:
        for box in tagged(page._page_box, "section"):
            fresh = MeasuredSection(box.element, page._page_box.height)
            section = sections.setdefault(box.element, fresh)
            for child in box.children:
                fresh_block = MeasuredBlock(child.element, child.style)
                block = section.blocks.setdefault(child.element, fresh_block)
                block.pieces += _pieces(child, notes)
    return list(sections.values())


def tagged(box: Box, tag: str) -> Iterator[Box]:
    """The outermost boxes of elements of a tag in a box."""
    for child in getattr(box, "children", ()):
        if child.element_tag == tag:
            yield child
        else:
            yield from tagged(child, tag)


def _note_heights(page: Box) -> Iterator[tuple[Element, float]]:
    """The notes at the foot of a page, each with its height."""
    notes = (note for area in note_areas(page) for note in area.children)
    return ((note.element, note.margin_height()) for note in notes)


def note_areas(page: Box) -> list[Box]:
    """Where notes stand at the foot of a page; none, or one."""
    return [child for child in page.children if isinstance(child, boxes.FootnoteAreaBox)]


def _pieces(box: Box, notes: dict[Element, float]) -> Iterator[FlowPiece]:
    """What of a box is not broken over pages, from top to bottom, with the room in between."""
    units = list(_units(box)) or [[box]]
    top = box.border_box_y()
    for number, unit in enumerate(units):
        is_last = number == len(units) - 1
        end = box if is_last else unit[-1]
        bottom = end.border_box_y() + end.border_height()
        called = sum(notes.get(note, 0.0) for part in unit for note in called_notes(part))
        yield FlowPiece(bottom - top, called)
        top = bottom


def _units(box: Box) -> Iterator[list[Box]]:
    """The boxes in a box that may stand on pages of their own, together where they may not."""
    children = getattr(box, "children", ())
    if box.style["break_inside"] == "avoid" or not children:
        yield [box]
    elif isinstance(children[0], boxes.LineBox):
        yield from _lines(children, max(box.style["orphans"], 1), max(box.style["widows"], 1))
    else:
        yield from _stacked(children)


def _stacked(children: Sequence[Box]) -> Iterator[list[Box]]:
    """The units of boxes below each other: one that stays with the next ends in its first."""
    waiting: list[Box] = []
    for child in children:
        first, *others = _units(child)
        units = [[*waiting, *first], *others]
        is_tied = child.style["break_after"] == "avoid"
        waiting = units.pop() if is_tied else []
        yield from units
    if waiting:
        yield waiting


def _lines(lines: Sequence[Box], first: int, last: int) -> Iterator[list[Box]]:
    """The lines of a paragraph, so many of the first and of the last ones together."""
    if len(lines) < first + last:
        yield list(lines)
        return
    yield list(lines[:first])
    yield from ([line] for line in lines[first:-last])
    yield list(lines[-last:])


def called_notes(box: Box) -> Iterator[Element]:
    """The notes that are called in a box."""
    for inner in box.descendants() if hasattr(box, "descendants") else ():
        footnote = getattr(inner, "footnote", None)
        if footnote is not None:
            yield footnote.element


def _seen_text(element: Element) -> str:
    """The text of an element without what is only heard."""
    words = element.text or ""
    for child in element:
        if child.get("class") != _UNSEEN:
            words += _seen_text(child)
        words += child.tail or ""
    return words
