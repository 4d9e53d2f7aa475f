"""Which paragraph of a chapter on the screen a place in its template is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_builder.desk.chapter_views import ChapterText

_BLOCK = re.compile(r"(?:figuur|tabel|dashboard) \S+", re.IGNORECASE)
"""How a figure or table is called, as its caption begins."""
_HEADING = re.compile(r"(in de kop|onder) '(.*)'(, alinea \d+)?")
_CUT = "…"


def find_paragraph(text: ChapterText, place: str) -> int | None:
    """The number of the paragraph that a place is in; None where the text has none of it.

    A place may go on within its paragraph or table, which is left out from behind; and it may name
    a heading as it reads or as its template has it.
    """
    for part in _shorter(place):
        for found in (text.numbers.get(part), _by_caption(text, part), _by_heading(text, part)):
            if found is not None:
                return found
    return None


def _shorter(place: str) -> Iterator[str]:
    yield place
    while ", " in place:
        place = place.rpartition(", ")[0]
        yield place


def _by_caption(text: ChapterText, place: str) -> int | None:
    if not _BLOCK.fullmatch(place):
        return None
    beginning = f"{place} ".casefold()
    captions = (each for each in text.paragraphs if each.text.casefold().startswith(beginning))
    return next((caption.number for caption in captions), None)


def _by_heading(text: ChapterText, place: str) -> int | None:
    """A place at a heading that reads so, found by what the template calls that heading."""
    said = _HEADING.fullmatch(place)
    if not said:
        return None
    beginning = said[2].removesuffix(_CUT).rstrip()
    reads = {each.number: each.text for each in text.paragraphs}
    for name, number in text.numbers.items():
        heading = _HEADING.fullmatch(name)
        if heading and heading[1] == "in de kop" and reads.get(number, "").startswith(beginning):
            return text.numbers.get(f"{said[1]} '{heading[2]}'{said[3] or ''}", number)
    return None
