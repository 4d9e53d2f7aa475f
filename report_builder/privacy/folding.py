"""Texts with one way to write each thing, so that a name is found however it was typed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SPELLED = {
    ord(pair[0]): pair[1:]
    for pair in (
        *("ßss", "ẞSS", "æae", "ÆAE", "œoe", "ŒOE", "þth", "ÞTH", "øo", "ØO", "łl", "ŁL"),
        *("đd", "ĐD", "ðd", "ÐD", "ıi", "ħh", "ĦH", "ŧt", "ŦT", "ŋn", "ŊN", "ĸk"),
    )
}
"""Letters that Unicode does not take apart, as people write them without accents."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
"""Signs that have no width."""
_BROKEN_OFF = re.compile(r"-(?<=\w-)[ \t]*\r?\n[ \t]*(?=\w)")
"""The hyphen of a word that a line breaks off."""
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_FOREIGN = re.compile("[^\0-\x7f]")
_NO_WORD = bytes(number for number in range(128) if not chr(number).isalnum())


def normal(text: str) -> str:
    """The text with one way to write each thing: no accents, ligatures, invisible signs or
    broken-off words.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", _DASHES.sub("-", bare(text)))
    return _BROKEN_OFF.sub("", text)


def bare(text: str) -> str:
    """The text with plain letters: without accents and ligatures."""
    return _FOREIGN.sub(_bare_letters, text)


def _bare_letters(match: re.Match[str]) -> str:
    return _plain_letters(match[0])


@cache
def _plain_letters(letters: str) -> str:
    apart = unicodedata.normalize("NFKD", letters.translate(_SPELLED))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def squeezed(text: str) -> str:
    """Only the plain letters and digits, in lower case: those of other scripts are left out."""
    return text.lower().encode("ascii", "ignore").translate(None, _NO_WORD).decode()
