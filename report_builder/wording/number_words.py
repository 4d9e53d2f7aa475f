"""Whole numbers in Dutch words: vierentwintig, vierentwintigste."""

from __future__ import annotations

# fmt: off
_SMALL = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
    "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien",
    "negentien",
)
_TENS = (
    "", "tien", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig",
    "negentig",
)
# fmt: on
_ORDINALS = {
    0: "nulde",
    1: "eerste",
    3: "derde",
    **{number: f"{_SMALL[number]}de" for number in (2, 4, 5, 6, 7, 9, 10, 11, 12)},
    8: "achtste",
    **{number: f"{_SMALL[number]}de" for number in range(13, 20)},
}
"""Of the numbers up to twenty; what ends in a larger part takes -ste."""
LARGEST = 999_999
"""Beyond it numbers are not written in words."""


def cardinal_words(number: int) -> str:
    """A number from 0 to LARGEST in words, as het Groene Boekje writes it: duizend vijf."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = ("" if thousands == 1 else cardinal_words(thousands)) + "duizend"
        return f"{head} {cardinal_words(rest)}" if rest else head
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = ("" if hundreds == 1 else _SMALL[hundreds]) + "honderd"
        return head + (cardinal_words(rest) if rest else "")
    if number < len(_SMALL):
        return _SMALL[number]
    tens, rest = divmod(number, 10)
    if not rest:
        return _TENS[tens]
    # A trema keeps the two vowels of tweeëntwintig apart.
    joint = "ën" if _SMALL[rest].endswith("e") else "en"
    return f"{_SMALL[rest]}{joint}{_TENS[tens]}"


def ordinal_words(number: int) -> str:
    """The place of a number from 0 to LARGEST in words: eerste, honderdderde."""
    last = number % 100
    if number and last == 0:
        return f"{cardinal_words(number)}ste"
    if last not in _ORDINALS:
        return f"{cardinal_words(number)}ste"
    before = cardinal_words(number).removesuffix(_SMALL[last]) if number > last else ""
    return before + _ORDINALS[last]
