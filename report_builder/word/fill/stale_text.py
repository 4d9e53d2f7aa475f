"""What of a part is stale and turns yellow: sentences, and table cells as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from docx.oxml.text.paragraph import CT_P

from report_builder.model.value import Input, TracedValue
from report_builder.word.ooxml import (
    TC,
    Element,
    find_around,
    paragraphs_in,
    parent_of,
    read_as,
    texts_in,
)
from report_builder.word.template.marks import MarkedParagraph, OpenBranches
from report_builder.wording.sentences import sentence_spans

StaleBranches: TypeAlias = Mapping[int, tuple[Input, ...]]
"""The stale observations that decided what stands in a marked branch, by its number."""


@dataclass(frozen=True)
class StaleText:
    """A sentence or the text of a cell that a concept has in yellow: its first and last part, and
    what is stale.
    """

    first: Element
    last: Element
    stale_inputs: tuple[Input, ...]


class Extent(NamedTuple):
    """A stretch of the text of a paragraph."""

    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        """Whether another stretch has a character of it."""
        return start < self.end and end > self.start


def stale_cells(lines: Iterable[MarkedParagraph]) -> list[Element]:
    """The table cells with something stale in them, which turn yellow as a whole."""
    cells = []
    for line in lines:
        cell = cell_of(line.paragraph)
        if cell is not None and (line.empty_branches or any(_stale_extents(line))):
            cells.append(cell)
    return list(dict.fromkeys(cells))


def unmarked_lines(
    cells: Iterable[Element], lines: Iterable[MarkedParagraph]
) -> list[MarkedParagraph]:
    """The paragraphs of cells that have no marks of their own."""
    marked = {line.paragraph for line in lines}
    unmarked: list[MarkedParagraph] = []
    for cell in cells:
        for paragraph in paragraphs_in(cell):
            is_of_cell = cell_of(paragraph) is cell  # and not of a cell in a table within it
            if is_of_cell and paragraph not in marked:
                unmarked += [MarkedParagraph(paragraph)]
    return unmarked


def cell_of(paragraph: CT_P) -> Element | None:
    """The innermost table cell that a paragraph stands in."""
    return find_around(paragraph, TC)


def parts_in(paragraph: CT_P, extent: Extent) -> Iterator[Element]:
    """What stands directly in a paragraph and holds some of its text."""
    position = 0
    for element in texts_in(paragraph):
        end = position + len(read_as(element))
        if extent.overlaps(position, end):
            yield _part_of(paragraph, element)
        position = end


def _part_of(paragraph: CT_P, element: Element) -> Element:
    """What stands directly in a paragraph and holds an element."""
    part = element
    while parent_of(part) is not paragraph:
        part = parent_of(part)
    return part


def stale_inputs_in(
    line: MarkedParagraph, extent: Extent, stale_branches: StaleBranches
) -> tuple[Input, ...]:
    """The stale observations that a stretch of a paragraph rests on, each once: those of its
    values, then those that chose its text.
    """
    inputs: list[Input] = []
    branches: list[OpenBranches] = []
    for position, fragment in line.positions():
        if not extent.overlaps(position, position + len(fragment.text)):
            continue
        branches.append(fragment.branches)
        if isinstance(fragment.printed, TracedValue):
            inputs += fragment.printed.stale_inputs
    for empty in line.empty_branches:
        if extent.start <= empty.offset <= extent.end:
            branches += [empty.branches]
    for around in branches:
        for number in around.numbers:
            inputs += stale_branches.get(number, ())
    return tuple(dict.fromkeys(inputs))


def _stale_extents(line: MarkedParagraph) -> Iterator[Extent]:
    """Where in the text of a paragraph stale values and the words that they chose stand."""
    for position, fragment in line.positions():
        text = fragment.text.strip()
        if text and fragment.is_stale:
            start = position + fragment.text.index(text)
            yield Extent(start, start + len(text))


def stale_sentences(line: MarkedParagraph) -> Iterator[Extent]:
    """The sentences with something stale, which turn yellow as a whole."""
    stale_extents = list(_stale_extents(line))
    empty_branches = [branch.offset for branch in line.empty_branches]
    for start, end in sentence_spans(line.text):
        sentence = Extent(start, end)
        has_stale = any(sentence.overlaps(*extent) for extent in stale_extents)
        has_empty = any(start < offset < end for offset in empty_branches)
        if has_stale or has_empty:
            yield sentence
