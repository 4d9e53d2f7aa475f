"""The remarks of reviewers on an edition, and what was done with each."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

_MARK_LENGTH = 7


class Stand(StrEnum):
    """How a remark stands."""

    OPEN = "open"
    DONE = "verwerkt"
    DECLINED = "niet overgenomen"


class RemarkKind(StrEnum):
    """What a reviewer did; the values are the words of the work list and of remarks.csv."""

    COMMENT = "Opmerking"
    REPLY = "Antwoord"
    CHANGE = "Wijziging"
    LOOK = "Opmaak"
    NUMBER = "Cijfer met de hand"
    UNTRACKED = "Wijziging, niet bijgehouden"
    STRUCK = "Doorgestreept"
    MARKED = "Markering"
    VERDICT = "Oordeel"


@dataclass(frozen=True)
class Remark:
    """A remark or a change of a reviewer as the project keeps it, without who it was.

    `about` is the text that it is about, of a change the old text; `words` the remark or the new
    text. `version` is that of the concept it came in. `explanation` says why it stands so.
    """

    id: str
    received_on: dt.date
    version: str
    template: str
    place: str
    kind: str
    about: str
    words: str
    stand: Stand = Stand.OPEN
    explanation: str = ""
    paragraph: str = ""
    """The paragraph that it is on, as it read when it came in: by this it is found again."""

    @property
    def is_open(self) -> bool:
        """Whether nothing was done with it yet."""
        return self.stand is Stand.OPEN

    @property
    def answer_mark(self) -> str:
        """Seven characters that change with the answer: by these an answer says which one it was
        made on.
        """
        return answer_mark(self.stand, self.explanation)


def answer_mark(stand: str, explanation: str) -> str:
    """The mark of an answer; white space makes no other answer of it."""
    text = f"{stand}\0{' '.join(explanation.split())}"
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK_LENGTH]
