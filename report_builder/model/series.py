"""Observations: what a source says of one period, and with which status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from report_builder.model.period import Period

Slice = tuple[str, ...]
"""The values of an indicator's dimensions, in the catalogue's order."""


class Status(StrEnum):
    """SDMX CL_OBS_STATUS, as far as the contract knows it."""

    NORMAL = "A"
    PROVISIONAL = "P"
    ESTIMATED = "E"
    BREAK = "B"
    MISSING = "O"
    IMPOSSIBLE = "M"
    SUPPRESSED = "Q"


WITHOUT_VALUE = frozenset({Status.MISSING, Status.IMPOSSIBLE, Status.SUPPRESSED})


SIGNS = {Status.PROVISIONAL: "*", Status.ESTIMATED: "°", Status.BREAK: "|"}
"""What stands behind a number of that status."""
EMPTY_SIGNS = {Status.MISSING: ".", Status.SUPPRESSED: "x", Status.IMPOSSIBLE: "–"}
"""What stands where there is no number, by the reason why."""


@dataclass(frozen=True)
class Observation:
    """One cell of a source: a number, or no number with the reason why."""

    period: Period
    value: Decimal | None
    status: Status


@dataclass(frozen=True)
class Series:
    """The observations of one indicator: of each slice, in ascending period."""

    indicator: str
    slices: Mapping[Slice, tuple[Observation, ...]]
    digest: str
    """Hash of everything that the series was read from: it changes when a figure changes."""

    def of(self, key: Slice) -> tuple[Observation, ...]:
        """The observations of a slice; none when the slice does not exist."""
        return self.slices.get(key, ())
