"""The fields of a part: what each asks for, put together from the runs that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element

_CHAR, _KIND = qn("w:fldChar"), qn("w:fldCharType")
_NAME = re.compile(r"=|[^\s\"“”\\]+")
_CODE, _SIMPLE = qn("w:instrText"), qn("w:fldSimple")


@dataclass
class FieldCode:
    """A field: the element it begins with and its instruction, in which a field within is a gap."""

    start: Element
    parts: list[str] = field(default_factory=list)
    is_result: bool = False

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
    for element in root.iter(_CHAR, _CODE, _SIMPLE):
        kind = element.get(_KIND) if element.tag == _CHAR else ""
        if element.tag == _SIMPLE:
            yield FieldCode(element, [element.get(qn("w:instr"), "")])
        elif kind == "begin":
            if open_fields and not open_fields[-1].is_result:
                open_fields[-1].parts.append(GAP)
            open_fields.append(FieldCode(element))
        elif not open_fields:
            if element.tag == _CODE:
                yield FieldCode(element, [element.text or ""])
        elif kind == "separate":
            open_fields[-1].is_result = True
        elif kind == "end":
            yield open_fields.pop()
        elif not open_fields[-1].is_result:
            open_fields[-1].parts.append(element.text or "")
    # Word closes what was left open at the end of the part.
    yield from open_fields


def _words(instruction: str) -> list[str]:
    """The words of an instruction; what stands between quotes is one word."""
    words: list[str] = []
    for number, piece in enumerate(instruction.replace("“", '"').replace("”", '"').split('"')):
        words += [piece] if number % 2 else piece.split()
    return words
