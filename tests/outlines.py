"""A Word file and a web page as text that people can read and compare: what stands where, in which look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree, html

_STAY = {"class", "scope", "lang", "role", "alt", "href", "colspan", "type", "name", "aria-label"}
_SILENT = {"script", "style", "svg"}
_VERSION = re.compile(r"\bversie [0-9a-f]{7}\b")
_PICTURE = re.compile(r"data:([\w/+.-]+);base64,\S+")


def word_outline(body: etree._Element) -> Iterator[str]:
    """A line for each paragraph, with its style; for each row of a table, with its cells."""
    for element in body:
        if element.tag == qn("w:p"):
            yield _paragraph(element)
        elif element.tag == qn("w:tbl"):
            yield "tabel"
            for row in element.iter(qn("w:tr")):
                cells = (
                    " / ".join(map(_text, cell.iter(qn("w:p")))) for cell in row.iter(qn("w:tc"))
                )
                yield f"  rij: {' | '.join(cells)}"
        elif element.tag == qn("w:sdt"):
            yield "inhoudsbesturing"
            yield from (f"  {line}" for line in word_outline(element.find(qn("w:sdtContent"))))


def _paragraph(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return (
        f"{style.get(qn('w:val')) if style is not None else 'Normal'}: {_text(paragraph)}".rstrip()
    )


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph: `[…]` is a value in its control, `==…==` is yellow, `{…}` is no text."""
    return re.sub("====", "", "".join(_runs(paragraph)))


def _runs(element: etree._Element) -> Iterator[str]:
    for part in element:
        name = etree.QName(part).localname
        if name == "r":
            yield _run(part)
        elif name == "sdt":
            yield f"[{''.join(_runs(part.find(qn('w:sdtContent'))))}]"
        elif name == "bookmarkStart" and not part.get(qn("w:name")).startswith("_GoBack"):
            yield "{bladwijzer}"
        elif name in ("hyperlink", "ins", "fldSimple", "smartTag"):
            yield from _runs(part)


def _run(run: etree._Element) -> str:
    text = "".join(_piece(part) for part in run)
    is_yellow = run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None
    return f"=={text}==" if is_yellow and text else text


def _piece(part: etree._Element) -> str:
    names = {
        "tab": "{tab}",
        "br": "{regel}",
        "drawing": "{beeld}",
        "footnoteReference": "{noot}",
        "commentReference": "{opmerking}",
    }
    name = etree.QName(part).localname
    if name == "t":
        return part.text or ""
    if name == "instrText":
        return f"{{{(part.text or '').split()[0]}}}"
    return names.get(name, "")


def page_outline(page: str) -> Iterator[str]:
    """A line for each element of a page, as deep as it stands, with what it says of itself and its text.

    The version is left out: it is another one for each Word file that python-docx writes.
    """
    yield from _element(html.document_fromstring(_VERSION.sub("versie …", page)), 0)


def _element(element: etree._Element, depth: int) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    about = [
        f"{key}={_short(value)}" for key, value in sorted(element.attrib.items()) if key in _STAY
    ]
    text = " ".join((element.text or "").split()) if element.tag not in _SILENT else ""
    yield " ".join(filter(None, ["  " * depth + element.tag, *about, text and f"“{text}”"]))
    if element.tag in _SILENT:
        return
    for child in element:
        yield from _element(child, depth + 1)
        tail = " ".join((child.tail or "").split())
        if tail:
            yield "  " * (depth + 1) + f"“{tail}”"


def _short(value: str) -> str:
    return _PICTURE.sub(r"(\1)", value)
