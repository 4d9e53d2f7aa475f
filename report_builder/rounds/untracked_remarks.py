"""What was changed in a file that came back without Word keeping track of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Passage, PlacedRemark, TextPart, WordFile
from report_builder.rounds.passage_texts import plain
from report_builder.rounds.placement import (
    DOUBT,
    RemarkContent,
    Returned,
    align_with_report,
    place_behind,
    place_on_match,
    place_remark,
)
from report_builder.rounds.reshaped_passages import Reshaping, find_reshaped
from report_builder.rounds.text_changes import (
    COPIED,
    MOVED,
    REMOVED,
    ROW_REMOVED,
    TextChange,
    change_content,
)
from report_builder.rounds.tracked_moves import target_note

PART_NOTES = {
    TextPart.BODY: (),
    TextPart.NOTE: ("in een noot",),
    TextPart.EDGE: ("in een kop- of voettekst",),
    TextPart.BOX: ("in een tekstvak",),
}
_WHICH_IS_COPY = "welke van de twee de kopie is, is niet zeker"


def untracked_remarks(returned: Returned, original: WordFile) -> Iterator[PlacedRemark]:
    """The changes that nobody can be asked about, against the file as it was handed out."""
    originals, matches = original.passages, returned.original_matches
    reshaping = find_reshaped(returned.word.passages, originals, matches)
    yield from _reshaped(returned, originals, reshaping)
    yield from _changed(returned, originals, reshaping)
    yield from _removed(returned, originals, reshaping)


def new_box_remarks(returned: Returned) -> Iterator[PlacedRemark]:
    """The text boxes that the report does not have, where there is no file to compare with."""
    for number, passage in enumerate(returned.word.passages):
        is_new = passage.part is TextPart.BOX and returned.matches[number] is None
        if is_new and plain(passage.text):
            yield _change_remark(returned, number, Passage("", ()))


def _reshaped(
    returned: Returned, originals: Sequence[Passage], reshaping: Reshaping
) -> Iterator[PlacedRemark]:
    """The passages that were copied, moved, split or joined."""
    passages = returned.word.passages
    for number, index in reshaping.copied.items():
        original, text = originals[index], passages[number].text
        notes = (f"dezelfde tekst als {original.place}", _WHICH_IS_COPY)
        if plain(text) != plain(original.text):
            notes = (f"lijkt op de tekst van {original.place}", DOUBT)
        content = RemarkContent(RemarkKind.UNTRACKED, text, COPIED, new_text=text, notes=notes)
        yield place_behind(returned, number, content)
    for number in sorted(reshaping.moved):
        note = target_note(passages, number)
        content = RemarkContent(RemarkKind.UNTRACKED, passages[number].text, MOVED, notes=(note,))
        yield place_remark(returned, number, content)
    for number, index in reshaping.split.items():
        parts = f"{plain(passages[number].text)} ¶ {plain(passages[number + 1].text)}"
        content = _shape(originals[index].text, f"gesplitst: {parts}", parts)
        is_second = returned.matches[number] is None
        yield place_remark(returned, number + 1 if is_second else number, content)
    for number, index in reshaping.joined.items():
        parts = f"{plain(originals[index].text)} ¶ {plain(originals[index + 1].text)}"
        text = plain(passages[number].text)
        yield place_remark(returned, number, _shape(parts, f"samengevoegd: {text}", text))


def _shape(about: str, words: str, new_text: str) -> RemarkContent:
    return RemarkContent(RemarkKind.UNTRACKED, about, words, new_text=new_text)


def _changed(
    returned: Returned, originals: Sequence[Passage], reshaping: Reshaping
) -> Iterator[PlacedRemark]:
    """The passages that read otherwise than as handed out, and those that were put in."""
    edges = _edge_texts(originals)
    for number, passage in enumerate(returned.word.passages):
        match = returned.original_matches[number]
        original = originals[match.index] if match else Passage("", ())
        # The lines of a table of contents change with the pages, by the hand of Word itself.
        if passage.is_contents or original.is_contents or number in reshaping.told:
            continue
        # Programs give each section a header of its own, or one to all.
        if passage.part is TextPart.EDGE and plain(passage.text) in edges:
            continue
        if plain(original.text) != plain(passage.text):
            yield _change_remark(returned, number, original)


def _change_remark(returned: Returned, number: int, original: Passage) -> PlacedRemark:
    passage = returned.word.passages[number]
    notes = PART_NOTES[passage.part]
    change = TextChange(original.text, passage.text, original.values, notes=notes)
    return place_remark(returned, number, change_content(change))


def _edge_texts(passages: Sequence[Passage]) -> set[str]:
    return {plain(passage.text) for passage in passages if passage.part is TextPart.EDGE}


def _removed(
    returned: Returned, originals: Sequence[Passage], reshaping: Reshaping
) -> Iterator[PlacedRemark]:
    """The passages that are no more in the file, at their place in the report."""
    present = {match.index for match in returned.original_matches if match}
    absent = [one for number, one in enumerate(originals) if number not in present]
    absorbed = [originals[index] for index in sorted(reshaping.absorbed)]
    edges = _edge_texts(returned.word.passages)
    removed = [one for one in absent if not _is_left(one, absorbed, edges)]
    matches = align_with_report(removed, returned.report)
    for passage, match in zip(removed, matches, strict=True):
        words = ROW_REMOVED if passage.is_row else REMOVED
        notes = PART_NOTES[passage.part]
        content = RemarkContent(RemarkKind.UNTRACKED, passage.text, words, notes=notes)
        yield place_on_match(returned, match, passage, content)


def _is_left(passage: Passage, absorbed: Sequence[Passage], edges: set[str]) -> bool:
    """Whether a passage says nothing, changes by itself, or stands elsewhere in the file."""
    text = plain(passage.text)
    is_edge = passage.part is TextPart.EDGE and text in edges
    is_absorbed = any(passage is other for other in absorbed)
    return not text or passage.is_contents or is_edge or is_absorbed
