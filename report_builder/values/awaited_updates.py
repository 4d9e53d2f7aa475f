"""What the stale observations behind a text wait for."""

from __future__ import annotations

from collections.abc import Iterable

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.value import Input
from report_builder.values.dataset import Dataset
from report_builder.wording.awaiting import awaiting_text


def awaited_lines(inputs: Iterable[Input], dataset: Dataset) -> list[str]:
    """A line for each stale indicator among the observations, with the oldest last period of its
    slices.
    """
    found: dict[str, Period] = {}
    for made in inputs:
        last = _last(made, dataset)
        found[made.indicator] = min(last, found.get(made.indicator, last))
    indicators = dataset.project.catalogue.indicators
    late = {
        key: last
        for key, last in found.items()
        if dataset.freshness(indicators[key], last).is_stale
    }
    # A calculation is stale too where its parts have only an older period in common: then all of
    # them are named.
    return [awaited_text(indicators[key], last, dataset) for key, last in (late or found).items()]


def _last(made: Input, dataset: Dataset) -> Period:
    """The last period of the slice that an observation is of."""
    last = dataset.find_last(made.observed)
    return last.period if last else made.period


def awaited_text(indicator: Indicator, last: Period, dataset: Dataset) -> str:
    """What one indicator waits for that has figures up to `last`."""
    is_accepted = indicator.id in dataset.project.accepted
    return awaiting_text(indicator, last, indicator.expected(dataset.reporting_year), is_accepted)
