"""A changed passage as a remark; a change of a value from the data is a kind by itself."""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Span, TrackedChange
from report_builder.rounds.passage_texts import (
    ChangedSentences,
    altered_values,
    changed_sentences,
    plain,
)
from report_builder.rounds.placement import RemarkContent

REMOVED = "(weggehaald)"
ROW_REMOVED = "(rij verwijderd)"
MOVED = "(verplaatst)"
COPIED = "(gekopieerd)"
NOT_TRACKED = "niet bijgehouden"
_ADDED = "(nieuw)"


@dataclass(frozen=True)
class TextChange:
    """A passage as it was, with its values, and as it becomes; `tracked` says by whom and when,
    where Word kept track.
    """

    old: str
    new: str
    values: tuple[Span, ...]
    tracked: TrackedChange | None = None
    notes: tuple[str, ...] = ()


def change_content(change: TextChange) -> RemarkContent:
    """What a change says: the sentences that it alters, and the values from the data among them."""
    spans = altered_values(change.old, change.new, change.values)
    texts = dict.fromkeys(change.old[span.start : span.end] for span in spans)
    notes = [f"komt uit de data: {', '.join(texts)}"] if texts else []
    if texts and change.tracked is None:
        notes.append(NOT_TRACKED)
    sentences = changed_sentences(change.old, change.new)
    if sentences == ChangedSentences("", ""):  # they are joined or parted by a space only
        sentences = ChangedSentences(plain(change.old), plain(change.new))
    return RemarkContent(
        kind=_kind(change, is_number=bool(texts)),
        about=sentences.old or _ADDED,
        words=sentences.new or REMOVED,
        reviewer=change.tracked.author if change.tracked else "",
        written=change.tracked.date if change.tracked else "",
        new_text=change.new,
        notes=(*notes, *change.notes),
    )


def _kind(change: TextChange, is_number: bool) -> RemarkKind:
    if is_number:
        return RemarkKind.NUMBER
    return RemarkKind.CHANGE if change.tracked else RemarkKind.UNTRACKED
