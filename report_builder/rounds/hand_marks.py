"""What reviewers struck through or put a colour behind, but for what the concept has itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import (
    ChangeKind,
    HandMark,
    Passage,
    PlacedRemark,
    Stretch,
    TextPart,
    TrackedChange,
)
from report_builder.rounds.alignment import likeness
from report_builder.rounds.passage_texts import changed_sentences, plain, short
from report_builder.rounds.placement import RemarkContent, Returned, place_remark
from report_builder.rounds.text_changes import NOT_TRACKED

_ALIKE = 0.5
_YELLOW = "FFFF00"
_COLOURS = {
    _YELLOW: "geel",
    "00FF00": "groen",
    "00FFFF": "turquoise",
    "FF00FF": "roze",
    "FF0000": "rood",
    "0000FF": "blauw",
    "C0C0C0": "grijs",
    "808080": "grijs",
}


@dataclass
class HandMarkedText:
    """A text that is struck through or has a colour behind it, and whether a value is in it."""

    text: str
    mark: HandMark
    has_value: bool


def hand_mark_remarks(returned: Returned) -> Iterator[PlacedRemark]:
    """The texts that were marked by hand, those of a passage with one mark together."""
    for number, passage in enumerate(returned.word.passages):
        is_known = returned.original is not None or passage.part is not TextPart.EDGE
        if passage.is_contents or not is_known:
            continue
        present = _present(returned, number)
        for content in (
            *_contents(passage, present, _strike, _strike_content),
            *_contents(passage, present, _colour, _colour_content),
        ):
            yield place_remark(returned, number, content)


def _strike(mark: HandMark) -> HandMark:
    return HandMark(mark.is_struck, change=mark.change if mark.is_struck else None)


def _colour(mark: HandMark) -> HandMark:
    return HandMark(colour=mark.colour, change=mark.change if mark.colour else None)


def _present(returned: Returned, number: int) -> Sequence[Stretch]:
    """The passage as it was handed out, or else as the report has it now; nothing for neither."""
    original, passage = returned.original, returned.word.passages[number]
    if original is not None and passage.part is TextPart.EDGE:
        # Programs give each section a header of its own, or one to all.
        edges = [one for one in original.passages if one.part is TextPart.EDGE]
        return [stretch for edge in edges for stretch in (*edge.stretches, Stretch(" "))]
    if original is not None:
        match = returned.original_matches[number]
        return original.passages[match.index].stretches if match else ()
    match = returned.matches[number]
    return returned.report.passages[match.index].stretches if match else ()


def _contents(
    passage: Passage,
    present: Sequence[Stretch],
    part_of: Callable[[HandMark], HandMark],
    content_of: Callable[[Passage, HandMark, str], RemarkContent],
) -> Iterator[RemarkContent]:
    """What is said with one kind of mark, of which `part_of` takes what counts."""
    known = marked_texts(present, part_of)
    texts: dict[HandMark, list[str]] = {}
    for marked in marked_texts(passage.stretches, part_of):
        if not _is_known(marked, known):
            texts.setdefault(marked.mark, []).append(plain(marked.text))
    for mark, pieces in texts.items():
        yield content_of(passage, mark, " … ".join(pieces))


def marked_texts(
    stretches: Sequence[Stretch], part_of: Callable[[HandMark], HandMark]
) -> list[HandMarkedText]:
    """The marked texts of a passage that were there before its tracked changes: what was put in has
    the mark of what stands beside it.
    """
    found: list[HandMarkedText] = []
    previous = HandMark()
    for stretch in stretches:
        if stretch.inserted is not None:
            continue
        mark = part_of(stretch.look)
        if mark != HandMark() and mark == previous:
            found[-1].text += stretch.text
            found[-1].has_value |= stretch.key != ""
        elif mark != HandMark():
            found.append(HandMarkedText(stretch.text, mark, stretch.key != ""))
        previous = mark
    return [marked for marked in found if plain(marked.text)]


def _is_known(marked: HandMarkedText, known: Sequence[HandMarkedText]) -> bool:
    """Whether a text was marked so before it was handed out; yellow around a value is ours."""
    if marked.mark.change is not None:
        return False
    if marked.has_value and marked.mark.colour == _YELLOW:
        return True
    return any(_is_same(marked, other) for other in known)


def _is_same(marked: HandMarkedText, other: HandMarkedText) -> bool:
    if marked.mark != other.mark:
        return False
    text, other_text = plain(marked.text), plain(other.text)
    return text in other_text or likeness(text, other_text, _ALIKE) >= _ALIKE


def _strike_content(passage: Passage, mark: HandMark, text: str) -> RemarkContent:
    left = [part for part in passage.stretches if part.inserted is None and not part.look.is_struck]
    new = "".join(part.text for part in left)
    old = changed_sentences(passage.text, new).old
    words = f"doorgestreept: {text}"
    return _content(RemarkKind.STRUCK, passage, mark, old, words, new)


def _colour_content(passage: Passage, mark: HandMark, text: str) -> RemarkContent:
    name = _COLOURS.get(mark.colour)
    words = f"gemarkeerd ({name}): {text}" if name else f"gemarkeerd: {text}"
    return _content(RemarkKind.MARKED, passage, mark, short(passage.text), words, "")


def _content(
    kind: RemarkKind, passage: Passage, mark: HandMark, about: str, words: str, new: str
) -> RemarkContent:
    change = mark.change or TrackedChange("", "")
    told = [one for one in passage.marks if one.kind is ChangeKind.LOOK and one.change == change]
    return RemarkContent(
        kind=kind,
        about=about,
        words=words,
        reviewer=change.author,
        written=change.date,
        new_text=new,
        notes=() if mark.change else (NOT_TRACKED,),
        marks=len(told),
    )
