"""Moments as settings name them, by the clock of Amsterdam. They are kept in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Annotated
from zoneinfo import ZoneInfo

import tzdata
from pydantic import BeforeValidator, Field

with (files(tzdata) / "zoneinfo" / "Europe" / "Amsterdam").open("rb") as _rules:
    # Not those of the machine, which may have none, or older ones.
    AMSTERDAM = ZoneInfo.from_file(_rules, "Europe/Amsterdam")


def dutch_moment(written: date) -> datetime:
    """The moment that a day or a time names, in UTC: a day by its beginning, and a time without an
    offset by the clock of Amsterdam. Of a time that this clock shows twice or never, the latest.

    Raises OverflowError for what lies outside the calendar.
    """
    if not isinstance(written, datetime):
        written = datetime.combine(written, time())
    if written.tzinfo is not None:
        return written.astimezone(UTC)
    return max(written.replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC) for fold in (0, 1))


def dutch_clock(moment: datetime) -> datetime:
    """What the clock of Amsterdam shows at a moment, without an offset."""
    return moment.astimezone(AMSTERDAM).replace(tzinfo=None)


def is_start_of_day(moment: datetime) -> bool:
    """Whether a day begins at a moment, so that the day says it all."""
    return dutch_clock(moment).time() == time()


def moment_code(moment: datetime) -> str:
    """A moment for other programs: a day, or a time with its offset (ISO 8601)."""
    local = moment.astimezone(AMSTERDAM)
    return local.date().isoformat() if is_start_of_day(moment) else local.isoformat()


def _read(written: object) -> object:
    """A day or a time of a TOML file as a moment; what is neither stays, and is refused."""
    if not isinstance(written, date):
        return written
    try:
        return dutch_moment(written)
    except OverflowError:
        return None


Moment = Annotated[datetime, BeforeValidator(_read), Field(strict=True)]
"""A moment that a TOML file writes as a day or a time."""
