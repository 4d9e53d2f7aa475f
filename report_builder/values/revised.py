"""Where an edition's own rows say something else than the sources do today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.model.project import Project
from report_builder.model.series import Series
from report_builder.model.value import Freshness, Input
from report_builder.values.dataset import describe
from report_builder.wording.numbers import quantity_text


def revised(project: Project, today: Mapping[str, Series]) -> dict[str, str]:
    """What to tell of each observation that was revised after the edition, by how a trace calls it.

    `today` holds the current series of the indicators that the edition has rows of its own for.
    """
    return {
        str(made): text
        for key, series in today.items()
        for made, text in _differences(
            project.catalogue.indicators[key], project.series[key], series
        )
    }


def _differences(indicator: Indicator, own: Series, today: Series) -> Iterator[tuple[Input, str]]:
    for key, observations in own.slices.items():
        current = {item.period: item.value for item in today.of(key)}
        for item in observations:
            then, now = _text(indicator, item.value), _text(indicator, current.get(item.period))
            if then != now:
                part = describe(indicator, key) or TOTAL
                made = Input(indicator.id, part, item.period, indicator.source, Freshness.HISTORY)
                yield made, f"in deze editie vastgesteld op {then}; nu {now}"


def _text(indicator: Indicator, amount: Decimal | None) -> str:
    return (
        "onbekend" if amount is None else quantity_text(amount, indicator.unit, indicator.decimals)
    )
