"""Remarks that came in more than once: in several copies of a file, or on one item again."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import datetime

from report_builder.model.returned import PlacedRemark
from report_builder.rounds.passage_texts import plain


def without_repeats(remarks: Iterable[PlacedRemark]) -> list[PlacedRemark]:
    """The remarks, each told once.

    What came back in several copies of a file names all of them; of what one reviewer remarked on
    one item of the review page the last counts.
    """
    unique: dict[Hashable, PlacedRemark] = {}
    for remark in remarks:
        name = (remark.reviewer, _subject(remark))
        earlier = unique.setdefault(name, remark)
        if remark.key:
            unique[name] = max(earlier, remark, key=_written)
        elif remark.file not in earlier.file.split(", "):
            unique[name] = replace(earlier, file=f"{earlier.file}, {remark.file}")
    return list(unique.values())


def _subject(remark: PlacedRemark) -> Hashable:
    """What makes two remarks of one reviewer the same: the item, or else the place and the text."""
    if remark.key:
        return remark.key
    return (
        remark.kind,
        remark.passage,
        remark.place,
        plain(remark.about),
        plain(remark.words),
    )


def _written(remark: PlacedRemark) -> datetime:
    if not remark.written:
        return datetime.min
    return datetime.strptime(remark.written, "%d-%m-%Y %H:%M")
