"""The marks of paragraphs in HTML that was just made: by them each is known again."""

from __future__ import annotations

import re

from report_builder.model.shown import MARK, MARK_END
from report_builder.web.page_elements import Element

_MARK = re.compile(f"{MARK}([0-9]+){MARK_END}")
_NOTHING_ELSE = re.compile(f"<(p|h[1-6]|li)( [^>]*)?>{MARK}[0-9]+{MARK_END}</\\1>")
"""An element that is there for its mark alone."""


def cut_at_marks(html: str) -> dict[int, str]:
    """The HTML behind each mark, up to the next, by the number in the mark."""
    _, *rest = _MARK.split(html)
    return {int(number): piece for number, piece in zip(rest[::2], rest[1::2], strict=True)}


def without_marks(html: str) -> str:
    """The HTML as it would be had no paragraph been marked."""
    return _MARK.sub("", marked_texts(html))


def marked_texts(html: str) -> str:
    """The HTML with the marks of paragraphs that hold anything."""
    return _NOTHING_ELSE.sub("", html)


def name_paragraphs(body: Element) -> None:
    """Give each element of a body that begins with a mark the number in it as `data-alinea`, and
    take the marks out.
    """
    for element in body.iter():
        if element.text and (match := _MARK.search(element.text)):
            element.set("data-alinea", match[1])
        element.text = element.text and _MARK.sub("", element.text)
        element.tail = element.tail and _MARK.sub("", element.tail)
        for name, value in element.attrib.items():
            element.set(name, _MARK.sub("", value))
