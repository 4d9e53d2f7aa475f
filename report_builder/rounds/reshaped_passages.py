"""What became of passages without tracking, though their words are the same: copied, moved, split
in two, or joined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from report_builder.model.returned import Passage, TextPart
from report_builder.rounds.alignment import LIKELY, Match, likeness, out_of_order
from report_builder.rounds.passage_texts import plain

_FEW_WORDS = 4
_MANY_WORDS = 8
"""From so many words on, a new passage that is much like one that is there is a copy of it."""


@dataclass
class Reshaping:
    """By the numbers of the passages of a file, what became of those that it was made from."""

    copied: dict[int, int] = field(default_factory=dict)
    """Of a copy the passage that it is a copy of."""
    moved: set[int] = field(default_factory=set)
    split: dict[int, int] = field(default_factory=dict)
    """Of the first part of a passage that was split the passage that it was; the second follows."""
    joined: dict[int, int] = field(default_factory=dict)
    """Of two that were joined the first, which the other followed."""

    @property
    def told(self) -> set[int]:
        """The passages of the file that are told of so."""
        parts = {number + 1 for number in self.split}
        return {*self.copied, *self.moved, *self.split, *parts, *self.joined}

    @property
    def absorbed(self) -> set[int]:
        """The passages that it was made from and that stand in others now."""
        return {index + 1 for index in self.joined.values()} | set(self.split.values())


def find_reshaped(
    passages: Sequence[Passage], originals: Sequence[Passage], matches: Sequence[Match | None]
) -> Reshaping:
    """What became of the passages of running text."""
    reshaping = Reshaping()
    texts = [plain(passage.text) for passage in originals]
    for number, index in _splits(passages, texts, matches):
        reshaping.split[number] = index
    for number, index in _joins(passages, texts, matches):
        reshaping.joined[number] = index
    reshaping.moved.update(_moves(passages, texts, matches))
    unmatched = [number for number, match in enumerate(matches) if match is None]
    for number in unmatched:
        source = None if number in reshaping.told else _source(passages[number], originals, texts)
        if source is not None:
            reshaping.copied[number] = source
    return reshaping


def _splits(
    passages: Sequence[Passage], texts: Sequence[str], matches: Sequence[Match | None]
) -> Iterator[tuple[int, int]]:
    for number, (first, second) in enumerate(pairwise(passages)):
        match = matches[number] or matches[number + 1]
        is_one_matched = None in (matches[number], matches[number + 1])
        if match is None or not is_one_matched or not _is_text(first):
            continue
        has_texts = plain(first.text) and plain(second.text)
        if has_texts and _is_same_words(first.text + second.text, texts[match.index]):
            yield number, match.index


def _is_same_words(text: str, other: str) -> bool:
    """Whether two texts read the same but for the spaces, which come and go with a line."""
    return "".join(text.split()) == "".join(other.split())


def _joins(
    passages: Sequence[Passage], texts: Sequence[str], matches: Sequence[Match | None]
) -> Iterator[tuple[int, int]]:
    present = {match.index for match in matches if match}
    for number, match in enumerate(matches):
        for first in (match.index - 1, match.index) if match else ():
            pair = {first, first + 1}
            if first < 0 or first + 1 >= len(texts) or pair <= present:
                continue
            whole = texts[first] + texts[first + 1]
            has_texts = all(texts[index] for index in pair)
            if has_texts and _is_same_words(passages[number].text, whole):
                yield number, first


def _moves(
    passages: Sequence[Passage], texts: Sequence[str], matches: Sequence[Match | None]
) -> Iterator[int]:
    """The passages that stand in another order; what occurs twice, or has few words, does not tell
    where it was.
    """
    counts = Counter(texts)
    known = [
        match if match and _is_known(passage, texts[match.index], counts) else None
        for passage, match in zip(passages, matches, strict=True)
    ]
    yield from out_of_order(known)


def _is_known(passage: Passage, text: str, counts: Mapping[str, int]) -> bool:
    is_same = plain(passage.text) == text and counts[text] == 1
    return is_same and _is_text(passage) and len(text.split()) >= _FEW_WORDS


def _is_text(passage: Passage) -> bool:
    return passage.part is TextPart.BODY and not passage.is_contents


def _source(passage: Passage, originals: Sequence[Passage], texts: Sequence[str]) -> int | None:
    """The passage that a new one is a copy of; None where it is none."""
    text = plain(passage.text)
    words = len(text.split())
    if not _is_text(passage) or words < _FEW_WORDS:
        return None
    if text in texts:
        return texts.index(text)
    if passage.is_row or words < _MANY_WORDS:
        return None
    likes = {
        index: likeness(text, other, LIKELY)
        for index, other in enumerate(texts)
        if not originals[index].is_row
    }
    best = max(likes, key=lambda index: likes[index], default=None)
    return best if best is not None and likes[best] >= LIKELY else None
