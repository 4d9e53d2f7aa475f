"""Where the remarks of reviewers do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Conflict, PlacedRemark
from report_builder.rounds.page_verdicts import REFUSED
from report_builder.rounds.passage_texts import plain, sentences, short

_CHANGES = (RemarkKind.CHANGE, RemarkKind.NUMBER, RemarkKind.UNTRACKED)


def find_conflicts(remarks: Sequence[PlacedRemark]) -> Iterator[Conflict]:
    """Passages that were changed in different ways, and items that one agreed to and another did
    not.
    """
    changes: dict[int, list[PlacedRemark]] = defaultdict(list)
    verdicts: dict[str, list[PlacedRemark]] = defaultdict(list)
    for remark in remarks:
        if remark.kind == RemarkKind.VERDICT:
            verdicts[remark.key].append(remark)
        elif remark.kind in _CHANGES and remark.passage is not None:
            changes[remark.passage].append(remark)
    for same_passage in changes.values():
        if clashing := _clashing(same_passage):
            yield _conflict("verschillend gewijzigd", clashing)
    for same_item in verdicts.values():
        if _disagree(same_item):
            yield _conflict("akkoord tegenover niet akkoord", same_item)


def _clashing(changes: Sequence[PlacedRemark]) -> list[PlacedRemark]:
    """The changes of a passage that another one of it does not go with."""
    return [change for change in changes if any(_clash(change, other) for other in changes)]


def _clash(change: PlacedRemark, other: PlacedRemark) -> bool:
    """Whether two reviewers made something else of the same sentences."""
    if (change.reviewer, change.file) == (other.reviewer, other.file):
        return False
    if plain(change.new_text) == plain(other.new_text):
        return False
    return not set(sentences(change.about)).isdisjoint(sentences(other.about))


def _disagree(verdicts: Sequence[PlacedRemark]) -> bool:
    refusals = sum(verdict.words.startswith(REFUSED) for verdict in verdicts)
    return 0 < refusals < len(verdicts)


def _conflict(what: str, remarks: Sequence[PlacedRemark]) -> Conflict:
    first = remarks[0]
    place = f"{first.template}: {first.place}" if first.template else first.place
    sides = tuple(f"{remark.reviewer} ({remark.file}): {short(remark.words)}" for remark in remarks)
    return Conflict(place, f"{what}: {short(first.about)}", sides)
