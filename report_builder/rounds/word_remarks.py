"""The remarks in a Word file that came back: its comments, and what was changed in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Comment, PlacedRemark
from report_builder.rounds.passage_texts import plain, short
from report_builder.rounds.placement import RemarkContent, Returned, place_remark
from report_builder.rounds.report_passages import comments_of
from report_builder.rounds.tracked_remarks import tracked_remarks
from report_builder.rounds.untracked_remarks import untracked_remarks

_EMPTY = "(leeg)"
_IN_NOTE = re.compile(r"\b(voetnoot|eindnoot) \S+$")
_MOST_NOTES = 5
"""Nobody changes more notes than this without tracking: then they were lost."""


@dataclass(frozen=True)
class WordRemarks:
    """The remarks in a Word file, and how many of its notes were lost together."""

    remarks: tuple[PlacedRemark, ...]
    lost_notes: int


def word_remarks(returned: Returned) -> WordRemarks:
    """Every remark and every change in a file.

    LibreOffice loses or swaps the footnotes of a file with comments when it saves it: where many
    differ, no reviewer did that, and they are counted only.
    """
    untracked = list(untracked_remarks(returned))
    in_notes = [remark for remark in untracked if _IN_NOTE.search(remark.place)]
    lost_notes = len(in_notes) if len(in_notes) > _MOST_NOTES else 0
    if lost_notes:
        untracked = [remark for remark in untracked if remark not in in_notes]
    remarks = (*_comment_remarks(returned), *tracked_remarks(returned), *untracked)
    return WordRemarks(remarks, lost_notes)


def _comment_remarks(returned: Returned) -> Iterator[PlacedRemark]:
    """The comments that the report did not come with; ours that were changed are remarks.

    Without the file as it was handed out, ours are known by how the program writes them.
    """
    original = returned.original
    present = comments_of(original) if original else returned.report.comments
    for comment in returned.word.comments:
        is_present = (comment.author, plain(comment.text)) in present
        is_ours = original is None and comment.is_own
        if not is_present and not is_ours:
            yield place_remark(returned, comment.passage, _content(returned, comment))


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
