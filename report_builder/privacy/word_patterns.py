"""What the patterns of personal data are made of.

A name may be written with a hyphen for a space, with spread letters or inside one word of capitals
(VoorbeeldTelefoon), and an address with its signs written out: "voorbeeld [at] dienst punt nl".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

BEFORE = r"(?:(?<![^\W_])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
BEHIND = r"(?:(?![^\W_])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
"""Where a word begins and ends; Telefoon behind Voorbeeld in VoorbeeldTelefoon begins one too."""
BETWEEN_WORDS = r"[\s._,;'’/\\-]{0,3}"
AT = r"\s{0,2}(?:@|[(\[{<]\s?(?:at|apenstaartje)\s?[)\]}>]|\sat\s)\s{0,2}"
DOT = r"\s{0,2}(?:\.|[(\[{<]\s?(?:dot|punt)\s?[)\]}>]|\s(?:dot|punt)\s)\s{0,2}"
LETTERSPACED = 6
"""From so many letters on a word may have spaces between them."""
_SPACED = r"\s{0,2}"


def word_pattern(word: str, whole: str = "") -> str:
    """A word; one that is long, or that is part of something long, may have its letters spread."""
    between = _SPACED if len(whole or word) >= LETTERSPACED else ""
    return between.join(re.escape(letter) for letter in word)


def words_pattern(words: Iterable[str]) -> str:
    """Words in order, with whatever may stand between the parts of a name."""
    words = tuple(words)
    whole = "".join(words)
    return BETWEEN_WORDS.join(word_pattern(word, whole) for word in words)


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, for capitals and small letters alike."""
    return re.compile(pattern, re.IGNORECASE)
