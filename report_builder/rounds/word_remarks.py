"""The remarks in a Word file that came back: its comments, and what was changed in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Comment, PlacedRemark, UnreadPart
from report_builder.rounds.hand_marks import hand_mark_remarks
from report_builder.rounds.overtyped_numbers import TypedNumbers, typed_numbers
from report_builder.rounds.passage_texts import plain, short
from report_builder.rounds.picture_remarks import picture_remarks
from report_builder.rounds.placement import RemarkContent, Returned, place_remark
from report_builder.rounds.tracked_remarks import tracked_remarks
from report_builder.rounds.untracked_remarks import new_box_remarks, untracked_remarks

_EMPTY = "(leeg)"
_IN_NOTE = re.compile(r"\b(voetnoot|eindnoot) \S+$")
_MOST_NOTES = 5
"""Nobody changes more notes than this without tracking: then they were lost."""


@dataclass(frozen=True)
class WordRemarks:
    """The remarks in a Word file, how many of its notes were lost together, how much of what it
    holds they tell, and what is not read of it.
    """

    remarks: tuple[PlacedRemark, ...]
    lost_notes: int
    tallies: tuple[Tally, ...] = ()
    unread: tuple[UnreadPart, ...] = ()


@dataclass(frozen=True)
class Tally:
    """How many comments or tracked changes a file holds, how many of these remarks tell, and how
    many the concept had itself.
    """

    singular: str
    noun: str
    present: int
    told: int
    own: int = 0

    @property
    def text(self) -> str:
        """The numbers for the coordinator."""
        parts = [f"{self.told} in de lijst"]
        if self.own:
            parts.append(f"{self.own} van het concept zelf")
        if self.missing:
            parts.append(f"{self.missing} niet gelezen")
        noun = self.singular if self.present == 1 else self.noun
        return f"{self.present} {noun}: {', '.join(parts)}"

    @property
    def missing(self) -> int:
        """How many are told by nothing: none, unless something is wrong."""
        return self.present - self.told - self.own


def word_remarks(returned: Returned) -> WordRemarks:
    """Every remark and every change in a file.

    LibreOffice loses or swaps the footnotes of a file with comments when it saves it: where many
    differ, no reviewer did that, and they are counted only.
    """
    comments = list(_comment_remarks(returned))
    tracked = [*tracked_remarks(returned), *hand_mark_remarks(returned)]
    typed = TypedNumbers((), ())
    if returned.original is None:
        typed = typed_numbers(returned)
        untracked = [*typed.remarks, *new_box_remarks(returned)]
    else:
        untracked = [
            *untracked_remarks(returned, returned.original),
            *picture_remarks(returned, returned.original),
        ]
    in_notes = [remark for remark in untracked if _IN_NOTE.search(remark.place)]
    lost_notes = len(in_notes) if len(in_notes) > _MOST_NOTES else 0
    lost: list[UnreadPart] = []
    if lost_notes:
        untracked = [remark for remark in untracked if remark not in in_notes]
        places = sorted({remark.place for remark in in_notes})
        lost.append(UnreadPart("noten die anders zijn", ", ".join(places)))
    return WordRemarks(
        (*comments, *tracked, *untracked),
        lost_notes,
        tuple(_tallies(returned, comments, tracked)),
        (*_unread(returned), *typed.unknown, *lost),
    )


def _tallies(
    returned: Returned, comments: list[PlacedRemark], tracked: list[PlacedRemark]
) -> Iterator[Tally]:
    """How much of what the file holds is told; nothing is told of what it does not hold."""
    word = returned.word
    present = len(word.comments)
    if present:
        own = len(list(_own_comments(returned)))
        yield Tally("opmerking", "opmerkingen", present, len(comments), own)
    marks = sum(len(passage.marks) for passage in word.passages) + len(word.loose_marks)
    if marks:
        told = sum(remark.marks for remark in tracked)
        yield Tally("bijgehouden wijziging", "bijgehouden wijzigingen", marks, told)


def _unread(returned: Returned) -> Iterator[UnreadPart]:
    """What is not read and was not in the file when it was handed out."""
    present = Counter(returned.original.unread if returned.original else ())
    yield from (Counter(returned.word.unread) - present).elements()


def _comment_remarks(returned: Returned) -> Iterator[PlacedRemark]:
    """The comments that the report did not come with; ours that were changed are remarks."""
    own = Counter(map(id, _own_comments(returned)))
    for comment in returned.word.comments:
        if not own[id(comment)]:
            yield place_remark(returned, comment.passage, _content(returned, comment))


def _own_comments(returned: Returned) -> Iterator[Comment]:
    """The comments that the report came with, each as often as it came.

    Without the file as it was handed out, ours are known by how the program writes them.
    """
    original = returned.original
    if original is None:
        for comment in returned.word.comments:
            is_present = (comment.author, plain(comment.text)) in returned.report.comments
            if is_present or comment.is_own:
                yield comment
        return
    present = Counter((one.author, plain(one.text)) for one in original.comments)
    for comment in returned.word.comments:
        name = (comment.author, plain(comment.text))
        if present[name] > 0:
            present[name] -= 1
            yield comment


def _content(returned: Returned, comment: Comment) -> RemarkContent:
    notes = ["in Word als afgehandeld gemarkeerd"] if comment.is_done else []
    if comment.reply_to:
        notes.append(f"antwoord op: {short(comment.reply_to)}")
    passages = returned.word.passages
    passage = passages[comment.passage].text if comment.passage is not None else ""
    return RemarkContent(
        kind=RemarkKind.REPLY if comment.reply_to else RemarkKind.COMMENT,
        about=comment.about or short(passage),
        words=comment.text or _EMPTY,
        reviewer=comment.author,
        written=comment.date,
        notes=tuple(notes),
    )
