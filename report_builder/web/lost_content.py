"""Whether what a Word file shows is in the HTML that was made of it, paragraph by paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from report_builder.model.shown import FORMULA, ShownParagraph

_TAGS = re.compile("<[^>]*>")
_KEYS = re.compile("\ue010[^\ue011]*\ue011|\ue012")
"""The key before a value, and the mark behind it."""
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]+")
"""White space, and signs that show nothing: they may differ."""
_NOTE_CALL = re.compile('href="#(?:foot|end)note-[0-9]+"')
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_LONGEST_QUOTE = 40


def find_lost(
    shown: Iterable[ShownParagraph], pieces: Mapping[int, str]
) -> Iterator[tuple[ShownParagraph, str]]:
    """Each paragraph of which something is not in its piece of the HTML, and what that is.

    Text is compared without white space and without case, for a look may change either; what was
    put between or around it, such as the number of a list, does not count.
    """
    for paragraph in shown:
        piece = _piece(paragraph.number, pieces)
        text = _plain(piece)
        for stretch in paragraph.stretches:
            start = text.find(_plain_text(stretch))
            if start < 0:
                yield paragraph, f"de tekst '{_quoted(stretch)}'"
                break
            text = text[start + len(_plain_text(stretch)) :]
        yield from ((paragraph, thing) for thing in _lost_things(paragraph, piece))


def find_dropped(
    shown: Iterable[ShownParagraph], bodies: Iterable[str]
) -> Iterator[tuple[ShownParagraph, str]]:
    """Each paragraph whose text is no longer in the finished HTML of the document, and that
    text.
    """
    text = _plain("".join(bodies))
    for paragraph in shown:
        for stretch in paragraph.stretches:
            if _plain_text(stretch) not in text:
                yield paragraph, f"de tekst '{_quoted(stretch)}'"


def _piece(number: int, pieces: Mapping[int, str]) -> str:
    """The HTML of a paragraph. One that has gone may be in those beside it: the first letter of a
    text can be a paragraph of its own.
    """
    if number in pieces:
        return pieces[number]
    return "".join(pieces.get(beside, "") for beside in (number - 1, number + 1))


def _lost_things(paragraph: ShownParagraph, piece: str) -> Iterator[str]:
    """What is no text and has gone."""
    expected = (
        (paragraph.notes, len(_NOTE_CALL.findall(piece)), "een voetnoot of eindnoot"),
        (paragraph.pictures, piece.count("<img "), "een afbeelding"),
        (paragraph.formulas, piece.count(FORMULA), "een formule"),
    )
    for count, actual, noun in expected:
        if actual < count:
            yield noun


def _plain(html: str) -> str:
    return _plain_text(unescape(_TAGS.sub("", _KEYS.sub("", html))))


def _plain_text(text: str) -> str:
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return seen.translate(_HYPHENS).casefold()


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…"
