"""Texts of passages side by side: what is the same, which sentences differ, which values are
gone.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from difflib import SequenceMatcher

from report_builder.model.returned import Span
from report_builder.wording.sentences import sentence_spans


def plain(text: str) -> str:
    """A text without differences in white space."""
    return " ".join(text.split())


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


def altered_values(old: str, new: str, values: Collection[Span]) -> list[Span]:
    """The values that do not stand in the new text any more, in the order in which they stood in
    the old one.
    """
    altered, position = [], 0
    for span in values:
        text = old[span.start : span.end]
        whole = re.compile(rf"(?<![\w.,-]){re.escape(text)}(?![\w%]|[.,]\d)")
        pattern = whole if whole.match(old, span.start) else re.compile(re.escape(text))
        found = pattern.search(new, position) if text else None
        if found:
            position = found.end()
        elif text:
            altered.append(span)
    return altered


def changed_sentences(old: str, new: str) -> tuple[str, str]:
    """The sentences that differ, as they were and as they become."""
    before, after = (sentences(text) for text in (old, new))
    was: list[str] = []
    becomes: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            was += before[a:b]
            becomes += after[c:d]
    return " ".join(was), " ".join(becomes)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without differences in white space."""
    return [plain(text[start:end]) for start, end in sentence_spans(text)]
