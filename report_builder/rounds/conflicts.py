"""Where what reviewers gave back does not agree, and what they gave back more than once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from report_builder.model.returned import Conflict, PlacedRemark
from report_builder.rounds.passage_texts import plain, sentences, short
from report_builder.rounds.placement import CHANGE, NUMBER, STATUS, UNTRACKED
from report_builder.rounds.verdicts import REFUSED

_CHANGES = (CHANGE, NUMBER, UNTRACKED)


def joined(found: Iterable[PlacedRemark]) -> list[PlacedRemark]:
    """The remarks in which nothing is told twice.

    What came back in several copies of a file names all of them; of what one reviewer remarked on
    one item the last counts.
    """
    same: dict[tuple[object, ...], PlacedRemark] = {}
    for item in found:
        told = (
            (item.key,)
            if item.key
            else (item.kind, item.passage, item.place, plain(item.about), plain(item.words))
        )
        name = (item.reviewer, *told)
        known = same.setdefault(name, item)
        if item.key and _written(item) > _written(known):
            same[name] = item
        elif not item.key and item.file not in known.file.split(", "):
            same[name] = replace(known, file=f"{known.file}, {item.file}")
    return list(same.values())


def _written(item: PlacedRemark) -> datetime:
    return datetime.strptime(item.written, "%d-%m-%Y %H:%M") if item.written else datetime.min


def find_conflicts(found: Sequence[PlacedRemark]) -> Iterator[Conflict]:
    """Passages that were changed in different ways, and items that one agreed to and another did
    not.
    """
    changes: dict[int, list[PlacedRemark]] = {}
    verdicts: dict[str, list[PlacedRemark]] = {}
    for item in found:
        if item.kind in _CHANGES and item.passage is not None:
            changes.setdefault(item.passage, []).append(item)
        elif item.kind == STATUS:
            verdicts.setdefault(item.key, []).append(item)
    for same in changes.values():
        if clashing := [item for item in same if any(_clash(item, other) for other in same)]:
            yield _conflict("verschillend gewijzigd", clashing)
    for same in verdicts.values():
        if len({item.words.startswith(REFUSED) for item in same}) > 1:
            yield _conflict("akkoord tegenover niet akkoord", same)


def _clash(one: PlacedRemark, other: PlacedRemark) -> bool:
    """Whether two reviewers made something else of the same sentences."""
    if (one.reviewer, one.file) == (other.reviewer, other.file) or plain(one.new_text) == plain(
        other.new_text
    ):
        return False
    return bool(set(sentences(one.about)) & set(sentences(other.about)))


def _conflict(what: str, same: Sequence[PlacedRemark]) -> Conflict:
    first = same[0]
    place = f"{first.template}: {first.place}" if first.template else first.place
    sides = tuple(f"{item.reviewer} ({item.file}): {short(item.words)}" for item in same)
    return Conflict(place, f"{what}: {short(first.about)}", sides)
