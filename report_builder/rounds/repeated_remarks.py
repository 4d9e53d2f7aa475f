"""Remarks that came in more than once: in several copies of a file, or on one item again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from report_builder.model.returned import PlacedRemark
from report_builder.rounds.passage_texts import plain

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class RemarksOnce:
    """The remarks that count, each told once, and those that a later one took the place of."""

    remarks: tuple[PlacedRemark, ...]
    replaced: tuple[PlacedRemark, ...]


def without_repeats(remarks: Iterable[PlacedRemark]) -> RemarksOnce:
    """The remarks, each told once.

    What came back in several copies of a file names all of them. Of what one person saved on one
    item of the review page the last counts; of another one, also of the same organisation, what
    that one saved.
    """
    all_remarks = list(remarks)
    last = _last_moments(all_remarks)
    newest = {_identity(one) for one in all_remarks if _moment(one) == last[_item(one)]}
    counting = [one for one in all_remarks if not one.key or _identity(one) in newest]
    replaced = [one for one in all_remarks if one.key and _identity(one) not in newest]
    return RemarksOnce(tuple(_told_once(counting)), tuple(replaced))


def _told_once(remarks: Iterable[PlacedRemark]) -> Iterator[PlacedRemark]:
    alike: dict[Hashable, list[PlacedRemark]] = {}
    counts: Counter[Hashable] = Counter()
    for remark in remarks:
        identity = _identity(remark)
        # Said twice in one Word file it was said of two things, in each copy of that file.
        if not remark.key:
            counts[remark.file, identity] += 1
        alike.setdefault((identity, counts[remark.file, identity]), []).append(remark)
    for first, *others in alike.values():
        files = dict.fromkeys(remark.file for remark in (first, *others))
        yield replace(first, file=", ".join(files))


def _last_moments(remarks: Iterable[PlacedRemark]) -> dict[Hashable, datetime]:
    """When each person saved each item last."""
    moments: dict[Hashable, datetime] = {}
    for remark in remarks:
        moments[_item(remark)] = max(_moment(remark), moments.get(_item(remark), _NEVER))
    return moments


def _item(remark: PlacedRemark) -> Hashable:
    return remark.writer, remark.key


def _moment(remark: PlacedRemark) -> datetime:
    """When a remark was saved, to compare with; long ago for what says no moment."""
    try:
        moment = datetime.fromisoformat(remark.moment)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return _NEVER


def _identity(remark: PlacedRemark) -> Hashable:
    """What makes two remarks the same: who made it, and what it says of what."""
    return (
        remark.writer or remark.reviewer,
        remark.key,
        remark.kind,
        remark.passage,
        remark.place,
        plain(remark.about),
        plain(remark.words),
    )
