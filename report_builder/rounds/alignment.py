"""Which passage of one text is which of another, though words were changed, and passages came, went
or moved.

Three rounds, the surest first, for a passage that was matched is not there for another one any
more: what reads the same and occurs once in both; what reads the same, by what stands before it;
and what reads alike, between the matches that are there by then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from report_builder.rounds.passage_texts import plain

LIKELY = 0.75
"""From here on two passages are the same one, also where they do not stand between the same
neighbours.
"""
_POSSIBLE = 0.5
_FEW_WORDS = 4
_ALMOST = 0.999
"""What is alike is never told as the same."""


@dataclass(frozen=True)
class Match:
    """The number of a passage in the other text, and how like it is: 1 is the same."""

    index: int
    likeness: float

    @property
    def is_certain(self) -> bool:
        """Whether there is no doubt that this is the passage."""
        return self.likeness >= LIKELY


def align(
    texts: Sequence[str], others: Sequence[str], homes: Sequence[str] = ()
) -> list[Match | None]:
    """For each passage the one that it is in the other text: the same, or else the most like it;
    None for nothing.

    `homes` tells of each passage of the other text which document it is of. A passage is of the
    document of those around it: it is laid on another one only where nothing of these is like it,
    so that a copy of a passage is not taken for what reads alike elsewhere.
    """
    aligner = _Aligner(
        [plain(text) for text in texts],
        [plain(text) for text in others],
        homes or [""] * len(others),
    )
    aligner.match_unique()
    aligner.match_same()
    aligner.match_alike()
    return [aligner.matches.get(number) for number in range(len(texts))]


def out_of_order(matches: Sequence[Match | None]) -> list[int]:
    """The numbers of the passages that stand in another order than in the other text: as few as
    possible, so that the others stand in order.
    """
    tails: list[int] = []
    """Of each length the number that ends the row in order that ends first."""
    before: dict[int, int | None] = {}
    indexes = {number: match.index for number, match in enumerate(matches) if match}
    for number, index in indexes.items():
        length = bisect_left(tails, index, key=lambda tail: indexes[tail])
        before[number] = tails[length - 1] if length else None
        tails[length : length + 1] = [number]
    in_order: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        in_order.add(last)
        last = before[last]
    return [number for number in indexes if number not in in_order]


class _Aligner:
    """Two texts, and what was matched of them so far."""

    def __init__(self, texts: list[str], others: list[str], homes: Sequence[str]) -> None:
        self.texts = texts
        self.others = others
        self.homes = homes
        self.matches: dict[int, Match] = {}
        self.taken: set[int] = set()
        self.indexes: dict[str, list[int]] = defaultdict(list)
        """Where each text stands among the others."""
        for index, text in enumerate(others):
            self.indexes[text].append(index)

    def match_unique(self) -> None:
        """Passages that occur once here and once there."""
        counts = Counter(self.texts)
        for number, text in self._unmatched():
            indexes = self.indexes.get(text, [])
            if counts[text] == len(indexes) == 1:
                self._match(number, indexes[0], 1)

    def match_same(self) -> None:
        """Passages that read the same as others do too: each is the one that comes nearest behind
        the passage before it.
        """
        before = -1
        for number, text in enumerate(self.texts):
            if text and number not in self.matches:
                self._match_nearest(number, before + 1)
            if number in self.matches:
                before = self.matches[number].index

    def match_alike(self) -> None:
        """What is left: in the same document the most alike between the same neighbours, or
        anywhere if it is very much alike; else in another one, if it is no copy.
        """
        for number, _ in self._unmatched():
            near = self._between_neighbours(number)
            at_home = self._at_home(number, range(len(self.others)))
            is_matched = self._match_best(
                number, self._at_home(number, near), _POSSIBLE
            ) or self._match_best(number, at_home, LIKELY)
            if not is_matched and not self._is_copy(number):
                self._match_elsewhere(number, near)

    def _match_elsewhere(self, number: int, near: range) -> None:
        """Match a passage with one of another document, for example of one between those that the
        passages on either side are of.
        """
        is_between = None not in self._neighbours(number)
        if not (is_between and self._match_best(number, near, _POSSIBLE)):
            self._match_best(number, range(len(self.others)), LIKELY)

    def _is_copy(self, number: int) -> bool:
        """Whether a passage of the same document that is matched already reads very much alike."""
        at_home = self._at_home(number, self.taken)
        text = self.texts[number]
        return any(likeness(text, self.others[index], LIKELY) >= LIKELY for index in at_home)

    def _at_home(self, number: int, indexes: Iterable[int]) -> list[int]:
        """Those of some passages of the other text that are of a document that the passages around
        this one are of.
        """
        around = self._neighbours(number)
        homes = {self.homes[index] for index in around if index is not None}
        return [index for index in indexes if not homes or self.homes[index] in homes]

    def _unmatched(self) -> list[tuple[int, str]]:
        """The passages with a text that are matched with nothing."""
        numbered = [(number, text) for number, text in enumerate(self.texts) if text]
        return [(number, text) for number, text in numbered if number not in self.matches]

    def _match(self, number: int, index: int, likeness: float) -> None:
        self.matches[number] = Match(index, likeness)
        self.taken.add(index)

    def _match_nearest(self, number: int, expected: int) -> None:
        """Match a passage with the free one that reads the same and stands nearest to a place; of
        two as near, with the first.
        """
        indexes = self.indexes.get(self.texts[number], [])
        at_home = self._at_home(number, indexes)
        free = [index for index in at_home or indexes if index not in self.taken]
        if free:
            nearest = min(free, key=lambda index: (abs(index - expected), index))
            self._match(number, nearest, 1)

    def _between_neighbours(self, number: int) -> range:
        """What stands between the matches of the nearest matched passages on either side."""
        before, after = self._neighbours(number)
        first = 0 if before is None else before + 1
        return range(first, len(self.others) if after is None else after)

    def _neighbours(self, number: int) -> tuple[int | None, int | None]:
        """Where the nearest matched passages on either side stand among the others."""
        before = self._find_matched(range(number - 1, -1, -1))
        return before, self._find_matched(range(number + 1, len(self.texts)))

    def _find_matched(self, numbers: Iterable[int]) -> int | None:
        """Where the first of the passages that has a match stands among the others."""
        matches = (self.matches[number] for number in numbers if number in self.matches)
        return next((match.index for match in matches), None)

    def _match_best(self, number: int, candidates: Iterable[int], least: float) -> bool:
        """Match a passage with the free one that is most alike, and the first of those, when it is
        alike enough.
        """
        text = self.texts[number]
        free = (index for index in candidates if index not in self.taken)
        likes = [
            (likeness(text, self.others[index], least), -index)
            for index in free
            if self.others[index]
        ]
        best, minus_index = max(likes, default=(0.0, 0))
        if best < least:
            return False
        self._match(number, -minus_index, min(best, _ALMOST))
        return True


def likeness(one: str, other: str, least: float = 0) -> float:
    """How much of two texts is the same, from 0 to 1; 0 where it is less than `least`.

    Words are compared, and letters where there are too few words to tell. The quick ratios are
    upper bounds: most pairs are done with at the first.
    """
    parts: Sequence[str] = one.split()
    others: Sequence[str] = other.split()
    if min(len(parts), len(others)) < _FEW_WORDS:
        parts, others = list(one), list(other)
    matcher = SequenceMatcher(None, parts, others, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0
    return matcher.ratio()
