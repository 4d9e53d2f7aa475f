"""Which colour each series of a figure has: a category has the same one in all figures of an
edition, and no two of one figure share one.

What the catalogue puts in an order has the colour of its place there; the Netherlands and what is
left over have one of their own. The others take the first colour that nothing beside them has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from report_builder.model.catalogue import Indicator
from report_builder.model.figure import FigureSpec
from report_builder.model.rest_groups import is_ranked
from report_builder.model.tone import HOME, HOME_TONE, REST_TONE, TONES, Tone, tone_at
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.plotted_series import Row, select_rows

FigureTones = Mapping[str, tuple[Tone, ...]]
"""The colours of the series of each figure, in the order in which it shows them."""


def figure_tones(specs: Iterable[FigureSpec], dataset: Dataset) -> FigureTones:
    """The colours of all figures that tell their series apart by colour; one whose figures are not
    there has none.
    """
    figures = dict(_figures(specs, dataset))
    categories = {key: [category(row) for row in rows] for key, rows in figures.items()}
    tones = {category(row): tone for rows in figures.values() for row, tone in _decided(rows)}
    beside = _neighbours(categories.values())
    # A figure of one series takes what those of several leave it.
    for names in sorted(categories.values(), key=lambda names: len(names) == 1):
        for name in names:
            tones.setdefault(name, _first_free(tones, beside[name], len(names)))
    return {key: tuple(tones[name] for name in names) for key, names in categories.items()}


def ordered(rows: Sequence[Row]) -> list[Row]:
    """The series in the order of the catalogue, those that it does not name after them, and what is
    left over last.
    """
    return sorted(rows, key=_place)


def _figures(specs: Iterable[FigureSpec], dataset: Dataset) -> Iterator[tuple[str, list[Row]]]:
    """The series of each figure that tells them apart by colour, by the names of the figures."""
    for spec in sorted(specs, key=lambda spec: spec.id):
        if not spec.traits.has_colours:
            continue
        try:
            yield spec.id, ordered(select_rows(spec, dataset))
        except Fault:  # it is told where the figure is made
            continue


def category(row: Row) -> str:
    """What a reader takes a series for: its part, or the indicator where it is shown whole."""
    return row.indicator.id if row.key == row.indicator.total else row.name


def _place(row: Row) -> tuple[bool, int]:
    order = _folded(row.indicator)
    name = row.part.casefold()
    return is_rest(row), order.index(name) if name in order else len(order)


def _folded(indicator: Indicator) -> list[str]:
    return [name.casefold() for name in indicator.order]


def is_rest(row: Row) -> bool:
    """Whether a series is what is left over: no category, and shown last."""
    return bool(row.part) and not is_ranked(row.indicator, row.part)


def _decided(rows: Iterable[Row]) -> Iterator[tuple[Row, Tone]]:
    """The series whose colour does not hang on what stands beside them."""
    for row in rows:
        order, name = _folded(row.indicator), row.part.casefold()
        if row.name != row.part:
            continue
        if is_rest(row):
            yield row, REST_TONE
        elif row.name == HOME:
            yield row, HOME_TONE
        elif name in order:
            yield row, tone_at(order.index(name))


def _neighbours(figures: Iterable[Sequence[str]]) -> Mapping[str, set[str]]:
    """What stands beside each category in any figure."""
    beside = defaultdict[str, set[str]](set)
    for names in figures:
        for name in names:
            beside[name].update(names)
    return beside


def _first_free(tones: Mapping[str, Tone], beside: Iterable[str], count: int) -> Tone:
    """The first colour that nothing beside a category has; where all are taken, one in turn."""
    taken = {tones[name] for name in beside if name in tones}
    return next((tone for tone in TONES if tone not in taken), tone_at(len(taken) + count))
