"""The texts of pages and of XML: paragraphs, attributes, comments, and pictures written out in
them.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import TypeAlias, cast
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree, html

from report_builder.privacy.file_part import FilePart, decoded

_SPACES = frozenset({"tab", "br", "cr", "ptab"})
_HYPHENS = frozenset({"noBreakHyphen"})
_BLOCKS = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd"),
        *("caption", "title", "text"),
        # A text and a cell of a workbook: the numbers of cells beside each other make no number.
        *("si", "c"),
    }
)
_TOLD = frozenset(
    {
        *("alt", "title", "descr", "content", "aria-label", "summary", "placeholder", "label"),
        *("href", "src", "Target", "author", "initials", "lastModifiedBy", "tooltip", "instr"),
    }
)
"""Attributes that say something to people or lead to them; others hold codes."""
Element: TypeAlias = etree._Element
_ASIDE = (etree._Comment, etree._ProcessingInstruction, etree._Entity)
_DATA_URI = re.compile(r"data:((?:[\w.+-]+/[\w.+-]+)?(?:;[\w=-]+)*),([^\"'\s<>)]*)", re.IGNORECASE)
_OBJECTS = frozenset(
    {"altChunk", "OLEObject", "objectEmbed", "control", "oleObject", "AlternateData"}
)
"""What brings another file into a document."""
_DRAWING = frozenset(
    {
        *("svg", "g", "defs", "path", "use", "clipPath", "mask", "pattern", "symbol", "marker"),
        *("image", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("title", "style", "stop", "linearGradient", "radialGradient"),
    }
)
"""What a drawing consists of, where it says nothing of how it was made."""
_SVG, _PAGE = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
_NAMESPACES = ("", _SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace")


def html_root(data: bytes) -> Element:
    """The tree of a page."""
    return html.document_fromstring(data)


def xml_root(data: bytes) -> Element | None:
    """The tree of an XML file; None when there is none in it."""
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True, recover=True, no_network=True)
    return etree.fromstring(data, parser)


def is_page(root: Element) -> bool:
    """Whether XML is a page of the web."""
    return _namespace(root.tag) == _PAGE or _local(root.tag) == "html"


def tree_parts(root: Element, part: str) -> Iterator[FilePart]:
    """The paragraphs of a tree, the whole of it, what its elements say of themselves, and its
    comments.
    """
    blocks, told, codes = FilePart(part), FilePart(part), FilePart(part, is_code=True)
    number = 0
    attributes: dict[tuple[str, str], str] = {}
    for element in root.getroottree().iter():
        if isinstance(element, _ASIDE):
            told.add(str(element.text or ""), "commentaar in de code")
            continue
        name = _local(element.tag)
        if name in _BLOCKS:
            number += name == "p"
            blocks.add(_text(element), _place(element, name, number))
        for key, value in element.items():
            attributes.setdefault((_local(key), value), name)
    for (key, value), name in attributes.items():
        (told if key in _TOLD else codes).add(decoded(value), f"{name}, eigenschap {key}")
    whole = FilePart(part, is_rest=bool(blocks.texts))
    everything = cast(list[str], root.xpath("//text()"))  # without comments
    whole.add("".join(everything), "doorlopende tekst")
    whole.add(" ".join(everything), "doorlopende tekst")
    yield from (blocks, told, codes, whole)


def _place(element: Element, name: str, number: int) -> str:
    if name == "p":
        return f"alinea {number}"
    return f"cel {element.get('r', '')}" if name == "c" else f"<{name}>"


def find_foreign(root: Element) -> str:
    """What in a tree brings in something that cannot be searched, in Dutch; empty when nothing
    does.
    """
    if _namespace(root.tag) == _SVG:
        return _foreign_in_drawing(root)
    names = (_local(element.tag) for element in root.iter(etree.Element))
    found = next((name for name in names if name in _OBJECTS), "")
    return f"een ingesloten bestand ({found})" if found else ""


def _foreign_in_drawing(root: Element) -> str:
    for element in root.getroottree().iter():
        if isinstance(element, _ASIDE):
            return "een tekening met commentaar"
        if _namespace(element.tag) != _SVG or _local(element.tag) not in _DRAWING:
            return f"een tekening met <{_local(element.tag)}>"
        for key in element.attrib:
            if _namespace(key) not in _NAMESPACES:
                return f"een tekening met {_local(key)}"
    return ""


def _local(name: object) -> str:
    """A name without its namespace."""
    return str(name).rpartition("}")[2]


def _namespace(name: object) -> str:
    return str(name).rpartition("}")[0].removeprefix("{")


def data_files(text: str) -> Iterator[bytes]:
    """The files that are written out in addresses."""
    for match in _DATA_URI.finditer(text):
        if match[1].endswith(";base64"):
            try:
                yield base64.b64decode(unquote(match[2]))
            except binascii.Error as error:
                raise ValueError("een ingesloten bestand is niet te lezen") from error
        elif match[1]:
            yield unquote_to_bytes(match[2])


def _text(element: Element) -> str:
    """The text of a block, with a space where a tab or a new line stands."""
    parts: list[str] = []
    for inner in element.iter():
        if not isinstance(inner, _ASIDE):
            parts += _own_text(inner)
        if inner is not element:
            parts.append(inner.tail or "")
    return "".join(parts)


def _own_text(element: Element) -> tuple[str, str]:
    """What an element itself stands for, and the text that it begins with."""
    name = _local(element.tag)
    if name in _SPACES:
        return " ", element.text or ""
    return "-" if name in _HYPHENS else "", element.text or ""
