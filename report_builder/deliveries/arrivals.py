"""What comes in: figures, each with the place where it stands, who sent them, and what they
change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Observation, Slice
from report_builder.problems import Problem, Unusable
from report_builder.store import digest


def plain_name(owner: str) -> str:
    """An owner as part of the name of a file."""
    return re.sub(r"[^A-Za-z0-9]+", "_", owner)


@dataclass(frozen=True)
class Arrival:
    """One figure of an indicator as it came in; `place` says where it stands in what was
    delivered, `explanation` what the deliverer wrote with it.
    """

    slice: Slice
    observation: Observation
    place: str
    explanation: str = ""


@dataclass(frozen=True)
class Explanation:
    """What a deliverer wrote that is with no figure: where, and about which indicator where it says
    so.
    """

    place: str
    text: str
    indicator: str = ""


@dataclass
class DeliveredFigures:
    """What was read of a delivery: the figures by indicator, what a person should know of the
    reading, and what is wrong.
    """

    arrivals: dict[str, list[Arrival]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    explanations: list[Explanation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    proposal: str = ""
    """What can be pasted into the profile to settle part of what is wrong."""

    def add_notes(self, notes: Iterable[str]) -> None:
        """Add what a person should know, each once."""
        self.notes += [note for note in dict.fromkeys(notes) if note not in self.notes]

    def add(self, indicator: Indicator, arrival: Arrival) -> None:
        """Add a figure of an indicator."""
        self.arrivals.setdefault(indicator.id, []).append(arrival)


@dataclass(frozen=True)
class Origin:
    """Who delivered, the original as it came, and what was written in it that is with no figure. Of
    a partial delivery, what is not in it stays as it is.
    """

    owner: str
    file: str
    data: bytes
    is_partial: bool = False
    explanations: tuple[Explanation, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash that the log of deliveries keeps."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Consent:
    """What a person has looked at and agrees to, why, and who that is. A dry run writes nothing,
    whatever is agreed to.
    """

    revisions: bool = False
    doubts: bool = False
    breaks: bool = False
    """Whether figures may come in that leave a template that cannot be filled."""
    reason: str = ""
    by: str = ""
    is_dry_run: bool = False
    seen: str = ""
    """The version of the intake that was looked at before; empty for who looks and agrees at once.
    """


class Overtaken(Unusable):
    """What was agreed to is not what would be written now."""


class NoticeKind(StrEnum):
    """What can be said of a figure that comes in; the values are the words that people read."""

    NEW = "nieuw"
    REVISED = "herzien"
    GONE = "vervallen"
    STATUS = "andere status"
    SUPPRESSED = "niet getoond"
    PART = "nieuw deel"
    EARLY = "te vroeg"
    REMOTE = "lang geleden"
    JUMP = "sprong"
    UNIT = "eenheid?"
    SIGN = "teken?"
    REPEATED = "herhaald"
    TOTAL = "totaal"
    TRACEABLE = "herleidbaar"


REVISIONS = frozenset({NoticeKind.REVISED, NoticeKind.GONE})
"""What changes a figure that was already there."""

DOUBTS = frozenset(
    {
        NoticeKind.PART,
        NoticeKind.EARLY,
        NoticeKind.REMOTE,
        NoticeKind.JUMP,
        NoticeKind.UNIT,
        NoticeKind.SIGN,
        NoticeKind.REPEATED,
        NoticeKind.TOTAL,
        NoticeKind.TRACEABLE,
    }
)
"""What may be right, but only after somebody has asked."""


@dataclass(frozen=True)
class Notice:
    """Something that a delivery changes, or that is doubtful about it, at one cell of an
    indicator; `place` says where that stands in what was delivered, empty where it is not in it.
    """

    kind: NoticeKind
    indicator: str
    slice: Slice
    period: Period
    old: Observation | None = None
    new: Observation | None = None
    text: str = ""
    place: str = ""


@dataclass(frozen=True)
class ArrivedCell:
    """A figure as a delivery left it: what became of it, None where it stayed as it was; with where
    it stood and what the deliverer wrote with it. What is gone stood nowhere.
    """

    slice: Slice
    observation: Observation
    change: NoticeKind | None
    place: str = ""
    explanation: str = ""


Foresee: TypeAlias = Callable[[Mapping[str, bytes]], Sequence[Problem]]
"""Gives the problems that a project gets from new content of files, by path below data/."""


@dataclass(frozen=True)
class Intake:
    """What a delivery does: everything that was found, how many figures stay equal, and whether it
    was written.

    What keeps it from being written stands in `refusals`; it is empty when nothing does.
    """

    origin: Origin
    notices: tuple[Notice, ...]
    equal: dict[str, int]
    """How many figures are as they were, by indicator: every indicator that was delivered is
    in it.
    """
    files: dict[str, bytes]
    """The new content of each file that changes, by path below data/."""
    cells: Mapping[str, tuple[ArrivedCell, ...]] = field(default_factory=dict)
    """Every figure that came in or is gone, by indicator."""
    consequences: tuple[Problem, ...] = ()
    """What goes wrong in the templates with these figures and not without."""
    refusals: tuple[Problem, ...] = ()
    is_written: bool = False

    @property
    def version(self) -> str:
        """A hash of all that a delivery would do: who agreed to one agreed to no other."""
        files = [(name, sha256(content).hexdigest()) for name, content in self.files.items()]
        origin = (self.origin.owner, self.origin.file, self.origin.sha256)
        return digest(origin, self.notices, self.equal, files, self.consequences)
