"""What reviewers said of an edition, and what was done with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Stand(StrEnum):
    """How a remark stands."""

    OPEN = "open"
    DONE = "verwerkt"
    DECLINED = "niet overgenomen"


@dataclass(frozen=True)
class Remark:
    """Something that a reviewer said or changed, without who it was.

    `text` is what it is about, of a change the old text; `said` the remark or the new text.
    `version` is that of the concept it came in. `answer` explains the stand.
    """

    id: str
    received_on: dt.date
    version: str
    template: str
    place: str
    kind: str
    text: str
    said: str
    stand: Stand = Stand.OPEN
    answer: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still asks for an answer."""
        return self.stand is Stand.OPEN
