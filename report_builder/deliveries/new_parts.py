"""The parts of a series that come in for the first time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.deliveries.arrivals import Notice, NoticeKind
from report_builder.deliveries.differences import Cells
from report_builder.model.catalogue import TOTAL, Indicator
from report_builder.problems import nearest


def find_new_parts(
    indicator: Indicator, known: Cells, changes: Sequence[Notice]
) -> Iterator[Notice]:
    """The parts that a series with figures did not have before, each once: a new one, or another
    way to write one.
    """
    names = _part_names(indicator, known)
    for change in changes:
        for part, present in zip(change.slice, names, strict=True):
            if not present or part in present or part == TOTAL:
                continue
            hint = nearest(part, present)
            yield Notice(
                NoticeKind.PART,
                indicator.id,
                change.slice,
                change.period,
                new=change.new,
                text=f"'{part}' kwam nog niet voor{f' ({hint})' if hint else ''}",
            )


def _part_names(indicator: Indicator, known: Cells) -> list[set[str]]:
    """The names of the parts that there are, for each dimension."""
    return [
        {cell.slice[dimension] for cell in known} for dimension in range(len(indicator.dimensions))
    ]
