"""Figures and tables of a document moved within their sections, to where pages have room for them.

WeasyPrint puts a figure where it stands in the HTML. So pages are laid out once to see how high
everything is, figures get their places by that, and pages are laid out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from report_builder.pdf.block_measures import MeasuredBlock, MeasuredSection, measured_sections
from report_builder.pdf.figure_flow import FlowBlock, FlowPiece, MovableFigure, best_places

_SECTION_LEVEL = 2
"""A figure may pass a heading of a lower level than this, and stays in its numbered section."""
_SPARE = 2.0
"""So many pixels of a page are not counted on: what was measured on one page comes out a little
higher on another.
"""

Group = list[MeasuredBlock]
"""Blocks that stay together, such as a heading and what follows it."""


def move_figures(pages: Sequence[Any]) -> bool:
    """Move the figures of a document that was laid out on these pages; whether any was moved.

    They are moved in the HTML that the pages were made from.
    """
    has_moved = False
    for section in measured_sections(pages):
        for stretch in section.stretches():
            has_moved |= _move(section, stretch)
    return has_moved


def _move(section: MeasuredSection, blocks: Sequence[MeasuredBlock]) -> bool:
    """Move the figures of blocks that run on from the top of a page."""
    texts, figures = _sorted_out(blocks)
    if not figures:
        return False
    order = [figure for figure, _ in figures]
    movable = [_movable(figure, place, texts) for figure, place in figures]
    capacity = section.capacity - _SPARE
    placed = best_places([_joined(group) for group in texts], movable, capacity)
    if placed == tuple(figure.place for figure in movable):
        return False
    elements = []
    for place, group in enumerate([*texts, []]):
        at = zip(order, placed, strict=True)
        elements += [figure.element for figure, chosen in at if chosen == place]
        elements += [block.element for block in group]
    start = list(section.element).index(blocks[0].element)
    section.element[start : start + len(elements)] = elements
    return True


def _sorted_out(
    blocks: Sequence[MeasuredBlock],
) -> tuple[list[Group], list[tuple[MeasuredBlock, int]]]:
    """The text in groups that stay together, and the figures with their places among these."""
    texts: list[Group] = []
    figures = []
    before = None
    for block in blocks:
        if before is not None and _are_tied(before, block):
            texts[-1].append(block)
        elif block.is_figure:
            figures.append((block, len(texts)))
        else:
            texts.append([block])
        before = block
    return texts, figures


def _are_tied(before: MeasuredBlock, block: MeasuredBlock) -> bool:
    """Whether nothing may come between two blocks: below a heading, and before a list that is
    announced.
    """
    if before.is_figure and not block.is_list:
        return False
    return bool(before.level) or (block.is_list and before.announces)


def _joined(group: Group) -> FlowBlock:
    """Blocks that stay together as one: the last piece of each with the first of the next."""
    blocks = [block.block() for block in group]
    pieces = list(blocks[0].pieces)
    for before, block in pairwise(blocks):
        gap = max(before.below, block.above)
        last, first = pieces[-1], block.pieces[0]
        pieces[-1] = FlowPiece(last.height + gap + first.height, last.notes + first.notes)
        pieces += block.pieces[1:]
    return FlowBlock(tuple(pieces), blocks[0].above, blocks[-1].below)


def _movable(figure: MeasuredBlock, place: int, texts: Sequence[Group]) -> MovableFigure:
    """A figure with the places that it may have: from behind the heading of its part, to before the
    next section.
    """
    headings = [number for number, group in enumerate(texts) if group[0].level]
    first = max((number + 1 for number in headings if number < place), default=min(1, place))
    later = [number for number in headings if number >= place]
    ends = (number for number in later if texts[number][0].level <= _SECTION_LEVEL)
    last = next(ends, len(texts))
    passed = tuple(number for number in later if number < last)
    mentions = (number + 1 for number, group in enumerate(texts) if _mentions(group, figure))
    return MovableFigure(figure.block(), place, first, last, next(mentions, 0), passed)


def _mentions(group: Group, figure: MeasuredBlock) -> bool:
    """Whether a text refers to a figure."""
    targets = {f"#{name}" for name in _names(figure)}
    return any(link.get("href") in targets for block in group for link in block.element.iter("a"))


def _names(figure: MeasuredBlock) -> Iterator[str]:
    for element in figure.element.iter():
        if name := element.get("id"):
            yield name
