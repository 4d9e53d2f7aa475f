"""Where every indicator is printed: what the tables that give account of the figures need to know
of all documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from report_builder.build.figure_tasks import stale_ends
from report_builder.build.release_setup import Job, Setup
from report_builder.model.catalogue import Indicator
from report_builder.model.document import FilledDocument, NumberedFigure, PrintedValue, Use
from report_builder.model.period import Period
from report_builder.values.plotted_series import select_rows


@dataclass
class _Printed:
    """What of an indicator is printed in one place: its slices, and the last period of each that is
    stale.
    """

    slices: set[str] = field(default_factory=set)
    stale: dict[str, Period] = field(default_factory=dict)


_Places = dict[tuple[str, str], _Printed]
"""By indicator and place."""


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
        Use(key, place, _oldest(indicators[key], own.stale), frozenset(own.slices))
        for (key, place), own in places.items()
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
            part = given.observed.slice
            own = places.setdefault((given.indicator, place), _Printed())
            own.slices.add(part)
            if given.freshness.is_stale:
                own.stale[part] = max(given.period, own.stale.get(part, given.period))


def _place(printed: PrintedValue, name: str) -> str:
    """The figure or table that a value stands in, else its document."""
    is_block = printed.place.startswith(("figuur ", "tabel ", "dashboard "))
    return printed.place.partition(",")[0] if is_block else name


def _add_pictures(places: _Places, document: FilledDocument, setup: Setup) -> None:
    """What is drawn, which can be more than an alternative text names."""
    for figure in document.placed:
        if setup.project.figures[figure.figure].traits.is_picture:
            _add_picture(places, figure, setup)


def _add_picture(places: _Places, figure: NumberedFigure, setup: Setup) -> None:
    place = f"{figure.noun.lower()} {figure.number}"
    rows = select_rows(setup.project.figures[figure.figure], setup.dataset)
    for row in rows:
        for key, part in row.things:
            places.setdefault((key, place), _Printed()).slices.add(part)
    for key, last in stale_ends(rows).items():
        places[key, place].stale[""] = last
