"""Where figures and tables stand in the text of a section, so that pages are full.

A figure that does not fit at the foot of a page leaves a hole there. Text that follows it may run
on before it, or text that stood before it may follow, as long as the figure stays in its section
and all of them stay in their order. Of all the ways to do so this finds the one that leaves the
least room, by the heights that the blocks were found to have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

NOTES_MARGIN = 20.5
"""What stands above the first note of a page, in pixels: see `@footnote` in print.css."""
_MOST_ROUTES = 40
"""How many ways to come to the same place in the text are followed further."""
_PAGE, _ROOM, _STEP, _FAR, _BEFORE_MENTION, _TOGETHER = 3.0, 100.0, 0.15, 1.0, 0.6, 0.2
"""What is worse than what: a page more, one of which all is empty, a figure a block further from
its place, one past a heading, one before the text that names it, one directly behind another.
"""


@dataclass(frozen=True)
class FlowPiece:
    """What is not broken over pages: its height, and that of the notes that it calls, in pixels."""

    height: float
    notes: float = 0.0


@dataclass(frozen=True)
class FlowBlock:
    """A block of text, or a figure: its pieces, and the margins above and below it."""

    pieces: tuple[FlowPiece, ...]
    above: float
    below: float


@dataclass(frozen=True)
class MovableFigure:
    """A figure with the place that it has, and the first and last that it may have.

    A place is the number of blocks of text before it; `mention` is the first place behind the text
    that names it, and `headings` are the places behind which another part of its section begins.
    """

    block: FlowBlock
    place: int
    first: int
    last: int
    mention: int = 0
    headings: tuple[int, ...] = ()

    def cost_of(self, place: int) -> float:
        """What is lost when it stands in another place."""
        passed = sum(self.place <= heading < place for heading in self.headings)
        is_early = place < min(self.mention, self.place)
        return _STEP * abs(place - self.place) + _FAR * passed + _BEFORE_MENTION * is_early


class _Filled(NamedTuple):
    """How far a page is filled: by text, by notes, and the margin that follows the text."""

    text: float = 0.0
    notes: float = 0.0
    margin: float = 0.0


class _Way(NamedTuple):
    """A way through the text: its cost, the page that it ends on, and the places of its figures."""

    cost: float
    page: _Filled
    places: tuple[int, ...]


def best_places(
    texts: Sequence[FlowBlock], figures: Sequence[MovableFigure], capacity: float
) -> tuple[int, ...]:
    """The place of each figure among the texts, on pages of that many pixels."""
    routes: dict[tuple[int, int], list[_Way]] = {(0, 0): [_Way(0.0, _Filled(), ())]}
    for place in range(len(texts) + 1):
        for number in range(len(figures) + 1):
            arrived = _distinct(routes.pop((place, number), []))
            if place == len(texts) and number == len(figures):
                return min(arrived, key=lambda route: route.cost).places
            for following, route in _onward(texts, figures, capacity, (place, number), arrived):
                routes.setdefault(following, []).append(route)
    raise AssertionError("every figure has a place that it may have")


def _onward(
    texts: Sequence[FlowBlock],
    figures: Sequence[MovableFigure],
    capacity: float,
    position: tuple[int, int],
    routes: Sequence[_Way],
) -> Iterator[tuple[tuple[int, int], _Way]]:
    """The routes one block further: by the next text, and by the next figure where it may stand."""
    place, number = position
    figure = figures[number] if number < len(figures) else None
    for route in routes:
        if place < len(texts) and (figure is None or place < figure.last):
            room, page = _filled(route.page, texts[place], capacity)
            yield (place + 1, number), _Way(route.cost + room, page, route.places)
        if figure is not None and figure.first <= place <= figure.last:
            room, page = _filled(route.page, figure.block, capacity)
            is_beside = route.places[-1:] == (place,)
            cost = route.cost + room + figure.cost_of(place) + _TOGETHER * is_beside
            yield (place, number + 1), _Way(cost, page, (*route.places, place))


def _distinct(routes: Sequence[_Way]) -> list[_Way]:
    """The cheapest routes, one for each page that they end on."""
    cheapest: dict[_Filled, _Way] = {}
    for route in sorted(routes):
        page = _Filled(*(round(measure) for measure in route.page))
        cheapest.setdefault(page, route)
    return list(cheapest.values())[:_MOST_ROUTES]


def _filled(page: _Filled, block: FlowBlock, capacity: float) -> tuple[float, _Filled]:
    """The page that a block ends on, and what the room costs that it leaves on pages before."""
    cost = 0.0
    gap = max(page.margin, block.above)
    text, notes = page.text, page.notes
    for piece in block.pieces:
        above = gap if text else 0.0
        grown = notes + piece.notes + (NOTES_MARGIN if piece.notes and not notes else 0.0)
        if text and text + above + piece.height + grown > capacity:
            cost += _PAGE + _ROOM * (max(capacity - text - notes, 0.0) / capacity) ** 2
            text, above = 0.0, 0.0
            grown = piece.notes + (NOTES_MARGIN if piece.notes else 0.0)
        text, notes, gap = text + above + piece.height, grown, 0.0
    return cost, _Filled(text, notes, block.below)
