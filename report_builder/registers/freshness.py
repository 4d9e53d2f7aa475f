"""freshness.csv: how every indicator stands (contract, section 5)."""

from __future__ import annotations

from collections.abc import Iterable

from report_builder.model.state import IndicatorState
from report_builder.registers.register import Register

COLUMNS = ("indicator", "last_period", "expected_period", "state", "owner", "documents")


def freshness_register(states: Iterable[IndicatorState]) -> Register:
    """The register of these indicators."""
    return Register.of(COLUMNS, map(_line, states))


def _line(state: IndicatorState) -> dict[str, str]:
    return {
        "indicator": state.name,
        "last_period": str(state.last or ""),
        "expected_period": str(state.expected),
        "state": state.state,
        "owner": state.indicator.deliverer,
        "documents": ";".join(state.documents),
    }
