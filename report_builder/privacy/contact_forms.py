"""E-mail addresses and telephone numbers, in every way in which a person writes them."""

from __future__ import annotations

import re

from report_builder.privacy.folding import squeezed
from report_builder.privacy.wanted import Wanted
from report_builder.privacy.word_patterns import (
    AT,
    BEFORE,
    BEHIND,
    BETWEEN_WORDS,
    DOT,
    LETTERSPACED,
    compiled,
    word_pattern,
)

_NATIONAL = 9
"""The digits of a Dutch telephone number without its first 0."""
_COUNTRY = re.compile(r"^(?:0031|31(?=\d{9})|0)0?")


def is_address(text: str) -> bool:
    """Whether a value is an e-mail address."""
    return bool(re.fullmatch(r"\S+@\S+\.\S+", text))


def is_telephone(text: str) -> bool:
    """Whether a value is a telephone number."""
    is_written_so = bool(re.fullmatch(r"[\d\s()+./-]+", text))
    return is_written_so and len(re.sub(r"\D", "", text)) >= LETTERSPACED


def national_digits(text: str) -> str:
    """The digits of a telephone number without the code of the country and its first 0."""
    digits = re.sub(r"\D", "", text)
    return _COUNTRY.sub("", digits) if text.lstrip()[:1] in "+0(" else digits


def address(key: str, text: str) -> Wanted:
    """An e-mail address, also with its signs written out; its first half by itself where that is
    more than a word.
    """
    first, _, domain = text.rpartition("@")
    first_half = DOT.join(word_pattern(word) for word in first.split("."))
    second_half = DOT.join(word_pattern(word) for word in domain.split("."))
    forms = [f"{first_half}{AT}{second_half}"]
    if re.search(r"[._-]", first):
        words = [word_pattern(word) for word in re.split(r"[._-]+", first)]
        forms.append(BETWEEN_WORDS.join(words))
    pattern = "|".join(f"{BEFORE}{form}{BEHIND}" for form in forms)
    return Wanted(key, (squeezed(first),), compiled(pattern), compiled("|".join(forms)))


def telephone(key: str, text: str) -> Wanted:
    """A telephone number, with or without the code of the country, however its digits are grouped.

    Grouped by points and without its first 0 it could be an amount, and is not taken for a number.
    """
    national = national_digits(text)
    loose, strict = r"[\s()./-]{0,3}", r"[\s-]{0,2}"
    code = rf"(?:(?:\+|00)\s?31{loose}(?:0{loose})?|0{loose})"
    with_code = rf"(?<!\d){code}{loose.join(national)}(?!\d)"
    without_code = rf"(?<![\d.,]){strict.join(national)}(?!\d)"
    pattern = compiled(f"{with_code}|{without_code}")
    return Wanted(key, (national,), pattern, pattern if len(national) >= _NATIONAL else None)
