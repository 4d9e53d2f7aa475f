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
    lasts: dict[str, Period] = {}
    for input_ in inputs:
        last = _last(input_, dataset)
        lasts[input_.indicator] = min(last, lasts.get(input_.indicator, last))
    indicators = dataset.project.catalogue.indicators
    late = {
        key: last
        for key, last in lasts.items()
        if dataset.freshness(indicators[key], last).is_stale
    }
    # A calculation is stale too where its parts have only an older period in common: then all of
    # them are named.
    return [awaited_text(indicators[key], last, dataset) for key, last in (late or lasts).items()]


def _last(input_: Input, dataset: Dataset) -> Period:
    """The last period of the slice that an observation is of."""
    last = dataset.find_last(input_.observed)
    return last.period if last else input_.period


def awaited_text(indicator: Indicator, last: Period, dataset: Dataset) -> str:
    """What one indicator waits for that has figures up to `last`."""
    is_accepted = indicator.id in dataset.project.accepted
    return awaiting_text(indicator, last, indicator.expected(dataset.reporting_year), is_accepted)
