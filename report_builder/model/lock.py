"""The lock of an edition: which figures it was frozen with, and when and why it was opened
again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pydantic import StrictStr

from report_builder.model.record import Record, Text


class Unlocking(Record):
    """One time that a lock was opened; without `indicators` all figures were released.

    `lock` is the sha256 of the lock that was closed until then, and `by` who opened it.
    """

    on: dt.date
    reason: Text
    indicators: tuple[Text, ...] = ()
    lock: StrictStr = ""
    by: StrictStr = ""


class PublishedLock(Record):
    """What data/published/<edition>.toml says: the sha256 of the lock that the definitive release
    was made with.
    """

    lock: Text


class Lock(Record):
    """What data/editions/<edition>/lock.toml says.

    `rows` gives the sha256 of the edition's own file of each indicator; `own` are those that the
    edition already held before it was locked. `numbers` is the sha256 of the register of what was
    printed when it was locked, and `locked_by` who locked it.
    """

    locked_on: dt.date | None = None
    locked_by: StrictStr = ""
    program: StrictStr = ""
    numbers: StrictStr = ""
    rows: Mapping[str, Text] = {}
    own: tuple[Text, ...] = ()
    unlocked: tuple[Unlocking, ...] = ()

    @property
    def is_locked(self) -> bool:
        """Whether the lock is closed now."""
        return self.locked_on is not None
