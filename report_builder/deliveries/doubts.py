"""What is doubtful about the size of a figure that comes in, beside those around it, what stood
there, and how its series has changed before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.deliveries.arrivals import Notice, NoticeKind
from report_builder.deliveries.differences import Cells
from report_builder.deliveries.doubt_texts import figure_text, time_text, value_text
from report_builder.deliveries.past_figures import PastFigure
from report_builder.deliveries.series_past import SeriesPast
from report_builder.deliveries.size_doubts import (
    Doubt,
    Reference,
    find_lone_doubt,
    find_size_doubt,
)
from report_builder.model.catalogue import Indicator
from report_builder.model.series import Observation, Slice


def find_doubts(
    indicator: Indicator, known: Cells, cells: Cells, changes: Sequence[Notice]
) -> Iterator[Notice]:
    """The doubts about the size of each figure that is new or revised, one for a figure; `cells` is
    how the series becomes.

    A jump is told of once: what comes after it is laid beside it. Any other doubtful figure is not
    used to judge another one, so a column in another unit is told of as a whole. In a slice that
    comes in for the first time any doubt is told of once, for all that there is to judge it by is
    in the same delivery.
    """
    past = SeriesPast(indicator, known, cells)
    for change in sorted(changes, key=lambda one: one.period):
        is_figure = change.kind in (NoticeKind.NEW, NoticeKind.REVISED)
        if not is_figure or change.new is None or change.new.value is None:
            continue
        figure = PastFigure(change.period, change.new.value)
        doubt = _find_doubt(past, change.slice, figure, change.old)
        is_usable = doubt is None or doubt.kind is NoticeKind.JUMP
        if is_usable or past.is_first(change.slice):
            past.figures[change.slice].add(figure)
        if doubt is not None:
            cell = change.slice, change.period
            yield Notice(doubt.kind, indicator.id, *cell, change.old, change.new, doubt.text)


def _find_doubt(
    past: SeriesPast, key: Slice, figure: PastFigure, old: Observation | None
) -> Doubt | None:
    """The first doubt about a figure: beside those around it, beside what stood there, or because
    it is another one over again. One with neither is laid beside all others.
    """
    indicator, around = past.indicator, past.figures[key].around(figure.period)
    stood_there = old is not None and old.value is not None
    doubt = None
    if around:
        beside = Reference(around, figure_text(indicator, around[0]))
        doubt = find_size_doubt(past, key, beside, figure.value)
    elif not stood_there:
        doubt = find_lone_doubt(past, key, figure.value)
    if doubt:
        return doubt
    if old is None or old.value is None:
        return _find_repeated(past, key, figure)
    text = f"{value_text(indicator, old.value)}, dat er eerst stond"
    stood = Reference([PastFigure(figure.period, old.value)], text)
    return find_size_doubt(past, key, stood, figure.value)


def _find_repeated(past: SeriesPast, key: Slice, figure: PastFigure) -> Doubt | None:
    """The doubt about a figure that is one of a year before, to the last digit."""
    same = past.find_same(key, figure)
    if same is None:
        return None
    other, before = same
    of_part = "" if other == key else f" van {past.indicator.slice_text(other)}"
    text = f"precies het cijfer{of_part} {time_text(before.period)}"
    return Doubt(NoticeKind.REPEATED, text)
