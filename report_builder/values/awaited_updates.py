"""What the stale observations behind a text wait for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from report_builder.model.period import Period
from report_builder.model.value import Input
from report_builder.values.dataset import Dataset
from report_builder.values.plotted_series import Row
from report_builder.wording.awaiting import awaiting_text, closed_text


def awaited_lines(inputs: Iterable[Input], dataset: Dataset) -> list[str]:
    """A line for each stale indicator among the observations, with the oldest last period of its
    slices; one for what of it its source ended.
    """
    lasts: dict[_Group, Period] = {}
    indicators = dataset.project.catalogue.indicators
    for input_ in inputs:
        last = _last(input_, dataset)
        group = _Group(input_.indicator, has_ended(input_, dataset))
        lasts[group] = min(last, lasts.get(group, last))
    late = {
        group: last
        for group, last in lasts.items()
        if dataset.freshness(indicators[group.indicator], last).is_stale
    }
    # A calculation is stale too where its parts have only an older period in common: then all of
    # them are named.
    return _lines(late or lasts, dataset)


def awaited_by(rows: Iterable[Row], dataset: Dataset) -> list[str]:
    """A line for each stale indicator among the series of a figure, as `awaited_lines` gives for
    observations.
    """
    lasts: dict[_Group, Period] = {}
    for row in rows:
        for indicator, key, until in row.stale_ends:
            group = _Group(indicator.id, indicator.has_ended(indicator.slice_text(key), row.last))
            lasts[group] = min(until, lasts.get(group, until))
    return _lines(lasts, dataset)


def has_ended(input_: Input, dataset: Dataset) -> bool:
    """Whether the source ended the slice that an observation is of, and all of it is in."""
    indicator = dataset.project.catalogue.indicators[input_.indicator]
    return indicator.has_ended(input_.observed.slice, _last(input_, dataset))


class _Group(NamedTuple):
    """What of an indicator waits, or what of it has ended."""

    indicator: str
    is_ended: bool


def _last(input_: Input, dataset: Dataset) -> Period:
    """The last period of the slice that an observation is of."""
    last = dataset.find_last(input_.observed)
    return last.period if last else input_.period


def _lines(lasts: Mapping[_Group, Period], dataset: Dataset) -> list[str]:
    return [_line(group, last, dataset) for group, last in lasts.items()]


def _line(group: _Group, last: Period, dataset: Dataset) -> str:
    """What one indicator waits for that has figures up to `last`."""
    indicator = dataset.project.catalogue.indicators[group.indicator]
    is_accepted = indicator.id in dataset.project.accepted
    if group.is_ended:
        return closed_text(indicator, last, is_accepted)
    return awaiting_text(indicator, last, indicator.expected(dataset.reporting_year), is_accepted)
