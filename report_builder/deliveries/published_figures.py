"""The figures that a service or a file from it gives, as they come in, and what is wrong with the
mapping that they were asked by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.deliveries.arrivals import Arrival
from report_builder.intake.toml_files import read_toml
from report_builder.model.catalogue import Indicator
from report_builder.model.series import Observation, Series, Status
from report_builder.problems import Fault, Problem
from report_builder.services.cells import Fetched
from report_builder.workspace import Workspace


def published_arrivals(fetched: Fetched, known: Series) -> Iterator[Arrival]:
    """The arrivals of one indicator.

    A cell without a value before the first or after the last one of its slice is not published
    (yet): it only counts where a value is known, which then is gone.
    """
    for key, observations in fetched.slices.items():
        known_periods = {observation.period for observation in known.of(key)}
        published = _published(observations)
        for number, observation in enumerate(observations):
            if number in published or observation.period in known_periods:
                place = ", ".join([str(observation.period), *key])
                yield Arrival(key, observation, place)


def _published(observations: Sequence[Observation]) -> range:
    """The numbers of the observations from the first that is not missing to the last."""
    present = [
        number
        for number, observation in enumerate(observations)
        if observation.status is not Status.MISSING
    ]
    return range(present[0], present[-1] + 1) if present else range(0)


def at_mapping(workspace: Workspace, indicator: Indicator, fault: Fault) -> Problem:
    """The fault at the mapping of the indicator in its catalogue."""
    path = workspace.data / indicator.theme / "catalogue.toml"
    lines, _ = read_toml(path, workspace.name(path))
    place = lines.line(indicator.id.partition(".")[2], "service") if lines else "1"
    return Problem(
        fault.code, workspace.name(path), place, f"{indicator.id}: {fault.message}", fault.hint
    )
