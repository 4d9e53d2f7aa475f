"""What was changed in a file that came back without Word keeping track of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Passage, PlacedRemark, Span
from report_builder.rounds.alignment import Match, align
from report_builder.rounds.passage_texts import plain, short
from report_builder.rounds.placement import (
    RemarkContent,
    Returned,
    place_on_match,
    place_remark,
)
from report_builder.rounds.text_changes import NOT_TRACKED, REMOVED, TextChange, change_content


def untracked_remarks(returned: Returned) -> Iterator[PlacedRemark]:
    """The changes that nobody can be asked about: against the file as it was handed out, or else
    the values that are not what was printed.
    """
    if returned.original is None:
        yield from _typed_over(returned)
        return
    originals = returned.original.passages
    matches = align(_texts(returned.word.passages), _texts(originals))
    yield from _changed(returned, originals, matches)
    yield from _removed(returned, originals, matches)


def _texts(passages: Sequence[Passage]) -> list[str]:
    return [passage.text for passage in passages]


def _changed(
    returned: Returned, originals: Sequence[Passage], matches: Sequence[Match | None]
) -> Iterator[PlacedRemark]:
    """The passages that read otherwise than as handed out, and those that were put in."""
    for number, passage in enumerate(returned.word.passages):
        match = matches[number]
        original = originals[match.index] if match else Passage("", ())
        # The lines of a table of contents change with the pages, by the hand of Word itself.
        if passage.is_contents or original.is_contents:
            continue
        if plain(original.text) != plain(passage.text):
            change = TextChange(original.text, passage.text, original.values)
            yield place_remark(returned, number, change_content(change))


def _removed(
    returned: Returned, originals: Sequence[Passage], matches: Sequence[Match | None]
) -> Iterator[PlacedRemark]:
    """The passages that are no more in the file, at their place in the report."""
    present = {match.index for match in matches if match}
    absent = [passage for number, passage in enumerate(originals) if number not in present]
    removed = [passage for passage in absent if not passage.is_contents]
    report_matches = align(_texts(removed), _texts_of_report(returned))
    for passage, match in zip(removed, report_matches, strict=True):
        if plain(passage.text):
            content = RemarkContent(RemarkKind.UNTRACKED, passage.text, REMOVED)
            yield place_on_match(returned, match, passage, content)


def _texts_of_report(returned: Returned) -> list[str]:
    return [passage.text for passage in returned.report.passages]


def _typed_over(returned: Returned) -> Iterator[PlacedRemark]:
    """The values that are not what was printed, where there is no file to compare with."""
    for number, passage in enumerate(returned.word.passages):
        if any(passage.changes):
            continue  # what was tracked is told as such
        for span in passage.values:
            printed = returned.report.numbers.get(span.key)
            if printed not in (None, _value_text(passage, span)):
                content = RemarkContent(
                    kind=RemarkKind.NUMBER,
                    about=short(passage.text),
                    words=_value_text(passage, span),
                    new_text=passage.text,
                    notes=(f"afgedrukt was {printed}", NOT_TRACKED),
                )
                yield place_remark(returned, number, content)


def _value_text(passage: Passage, span: Span) -> str:
    return passage.text[span.start : span.end]
