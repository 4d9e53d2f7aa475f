"""The comments that a deliverer put on cells: each with the figure of its cell, or on its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from report_builder.deliveries.arrivals import DeliveredFigures, Explanation
from report_builder.deliveries.grid import Grid, fold
from report_builder.model.catalogue import Indicator


def without_definitions(sheet: Grid, indicators: Iterable[Indicator]) -> Grid:
    """A sheet without the comments that the program itself put on a form: what is counted."""
    definitions = {fold(indicator.definition) for indicator in indicators}
    comments = {
        address: text for address, text in sheet.comments.items() if fold(text) not in definitions
    }
    return replace(sheet, comments=comments)


def add_comments(
    figures: DeliveredFigures, sheets: Sequence[Grid], indicators: Mapping[str, Indicator]
) -> None:
    """Add each comment to what its deliverer wrote: with the figure of its cell, where it is on
    one.
    """
    comments: dict[str, str] = {}
    for sheet in sheets:
        own = without_definitions(sheet, indicators.values()).comments
        comments |= {sheet.place(*address): " ".join(text.split()) for address, text in own.items()}
    if not comments:
        return
    for arrivals in figures.arrivals.values():
        for number, arrival in enumerate(arrivals):
            if text := comments.pop(arrival.place, ""):
                said = f"{arrival.explanation}; {text}" if arrival.explanation else text
                arrivals[number] = replace(arrival, explanation=said)
    figures.explanations += [Explanation(place, text) for place, text in comments.items()]
