"""What an annotation of a PDF is about: the text under it, or else what stands nearest to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from report_builder.model.annotation import Annotation, PageArea, PageText
from report_builder.rounds.passage_texts import plain
from report_builder.rounds.squeezed_text import LocatedText, SqueezedText, locate

CARET = "Caret"
_POINTING = ("Text", "Stamp", "FileAttachment")
"""What is put beside a text: where it lies tells of no word."""
_LINES_APART = 4
"""A note in the margin is about the line beside it, and not about what is above or below that."""
_BREAK = re.compile(r"[\x00\x02\xad\ufffe]\s*")
"""What stands where a word is broken off."""
_EDGES = re.compile(r"(?P<before>\W*).*?(?P<behind>\W*)", re.DOTALL)
"""The signs around a text, which are looked for apart: they are no letters."""


@dataclass(frozen=True)
class MarkedText:
    """The text that an annotation is about, where that stands in the report, and whether this is a
    guess.
    """

    text: str = ""
    located: LocatedText | None = None
    is_guess: bool = True


class PageMarks:
    """A page of a PDF, on which the text under annotations is looked up in the report."""

    def __init__(self, page: PageText, report: SqueezedText) -> None:
        self.page = page
        self.report = report
        self.letters = SqueezedText([page.characters])

    @cached_property
    def anchor(self) -> int | None:
        """About where in the report the page is."""
        return self.letters.anchor_in(self.report)

    def find(self, annotation: Annotation) -> MarkedText:
        """The text that an annotation is about; nothing where there is none, or nothing tells."""
        if not self._visible or not annotation.areas:
            return MarkedText()
        if annotation.kind == CARET:
            return self._marked(self._before(annotation.areas[0]), 0, is_guess=True)
        under = [] if annotation.kind in _POINTING else self._under(annotation.areas)
        if under:
            return self._marked(under[0], under[-1] + 1 - under[0], is_guess=False)
        return self._marked(self._nearest(annotation.areas), 1, is_guess=True)

    @cached_property
    def _visible(self) -> list[int]:
        """The characters that stand somewhere."""
        areas = self.page.areas
        return [number for number, area in enumerate(areas) if area.right > area.left]

    def _under(self, areas: Sequence[PageArea]) -> list[int]:
        return [
            number
            for number in self._visible
            if any(_holds(area, self.page.areas[number]) for area in areas)
        ]

    def _before(self, area: PageArea) -> int:
        """Behind which character something is to be put in: the number of the next one."""
        across, up = area.middle
        left = [one for one in self._visible if self.page.areas[one].middle[0] <= across]
        nearest = min(left or self._visible, key=lambda one: self._distance(one, across, up))
        return nearest + 1

    def _nearest(self, areas: Sequence[PageArea]) -> int:
        across, up = areas[0].middle
        return min(self._visible, key=lambda one: self._distance(one, across, up))

    def _distance(self, number: int, across: float, up: float) -> float:
        middle = self.page.areas[number].middle
        return abs(middle[0] - across) + _LINES_APART * abs(middle[1] - up)

    def _marked(self, first: int, count: int, *, is_guess: bool) -> MarkedText:
        """The text of so many characters, and where it stands in the report."""
        text = plain(_BREAK.sub("", self.page.characters[first : first + count]))
        start = bisect_left(self.letters.origins, (0, first))
        end = bisect_left(self.letters.origins, (0, first + count))
        located = locate(self.letters, start, end - start, self.report, self.anchor)
        is_certain = located is not None and located.is_certain
        if located is not None:
            located = _with_edges(located, text, self.report.texts[located.number])
        return MarkedText(text, located, is_guess or not is_certain)


def _with_edges(located: LocatedText, marked: str, text: str) -> LocatedText:
    """Where a marked text stands, with the signs around it."""
    edges = _EDGES.fullmatch(marked)
    assert edges is not None
    start, end = located.start, located.end
    if text[:start].endswith(edges["before"]):
        start -= len(edges["before"])
    if marked != edges["before"] and text[end:].startswith(edges["behind"]):
        end += len(edges["behind"])
    return replace(located, start=start, end=end)


def _holds(area: PageArea, character: PageArea) -> bool:
    across, up = character.middle
    return area.left <= across <= area.right and area.bottom <= up <= area.top
