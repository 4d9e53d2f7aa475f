"""Functions of a library that functions of ours take the place of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Replacement:
    """What stands under a name of theirs, and what takes its place."""

    owner: Any
    name: str
    theirs: Any
    ours: Any


def apply(changes: Iterable[Replacement]) -> None:
    """Let changes hold from here on."""
    for change in changes:
        setattr(change.owner, change.name, change.ours)


@contextmanager
def withdrawn(changes: Iterable[Replacement]) -> Iterator[None]:
    """Let changes not hold while the block runs, to compare with."""
    changes = list(changes)
    for change in changes:
        setattr(change.owner, change.name, change.theirs)
    try:
        yield
    finally:
        apply(changes)
