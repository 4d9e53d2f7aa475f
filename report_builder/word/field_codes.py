"""The fields of a part: what each asks for, put together from the runs that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, T

_CHAR, _KIND = qn("w:fldChar"), qn("w:fldCharType")
_NAME = re.compile(r"=|[^\s\"“”\\]+")
_CODE, _SIMPLE = qn("w:instrText"), qn("w:fldSimple")
_RESULTS = (T, qn("w:sym"), qn("w:drawing"), qn("w:pict"))


@dataclass
class FieldCode:
    """A field: the element it begins with and its instruction, in which a field within is a gap."""

    start: Element
    parts: list[str] = field(default_factory=list)
    is_result: bool = False
    has_result: bool = False
    """Whether the file holds something that it showed last."""

    def add(self, text: str) -> None:
        """Put text behind the instruction, unless its result has begun."""
        if not self.is_result:
            self.parts.append(text)

    @property
    def instruction(self) -> str:
        """The instruction, such as `HYPERLINK "https://…"`."""
        return "".join(self.parts).strip()

    @property
    def name(self) -> str:
        """The name of the field in capitals; empty where another field has to make it."""
        word = _NAME.match(self.instruction)
        return word[0].upper() if word else ""

    @property
    def arguments(self) -> list[str]:
        """What follows the name, without quotes."""
        return _words(self.instruction[len(self.name) :])


GAP = "\ufffc"
"""Stands in an instruction for a field within it."""


def fields_in(root: Element) -> Iterator[FieldCode]:
    """The fields of a part, those within others before them."""
    open_fields: list[FieldCode] = []
    for element in root.iter(_CHAR, _CODE, _SIMPLE, *_RESULTS):
        kind = element.get(_KIND) if element.tag == _CHAR else ""
        if element.tag in _RESULTS:
            _note_result(open_fields)
        elif element.tag == _SIMPLE:
            yield _simple_field(element)
        elif kind == "begin":
            for around in open_fields[-1:]:
                around.add(GAP)
            open_fields.append(FieldCode(element))
        elif not open_fields:
            if element.tag == _CODE:
                yield FieldCode(element, [element.text or ""])
        elif kind == "separate":
            open_fields[-1].is_result = True
        elif kind == "end":
            yield open_fields.pop()
        else:
            open_fields[-1].add(element.text or "")
    # Word closes what was left open at the end of the part.
    yield from open_fields


def _note_result(open_fields: list[FieldCode]) -> None:
    for around in open_fields:
        around.has_result |= around.is_result


def _simple_field(element: Element) -> FieldCode:
    is_filled = next(element.iter(*_RESULTS), None) is not None
    return FieldCode(element, [element.get(qn("w:instr"), "")], has_result=is_filled)


def _words(instruction: str) -> list[str]:
    """The words of an instruction; what stands between quotes is one word."""
    words: list[str] = []
    for number, piece in enumerate(instruction.replace("“", '"').replace("”", '"').split('"')):
        words += [piece] if number % 2 else piece.split()
    return words
