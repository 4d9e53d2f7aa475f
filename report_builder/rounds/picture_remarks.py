"""Figures that went from a file that came back, or came into it, without tracking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Passage, PlacedRemark, TextPart, WordFile
from report_builder.rounds.alignment import Match
from report_builder.rounds.passage_texts import plain, short
from report_builder.rounds.placement import (
    RemarkContent,
    Returned,
    place_behind,
    place_on_match,
    place_remark,
)

_REMOVED, _ADDED = "(figuur weggehaald)", "(figuur ingevoegd)"


def picture_remarks(returned: Returned, original: WordFile) -> Iterator[PlacedRemark]:
    """The drawings that were there and are not any more, and the other way around.

    A program that gives all of them another name changed none of them.
    """
    before, after = _names(original.passages), _names(returned.word.passages)
    is_renamed = before.total() == after.total() and not before & after
    if is_renamed:
        return
    removed, added = before - after, after - before
    edges_before, edges_after = _edge_names(original.passages), _edge_names(returned.word.passages)
    for number, passage in enumerate(original.passages):
        for name in _taken(passage, removed, edges_after):
            yield _removed(returned, original.passages, number, name)
    for number, passage in enumerate(returned.word.passages):
        for name in _taken(passage, added, edges_before):
            content = RemarkContent(RemarkKind.UNTRACKED, name, _ADDED)
            yield place_remark(returned, number, content)


def _names(passages: Sequence[Passage]) -> Counter[str]:
    return Counter(name for passage in passages for name in passage.pictures)


def _edge_names(passages: Sequence[Passage]) -> set[str]:
    edges = [passage for passage in passages if passage.part is TextPart.EDGE]
    return {name for edge in edges for name in edge.pictures}


def _taken(passage: Passage, names: Counter[str], edge_names: set[str]) -> Iterator[str]:
    """The drawings of a passage that are among some names, each of which counts once.

    Programs give each section a header of its own, or one to all.
    """
    for name in passage.pictures:
        is_in_edge = passage.part is TextPart.EDGE and name in edge_names
        if names[name] > 0 and not is_in_edge:
            names[name] -= 1
            yield name


def _removed(
    returned: Returned, originals: Sequence[Passage], number: int, name: str
) -> PlacedRemark:
    """A drawing that is gone, at its place in the report, or else behind the passage before it."""
    texts = (plain(passage.text) for passage in originals[number : number + 2])
    about = next((text for text in texts if text), name)
    content = RemarkContent(RemarkKind.UNTRACKED, short(about), _REMOVED)
    for index, passage in enumerate(returned.report.passages):
        if name and name in passage.pictures:
            return place_on_match(returned, Match(index, 1), originals[number], content)
    before = {match.index: place for place, match in enumerate(returned.original_matches) if match}
    earlier = [before[index] for index in range(number, -1, -1) if index in before]
    return place_behind(returned, earlier[0] + 1 if earlier else 0, content)
