"""The headings of a document: its title, and numbers that Word counts itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from report_builder.word.ooxml import Element, P, make, make_run, paragraph_style, text_of

NUMBERED_LEVELS = 3
_ROOM = 680
"""Twips between the start of a heading's number and that of its text."""


def ensure_title(document: DocxDocument, title: str, levels: Mapping[str, int], style: str) -> None:
    """Put the title of a document above it when its template does not open with one."""
    body = document.element.body
    if any(
        levels.get(paragraph_style(paragraph)) == 1 and text_of(paragraph).strip()
        for paragraph in body.iter(P)
    ):
        return
    paragraph, properties = make("w:p"), make("w:pPr")
    properties.append(make("w:pStyle", val=style))
    paragraph.extend((properties, make_run(title)))
    body.insert(0, paragraph)


def number_headings(document: DocxDocument, number: str, levels: Mapping[str, int]) -> None:
    """Number the headings from the number of the document on: 3, 3.1, 3.1.1 or A, A.1.

    Only the first heading of level 1 is the document's own; headings that have a number already
    keep it.
    """
    body, has_first, numbering = document.element.body, False, ""
    for paragraph in body.iterchildren(P):
        level = levels.get(paragraph_style(paragraph), 9)
        if level > NUMBERED_LEVELS or not text_of(paragraph).strip() or (level == 1 and has_first):
            continue
        has_first = has_first or level == 1
        properties = paragraph.get_or_add_pPr()
        if properties.find(qn("w:numPr")) is not None:
            continue
        numbering = numbering or _new_numbering(document, number)
        added = properties.get_or_add_numPr()
        added.extend((make("w:ilvl", val=str(level - 1)), make("w:numId", val=numbering)))


def _new_numbering(document: DocxDocument, number: str) -> str:
    """Add a numbering that starts at a chapter's number or an appendix' letter; return its id."""
    root = numbering_root(document)
    abstract = str(
        1
        + max(
            (int(item.get(qn("w:abstractNumId"))) for item in root.findall(qn("w:abstractNum"))),
            default=-1,
        )
    )
    identity = str(
        1 + max((int(item.get(qn("w:numId"))) for item in root.findall(qn("w:num"))), default=0)
    )
    made = make("w:abstractNum", abstractNumId=abstract)
    made.append(make("w:multiLevelType", val="multilevel"))
    made.extend(_level(level, number) for level in range(NUMBERED_LEVELS))
    first_num = root.find(qn("w:num"))
    if first_num is not None:
        first_num.addprevious(made)
    else:
        root.append(made)
    used = make("w:num", numId=identity)
    used.append(make("w:abstractNumId", val=abstract))
    root.append(used)
    return identity


def _level(level: int, number: str) -> Element:
    is_letter = level == 0 and not number.isdigit()
    start = ord(number[-1]) - ord("A") + 1 if is_letter else int(number) if level == 0 else 1
    made = make("w:lvl", ilvl=str(level))
    made.append(make("w:start", val=str(start)))
    made.append(make("w:numFmt", val="upperLetter" if is_letter else "decimal"))
    made.append(make("w:lvlText", val=".".join(f"%{part}" for part in range(1, level + 2))))
    made.append(make("w:lvlJc", val="left"))
    layout = make("w:pPr")
    layout.append(make("w:ind", left=str(_ROOM), hanging=str(_ROOM)))
    made.append(layout)
    return made


def numbering_root(document: DocxDocument) -> Element:
    """The numbering definitions of a document, made when it has none."""
    try:
        part: Any = document.part.part_related_by(RT.NUMBERING)
    except KeyError:
        root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        part = NumberingPart(
            PackURI("/word/numbering.xml"), CT.WML_NUMBERING, root, document.part.package
        )
        document.part.relate_to(part, RT.NUMBERING)
    return part.element
