"""The numbers of pages that a header or footer shows: what each program fills in for itself."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import Element, T, find_around

_EDGES = (qn("w:hdr"), qn("w:ftr"))
_NUMBERS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "STYLEREF")
_MARK, _CODE, _SIMPLE = qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")


def page_number_texts(paragraph: CT_P) -> set[Element]:
    """The texts of a header or footer that tell the page or the chapter that it stands on; nothing
    elsewhere.
    """
    if find_around(paragraph, *_EDGES) is None:
        return set()
    return {*_of_simple_fields(paragraph), *_of_complex_fields(paragraph)}


def _of_simple_fields(paragraph: CT_P) -> list[Element]:
    fields = [
        field for field in paragraph.iter(_SIMPLE) if _is_number(field.get(qn("w:instr"), ""))
    ]
    return [text for field in fields for text in field.iter(T)]


def _of_complex_fields(paragraph: CT_P) -> list[Element]:
    """The results of the fields whose beginning, code and end stand in runs."""
    results: list[Element] = []
    code, is_result = "", False
    for element in paragraph.iter(_MARK, _CODE, T):
        kind = element.get(qn("w:fldCharType"), "")
        if element.tag == _MARK:
            is_result = kind == "separate" and _is_number(code)
            code = "" if kind == "begin" else code
        elif element.tag == _CODE:
            code += element.text or ""
        elif is_result:
            results.append(element)
    return results


def _is_number(code: str) -> bool:
    return (code.split() or [""])[0].upper() in _NUMBERS
