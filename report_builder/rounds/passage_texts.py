"""Texts of passages side by side: what is the same, which sentences differ, which values are
gone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from report_builder.model.returned import Span
from report_builder.wording.sentences import sentence_spans

_ILLEGIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Halves of characters, and what XML does not allow."""


def plain(text: str) -> str:
    """A text without differences in white space."""
    return " ".join(text.split())


def legible(text: str) -> str:
    """A text with a sign in the place of what no page and no workbook can hold."""
    return _ILLEGIBLE.sub("\ufffd", text)


def short(text: str, length: int = 200) -> str:
    """A text of so many characters at most."""
    flat = plain(text)
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


def moment(text: str) -> str:
    """A moment as people write it; empty for what is none."""
    try:
        return datetime.fromisoformat(text).strftime("%d-%m-%Y %H:%M")
    except ValueError:
        return ""


@dataclass(frozen=True)
class ChangedSentences:
    """The sentences that differ between two texts, as they were and as they become."""

    old: str
    new: str


def altered_values(old: str, new: str, values: Collection[Span]) -> list[Span]:
    """The values that do not stand in the new text any more, in the order in which they stood in
    the old one.
    """
    altered: list[Span] = []
    position = 0
    for span in values:
        text = old[span.start : span.end]
        if not text:
            continue
        match = _pattern(old, span).search(new, position)
        if match is None:
            altered.append(span)
        else:
            position = match.end()
    return altered


def _pattern(old: str, span: Span) -> re.Pattern[str]:
    """What finds a value: as a number of its own, so that 24.140 is not found in 124.140,5; but one
    that was part of a longer word or number is looked for as such.
    """
    text = re.escape(old[span.start : span.end])
    whole = re.compile(rf"(?<![\w.,-]){text}(?![\w%]|[.,]\d)")
    return whole if whole.match(old, span.start) else re.compile(text)


def changed_sentences(old: str, new: str) -> ChangedSentences:
    """The sentences that differ, as they were and as they become."""
    before, after = differing(sentences(old), sentences(new))
    return ChangedSentences(" ".join(before), " ".join(after))


def differing(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    """What of two rows of texts is not in the other at that point, in order."""
    old: list[str] = []
    new: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            old += before[a:b]
            new += after[c:d]
    return old, new


def sentences(text: str) -> list[str]:
    """The sentences of a text, without differences in white space."""
    return [plain(text[start:end]) for start, end in sentence_spans(text)]
