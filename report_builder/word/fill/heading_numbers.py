"""What Word prints before a numbered heading: 3.1, A.2."""

from __future__ import annotations

from typing import Any

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from report_builder.word.ooxml import VAL, Element, P


def heading_numbers(document: DocxDocument) -> dict[Element, str]:
    """The number of each paragraph of the body that is numbered directly, in a scheme that shows
    all its levels.
    """
    schemes = _schemes(document)
    counts: dict[str, list[int]] = {}
    found: dict[Element, str] = {}
    for paragraph in document.element.body.iterchildren(P):
        numbering = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = (
            numbering.find(qn("w:numId")).get(VAL)
            if numbering is not None and numbering.find(qn("w:numId")) is not None
            else ""
        )
        if number not in schemes:
            continue
        level = (
            int(numbering.find(qn("w:ilvl")).get(VAL, "0"))
            if numbering.find(qn("w:ilvl")) is not None
            else 0
        )
        scheme = schemes[number]
        count = counts.setdefault(number, [item.start - 1 for item in scheme])
        count[level] += 1
        for deeper in range(level + 1, len(count)):
            count[deeper] = scheme[deeper].start - 1
        found[paragraph] = scheme[level].text(count, scheme)
    return found


class _Level:
    """One level of a numbering scheme."""

    def __init__(self, element: Element) -> None:
        start, shape, text = (
            element.find(qn(f"w:{name}")) for name in ("start", "numFmt", "lvlText")
        )
        self.start = int(start.get(VAL, "1")) if start is not None else 1
        self.shape = shape.get(VAL, "decimal") if shape is not None else "decimal"
        self.pattern = text.get(VAL, "") if text is not None else ""

    def text(self, counts: list[int], scheme: list[_Level]) -> str:
        """The number as it is printed, for the counts of all levels."""
        made = self.pattern
        for place, level in enumerate(scheme, start=1):
            made = made.replace(f"%{place}", level.figure(max(counts[place - 1], level.start)))
        return made

    def figure(self, count: int) -> str:
        """A count in the shape of this level."""
        if self.shape in ("upperLetter", "lowerLetter"):
            letter = chr(ord("A") + (count - 1) % 26)
            return letter if self.shape == "upperLetter" else letter.lower()
        return str(count)


def _schemes(document: DocxDocument) -> dict[str, list[_Level]]:
    """The multilevel schemes of a document by the id that paragraphs use; lists of other kinds are
    left out.
    """
    try:
        part: Any = document.part.part_related_by(RT.NUMBERING)
    except KeyError:
        return {}
    root = part.element
    abstracts = {}
    for abstract in root.findall(qn("w:abstractNum")):
        kind = abstract.find(qn("w:multiLevelType"))
        if kind is not None and kind.get(VAL) == "multilevel":
            abstracts[abstract.get(qn("w:abstractNumId"))] = [
                _Level(level) for level in abstract.findall(qn("w:lvl"))
            ]
    return {
        number.get(qn("w:numId")): abstracts[reference]
        for number in root.findall(qn("w:num"))
        if (reference := number.find(qn("w:abstractNumId")).get(VAL)) in abstracts
    }
