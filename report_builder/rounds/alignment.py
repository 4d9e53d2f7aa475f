"""Which passage of one text is which of another, though words were changed, and passages came, went
or moved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LIKELY = 0.75
"""From here on two passages are the same one, also where they do not stand between the same
neighbours.
"""
_POSSIBLE = 0.5
_FEW_WORDS = 4


@dataclass(frozen=True)
class Match:
    """The number of a passage in the other text, and how like it is: 1 is the same."""

    index: int
    likeness: float

    @property
    def is_certain(self) -> bool:
        """Whether there is no doubt that this is the passage."""
        return self.likeness >= LIKELY


def align(mine: Sequence[str], theirs: Sequence[str]) -> list[Match | None]:
    """For each passage the one that it is in the other text: the same, or else the most like it;
    None for nothing.
    """
    aligner = _Aligner(
        [" ".join(text.split()) for text in mine], [" ".join(text.split()) for text in theirs]
    )
    aligner.match_same()
    aligner.match_alike()
    return [aligner.found.get(number) for number in range(len(mine))]


class _Aligner:
    """Two texts, and what was matched of them so far."""

    def __init__(self, mine: list[str], theirs: list[str]) -> None:
        self.mine = mine
        self.theirs = theirs
        self.found: dict[int, Match] = {}
        self.taken: set[int] = set()

    def _take(self, number: int, index: int, likeness: float) -> None:
        self.found[number] = Match(index, likeness)
        self.taken.add(index)

    def match_same(self) -> None:
        """Passages that read the same: first those that occur once, then the others by what stands
        before them.
        """
        places: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(self.theirs):
            places[text].append(index)
        counts = Counter(self.mine)
        for number, text in enumerate(self.mine):
            if text and counts[text] == len(places.get(text, ())) == 1:
                self._take(number, places[text][0], 1)
        before = -1
        for number, text in enumerate(self.mine):
            free = (
                [index for index in places.get(text, ()) if index not in self.taken] if text else []
            )
            if number not in self.found and free:
                self._take(number, min(free, key=lambda index: (abs(index - before - 1), index)), 1)
            before = self.found[number].index if number in self.found else before

    def match_alike(self) -> None:
        """What is left: the most alike between the same neighbours, or anywhere if it is very much
        alike.
        """
        left = [
            number for number, text in enumerate(self.mine) if text and number not in self.found
        ]
        for number in left:
            low, high = self._neighbours(number)
            near = [index for index in range(low + 1, high) if self._is_free(index)]
            if not self._match_best(number, near, _POSSIBLE):
                self._match_best(
                    number, [i for i in range(len(self.theirs)) if self._is_free(i)], LIKELY
                )

    def _is_free(self, index: int) -> bool:
        return index not in self.taken and bool(self.theirs[index])

    def _neighbours(self, number: int) -> tuple[int, int]:
        before = next(
            (self.found[i].index for i in range(number - 1, -1, -1) if i in self.found), -1
        )
        behind = range(number + 1, len(self.mine))
        after = next((self.found[i].index for i in behind if i in self.found), len(self.theirs))
        return before, after

    def _match_best(self, number: int, candidates: list[int], least: float) -> bool:
        likes = [
            (likeness(self.mine[number], self.theirs[index], least), -index) for index in candidates
        ]
        best, index = max(likes, default=(0.0, 0))
        if best >= least:
            self._take(number, -index, min(best, 0.999))
        return best >= least


def likeness(one: str, other: str, least: float = 0) -> float:
    """How much of two texts is the same, from 0 to 1; 0 where it is less than `least`."""
    words, others = one.split(), other.split()
    if min(len(words), len(others)) < _FEW_WORDS:
        words, others = list(one), list(other)
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0
    return matcher.ratio()
