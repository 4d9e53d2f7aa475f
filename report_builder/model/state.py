"""How an indicator stands in an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period


@dataclass(frozen=True)
class IndicatorState:
    """Its last period, the one expected, the documents that print it, and the door that its figures come in by.

    `state` is fresh, stale, accepted or missing.
    """

    indicator: Indicator
    last: Period | None
    expected: Period
    state: str
    documents: tuple[str, ...]
    door: str


@dataclass(frozen=True)
class OwnRows:
    """The rows that an edition holds itself: the file of each indicator, and which observations are another today.

    `revised` tells of these in words, by how a trace calls the observation.
    """

    files: Mapping[str, str]
    revised: Mapping[str, str]
