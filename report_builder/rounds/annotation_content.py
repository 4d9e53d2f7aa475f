"""What an annotation of a PDF says: a comment, an answer, or another text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.model.annotation import Annotation
from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Passage, TrackedChange
from report_builder.rounds.page_marks import CARET, MarkedText
from report_builder.rounds.passage_texts import plain, short
from report_builder.rounds.placement import RemarkContent
from report_builder.rounds.text_changes import REMOVED, TextChange, change_content

_STRUCK, _REPLACED = "StrikeOut", "Replace"
_MARKS: Mapping[str, str] = {
    "Highlight": "(gemarkeerd)",
    "Underline": "(onderstreept)",
    "Squiggly": "(onderstreept)",
}
_SILENT: Mapping[str, str] = {
    **_MARKS,
    "Caret": "(invoegteken)",
    "Ink": "(getekend)",
    "FileAttachment": "(bijlage)",
}
"""What is said by annotations without words."""
_BEFORE: Mapping[str, str] = {
    "StrikeOut": "doorgehaald",
    "Stamp": "stempel",
    "FileAttachment": "bij een bijlage",
}
_EMPTY, _NEW = "(leeg)", "(nieuw)"
_NO_STATE = ("None", "Unmarked")
_STATES: Mapping[str, str] = {
    "Marked": "aangevinkt",
    "Accepted": "geaccepteerd",
    "Rejected": "afgewezen",
    "Cancelled": "geannuleerd",
    "Completed": "afgehandeld",
}


@dataclass(frozen=True)
class Thread:
    """An annotation, together with what makes one with it, what it answers, and what was chosen of
    it.
    """

    annotation: Annotation
    root: Annotation
    states: tuple[str, ...] = ()

    @property
    def is_answer(self) -> bool:
        """Whether it answers another one."""
        return self.annotation.number != self.root.number


def threads(annotations: Sequence[Annotation]) -> list[Thread]:
    """The annotations that say something, in their order."""
    parts: dict[int, list[Annotation]] = defaultdict(list)
    states: dict[int, list[str]] = defaultdict(list)
    spoken: list[Annotation] = []
    for one in annotations:
        if one.parent is not None and one.is_part:
            parts[one.parent].append(one)
        elif one.parent is not None and one.state:
            states[_root(one, annotations).number].append(one.state)
        else:
            spoken.append(one)
    whole = {one.number: _joined(one, parts[one.number]) for one in spoken}
    return [
        Thread(
            whole[one.number],
            whole.get(_root(one, annotations).number, one),
            tuple(_state_words(states[one.number])),
        )
        for one in spoken
    ]


def _root(annotation: Annotation, annotations: Sequence[Annotation]) -> Annotation:
    """The annotation that one answers, or answers an answer to."""
    seen = {annotation.number}
    while annotation.parent is not None and annotation.parent not in seen:
        annotation = annotations[annotation.parent]
        seen.add(annotation.number)
    return annotation


def _state_words(states: Sequence[str]) -> list[str]:
    last = [state for state in states if state not in _NO_STATE][-1:]
    return [f"in de PDF gemarkeerd als {_STATES.get(state, state)}" for state in last]


def _joined(annotation: Annotation, parts: Sequence[Annotation]) -> Annotation:
    """An annotation with those that make one with it. What is struck out and has a caret beside it
    is replaced.
    """
    everything = (annotation, *parts)
    words = dict.fromkeys(one.words for one in everything if one.words)
    kinds = {one.kind for one in everything}
    if kinds == {CARET, _STRUCK}:
        struck = next(one for one in everything if one.kind == _STRUCK)
        inserted = next(one.words for one in everything if one.kind == CARET)
        return replace(
            struck,
            number=annotation.number,
            kind=_REPLACED,
            parent=annotation.parent,
            words=inserted or "\n".join(words),
        )
    areas = tuple(area for one in everything for area in one.areas)
    return replace(annotation, words="\n".join(words), areas=areas)


def thread_content(thread: Thread, marked: MarkedText, passage: Passage | None) -> RemarkContent:
    """What an annotation says of the text that it marks; `passage` is where that stands."""
    annotation = thread.annotation
    if thread.is_answer:
        content = RemarkContent(
            RemarkKind.REPLY,
            marked.text,
            annotation.words or _EMPTY,
            notes=(f"antwoord op: {short(thread.root.words or marked.text)}",),
        )
    elif _is_change(annotation):
        content = _change(annotation, marked, passage)
    else:
        about = marked.text if len(marked.text) > 1 or passage is None else short(passage.text)
        words = _words(annotation, marked)
        kind = RemarkKind.MARKED if words in _MARKS.values() else RemarkKind.COMMENT
        content = RemarkContent(kind, about, words)
    return replace(
        content,
        reviewer=annotation.author,
        written=annotation.written,
        notes=(*content.notes, *thread.states),
    )


def _is_change(annotation: Annotation) -> bool:
    """Whether an annotation gives another text, or takes a text away without a word."""
    if annotation.kind == _STRUCK:
        return not annotation.words
    return annotation.kind == _REPLACED or (annotation.kind == CARET and annotation.words != "")


def _words(annotation: Annotation, marked: MarkedText) -> str:
    """What was said; some programs copy the marked text as if somebody had."""
    words = annotation.words if plain(annotation.words) != marked.text else ""
    if not words:
        return _SILENT.get(annotation.kind, _EMPTY)
    before = _BEFORE.get(annotation.kind)
    return f"{before}: {words}" if before else words


def _change(annotation: Annotation, marked: MarkedText, passage: Passage | None) -> RemarkContent:
    place = marked.located
    if passage is None or place is None:
        words = annotation.words or REMOVED
        return RemarkContent(RemarkKind.CHANGE, marked.text or _NEW, words)
    before, behind = passage.text[: place.start], passage.text[place.end :]
    new = _with_spaces(before, annotation.words, behind)
    tracked = TrackedChange(annotation.author, annotation.written)
    return change_content(TextChange(passage.text, new, passage.values, tracked))


def _with_spaces(before: str, words: str, behind: str) -> str:
    """Words between two texts; where none stood a space is put, and where none is left one goes."""
    if not words:
        return f"{before}{behind.removeprefix(' ')}" if before.endswith(" ") else before + behind
    is_word_before = before[-1:].isalnum() and words[:1].isalnum()
    is_word_behind = behind[:1].isalnum() and words[-1:].isalnum()
    return f"{before}{' ' * is_word_before}{words}{' ' * is_word_behind}{behind}"
