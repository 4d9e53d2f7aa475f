"""What a number format of a spreadsheet puts beside a number, or shows in its place.

The codes of formats are those of ECMA-376, part 1, 18.8.31, which OpenDocument programs follow when
they write workbooks.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general|standaard|.', re.IGNORECASE | re.DOTALL)
_NEXT = frozenset(";")
_DIGITS = frozenset("0#?@")
_WORDS = frozenset({"general", "standaard"})
"""What shows a number as it is, in English and in Dutch."""
_CODES = _DIGITS | frozenset(".,%Ee")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:[.,]\d+)?)\]")
_HOLDS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_COLOUR = re.compile(r"\[(?:[A-Za-z]+|color ?\d+)\]", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_DASHES = frozenset("-–—")
_PLAIN = " \u00a0-+()"
"""What says no more than the sign of a number, and how far it stands from the edge."""
_LONGEST = 30
_AS_NUMBER = "maak de cel op als gewoon getal"


@dataclass(frozen=True)
class ShownNumber:
    """How a number is shown: with `text` beside it, or, as `fault` tells, otherwise than it is.

    `times` is 100 where a percent sign multiplies it; `is_share` tells that a percent sign stands
    behind it, multiplied or not.
    """

    text: str = ""
    fault: str = ""
    times: int = 1
    is_share: bool = False


_AS_IT_IS = ShownNumber()
_UNCHANGED = frozenset({"General", "0", "#,##0", "0.0", "0.00", "#,##0.00"})
"""The formats that most cells have: nothing is to be worked out for each."""


def shown_number(code: str, value: float) -> ShownNumber:
    """How a format shows a number."""
    if code in _UNCHANGED:
        return _AS_IT_IS
    sections = _sections(code)
    section = _section_for(sections, value)
    if section is None:
        return ShownNumber(fault=f"een getal waar de getalnotatie niets voor zegt: {_AS_NUMBER}")
    parts = _parts(section)
    fault = _replaced(parts, value) or _changed(parts, value, has_own_sign=len(sections) > 1)
    literal = "".join((parts.before, parts.between, parts.behind))
    return ShownNumber(
        "" if fault else _told(parts),
        fault,
        times=100 if parts.has_percent else 1,
        is_share=parts.has_percent or "%" in literal,
    )


@dataclass(frozen=True)
class _SectionParts:
    """A section of a format: the texts before, between and behind its digits, and the code of its
    digits; nothing of it stands for a number when `digits` is empty.
    """

    before: str
    between: str
    behind: str
    digits: str
    has_percent: bool
    has_colour: bool

    @classmethod
    def of(cls, section: Sequence[str]) -> _SectionParts:
        """The parts of a section, by its tokens."""
        places = [number for number, token in enumerate(section) if _is_digit(token)]
        first, last = (places[0], places[-1]) if places else (len(section), len(section))
        return cls(
            before="".join(_literals(section[:first])),
            between="".join(_literals(section[first : last + 1])),
            behind="".join(_literals(section[last + 1 :])),
            digits="".join(token if len(token) == 1 else "\0" for token in section[first:]),
            has_percent="%" in section,
            has_colour=any(_COLOUR.fullmatch(token) for token in section),
        )


@lru_cache(maxsize=1024)
def _parts(section: tuple[str, ...]) -> _SectionParts:
    return _SectionParts.of(section)


def _is_digit(piece: str) -> bool:
    return piece in _DIGITS or piece.casefold() in _WORDS


def _literals(tokens: Sequence[str]) -> Iterator[str]:
    """The texts that stand in a format as they are shown."""
    for token in tokens:
        if token.startswith('"'):
            yield token[1:-1]
        elif token.startswith("\\"):
            yield token[1:]
        elif token[0] in "_*":
            yield " "
        elif currency := _CURRENCY.fullmatch(token):
            yield currency[1]
        elif len(token) == 1 and token not in _CODES:
            yield token


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[str, ...], ...]:
    """The sections of a format, each as its tokens."""
    sections: list[list[str]] = [[]]
    for token in _TOKEN.findall(code):
        if token in _NEXT:
            sections.append([])
        else:
            sections[-1].append(token)
    if sections == [[]]:
        return (("General",),)
    return tuple(map(tuple, sections))


def _section_for(sections: Sequence[tuple[str, ...]], value: float) -> tuple[str, ...] | None:
    """The section that shows a number; None when none is for it."""
    numbers = sections[:3]
    conditions = [_condition(section) for section in numbers]
    if not any(conditions):
        return numbers[_usual_section(len(numbers), value)]
    for section, condition in zip(numbers, conditions, strict=True):
        if condition is None or _HOLDS[condition[0]](value, condition[1]):
            return section
    return None


def _usual_section(count: int, value: float) -> int:
    """Which section is for a number when none has a condition: above zero, below it, zero."""
    if value < 0 and count > 1:
        return 1
    return 2 if value == 0 and count > 2 else 0


def _condition(section: Sequence[str]) -> tuple[str, float] | None:
    for token in section:
        if match := _CONDITION.fullmatch(token):
            return match[1], float(match[2].replace(",", "."))
    return None


def _replaced(parts: _SectionParts, value: float) -> str:
    """What is wrong when a number is not shown at all. Of a zero a dash says as much."""
    if parts.digits:
        return ""
    text = parts.before.strip()
    if not text:
        return f"een getal dat de getalnotatie verbergt: {_AS_NUMBER}"
    if value == 0 and text in _DASHES:
        return ""
    return f"een getal waarvoor de getalnotatie '{text[:_LONGEST]}' toont: {_AS_NUMBER}"


def _changed(parts: _SectionParts, value: float, has_own_sign: bool) -> str:
    """What is wrong when a number is shown as another one."""
    if _SCALED.search(parts.digits):
        return f"een getal dat de getalnotatie in duizendtallen toont: {_AS_NUMBER}"
    if parts.before[-1:].isdigit() or parts.behind[:1].isdigit():
        return f"een getal waar de getalnotatie cijfers aan vast zet: {_AS_NUMBER}"
    before = parts.before
    if value > 0 and "-" in before:
        return f"een getal dat de getalnotatie met een minteken toont: {_AS_NUMBER}"
    has_sign = "-" in before or "(" in before or "-" in parts.behind or parts.has_colour
    if value < 0 and has_own_sign and not has_sign:
        return f"een negatief getal dat de getalnotatie zonder minteken toont: {_AS_NUMBER}"
    return ""


def _told(parts: _SectionParts) -> str:
    """The texts that stand beside the digits, unless they say no more than the sign."""
    texts = (text.strip() for text in (parts.before, parts.between, parts.behind))
    return " ".join(text for text in texts if text.strip(_PLAIN))[:_LONGEST]
