"""What the count of a list looks like: 3, c, iii, 03, derde.

The shapes are those of Word (ECMA-376 part 1, 17.18.59, ST_NumberFormat), as far as a Dutch text
uses them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from report_builder.wording.number_words import LARGEST, cardinal_words, ordinal_words

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST_ROMAN = 3999
_MOST_ROUNDS = 30
"""Behind thirty times the same sign Word begins with a single one again."""
_LONGEST_FIGURE = 9
_CHICAGO = "*†‡§"
# The first sign of each series that Unicode has; behind its last one Word writes plain figures.
_ENCLOSED = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
}
_PADDED = re.compile(r"(0*)1\b")
"""The first example of a shape that a writer made: `001, 002, 003, ...`."""


@dataclass(frozen=True)
class Shape:
    """How a level of a list counts: its kind by Word's name, and for `custom` its examples."""

    kind: str = "decimal"
    examples: str = ""

    @property
    def is_supported(self) -> bool:
        """Whether a count is written as Word does; where it is not, it comes out in figures."""
        return _writer(self) is not None

    def figure(self, count: int) -> str:
        """A count in this shape; in figures where the shape does not go so far or is not known."""
        writer = _writer(self)
        return writer(count) if writer is not None and count >= 0 else str(count)


def _writer(shape: Shape) -> Callable[[int], str] | None:
    if shape.kind == "custom":
        return _custom(shape.examples)
    if shape.kind in _ENCLOSED:
        first, last = _ENCLOSED[shape.kind]
        return lambda count: chr(ord(first) + count - 1) if 0 < count <= last else str(count)
    return _WRITERS.get(shape.kind)


def _custom(examples: str) -> Callable[[int], str] | None:
    """The shape that examples show: figures of a fixed width, or Greek letters."""
    padded = _PADDED.match(examples)
    if padded is not None:
        width = min(len(padded[1]) + 1, _LONGEST_FIGURE)
        return lambda count: f"{count:0{width}}"
    if examples[:1] == _GREEK[0]:
        return _repeated(_GREEK)
    if examples[:1] == _GREEK[0].upper():
        return _repeated(_GREEK.upper())
    return None


def _repeated(signs: str) -> Callable[[int], str]:
    """Behind its last sign a series begins again with each sign twice: y, z, aa, bb."""

    def write(count: int) -> str:
        if count == 0:
            return ""
        rounds, place = divmod((count - 1) % (_MOST_ROUNDS * len(signs)), len(signs))
        return signs[place] * (rounds + 1)

    return write


def _roman(count: int) -> str:
    if not 0 < count <= _LARGEST_ROMAN:
        return str(count)
    numeral = ""
    for amount, sign in _ROMAN:
        times, count = divmod(count, amount)
        numeral += sign * times
    return numeral


def _in_words(words: Callable[[int], str]) -> Callable[[int], str]:
    """Word writes the words of a list with a capital; één has accents where it is a number."""

    def write(count: int) -> str:
        if count > LARGEST:
            return str(count)
        text = words(count)
        return "Eén" if text == "een" else text[:1].upper() + text[1:]

    return write


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda count: f"{count:02}",
    "upperLetter": _repeated(_LETTERS.upper()),
    "lowerLetter": _repeated(_LETTERS),
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "ordinal": lambda count: f"{count}e",
    "cardinalText": _in_words(cardinal_words),
    "ordinalText": _in_words(ordinal_words),
    "hex": lambda count: f"{count:X}",
    "chicago": _repeated(_CHICAGO),
    "numberInDash": lambda count: f"- {count} -",
    "none": lambda _: "",
    "bullet": lambda _: "",
}
