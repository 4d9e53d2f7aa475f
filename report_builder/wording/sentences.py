"""Where the sentences of a Dutch text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import segment

# Abbreviations that the library ends a sentence at, and initials such as "A. de Vries".
_GOES_ON = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec|mln|mld|ca|circa|ong|gem|max|min|par|hfst|pag|fig|tab|evt|mw|dhr|mr|dr|drs|ir|prof|st|nr|nrs|art|blz|kst|stb|stcrt|"
    r"bijv|incl|excl|resp|vgl|d\.w\.z|o\.a|m\.n|t\.o\.v|i\.v\.m|t\.a\.v|n\.v\.t|z\.g|c\.q)\.$",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(r"\d+\.")
# An end within brackets or quotes that the library does not see.
_BRACKETED = re.compile(r"(?<=[.!?…][\"”’)\]])\s+(?=[A-ZÀ-Ý0-9“‘(])")
_CLOSED = re.compile(r"[.!?…][\"”’')\]]*$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the white space around it."""
    spans: list[tuple[int, int]] = []
    position, is_open = 0, False
    for piece in _pieces(text):
        start, end = _stripped(text, position, position + len(piece))
        position += len(piece)
        if start == end:
            continue
        if is_open and spans:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        is_open = _is_open(text, spans[-1], position)
    return spans


def _pieces(text: str) -> Iterator[str]:
    for piece in segment("nl", text):
        start = 0
        for bracketed in _BRACKETED.finditer(piece):
            yield piece[start : bracketed.end()]
            start = bracketed.end()
        yield piece[start:]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    if not piece.strip():
        return start, start
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _is_open(text: str, span: tuple[int, int], after: int) -> bool:
    """Whether the sentence goes on behind what was taken for its end."""
    sentence, rest = text[span[0] : span[1]], text[after:].lstrip()
    follows = rest[:1]
    if _ENUMERATION.fullmatch(sentence) or _GOES_ON.search(sentence):
        return True
    return not _CLOSED.search(sentence) or (follows.isalpha() and follows.islower())
