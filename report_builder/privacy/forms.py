"""What may not be in a file, in every form that a person could have written it in."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|(?<=\\w)-\n(?=\\w)")
"""Signs that have no width, and the hyphen of a word that a line breaks off."""
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_NOTHING = re.compile(r"[\W_]+")

# The patterns below are made of these. A name may be written with a hyphen for a space, with spread
# letters or inside one word of capitals (VoorbeeldTelefoon), and an address with its signs written
# out: "voorbeeld [at] dienst punt nl".
_BEFORE = r"(?:(?<![^\W_])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
_BEHIND = r"(?:(?![^\W_])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
"""Where a word begins and ends; Telefoon behind Voorbeeld in VoorbeeldTelefoon begins one too."""
_RAW_BEFORE = r"(?:(?<![A-Za-z0-9])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
_RAW_BEHIND = r"(?:(?![A-Za-z0-9])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
"""The same in bytes that may be anything: beside a text those may look like accented letters."""
_BETWEEN_WORDS = r"[\s._,;'’/\\-]{0,3}"
_SPACED = r"\s{0,2}"
_AT = r"\s{0,2}(?:@|[(\[{<]\s?(?:at|apenstaartje)\s?[)\]}>]|\sat\s)\s{0,2}"
_DOT = r"\s{0,2}(?:\.|[(\[{<]\s?(?:dot|punt)\s?[)\]}>]|\s(?:dot|punt)\s)\s{0,2}"

_SHORT = 3
"""So many letters stand in any text by chance, and are looked for only as they are written."""
_LETTERSPACED = 6
"""From so many letters on a word may have spaces between them."""
_RAW = 5
"""Fewer letters than this occur in packed bytes by chance."""
_NATIONAL = 9
"""The digits of a Dutch telephone number without its first 0."""
_MOST_TURNED = 4
"""A name of more words is not looked for with its last words first, as in a list of names."""


@dataclass(frozen=True)
class Wanted:
    """One value that may not be found: the setting that holds it, and how it is found in text.

    `traces` are what is left of its forms when only letters and digits are kept: a text without any
    of these cannot hold it, which is quick to tell. `raw` is for bytes that may be anything, with
    `anchors` as its traces: a short value would be found there by chance, and has no such pattern.
    """

    key: str
    traces: tuple[str, ...]
    text: re.Pattern[str]
    anchors: tuple[str, ...] = ()
    raw: re.Pattern[str] | None = None

    def find(self, text: str, kept: str) -> re.Match[str] | None:
        """The first place of the value in a text as `normal` writes it; `kept` is that text as
        `squeezed` does.
        """
        return self.text.search(text) if any(trace in kept for trace in self.traces) else None

    def find_raw(self, text: str, lowered: str) -> re.Match[str] | None:
        """The first place of the value in bytes that were read as text; `lowered` is the same in
        lower case.
        """
        if self.raw is None or not any(anchor in lowered for anchor in self.anchors):
            return None
        return self.raw.search(text)


def normal(text: str) -> str:
    """The text with one way to write each thing: no accents, ligatures, invisible signs or
    broken-off words.
    """
    if text.isascii():
        return _INVISIBLE.sub("", text)
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _INVISIBLE.sub("", _DASHES.sub("-", bare))


def squeezed(text: str) -> str:
    """Only the letters and digits, in lower case."""
    return _NOTHING.sub("", text.lower())


def wanted_values(personal: Mapping[str, object]) -> tuple[list[Wanted], list[str]]:
    """What to look for, and the settings whose value is too short to be looked for at all."""
    wanted: list[Wanted] = []
    too_short: list[str] = []
    for key, value in _leaves(personal, "personal"):
        for text in _written(value):
            form = _find_form(key, normal(text).strip())
            if form is not None:
                wanted.append(form)
            elif text.strip():
                too_short.append(key)
    return wanted, too_short


def _leaves(value: object, name: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _leaves(part, f"{name}.{key}")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _leaves(part, name)
    elif not isinstance(value, bool):
        yield name, value


def _written(value: object) -> Iterator[str]:
    """The ways in which a value is written out: a date has several."""
    if isinstance(value, dt.date):
        day = value
        yield from (f"{day:%Y-%m-%d}", f"{day.day} {MONTHS[day.month - 1]} {day.year}")
        yield from (f"{day.day}-{day.month}-{day.year}", f"{day:%d-%m-%Y}")
    else:
        yield str(value)


def _find_form(key: str, text: str) -> Wanted | None:
    """How a value is looked for, by what it looks like; None when it is too short."""
    if re.fullmatch(r"\S+@\S+\.\S+", text):
        return _address(key, text)
    digits = re.sub(r"\D", "", text)
    if re.fullmatch(r"[\d\s()+./-]+", text) and len(digits) >= _LETTERSPACED:
        return _telephone(key, text, digits)
    words = re.findall(r"[^\W_]+", text)
    letters = "".join(words)
    is_too_short = len(letters) < 2 or (letters.isdigit() and len(letters) <= _SHORT)
    return None if is_too_short else _name(key, words)


def _address(key: str, text: str) -> Wanted:
    """An e-mail address, also with its signs written out; its first half by itself where that is
    more than a word.
    """
    first, _, domain = text.rpartition("@")
    first_half = _DOT.join(_letters(word) for word in first.split("."))
    second_half = _DOT.join(_letters(word) for word in domain.split("."))
    pattern = f"{_BEFORE}{first_half}{_AT}{second_half}{_BEHIND}"
    raw = re.escape(text)
    if re.search(r"[._-]", first):
        words = [_letters(word) for word in re.split(r"[._-]+", first)]
        pattern += f"|{_BEFORE}{_BETWEEN_WORDS.join(words)}{_BEHIND}"
        raw += f"|{_RAW_BEFORE}{re.escape(first)}{_RAW_BEHIND}"
    return Wanted(key, (squeezed(first),), _compiled(pattern), (first.lower(),), _compiled(raw))


def _telephone(key: str, text: str, digits: str) -> Wanted:
    """A telephone number, with or without the code of the country, however its digits are grouped.

    Grouped by points and without its first 0 it could be an amount, and is not taken for a number.
    """
    is_whole = text[:1] in "+0("
    national = re.sub(r"^(?:0031|31(?=\d{9})|0)0?", "", digits) if is_whole else digits
    loose, strict = r"[\s()./-]{0,3}", r"[\s-]{0,2}"
    code = rf"(?:(?:\+|00)\s?31{loose}(?:0{loose})?|0{loose})"
    with_code = rf"(?<!\d){code}{loose.join(national)}(?!\d)"
    without_code = rf"(?<![\d.,]){strict.join(national)}(?!\d)"
    pattern = _compiled(f"{with_code}|{without_code}")
    if len(national) < _NATIONAL:
        return Wanted(key, (national,), pattern)
    raw = rf"(?<![\d.])(?:\+?31|0031|0)?{national}(?!\d)|(?<!\d){re.escape(text)}(?!\d)"
    return Wanted(key, (national,), pattern, (national, text.lower()), _compiled(raw))


def _name(key: str, words: list[str]) -> Wanted:
    """A name or another text: its words in order, or as in a list of names; a short one only as it
    is written.
    """
    letters = "".join(words)
    if len(letters) <= _SHORT:
        return Wanted(key, (letters.lower(),), _short_pattern(letters))
    turns = len(words) if len(words) <= _MOST_TURNED else 1
    orders = [words[turn:] + words[:turn] for turn in range(turns)]
    traces = tuple("".join(order).lower() for order in orders)
    spread = [_BETWEEN_WORDS.join(_letters(word, letters) for word in order) for order in orders]
    pattern = _compiled(f"{_BEFORE}(?:{'|'.join(spread)}){_BEHIND}")
    if len(letters) < _RAW:
        return Wanted(key, traces, pattern)
    plain = "|".join(_BETWEEN_WORDS.join(order) for order in orders)
    raw = _compiled(f"{_RAW_BEFORE}(?:{plain}){_RAW_BEHIND}")
    return Wanted(key, traces, pattern, (max(words, key=len).lower(),), raw)


def _short_pattern(letters: str) -> re.Pattern[str]:
    """A few letters as they are written, or as capitals: initials may have points behind them."""
    forms = sorted({letters, letters.upper()})
    joined = "|".join(r"[.\s]{0,2}".join(form) for form in forms)
    return re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])")


def _letters(word: str, whole: str = "") -> str:
    """A word; one that is long, or that is part of something long, may have its letters spread."""
    between = _SPACED if len(whole or word) >= _LETTERSPACED else ""
    return between.join(re.escape(letter) for letter in word)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
