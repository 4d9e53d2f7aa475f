"""Words that are read as one stay on one line: a date, a number with what it counts in, a reference
with its number.

A no-break space stands in them where a space stood, and so it is in Word, PDF and web edition. In a
table the columns were measured by their words, which break where they did; a tile has room for a
date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document as DocxDocument
from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import (
    TBL,
    T,
    find_around,
    paragraph_style,
    paragraphs_in,
    set_text,
    text_of,
    texts_in,
)
from report_builder.word.package import stories
from report_builder.wording.typed_numbers import MONTHS

NO_BREAK = "\u00a0"
_MONTHS = "|".join(MONTHS)
_PARTS = (
    "hoofdstuk|paragraaf|bijlage|figuur|tabel|dashboard|overzicht|artikel|lid|nr\\.|nrs\\.|blz\\."
)
_AMOUNTS = "miljoen|miljard|duizend|procent|procentpunt|euro"
# The number of a reference is a question mark until all documents are filled.
_UNBROKEN = re.compile(
    rf"\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?\b"
    rf"|\b(?:{_MONTHS}|kwartaal|halfjaar|eind|begin) \d{{4}}\b"
    rf"|\b(?:{_PARTS}) (?:\d|\?|[A-Z]\b)"
    rf"|\d (?:{_AMOUNTS})\b"
    r"|€ \d",
    re.IGNORECASE,
)


def bind_words(document: DocxDocument, tile_style: str = "") -> None:
    """Put no-break spaces where a line must not end, in all texts of a document but those of its
    tables that are not in the style of tiles.
    """
    for story in stories(document):
        paragraphs = [one for one in paragraphs_in(story.root) if _has_room(one, tile_style)]
        bound = [paragraph for paragraph in paragraphs if _bind(paragraph)]
        if bound:
            story.write()


def _has_room(paragraph: CT_P, tile_style: str) -> bool:
    is_in_tile = bool(tile_style) and paragraph_style(paragraph) == tile_style
    return is_in_tile or find_around(paragraph, TBL) is None


def _bind(paragraph: CT_P) -> bool:
    """Whether a paragraph had such words."""
    spaces = set(_parting_spaces(text_of(paragraph)))
    start = 0
    for element in texts_in(paragraph) if spaces else ():
        text = element.text or ""
        length = len(text) if element.tag == T else 1
        if element.tag == T and not spaces.isdisjoint(range(start, start + length)):
            places = enumerate(text, start=start)
            signs = (NO_BREAK if place in spaces else sign for place, sign in places)
            set_text(element, "".join(signs))
        start += length
    return bool(spaces)


def _parting_spaces(text: str) -> Iterator[int]:
    """The places of the spaces in words that stay together. What a paragraph opens with, such as
    the number of a caption, stands on its first line anyway.
    """
    for match in _UNBROKEN.finditer(text):
        if match.start():
            yield from (place for place in range(*match.span()) if text[place] == " ")


def with_plain_spaces(text: str) -> str:
    """A text with ordinary spaces, as it was before: to compare with."""
    return text.replace(NO_BREAK, " ")
