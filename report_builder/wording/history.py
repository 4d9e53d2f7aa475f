"""What a series has behind it, in words: streaks, extremes and places in a ranking."""

from __future__ import annotations

from enum import StrEnum

from report_builder.model.catalogue import PERCENT
from report_builder.model.period import Frequency, Period
from report_builder.wording.number_words import ordinal_words
from report_builder.wording.periods import period_text, season_text

_LAST_IN_WORDS = 20
"""Higher places are written in figures."""
_NOUNS = {PERCENT: "percentage", "miljoen euro": "bedrag", "euro": "bedrag", "": "cijfer"}
"""What has its height in an indicator of that unit; of anything counted it is the number."""


class Edge(StrEnum):
    """Where the part of a series ends, going back, that a comparison can rest on."""

    BEGIN = "het begin van de reeks"
    BREAK = "de breuk in de reeks"
    ASKED = "het gevraagde jaar"


def noun_of(unit: str) -> str:
    """What has its height in an indicator of that unit: aantal, percentage, bedrag."""
    return _NOUNS.get(unit, "aantal")


def ordinal_text(number: int) -> str:
    """An ordinal number: derde, 21e."""
    return ordinal_words(number) if number <= _LAST_IN_WORDS else f"{number}e"


def streak_text(direction: str, count: int, is_open: bool) -> str:
    """A direction, and for which year in a row: voor het derde jaar op rij gedaald.

    One year is no row: then the direction stands alone. `is_open` when the row may be longer than
    the series tells.
    """
    if count < 2:
        return direction
    at_least = "ten minste " if is_open else ""
    return f"{at_least}voor het {ordinal_text(count)} jaar op rij {direction}"


def extreme_text(is_high: bool, unit: str, now: Period, limit: Period, edge: Edge | None) -> str:
    """Since when a value is the highest or lowest: het hoogste aantal sinds 2016.

    `limit` is the period of the value that was as high or higher, or with an `edge` the first that
    was compared.
    """
    noun = " ".join(part for part in (noun_of(unit), season_text(now)) if part)
    extreme = f"het {'hoogste' if is_high else 'laagste'} {noun}"
    if edge is Edge.ASKED:
        return f"{extreme} vanaf {limit.year}"
    if edge:
        return f"{extreme} sinds {edge} in {limit.year}"
    since = period_text(limit) if limit.frequency is Frequency.DAY else str(limit.year)
    return f"{extreme} sinds {since}"


def same_text(unit: str, before: Period) -> str:
    """A value that is what it was a year before: hetzelfde aantal als in 2024."""
    place = "op" if before.frequency is Frequency.DAY else "in"
    article = "het " if before.frequency in (Frequency.QUARTER, Frequency.HALF) else ""
    return f"hetzelfde {noun_of(unit)} als {place} {article}{period_text(before)}"


def standing_text(now: int, before: int, is_shared: bool, was_shared: bool) -> str:
    """A place in a ranking and that of a year before: steeg van de derde naar de eerste plaats."""
    here, there = _place_text(now, is_shared), _place_text(before, was_shared)
    if now == before and is_shared == was_shared:
        return f"stond net als een jaar eerder op de {here} plaats"
    if now == before:
        return f"stond op de {here} plaats, een jaar eerder op de {there}"
    return f"{'steeg' if now < before else 'daalde'} van de {there} naar de {here} plaats"


def _place_text(place: int, is_shared: bool) -> str:
    return f"gedeelde {ordinal_text(place)}" if is_shared else ordinal_text(place)
