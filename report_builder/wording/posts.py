"""Posts for social media: how long one is as its medium counts, and how an embargo is written."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from babel.dates import format_datetime

from report_builder.model.dutch_time import dutch_clock
from report_builder.wording.numbers import LOCALE

_LINK = re.compile(
    r"https?://\S*[^\s.,;:!?)]|(?<![\w@.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w@])(?:/\S*[^\s.,;:!?)])?",
    re.IGNORECASE,
)
_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
"""The characters that X counts once (twitter-text, configuration 3); it counts the others, such as
€ and …, twice.
"""


def post_length(text: str, link_length: int | None = None) -> int:
    """The length of a post in characters, each link for `link_length` of them where that is given.

    What X counts twice counts twice everywhere: a post that fits so fits on every medium.
    """
    composed = unicodedata.normalize("NFC", text)
    links = _LINK.findall(composed) if link_length else []
    rest = _LINK.sub("", composed) if link_length else composed
    return sum(1 if _is_light(character) else 2 for character in rest) + len(links) * (
        link_length or 0
    )


def _is_light(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _LIGHT)


def embargo_text(moment: datetime) -> str:
    """An embargo as it stands above news: Embargo tot vrijdag 10 juli 2026, 16.00 uur."""
    local = dutch_clock(moment)
    return f"Embargo tot {format_datetime(local, 'EEEE d MMMM y, H.mm', locale=LOCALE)} uur"
