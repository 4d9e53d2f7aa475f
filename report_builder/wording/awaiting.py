"""What a stale figure waits for, in a sentence: which figure, up to when it runs, who delivers,
when.
"""

from __future__ import annotations

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.wording.periods import date_text, period_text, stale_text

AWAITED = r".+ \([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\): cijfers t/m .+ Levert: .+ Verwacht: .+\."
"""The form of what `awaiting_text` gives, as a regular expression."""


def awaiting_text(indicator: Indicator, last: Period, expected: Period, is_accepted: bool) -> str:
    """The line: the figure, its last period, who delivers, up to when and by which day an update is
    expected.
    """
    due = (
        f"op {date_text(indicator.expected_on)}"
        if indicator.expected_on
        else "op een datum die nog niet bekend is"
    )
    accepted = " Mag oud in de definitieve versie." if is_accepted else ""
    return (
        f"{indicator.title} ({indicator.id}): {stale_text(period_text(last))}. Levert: "
        f"{indicator.deliverer}."
        f"{accepted} Verwacht: t/m {period_text(expected)}, {due}."
    )
