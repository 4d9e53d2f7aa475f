"""What a stale figure waits for, in a sentence: which figure, up to when it runs, who delivers,
when.
"""

from __future__ import annotations

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.wording.periods import date_text, ended_text, period_text, stale_text

CLOSED = "De bron levert geen nieuwe cijfers"
AWAITED = (
    r".+ \([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\): cijfers t/m .+ "
    r"(Levert: .+ Verwacht: .+|De bron levert geen nieuwe cijfers .+)\."
)
"""The form of what `awaiting_text` gives, as a regular expression."""


def awaiting_text(indicator: Indicator, last: Period, expected: Period, is_accepted: bool) -> str:
    """The line: the figure, its last period, who delivers, up to when and by which day an update is
    expected.
    """
    accepted = " Mag oud in de definitieve versie." if is_accepted else ""
    return (
        f"{indicator.title} ({indicator.id}): {stale_text(period_text(last))}. Levert: "
        f"{indicator.deliverer}."
        f"{accepted} Verwacht: t/m {period_text(expected)}, {_due_text(indicator)}."
    )


def closed_text(indicator: Indicator, last: Period, is_accepted: bool) -> str:
    """The line of a series that its source ended: nothing is awaited."""
    accepted = " Mag oud in de definitieve versie." if is_accepted else ""
    return (
        f"{indicator.title} ({indicator.id}): {ended_text(period_text(last))}.{accepted} "
        f"{CLOSED} ({indicator.source})."
    )


def _due_text(indicator: Indicator) -> str:
    if indicator.expected_on:
        return f"op {date_text(indicator.expected_on)}"
    if indicator.publication:
        return f"verschijnt {indicator.publication}"
    return "op een datum die nog niet bekend is"


def due_words(indicator: Indicator) -> str:
    """When an update comes, to read behind a comma: a day, what is known of the source, or that
    nothing is.
    """
    if indicator.expected_on:
        return f"verwacht op {date_text(indicator.expected_on)}"
    if indicator.publication:
        return f"verschijnt {indicator.publication}"
    return "publicatiemoment niet bekend"
