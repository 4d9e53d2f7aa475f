"""How a definitive release stands with one of the things that it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GateStanding(StrEnum):
    """Whether a gate lets a definitive release through."""

    PASSED = "passed"
    WAITING = "waiting"
    WARNED = "warned"
    """There is something to look at, which keeps nothing."""
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    """It shows only when the definitive release is built."""


@dataclass(frozen=True)
class GateState:
    """How one gate stands: what it is about, how many things it waits for, and what the editor must
    do about them.

    `code` is the code of the problems that it tells of when a definitive release is refused.
    """

    code: str
    title: str
    action: str
    standing: GateStanding
    count: int = 0
