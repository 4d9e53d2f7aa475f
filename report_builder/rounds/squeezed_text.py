"""Texts reduced to their letters and digits, to find what a page of a PDF shows: there words are
broken off, cells stand apart, and spaces are what somebody made of the distances.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median_low

_CONTEXTS = tuple(
    context for length in (60, 25, 10) for context in ((length, length), (length, 0), (0, length))
)
"""So many letters before and behind are looked for along, the most telling first."""
_TELLING = 6
"""A text of fewer letters can stand somewhere by chance."""
_PIECE = 25
_STEP = 100


@dataclass(frozen=True)
class LocatedText:
    """Where a text stands: in which of the texts, and from where to where in it."""

    number: int
    start: int
    end: int
    is_certain: bool


class SqueezedText:
    """Texts, one behind the other, as letters that know where they came from."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        letters: list[str] = []
        self.origins: list[tuple[int, int]] = []
        """The text that each letter is of, and where in it."""
        for number, text in enumerate(texts):
            for offset, character in enumerate(text):
                letters.append(_squeezed(character))
                self.origins += [(number, offset)] * len(letters[-1])
        self.letters = "".join(letters)

    def anchor_in(self, other: SqueezedText) -> int | None:
        """About which letter of other texts these are at; None where nothing tells."""
        places = [
            other.letters.find(piece) for piece in self._pieces() if other.letters.count(piece) == 1
        ]
        return median_low(places) if places else None

    def _pieces(self) -> list[str]:
        starts = range(0, max(len(self.letters) - _PIECE, 1), _STEP)
        pieces = (self.letters[start : start + _PIECE] for start in starts)
        return [piece for piece in pieces if len(piece) >= _TELLING]

    def located(self, first: int, count: int, is_certain: bool) -> LocatedText:
        """Where so many letters from one on stand, as far as they are of one text."""
        if count == 0:
            number, offset = self.origins[first - 1] if first else (0, -1)
            return LocatedText(number, offset + 1, offset + 1, is_certain)
        number, start = self.origins[first]
        last_number, last = self.origins[first + count - 1]
        end = last + 1 if last_number == number else len(self.texts[number])
        return LocatedText(number, start, end, is_certain)


def squeezed(text: str) -> str:
    """The letters and digits of a text, whatever their case."""
    return "".join(map(_squeezed, text))


@cache
def _squeezed(character: str) -> str:
    letters = unicodedata.normalize("NFKC", character).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def locate(
    page: SqueezedText, first: int, count: int, report: SqueezedText, anchor: int | None
) -> LocatedText | None:
    """Where so many letters of a page, from one on, stand in the report; None where it has none
    like these.

    What stands there once is certain. A guess is, of what stands there more often, the nearest to
    the anchor; and of what stands there in part, as where a note or the edge of a page is between,
    that part.
    """
    guesses: list[int] = []
    for before, behind in (*_CONTEXTS, (0, 0)):
        start = max(first - before, 0)
        window = page.letters[start : first + count + behind]
        places = _places(window, report.letters)
        if len(places) == 1 and len(window) >= _TELLING:
            return report.located(places[0] + first - start, count, is_certain=True)
        guesses = guesses or [place + first - start for place in places]
    if not guesses:
        return _locate_part(page, first, count, report, anchor)
    middle = anchor if anchor is not None else guesses[0]
    nearest = min(guesses, key=lambda place: abs(place - middle))
    return report.located(nearest, count, is_certain=False)


def _locate_part(
    page: SqueezedText, first: int, count: int, report: SqueezedText, anchor: int | None
) -> LocatedText | None:
    """Where the first half of so many letters stands, or else the second."""
    half = count // 2
    if half < _TELLING:
        return None
    parts = ((first, half), (first + half, count - half))
    found = (locate(page, *part, report, anchor) for part in parts)
    part = next((one for one in found if one), None)
    return replace(part, is_certain=False) if part else None


def _places(window: str, letters: str) -> list[int]:
    """Where a text stands, each time that it does."""
    places: list[int] = []
    place = letters.find(window) if window else -1
    while place >= 0:
        places.append(place)
        place = letters.find(window, place + 1)
    return places
