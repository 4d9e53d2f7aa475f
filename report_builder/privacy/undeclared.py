"""Personal data that nobody declared: telephone numbers, mail addresses, citizen service numbers
and names with a title, in texts that go out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from report_builder.privacy.contact_forms import national_digits
from report_builder.privacy.folding import normal, squeezed

_AT = r"\s?(?:@|[(\[{<]\s?(?:at|apenstaartje)\s?[)\]}>])\s?"
_DOT = r"(?:\.|\s?[(\[{<]\s?(?:dot|punt)\s?[)\]}>]\s?)"
_WRITTEN_SIGN = re.compile(r"[(\[{<]\s?(?:at|apenstaartje|dot|punt)\s?[)\]}>]", re.IGNORECASE)
_MAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,4}}?{_DOT}"
    r"[a-z]{2,10}(?![\w-])",
    re.IGNORECASE,
)
# A mobile number, and one of a place with two or with three digits behind the 0. A day of the year
# begins as a number of a place does.
_TELEPHONE = re.compile(
    r"(?<![\w.,/-])(?!\d{1,2}[-.]\d{1,2}[-.](?:19|20)\d\d)"
    r"(?:(?:\+|00)\s?31[\s./-]{0,2}(?:\(0\)[\s./-]{0,2}|0)?|\(?0)"
    r"(?:6\)?[\s./-]{0,3}(?:\d[\s.-]?){7}"
    r"|[1-57-9]\d\)?[\s./-]{0,3}(?:\d[\s.-]?){6}"
    r"|[1-57-9]\d{2}\)?[\s./-]{0,3}(?:\d[\s.-]?){5})"
    r"\d(?!\d|[.,/-]\d)"
)
_CITIZEN = re.compile(r"(?<![\w.,/+-])\d{9}(?![\w/-]|[.,]\d)")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_CITIZEN_WORD = re.compile(r"\b(?:bsn|burgerservice|sofi-?n)", re.IGNORECASE)
_TITLES = r"(?:[Mm]r|[Dd]rs|[Ii]ng|[Ii]r|[Dd]r|[Pp]rof)\.\s?"
_ADDRESSED = r"(?:[Dd]e heer|[Hh]eer|[Mm]eneer|[Mm]evrouw|(?:[Dd]hr|[Mm]evr|[Mm]w)\.?)"
_TITLED = re.compile(
    rf"(?<!\w)(?:{_TITLES}|{_ADDRESSED}\s)"
    rf"(?:{_TITLES}){{0,4}}(?P<name>(?:[A-Z][a-z]{{0,2}}\.[\s-]?){{0,6}}(?:\([A-Z][a-z]+\)\s)?"
    r"(?:(?i:van|von|de|der|den|ten|ter|te|'t|el|al|la|v\.?\s?d\.?)\s){0,3}"
    r"[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]+)*)"
)
_INITIAL = re.compile(r"([A-Z])[a-z]{0,2}\.")
_OFFICES = frozenset(
    re.findall(
        r"\w+",
        "voorzitter minister ministers staatssecretaris president premier burgemeester commissaris "
        "secretaris griffier directeur ambassadeur koning koningin kamerlid wethouder rapporteur",
    )
)
"""What a person is addressed as in the place of a name."""


def _address(match: re.Match[str]) -> str:
    return squeezed(_WRITTEN_SIGN.sub("", match[0]))


def _number(match: re.Match[str]) -> str:
    return national_digits(match[0])


def _citizen_number(match: re.Match[str]) -> str:
    """The number, if it passes the test that these numbers pass."""
    digits = [int(digit) for digit in match[0]]
    total = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return match[0] if total % 11 == 0 else ""


def _surname(match: re.Match[str]) -> str:
    """The last word of a name, with its first initial where it has one, if it is no office."""
    surname = _last_word(match["name"])
    return "" if surname in _OFFICES else _with_initial(match["name"], surname)


def _with_initial(name: str, surname: str) -> str:
    """A surname as that of one person: others have the same."""
    initial = _INITIAL.match(name)
    return f"{initial[1].lower()} {surname}" if initial else surname


def _last_word(text: str) -> str:
    return squeezed((text.split() or [""])[-1])


def _names_of(text: str) -> Iterator[str]:
    """What a name that is declared is known by: the surname alone, and with its first letter."""
    surname = _last_word(text)
    yield surname
    yield f"{text.strip()[:1].lower()} {surname}"


class PublicContacts:
    """What may be made public though it looks like personal data, and what else there is in
    texts that does.
    """

    def __init__(self, declared: Iterable[str]) -> None:
        texts = [normal(text) for text in declared]
        self._known = {name for text in texts for name in _names_of(text)}
        for _, pattern, essence in _KINDS:
            found = (essence(match) for text in texts for match in pattern.finditer(text))
            self._known.update(found)

    def find_others(self, text: str, *, is_prose: bool) -> Iterator[tuple[int, str]]:
        """Where in a text that `normal` wrote there is another personal datum, and what it is.

        A table is full of figures, of which some pass as the number of a citizen: there it counts
        only when the word for it is used.
        """
        for noun, pattern, essence in _KINDS:
            if pattern is _CITIZEN and not (is_prose or _CITIZEN_WORD.search(text)):
                continue
            for match in pattern.finditer(text):
                if (core := essence(match)) and core not in self._known:
                    yield match.start(), noun


_Essence = Callable[[re.Match[str]], str]
_KINDS: tuple[tuple[str, re.Pattern[str], _Essence], ...] = (
    ("een e-mailadres", _MAIL, _address),
    ("een telefoonnummer", _TELEPHONE, _number),
    ("een nummer dat een BSN kan zijn", _CITIZEN, _citizen_number),
    ("een naam met aanspreekvorm of titel", _TITLED, _surname),
)
"""What each kind is called, how it is found, and what makes it the same as another; that is empty
for what only looks like it.
"""
