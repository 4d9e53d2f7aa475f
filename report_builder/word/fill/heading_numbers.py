"""What Word prints before a numbered heading: 3.1, A.2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.numbering import NUM, NUM_ID, SCHEME, SCHEME_ID, find_numbering
from report_builder.word.ooxml import Element, value_at
from report_builder.word.package import body_of

_LETTERS = 26


@dataclass(frozen=True)
class _Level:
    """One level of a numbering scheme: its first number, what its counts look like, and the text
    around them, in which `%2` is the count of the second level.
    """

    start: int
    shape: str
    pattern: str

    def text(self, counts: Sequence[int], scheme: _Scheme) -> str:
        """The number as it is printed, for the counts of all levels."""
        text = self.pattern
        for number, (level, count) in enumerate(zip(scheme, counts, strict=True), start=1):
            # A level that has not been counted yet is printed as its start.
            text = text.replace(f"%{number}", level.figure(max(count, level.start)))
        return text

    def figure(self, count: int) -> str:
        """A count in the shape of this level."""
        if self.shape not in ("upperLetter", "lowerLetter"):
            return str(count)
        letter = chr(ord("A") + (count - 1) % _LETTERS)
        return letter if self.shape == "upperLetter" else letter.lower()


_Scheme: TypeAlias = Sequence[_Level]


def heading_numbers(document: DocxDocument) -> dict[CT_P, str]:
    """The number of each paragraph of the body that is numbered directly, in a scheme that shows
    all its levels.
    """
    schemes = _schemes(document)
    counts: dict[str, list[int]] = {}
    numbers: dict[CT_P, str] = {}
    for paragraph in body_of(document):
        list_id = value_at(paragraph, "w:pPr", "w:numPr", "w:numId")
        if isinstance(paragraph, CT_P) and list_id in schemes:
            scheme = schemes[list_id]
            level = int(value_at(paragraph, "w:pPr", "w:numPr", "w:ilvl", default="0"))
            count = counts.setdefault(list_id, [level.start - 1 for level in scheme])
            _count(count, level, scheme)
            numbers[paragraph] = scheme[level].text(count, scheme)
    return numbers


def _count(count: list[int], level: int, scheme: _Scheme) -> None:
    """Count one more on a level; the levels below it start again."""
    count[level] += 1
    for deeper in range(level + 1, len(count)):
        count[deeper] = scheme[deeper].start - 1


def _schemes(document: DocxDocument) -> Mapping[str, _Scheme]:
    """The multilevel schemes of a document by the id that paragraphs use; lists of other kinds are
    left out.
    """
    numbering = find_numbering(document)
    if numbering is None:
        return {}
    levels: dict[str, _Scheme] = {}
    for scheme in numbering.findall(SCHEME):
        if value_at(scheme, "w:multiLevelType") == "multilevel":
            levels[scheme.get(SCHEME_ID, "")] = list(map(_level, scheme.findall(qn("w:lvl"))))
    schemes = {}
    for num in numbering.findall(NUM):
        scheme_id = value_at(num, "w:abstractNumId")
        if scheme_id in levels:
            schemes[num.get(NUM_ID, "")] = levels[scheme_id]
    return schemes


def _level(element: Element) -> _Level:
    return _Level(
        start=int(value_at(element, "w:start", default="1")),
        shape=value_at(element, "w:numFmt", default="decimal"),
        pattern=value_at(element, "w:lvlText"),
    )
