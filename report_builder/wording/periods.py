"""Periods and dates in Dutch: 2025, tweede halfjaar 2025, december 2025, 31 december 2025."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_datetime

from report_builder.model.dutch_time import dutch_clock, is_start_of_day
from report_builder.model.period import Frequency, Period
from report_builder.model.turn_of_year import is_at_turn
from report_builder.wording.numbers import LOCALE

_ORDINALS = ("eerste", "tweede", "derde", "vierde")
_NOUNS = {Frequency.HALF: "halfjaar", Frequency.QUARTER: "kwartaal"}


def date_text(day: date) -> str:
    """A date written out: 31 december 2025."""
    return format_date(day, "d MMMM y", locale=LOCALE)


def moment_text(moment: datetime) -> str:
    """A moment by the clock of Amsterdam: 11 december 2026, 14.00 uur; the day where one begins."""
    local = dutch_clock(moment)
    if is_start_of_day(moment):
        return date_text(local)
    return f"{format_datetime(local, 'd MMMM y, H.mm', locale=LOCALE)} uur"


def period_text(period: Period) -> str:
    """A period written out, without article."""
    match period.frequency:
        case Frequency.YEAR:
            return str(period)
        case Frequency.DAY:
            return date_text(period.first)
        case Frequency.MONTH:
            return format_date(period.first, "MMMM y", locale=LOCALE)
    return f"{_ORDINALS[period.part - 1]} {_NOUNS[period.frequency]} {period.year}"


def season_text(period: Period) -> str:
    """The part of a year that a period is, to compare it with the same part of other years; empty
    for a year. Stocks are counted on days that move, so of a day it is the time about it.
    """
    match period.frequency:
        case Frequency.YEAR:
            return ""
        case Frequency.DAY if is_at_turn(period.first):
            return "rond de jaarwisseling"
        case Frequency.DAY:
            return f"rond {format_date(period.first, 'd MMMM', locale=LOCALE)}"
        case Frequency.MONTH:
            return f"in een {format_date(period.first, 'MMMM', locale=LOCALE)}maand"
    return f"in een {_ORDINALS[period.part - 1]} {_NOUNS[period.frequency]}"


def short_period_text(period: Period) -> str:
    """A period for an axis or a table head: 2025, 2025-I, kw 4 2025, dec. 2025, 31-12-2025."""
    match period.frequency:
        case Frequency.HALF:
            return f"{period.year}-{'I' * period.part}"
        case Frequency.QUARTER:
            return f"{period.year} kw {period.part}"
        case Frequency.MONTH:
            return format_date(period.first, "MMM y", locale=LOCALE)
        case Frequency.DAY:
            return format_date(period.first, "dd-MM-y", locale=LOCALE)
    return str(period)


def stale_text(period: str) -> str:
    """What stands with a figure that has no update after a period, written out (contract, section
    2).
    """
    return f"cijfers t/m {period}, nog geen update beschikbaar"


def ended_text(period: str) -> str:
    """What stands with a figure whose source ended the series with a period, written out."""
    return f"cijfers t/m {period}, reeks beëindigd"
