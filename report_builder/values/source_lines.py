"""What stands below a figure or table: its sources, the signs that occur in it, its note."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from report_builder.model.catalogue import Indicator
from report_builder.model.series import EMPTY_SIGNS, SIGNS, Status
from report_builder.values.plotted_series import Row


def picture_source(rows: list[Row], note: str) -> str:
    """The source line of a picture, which explains its own signs: the sources, then the note."""
    return source_line(_sources(rows), (), note)


def _sources(rows: list[Row]) -> str:
    counted = [row.indicator for row in rows]
    among = [row.population for row in rows if row.population]
    sources = dict.fromkeys(source_name(indicator) for indicator in (*counted, *among))
    noun = "Bron" if len(sources) == 1 else "Bronnen"
    return f"{noun}: {', '.join(sources)}."


def source_text(rows: list[Row], note: str, more: Iterable[Status] = ()) -> str:
    """The source line: the sources with their tables, then the signs that occur, then the note.

    `more` are statuses whose sign is shown without an observation that has them.
    """
    statuses = {item.status for row in rows for item in row.observations}
    statuses.update(more)
    return source_line(_sources(rows), statuses, note)


def source_line(opening: str, statuses: Collection[Status], note: str) -> str:
    """What stands below a figure or table: its opening, the signs of these statuses, the note."""
    return " ".join(filter(None, (opening, signs_text(statuses), note.strip())))


def source_name(indicator: Indicator) -> str:
    """The source of an indicator, with its table where it has one."""
    return f"{indicator.source} ({indicator.table})" if indicator.table else indicator.source


_SIGNS = {
    Status.PROVISIONAL: "* = voorlopig cijfer",
    Status.ESTIMATED: "° = raming",
    Status.BREAK: "| = reeksbreuk",
    Status.MISSING: ". = gegeven ontbreekt",
    Status.SUPPRESSED: "x = te klein om te tonen",
    Status.IMPOSSIBLE: "– = kan niet voorkomen",
}
MARKS = SIGNS
EMPTY = EMPTY_SIGNS


def sign_meanings(used: Collection[Status]) -> tuple[str, ...]:
    """What the signs of these statuses mean, each once, in a fixed order."""
    return tuple(text for status, text in _SIGNS.items() if status in used)


def signs_text(used: Collection[Status]) -> str:
    """What the signs of these statuses mean, as a sentence."""
    meanings = "; ".join(sign_meanings(used))
    return f"{meanings}." if meanings else ""
