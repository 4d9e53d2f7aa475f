"""Word fields and bookmarks: live when Word opens the file, right without it because their results
are filled in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, T, copy_of, make, make_run, set_text


def field_runs(
    instruction: str, result: Iterable[Element] | str, style: Element | None = None
) -> list[Element]:
    """The runs of a complex field with its cached result; LibreOffice and mammoth lose simple
    fields.
    """
    shown = [make_run(result, style)] if isinstance(result, str) else list(result)
    code = make("w:instrText", f" {instruction} ")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        _holding(make("w:fldChar", fldCharType="begin"), style),
        _holding(code, style),
        _holding(make("w:fldChar", fldCharType="separate"), style),
        *shown,
        _holding(make("w:fldChar", fldCharType="end"), style),
    ]


def _holding(element: Element, style: Element | None) -> Element:
    run = make("w:r")
    if style is not None:
        run.append(copy_of(style))
    run.append(element)
    return run


def bookmark(name: str, content: Iterable[Element]) -> list[Element]:
    """The content between the ends of a bookmark; its id is given at assembly."""
    return [make("w:bookmarkStart", id="0", name=name), *content, make("w:bookmarkEnd", id="0")]


def bookmark_name(*parts: str) -> str:
    """A hidden bookmark's name for what the parts name: short, and the same each time."""
    return "_Ref" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def number_bookmarks(body: Element) -> None:
    """Give the bookmarks of one document ids of their own; an end without a start is taken away.

    Chapters come with equal ids, so an end belongs to the last open start with its old id.
    """
    open_ids: dict[str, list[str]] = {}
    number = 0
    for element in list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        old = element.get(qn("w:id"))
        if element.tag == qn("w:bookmarkStart"):
            open_ids.setdefault(old, []).append(str(number))
            element.set(qn("w:id"), str(number))
            number += 1
        elif open_ids.get(old):
            element.set(qn("w:id"), open_ids[old].pop())
        else:
            element.getparent().remove(element)


def instructions(root: Element) -> list[Element]:
    """The elements that hold the instruction of a field."""
    return list(root.iter(qn("w:instrText")))


def result_runs(code: Element) -> list[Element]:
    """The runs between the separator and the end of the field that an instruction belongs to."""
    runs: list[Element] = []
    depth, is_result = 0, False
    run = code.getparent()
    for sibling in [run, *run.itersiblings()]:
        char = sibling.find(qn("w:fldChar"))
        kind = char.get(qn("w:fldCharType")) if char is not None else ""
        if kind == "begin":
            depth += 1
        elif kind == "end" and depth:
            depth -= 1
        elif kind == "end":
            break
        elif kind == "separate" and not depth:
            is_result = True
            continue
        if is_result:
            runs.append(sibling)
    return runs


def style_of(run: Element | None) -> Element | None:
    """The properties of a run, to give to others."""
    return run.find(qn("w:rPr")) if run is not None else None


def fill_page_count(document: DocxDocument, count: int) -> None:
    """Write the number of pages into the fields of headers and footers that show it."""
    for rel in document.part.rels.values():
        if rel.reltype in (RT.HEADER, RT.FOOTER) and isinstance(rel.target_part, XmlPart):
            for code in instructions(rel.target_part.element):
                if (code.text or "").split()[:1] == ["SECTIONPAGES"]:
                    fill_field(code, str(count))


def fill_field(code: Element, text: str) -> None:
    """Write what a field shows into the first of its texts."""
    texts = [found for run in result_runs(code) for found in run.iter(T)]
    for number, found in enumerate(texts):
        set_text(found, "" if number else text)
