"""How the indicators stand: what is in, what is late (contract, section 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Period
from report_builder.model.state import IndicatorState
from report_builder.model.trace import Thing
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


def part_states(dataset: Dataset, documents: Mapping[Thing, Sequence[str]]) -> list[IndicatorState]:
    """The state of each of these slices that lags behind its indicator; `documents` gives the
    documents that print each.
    """
    states = []
    for (name, part), printed in documents.items():
        indicator = dataset.project.catalogue.indicators[name]
        whole, _ = _standing(indicator, dataset)
        last = _last_of(indicator, part, dataset)
        if part == TOTAL or whole is None or (last and last >= whole):
            continue
        states.append(
            IndicatorState(
                indicator,
                last,
                indicator.expected(dataset.reporting_year),
                dataset.freshness(indicator, last).value if last else "missing",
                tuple(printed),
                dataset.project.catalogue.door(indicator),
                last is not None and indicator.has_ended(part, last),
                part,
            )
        )
    return states


def _last_of(indicator: Indicator, part: str, dataset: Dataset) -> Period | None:
    """The last period of a slice, by its text."""
    keys = [key for key in dataset.slices(indicator) if indicator.slice_text(key) == part]
    last = dataset.last(indicator, keys[0]) if keys else None
    return last.period if last else None


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
