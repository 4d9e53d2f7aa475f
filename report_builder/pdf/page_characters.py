"""The characters of a PDF that somebody else made, and where each stands on its page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from ctypes import byref, c_double
from typing import Any

import pypdfium2
from pypdfium2 import raw

from report_builder.model.annotation import PageArea, PageText
from report_builder.problems import Fault

_SMALLEST = 1.5
"""The height of a character, in points on the page, below which it stands there unseen."""


def read_pages(data: bytes, with_areas: Collection[int]) -> list[PageText]:
    """The text of each page, and of these pages, counted from 1, where each character stands.

    Raises Fault when the file cannot be read.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        message = "deze PDF is beschadigd of niet volledig"
        raise Fault("review", message, "vraag een nieuw exemplaar") from error
    try:
        numbers = range(1, len(document) + 1)
        return [_page(document, number, number in with_areas) for number in numbers]
    finally:
        document.close()


def _page(document: Any, number: int, has_areas: bool) -> PageText:
    """A page; one that cannot be read has no text."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return PageText("")
    text = page.get_textpage()
    places = [place for place in range(text.count_chars()) if _is_seen(text, place)]
    codes = (raw.FPDFText_GetUnicode(text, place) for place in places)
    characters = "".join(map(_character, codes))
    areas = tuple(_areas(text, places)) if has_areas else ()
    text.close()
    page.close()
    return PageText(characters, areas)


def _is_seen(text: Any, place: int) -> bool:
    """Whether a character can be read with the eyes; pdf/print.css makes some for the ears."""
    if raw.FPDFText_GetFontSize(text, place) > _SMALLEST:
        return True
    # Between lines pdfium puts signs of no size. A picture makes characters of size 1 larger.
    box = raw.FS_RECTF()
    has_box = raw.FPDFText_GetLooseCharBox(text, place, byref(box))
    is_small = has_box and 0 < box.top - box.bottom < _SMALLEST
    return not is_small


def _character(code: int) -> str:
    """The character of a code; a sign of nothing for half of one, and for what is none."""
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\0"


def _areas(text: Any, places: Sequence[int]) -> Iterator[PageArea]:
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    for index in places:
        found = raw.FPDFText_GetCharBox(
            text, index, byref(left), byref(right), byref(bottom), byref(top)
        )
        if found:
            yield PageArea(left.value, bottom.value, right.value, top.value)
        else:
            yield PageArea(0, 0, 0, 0)
