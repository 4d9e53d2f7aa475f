"""How the indicators stand: what is in, what is late (contract, section 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.period import Period
from report_builder.model.series import Slice
from report_builder.model.state import IndicatorState
from report_builder.model.trace import Thing
from report_builder.values.dataset import Dataset
from report_builder.values.owed_periods import owed_periods


def indicator_states(
    dataset: Dataset,
    documents: Mapping[str, Sequence[str]],
    stale: Mapping[Thing, Sequence[str]] | None = None,
) -> list[IndicatorState]:
    """The state of every indicator, by id; `documents` gives the documents that print each, and
    `stale` those that print something old, for who asks what is late.

    An indicator without a total, or with one that its source ended, stands as its newest slice
    does: a slice that is printed has its own freshness.
    """
    old: dict[str, dict[str, None]] = {}
    for (key, _), printed in (stale or {}).items():
        old.setdefault(key, {}).update(dict.fromkeys(printed))
    return [
        _state(
            indicator,
            _standing_parts(indicator, dataset),
            _PrintedIn(tuple(documents.get(key, ())), tuple(old.get(key, ()))),
            dataset,
        )
        for key, indicator in sorted(dataset.project.catalogue.indicators.items())
    ]


def part_states(dataset: Dataset, stale: Mapping[Thing, Sequence[str]]) -> list[IndicatorState]:
    """The state of each of these slices that lags behind its indicator; `stale` gives the documents
    that print each.
    """
    states = []
    for (name, part), printed in stale.items():
        indicator = dataset.project.catalogue.indicators[name]
        whole = _last_of(_standing_parts(indicator, dataset), indicator, dataset)
        keys = [key for key in dataset.slices(indicator) if indicator.slice_text(key) == part]
        last = _last_of(keys, indicator, dataset)
        if part != TOTAL and whole is not None and (last is None or last < whole):
            places = _PrintedIn(tuple(printed), tuple(printed))
            states.append(_state(indicator, keys, places, dataset, part))
    return states


class _PrintedIn(NamedTuple):
    """The documents that print something, and those that print something old of it."""

    documents: tuple[str, ...]
    stale_in: tuple[str, ...]


def _state(
    indicator: Indicator,
    parts: Sequence[Slice],
    places: _PrintedIn,
    dataset: Dataset,
    part: str = "",
) -> IndicatorState:
    """How an indicator stands that these slices stand for, or the part that is the one of them."""
    last, year = _last_of(parts, indicator, dataset), dataset.reporting_year
    state = dataset.freshness(indicator, last).value if last else "missing"
    has_ended = not any(_goes_on(indicator, key, dataset) for key in parts)
    return IndicatorState(
        indicator,
        last,
        indicator.expected(year),
        state,
        places.documents,
        places.stale_in,
        dataset.project.catalogue.door(indicator),
        has_ended,
        state != "fresh" and not has_ended and not _owes(indicator, parts, dataset),
        part,
    )


def _owes(indicator: Indicator, parts: Sequence[Slice], dataset: Dataset) -> bool:
    """Whether the source still has to say something of one of these slices."""
    year = dataset.reporting_year
    return any(owed_periods(indicator, key, dataset.all(indicator, key), year) for key in parts)


def _standing_parts(indicator: Indicator, dataset: Dataset) -> Sequence[Slice]:
    """The slices that an indicator stands by: its total, else all that go on, else all."""
    known = [key for key in dataset.slices(indicator) if dataset.last(indicator, key)]
    going_on = [key for key in known if _goes_on(indicator, key, dataset)]
    counted = going_on or known or dataset.slices(indicator)
    return [indicator.total] if not counted or indicator.total in counted else counted


def _goes_on(indicator: Indicator, key: Slice, dataset: Dataset) -> bool:
    """Whether more figures of a slice can come."""
    last = dataset.last(indicator, key)
    return last is None or not indicator.has_ended(indicator.slice_text(key), last.period)


def _last_of(parts: Sequence[Slice], indicator: Indicator, dataset: Dataset) -> Period | None:
    """The last period of the newest of these slices."""
    lasts = (dataset.last(indicator, key) for key in parts)
    return max((last.period for last in lasts if last), default=None)
