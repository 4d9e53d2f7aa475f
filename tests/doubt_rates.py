"""How many mistakes a delivery of the real figures of a year would be stopped for, and how many
figures that are right are doubted.

python -m tests.doubt_rates [SAMPLE] [YEAR]...
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from report_builder.deliveries.differences import SeriesCell
from report_builder.model.catalogue import PERCENT
from tests.yearly import YearlyDelivery, doubts_of, yearly_deliveries

FACTORS = {
    "x 1.000": Decimal(1000),
    "x 100": Decimal(100),
    "x 15": Decimal(15),
    "x 10": Decimal(10),
    "x 5": Decimal(5),
    "x 2": Decimal(2),
    ": 2": Decimal("0.5"),
    ": 5": Decimal("0.2"),
    ": 10": Decimal("0.1"),
    ": 1.000": Decimal("0.001"),
}


def faults(delivery: YearlyDelivery, cell: SeriesCell) -> Iterator[tuple[str, Decimal]]:
    """The ways in which a figure that is right can come in wrong: what it then is, by the kind of
    fault.
    """
    indicator, value = delivery.indicator, delivery.new[cell].value
    assert value is not None
    for name, factor in FACTORS.items():
        yield name, round(value * factor, indicator.decimals)
    if indicator.minimum < 0:
        yield "ander teken", -value
    elif indicator.unit == PERCENT:
        yield "fractie", value / 100
    text = str(int(abs(value)))
    swapped = next((n for n in range(len(text) - 1) if text[n] != text[n + 1]), None)
    if swapped is not None:
        left, right = text[swapped : swapped + 2]
        yield "cijfers verwisseld", Decimal(text[:swapped] + right + left + text[swapped + 2 :])
    yield "cijfer te veel", Decimal(text + text[-1])
    year_before = cell.period.years_before(1)
    before = delivery.known.get(SeriesCell(cell.slice, year_before))
    if before and before.value is not None:
        yield "jaar ervoor", before.value
    others = [
        one.value
        for (key, period), one in delivery.known.items()
        if period == year_before and key != cell.slice
    ]
    if others:
        yield "ander deel, jaar ervoor", random.choice(others) or value


def is_caught(delivery: YearlyDelivery, cell: SeriesCell, value: Decimal) -> bool:
    """Whether a delivery with this value in place of the right one is stopped at that figure."""
    indicator = delivery.indicator
    if value < indicator.minimum or (indicator.maximum is not None and value > indicator.maximum):
        return True
    own = {one: seen for one, seen in delivery.new.items() if one.period <= cell.period}
    own[cell] = replace(own[cell], value=value)
    doubts = doubts_of(indicator, delivery.known, own)
    return any(doubt.period == cell.period for doubt in doubts)


def main(sample: int, years: Sequence[int]) -> None:
    """Print how many mistakes are caught of each kind, and what is doubted that is right."""
    random.seed(1)
    deliveries = list(yearly_deliveries(years, with_bands=False))
    figures = [
        (delivery, cell)
        for delivery in deliveries
        for cell, one in delivery.new.items()
        if one.value
    ]
    doubts = [doubt for one in deliveries for doubt in doubts_of(*one)]
    print(f"{len(figures)} cijfers, {len(doubts)} keer twijfel:")
    for doubt in doubts:
        print(f"  {doubt.kind}: {doubt.indicator} {doubt.slice} {doubt.period}: {doubt.text}")
    caught: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for delivery, cell in random.sample(figures, min(sample, len(figures))):
        right = delivery.new[cell].value
        size = ">= 100" if abs(right or 0) >= 100 else "< 100"
        for name, value in faults(delivery, cell):
            if value == right:
                continue
            for kind in (name, f"{name}, {size}"):
                tried[kind] += 1
                caught[kind] += is_caught(delivery, cell, value)
    for kind in tried:
        print(f"{kind}: {caught[kind]} van {tried[kind]} ({100 * caught[kind] / tried[kind]:.0f}%)")


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    main(numbers[0] if numbers else 300, numbers[1:] or (2024, 2025))
