"""What Word kept track of in a file that came back: who changed what, and when."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Passage, PlacedRemark, Span, TrackedChange
from report_builder.rounds.passage_texts import plain, short
from report_builder.rounds.placement import RemarkContent, Returned, place_remark
from report_builder.rounds.text_changes import TextChange, change_content


def tracked_remarks(returned: Returned) -> Iterator[PlacedRemark]:
    """The tracked changes, passage by passage: one for each reviewer of it, and each new look."""
    for number, passage in enumerate(returned.word.passages):
        for change in _last_changes(passage):
            new = passage.changed_by(change.author)
            if plain(new) == plain(passage.text):
                continue  # one took out again what another had put in
            values = _values(returned, number)
            content = change_content(TextChange(passage.text, new, values, change))
            yield place_remark(returned, number, content)
        for change in passage.restyled:
            yield place_remark(returned, number, _look_content(passage, change))


def _last_changes(passage: Passage) -> list[TrackedChange]:
    """The last change of each author, in the order in which they come first in the passage."""
    dates: dict[str, str] = {}
    for change in passage.changes:
        dates[change.author] = max(change.date, dates.get(change.author, ""))
    return [TrackedChange(author, date) for author, date in dates.items()]


def _look_content(passage: Passage, change: TrackedChange) -> RemarkContent:
    return RemarkContent(
        kind=RemarkKind.LOOK,
        about=short(passage.text),
        words="andere opmaak",
        reviewer=change.author,
        written=change.date,
    )


def _values(returned: Returned, number: int) -> tuple[Span, ...]:
    """Where values stand in a passage: as its own controls tell, or those of the same passage in
    the report.
    """
    passage, match = returned.word.passages[number], returned.matches[number]
    if passage.values or match is None:
        return passage.values
    printed = returned.report.passages[match.index]
    return printed.values if printed.text == passage.text else ()
