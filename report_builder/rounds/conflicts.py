"""Where the remarks of reviewers do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Conflict, PlacedRemark
from report_builder.rounds.page_verdicts import REFUSED
from report_builder.rounds.passage_texts import plain, sentences, short
from report_builder.rounds.placement import BEHIND
from report_builder.rounds.text_changes import REMOVED, ROW_REMOVED

_CHANGES = (RemarkKind.CHANGE, RemarkKind.NUMBER, RemarkKind.UNTRACKED, RemarkKind.STRUCK)


def find_conflicts(remarks: Sequence[PlacedRemark]) -> Iterator[Conflict]:
    """Passages that were changed in different ways, changes that one made and another took out
    again, and items that one agreed to and another did not.
    """
    changes: dict[Hashable, list[PlacedRemark]] = defaultdict(list)
    verdicts: dict[str, list[PlacedRemark]] = defaultdict(list)
    for remark in remarks:
        if remark.kind == RemarkKind.VERDICT:
            verdicts[remark.key].append(remark)
        elif remark.kind in _CHANGES:
            changes[_passage(remark)].append(remark)
    for same_passage in changes.values():
        if struck := _struck(same_passage):
            yield _conflict("de een haalt weg wat de ander invoegde", struck)
        if clashing := _clashing(same_passage):
            yield _conflict("verschillend gewijzigd", clashing)
    for same_item in verdicts.values():
        if _disagree(same_item):
            yield _conflict("akkoord tegenover niet akkoord", same_item)


def _passage(remark: PlacedRemark) -> Hashable:
    """The passage that a remark is on; of what is not in the report, that of its own file."""
    if remark.passage is not None:
        return remark.passage
    return remark.file, remark.place


def _struck(changes: Sequence[PlacedRemark]) -> list[PlacedRemark]:
    """The changes that one reviewer took out again in the file of another, and the strikes."""
    strikes = [change for change in changes if change.strikes]
    struck = [change for change in changes if any(_takes_out(one, change) for one in strikes)]
    return [change for change in changes if change in struck or (change in strikes and struck)]


def _takes_out(strike: PlacedRemark, change: PlacedRemark) -> bool:
    is_other = change.reviewer in strike.strikes and change.reviewer != strike.reviewer
    return is_other and change.file == strike.file


def _clashing(changes: Sequence[PlacedRemark]) -> list[PlacedRemark]:
    """The changes of a passage that another one of it does not go with."""
    plain_changes = [change for change in changes if not change.strikes]
    return [change for change in plain_changes if any(_clash(change, one) for one in plain_changes)]


def _clash(change: PlacedRemark, other: PlacedRemark) -> bool:
    """Whether two reviewers made something else of the same sentences, or one took the passage out
    that another changed.
    """
    if (change.reviewer, change.file) == (other.reviewer, other.file):
        return False
    if _is_removal(change) != _is_removal(other):
        return not any(one.place.endswith(BEHIND) for one in (change, other))
    if not (change.new_text and other.new_text):
        return False  # the words are the same
    if plain(change.new_text) == plain(other.new_text):
        return False
    return not set(sentences(change.about)).isdisjoint(sentences(other.about))


def _is_removal(change: PlacedRemark) -> bool:
    """Whether a change takes all of its passage out."""
    return not plain(change.new_text) and change.words in (REMOVED, ROW_REMOVED)


def _disagree(verdicts: Sequence[PlacedRemark]) -> bool:
    refusals = sum(verdict.words.startswith(REFUSED) for verdict in verdicts)
    return 0 < refusals < len(verdicts)


def _conflict(what: str, remarks: Sequence[PlacedRemark]) -> Conflict:
    first = remarks[0]
    place = f"{first.template}: {first.place}" if first.template else first.place
    return Conflict(place, f"{what}: {short(first.about)}", tuple(remarks))
