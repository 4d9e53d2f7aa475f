"""Where every indicator is printed: what the tables that give account of the figures need to know
of all documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_builder.build.figure_tasks import stale_lines
from report_builder.build.release_setup import Job, Setup
from report_builder.model.catalogue import Indicator
from report_builder.model.document import FilledDocument, PrintedValue, Use
from report_builder.model.period import Period

_Places = dict[tuple[str, str], dict[str, Period]]
"""By indicator and place: the slices that are printed there from a stale figure, each with its
last period.
"""


def find_uses(
    setup: Setup, jobs: Sequence[Job], filled: Mapping[str, FilledDocument]
) -> tuple[Use, ...]:
    """Where every indicator is printed, and up to when where that is stale; twins of a letter
    count once.
    """
    places: _Places = {}
    for job in jobs:
        if job.label == job.entry.id:
            _add_values(places, filled[job.label], setup.project.edition.name_of(job.entry))
            _add_pictures(places, filled[job.label], setup)
    indicators = setup.project.catalogue.indicators
    return tuple(
        Use(key, place, _oldest(indicators[key], own)) for (key, place), own in places.items()
    )


def _oldest(indicator: Indicator, lasts: Mapping[str, Period]) -> Period | None:
    """The oldest last period of slices: of those that go on, where any does."""
    going_on = [last for part, last in lasts.items() if not indicator.has_ended(part, last)]
    return min(going_on or lasts.values(), default=None)


def _add_values(places: _Places, document: FilledDocument, name: str) -> None:
    """What stands in the text and in tables."""
    for printed in document.values:
        place = _place(printed, name)
        for given in printed.value.inputs:
            own = places.setdefault((given.indicator, place), {})
            if given.freshness.is_stale:
                part = given.observed.slice
                own[part] = max(given.period, own.get(part, given.period))


def _place(printed: PrintedValue, name: str) -> str:
    """The figure or table that a value stands in, else its document."""
    is_block = printed.place.startswith(("figuur ", "tabel ", "dashboard "))
    return printed.place.partition(",")[0] if is_block else name


def _add_pictures(places: _Places, document: FilledDocument, setup: Setup) -> None:
    """What is drawn, which can be more than an alternative text names."""
    for figure in document.placed:
        if not setup.project.figures[figure.figure].traits.is_picture:
            continue
        stale_periods = stale_lines(setup, figure.figure)
        for key in setup.project.figures[figure.figure].ingredients:
            own = places.setdefault((key, f"{figure.noun.lower()} {figure.number}"), {})
            if key in stale_periods:
                own[""] = stale_periods[key]
