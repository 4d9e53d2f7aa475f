"""How the indicators stand: what is in, what is late (contract, section 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.state import IndicatorState
from report_builder.values.dataset import Dataset


def indicator_states(
    dataset: Dataset, documents: Mapping[str, Sequence[str]]
) -> list[IndicatorState]:
    """The state of every indicator, by id; `documents` gives the documents that print each.

    An indicator without a total, or with one that its source ended, stands as its newest slice
    does: a slice that is printed has its own freshness.
    """
    states = []
    catalogue = dataset.project.catalogue
    for key, indicator in sorted(catalogue.indicators.items()):
        last, is_ended = _standing(indicator, dataset)
        state = dataset.freshness(indicator, last).value if last else "missing"
        expected = indicator.expected(dataset.reporting_year)
        printed, door = tuple(documents.get(key, ())), catalogue.door(indicator)
        states.append(IndicatorState(indicator, last, expected, state, printed, door, is_ended))
    return states


def _standing(indicator: Indicator, dataset: Dataset) -> tuple[Period | None, bool]:
    """The last period of an indicator, and whether its source ended all of it."""
    lasts = {
        part: observation.period
        for part in dataset.slices(indicator)
        if (observation := dataset.last(indicator, part))
    }
    going_on = {
        part: last
        for part, last in lasts.items()
        if not indicator.has_ended(indicator.slice_text(part), last)
    }
    counted = going_on or lasts
    last = counted.get(indicator.total, max(counted.values(), default=None))
    return last, bool(lasts) and not going_on
