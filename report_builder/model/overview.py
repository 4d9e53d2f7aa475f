"""An overview for people who work on the report: tables of texts and numbers, as a page and as a
workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Entry = str | Decimal | None
"""A text, a number to calculate with, or nothing."""


@dataclass(frozen=True)
class OverviewTable:
    """One table of an overview under its heading; `lead` says what stands in it."""

    heading: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What can be filled in, by the head of the column."""


@dataclass(frozen=True)
class Overview:
    """Tables under one title, behind what the reader must know first."""

    title: str
    lead: tuple[str, ...]
    tables: tuple[OverviewTable, ...]


@dataclass(frozen=True)
class WorkItem:
    """Something to look at before an edition is right: where it stands, what stands there, what to
    do.
    """

    file: str
    place: str
    kind: str
    text: str
    action: str
    since: str = ""
    """The edition since which it is unchanged, where that is known."""
