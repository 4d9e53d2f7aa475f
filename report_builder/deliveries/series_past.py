"""What a series has had: the figures that nobody doubts, and how much each slice used to change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from report_builder.deliveries.differences import Cells
from report_builder.deliveries.expected_range import (
    Range,
    change_size,
    expected_range,
    same_order,
    usual_change,
)
from report_builder.deliveries.past_figures import PastFigure, PastFigures
from report_builder.model.catalogue import Indicator
from report_builder.model.series import Slice

_EXACT, _EXACT_ELSEWHERE = 4, 5
"""A figure of so many digits without zeros at the end does not come twice by chance: in one slice,
and in any of many.
"""


class SeriesPast:
    """The past of a series, from how it was known; `cells` is how it becomes. What changes in it is
    no past, until it is added to its slice in `figures`.
    """

    def __init__(self, indicator: Indicator, known: Cells, cells: Cells) -> None:
        self.indicator = indicator
        self._known = _figures_by_slice(known)
        kept = {cell: one for cell, one in known.items() if cells[cell].value == one.value}
        self.figures = defaultdict(
            PastFigures, {key: PastFigures(own) for key, own in _figures_by_slice(kept).items()}
        )

    @property
    def largest(self) -> Decimal:
        """The size of the largest figure of all slices; zero where there is none."""
        return max((own.largest for own in self.figures.values()), default=Decimal(0))

    def is_first(self, key: Slice) -> bool:
        """Whether a slice comes in for the first time."""
        return key not in self._known

    @property
    def is_empty(self) -> bool:
        """Whether the whole series comes in for the first time."""
        return not self._known

    def order(self, key: Slice, around: Sequence[PastFigure]) -> Range:
        """From what to what a figure of a slice has the order of magnitude of those around it."""
        values = [figure.value for figure in around]
        return same_order(self.indicator, values, self.figures[key].largest)

    def expected(self, key: Slice, around: Sequence[PastFigure]) -> Range:
        """Between what a figure of a slice is expected beside those around it; of a series that
        comes in for the first time only the order of magnitude is known.
        """
        order = self.order(key, around)
        if self.is_empty:
            return order
        values = [figure.value for figure in around]
        usual = usual_change(self._changes.get(key, ()), self._pooled)
        bounds = expected_range(self.indicator, values, usual)
        return bounds.rounded_out(self.indicator.decimals).within(order)

    def find_same(self, key: Slice, figure: PastFigure) -> tuple[Slice, PastFigure] | None:
        """The very same figure of a year before, of this slice or else of another one; None when
        there is none, or when it is so round that it can come twice.
        """
        digits = len(figure.value.normalize().as_tuple().digits)
        others = self._slices.get(figure.value, ()) if digits >= _EXACT_ELSEWHERE else ()
        for other in (key, *others) if digits >= _EXACT else ():
            for before in self.figures[other].year_before(figure.period):
                if before.value == figure.value:
                    return other, before
        return None

    @cached_property
    def _slices(self) -> Mapping[Decimal, Sequence[Slice]]:
        """The slices that have had a figure."""
        slices: dict[Decimal, dict[Slice, None]] = defaultdict(dict)
        for key, own in self._known.items():
            for figure in own:
                slices[figure.value][key] = None
        return {value: list(keys) for value, keys in slices.items()}

    @cached_property
    def _changes(self) -> Mapping[Slice, Sequence[Decimal]]:
        """How much each slice changed every time."""
        return {key: list(self._sizes(own)) for key, own in self._known.items()}

    @cached_property
    def _pooled(self) -> Sequence[Decimal]:
        return [size for sizes in self._changes.values() for size in sizes]

    def _sizes(self, figures: Iterable[PastFigure]) -> Iterable[Decimal]:
        past = PastFigures()
        for figure in sorted(figures, key=lambda one: one.period):
            values = [one.value for one in past.around(figure.period)]
            size = change_size(self.indicator, values, figure.value) if values else None
            if size is not None:
                yield size
            past.add(figure)


def _figures_by_slice(cells: Cells) -> dict[Slice, list[PastFigure]]:
    figures: dict[Slice, list[PastFigure]] = defaultdict(list)
    for cell, observation in cells.items():
        if observation.value is not None:
            figures[cell.slice].append(PastFigure(cell.period, observation.value))
    return dict(figures)
