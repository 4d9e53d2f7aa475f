"""Observations that have another value in one edition than in an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from report_builder.model.series import Status
from report_builder.model.trace import Observed


@dataclass(frozen=True)
class HeldValue:
    """A value as an edition holds it, with its status where that is known."""

    value: Decimal | None
    status: Status | None = None


@dataclass(frozen=True)
class Revision:
    """An observation that has another value in the new edition than in the old one."""

    observed: Observed
    old: HeldValue
    new: HeldValue


def find_revisions(
    old: Mapping[Observed, HeldValue], new: Mapping[Observed, HeldValue]
) -> list[Revision]:
    """The observations of the old edition that have another value, or none any more, in the new
    one.
    """
    revisions = []
    for observed, before in old.items():
        now = new.get(observed, HeldValue(None))
        if before.value is not None and before.value != now.value:
            revisions.append(Revision(observed, before, now))
    return revisions
