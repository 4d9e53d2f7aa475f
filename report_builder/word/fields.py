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

from report_builder.word.ooxml import (
    ID,
    XML_SPACE,
    Element,
    T,
    make,
    make_run,
    parent_of,
    remove,
    run_around,
    set_text,
)
from report_builder.word.package import root_of

PENDING = "figuur:"
"""What the field of a reference leads to until the numbers of all documents are known, with the id
of the figure behind it.
"""


def field_runs(
    instruction: str, result: Iterable[Element] | str, properties: Element | None = None
) -> list[Element]:
    """The runs of a complex field with its cached result; LibreOffice and mammoth lose simple
    fields.
    """
    results = [make_run(result, properties)] if isinstance(result, str) else list(result)
    code = make("w:instrText", f" {instruction} ")
    code.set(XML_SPACE, "preserve")
    return [
        run_around(make("w:fldChar", fldCharType="begin"), properties),
        run_around(code, properties),
        run_around(make("w:fldChar", fldCharType="separate"), properties),
        *results,
        run_around(make("w:fldChar", fldCharType="end"), properties),
    ]


def bookmark(name: str, content: Iterable[Element]) -> list[Element]:
    """The content between the ends of a bookmark; its id is given at assembly."""
    return [make("w:bookmarkStart", id="0", name=name), *content, make("w:bookmarkEnd", id="0")]


def bookmark_name(*parts: str, prefix: str = "_Ref") -> str:
    """A hidden bookmark's name for what the parts name: short, and the same each time."""
    return prefix + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def number_bookmarks(body: Element) -> None:
    """Give the bookmarks of one document ids of their own; an end without a start is taken away.

    Chapters come with equal ids, so an end belongs to the last open start with its old id.
    """
    open_ids: dict[str, list[str]] = {}
    number = 0
    for element in list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        old_id = element.get(ID, "")
        if element.tag == qn("w:bookmarkStart"):
            open_ids.setdefault(old_id, []).append(str(number))
            element.set(ID, str(number))
            number += 1
        elif open_ids.get(old_id):
            element.set(ID, open_ids[old_id].pop())
        else:
            remove(element)


def instructions(root: Element) -> list[Element]:
    """The elements that hold the instruction of a field."""
    return list(root.iter(qn("w:instrText")))


def instruction_words(code: Element) -> list[str]:
    """The words of an instruction: the name of the field, then what it is asked for."""
    return (code.text or "").split()


def result_runs(code: Element) -> list[Element]:
    """The runs between the separator and the end of the field that an instruction belongs to."""
    runs: list[Element] = []
    # A result may hold fields of its own: a table of contents has one for the page of each entry.
    depth, is_result = 0, False
    run = parent_of(code)
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


def fill_page_count(document: DocxDocument, count: int) -> None:
    """Write the number of pages into the fields of headers and footers that show it."""
    for relation in document.part.rels.values():
        if relation.reltype not in (RT.HEADER, RT.FOOTER):
            continue
        if isinstance(relation.target_part, XmlPart):
            _fill_all(root_of(relation.target_part), "SECTIONPAGES", str(count))


def _fill_all(root: Element, name: str, text: str) -> None:
    """Write what the fields of that name show."""
    for code in instructions(root):
        if instruction_words(code)[:1] == [name]:
            fill_field(code, text)


def fill_field(code: Element, text: str) -> None:
    """Write what a field shows into the first of its texts."""
    texts = [element for run in result_runs(code) for element in run.iter(T)]
    # A result may be cut into runs, each with a look of its own: the first keeps its look.
    for number, element in enumerate(texts):
        set_text(element, "" if number else text)
