"""Passages that a reviewer moved with tracking: taken out at one place, put in at another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import ChangeKind, Passage
from report_builder.rounds.passage_texts import plain, short
from report_builder.rounds.placement import RemarkContent
from report_builder.rounds.text_changes import MOVED

GUESSED_MOVE = "vermoedelijk: daar weggehaald, en met dezelfde woorden elders ingevoegd"
_FEW_WORDS = 4
"""With fewer words than this, two passages are not one that was moved because they are the same."""


@dataclass(frozen=True)
class TrackedMove:
    """A passage that an author moved: its number, and that of where it went; `is_guess` says that
    Word did not call it so.
    """

    source: int
    target: int
    author: str
    is_guess: bool

    def content(self, passages: Sequence[Passage], date: str) -> RemarkContent:
        """What the move says."""
        notes = [target_note(passages, self.target)]
        if self.is_guess:
            notes.append(GUESSED_MOVE)
        return RemarkContent(
            kind=RemarkKind.CHANGE,
            about=passages[self.source].text,
            words=MOVED,
            reviewer=self.author,
            written=date,
            notes=tuple(notes),
        )


def target_note(passages: Sequence[Passage], target: int) -> str:
    """Where a passage went: behind which other one."""
    before = [short(passage.text, 80) for passage in passages[:target] if plain(passage.text)]
    return f"naar achter: {before[-1]}" if before else "naar het begin"


def find_moves(passages: Sequence[Passage]) -> Mapping[tuple[int, str], TrackedMove]:
    """The moves of whole passages, by the number of the passage and the author."""
    targets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for author in passage.authors:
            if not plain(passage.text):
                targets[author, plain(passage.changed_by(author))].append(number)
    moves: dict[tuple[int, str], TrackedMove] = {}
    for number, passage in enumerate(passages):
        for author in passage.authors:
            goals = targets.get((author, plain(passage.text)), [])
            if goals and _is_moved(passage, author):
                is_guess = not _has_move(passage, author)
                moves[number, author] = TrackedMove(number, goals.pop(0), author, is_guess)
    return moves


def _is_moved(passage: Passage, author: str) -> bool:
    """Whether an author took all of a passage out, and enough of it to be known elsewhere."""
    if not plain(passage.text) or plain(passage.changed_by(author)):
        return False
    return _has_move(passage, author) or len(passage.text.split()) >= _FEW_WORDS


def _has_move(passage: Passage, author: str) -> bool:
    return any(
        mark.kind is ChangeKind.MOVE for mark in passage.marks if mark.change.author == author
    )
