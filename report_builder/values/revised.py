"""Where an edition's own rows say something else than the sources do today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from report_builder.model.catalogue import Indicator
from report_builder.model.project import Project
from report_builder.model.series import Series
from report_builder.model.trace import Observed
from report_builder.wording.numbers import quantity_text


def revised(project: Project, today: Mapping[str, Series]) -> dict[Observed, str]:
    """What to tell of each observation that was revised after the edition.

    `today` holds the current series of the indicators that the edition has rows of its own for.
    """
    notes: dict[Observed, str] = {}
    for name, series in today.items():
        indicator = project.catalogue.indicators[name]
        notes.update(_differences(indicator, project.series[name], series))
    return notes


def _differences(
    indicator: Indicator, own: Series, today: Series
) -> Iterator[tuple[Observed, str]]:
    for key, observations in own.slices.items():
        current = {item.period: item.value for item in today.of(key)}
        for item in observations:
            then, now = _text(indicator, item.value), _text(indicator, current.get(item.period))
            if then != now:
                observed = Observed.of(indicator, key, item.period)
                yield observed, f"in deze editie vastgesteld op {then}; nu {now}"


def _text(indicator: Indicator, amount: Decimal | None) -> str:
    return (
        "onbekend" if amount is None else quantity_text(amount, indicator.unit, indicator.decimals)
    )
