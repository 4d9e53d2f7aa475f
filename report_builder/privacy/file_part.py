"""A part of a file that goes out, as it is searched: texts with their places, bytes, or why it may
not go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass
class FilePart:
    """Texts from one part of a file, each with its place, and the bytes of it.

    With `is_rest` they count only for what the better placed texts of that part do not tell;
    `is_code` are texts that are not meant for people, `is_table` such as are full of figures. With
    a `refusal` the part may not go out, whatever was found in it.
    """

    part: str
    texts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    data: bytes = b""
    refusal: str = ""
    is_rest: bool = False
    is_code: bool = False
    is_table: bool = False

    def add(self, text: str | None, place: str) -> None:
        """Add a text, if there is any."""
        if text and not text.isspace():
            self.texts.append(text.replace("\0", " "))
            self.places.append(place)


def decoded(text: str) -> str:
    """A text with what addresses, pages and scripts write in code."""
    plain = unquote(unescape(text)) if "%" in text or "&" in text else text
    if "\\u" not in plain:
        return plain
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), plain)
