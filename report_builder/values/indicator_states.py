"""How the indicators stand: what is in, what is late (contract, section 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_builder.model.state import IndicatorState
from report_builder.values.dataset import Dataset


def indicator_states(
    dataset: Dataset, documents: Mapping[str, Sequence[str]]
) -> list[IndicatorState]:
    """The state of every indicator, by id; `documents` gives the documents that print each.

    An indicator without a total stands as its newest slice does: a slice that is printed has its
    own freshness.
    """
    states = []
    catalogue = dataset.project.catalogue
    for key, indicator in sorted(catalogue.indicators.items()):
        slices = dataset.slices(indicator)
        counted = [indicator.total] if indicator.total in slices else slices
        lasts = [dataset.last(indicator, part) for part in counted]
        last = max((observation.period for observation in lasts if observation), default=None)
        state = dataset.freshness(indicator, last).value if last else "missing"
        expected = indicator.expected(dataset.reporting_year)
        printed, door = tuple(documents.get(key, ())), catalogue.door(indicator)
        states.append(IndicatorState(indicator, last, expected, state, printed, door))
    return states
