"""The characters that the program keeps for itself, and the signs that a tag begins with: neither
is left in what is handed over, and neither may come in where it is not read.
"""

from __future__ import annotations

import re

OWN_MARKS = re.compile("[\ue000-\ue0ff]")
"""Characters for private use that travel with a value through Word and HTML. Symbol fonts have
theirs elsewhere, from U+F000.
"""
# In the text of a numbered list `{%1}` is the count of the first level between braces.
TAG_START = re.compile(r"\{(?:\{|#|%(?!\d\}))")


def has_tag(text: str) -> bool:
    """Whether a tag of the template language begins in a text."""
    return TAG_START.search(text) is not None


def tag_in(text: str) -> str:
    """A text from where a tag of the template language begins in it; empty where none does."""
    match = TAG_START.search(text)
    return text[match.start() :] if match else ""


def has_own_mark(text: str) -> bool:
    """Whether a text holds a character that the program keeps for itself."""
    return OWN_MARKS.search(text) is not None


def mark_name(text: str) -> str:
    """What the first such character of a text is called: U+E001."""
    match = OWN_MARKS.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""
