"""The text that a file holds, wherever it is: in its text, attributes, comments, pictures, and
files inside it.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import cast
from urllib.parse import unquote

from lxml import etree, html
from PIL import Image, UnidentifiedImageError

from report_builder.privacy.pdf_texts import PdfTexts, read_pdf

_SPACES = frozenset({"tab", "br", "cr", "ptab"})
_HYPHENS = frozenset({"noBreakHyphen"})
_BLOCKS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "caption",
        "title",
        "text",
        "si",
    }
)
_ASIDE = (etree._Comment, etree._ProcessingInstruction, etree._Entity)
_DATA_URI = re.compile(r"data:[\w/+.-]+;base64,([A-Za-z0-9+/=\s%]+)")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_DEEPEST = 6
"""How many files may lie in one another."""


@dataclass
class FilePart:
    """Texts from one part of a file, each with its place.

    With `is_rest` they count only for what the better placed texts of that part do not tell;
    `is_raw` are bytes that may be no text at all.
    """

    part: str
    texts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    is_rest: bool = False
    is_raw: bool = False

    def add(self, text: str | None, place: str) -> None:
        """Add a text, if there is any."""
        if text and not text.isspace():
            self.texts.append(text.replace("\0", " "))
            self.places.append(place)


def read_parts(data: bytes, part: str, depth: int = 0) -> Iterator[FilePart]:
    """Everything that can be read in a file, in what lies inside it, and its bytes as they are."""
    if depth > _DEEPEST:
        raise ValueError(f"{part}: te veel bestanden in elkaar")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK\3\4"):
        yield from _in_zip(data, part, depth)
    elif start.startswith(b"%PDF"):
        yield from _in_pdf(read_pdf(data), part, depth)
    elif start.lower().startswith((b"<!doctype html", b"<html")):
        yield from _in_html(data, part, depth)
    elif start.startswith(b"<") or data.startswith((b"\xff\xfe<", b"\xfe\xff\0<")):
        yield from _in_xml(data, part)
    elif (picture := _in_picture(data, part)) is not None:
        yield picture
    else:
        yield from _in_text(data, part)
    yield from _raw(data, part)


def _in_zip(data: bytes, part: str, depth: int) -> Iterator[FilePart]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        names = FilePart(part)
        for entry in opened.infolist():
            names.add(unquote(entry.filename), "bestandsnaam")
            yield from read_parts(opened.read(entry), _joined(part, entry.filename), depth + 1)
        yield names


def _joined(part: str, name: str) -> str:
    return f"{part} › {name}" if part else name


def _in_pdf(read: PdfTexts, part: str, depth: int) -> Iterator[FilePart]:
    for texts in (read.pages, read.strings):
        read_part = FilePart(part)
        for place, text in texts:
            read_part.add(text, place)
        yield read_part
    for name, data in read.files:
        yield from read_parts(data, _joined(part, name), depth + 1)
    for name, data in read.streams:
        yield from _raw(data, _joined(part, name))


def _in_html(data: bytes, part: str, depth: int) -> Iterator[FilePart]:
    root = html.document_fromstring(data)
    yield from _in_tree(root, part)
    text = data.decode("utf-8", "replace")
    for number, match in enumerate(_DATA_URI.finditer(text), start=1):
        try:
            inside = base64.b64decode(unquote(match[1]))
        except binascii.Error:
            continue
        yield from read_parts(inside, _joined(part, f"ingesloten bestand {number}"), depth + 1)


def _in_xml(data: bytes, part: str) -> Iterator[FilePart]:
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True, recover=True, no_network=True)
    root = etree.fromstring(data, parser)
    if root is not None:
        yield from _in_tree(root, part)


def _in_tree(root: etree._Element, part: str) -> Iterator[FilePart]:
    """The paragraphs of a tree, the whole of it, what its elements say of themselves, and its
    comments.
    """
    blocks, about, whole = FilePart(part), FilePart(part), FilePart(part, is_rest=True)
    number = 0
    for element in root.getroottree().iter():
        if isinstance(element, _ASIDE):
            about.add(str(element.text or ""), "commentaar in de code")
            continue
        name = etree.QName(element).localname
        if name in _BLOCKS:
            number += name == "p"
            text = _text(element)
            blocks.add(text, f"alinea {number}" if name == "p" else f"<{name}>")
        for key, value in element.attrib.items():
            about.add(_decoded(str(value)), f"{name}, eigenschap {etree.QName(str(key)).localname}")
    everything = cast(list[str], root.xpath("//text()"))  # without comments
    whole.add("".join(everything), "doorlopende tekst")
    whole.add(" ".join(everything), "doorlopende tekst")
    yield from (blocks, about, whole)


def _text(element: etree._Element) -> str:
    """The text of a block, with a space where a tab or a new line stands."""
    parts: list[str] = []
    for inner in element.iter():
        if not isinstance(inner, _ASIDE):
            parts += _own_text(inner)
        if inner is not element:
            parts.append(inner.tail or "")
    return "".join(parts)


def _own_text(element: etree._Element) -> tuple[str, str]:
    """What an element itself stands for, and the text that it begins with."""
    name = etree.QName(element).localname
    if name in _SPACES:
        return " ", element.text or ""
    return "-" if name in _HYPHENS else "", element.text or ""


def _decoded(text: str) -> str:
    """A text with what addresses, pages and scripts write in code."""
    plain = unquote(unescape(text)) if "%" in text or "&" in text else text
    if "\\u" not in plain:
        return plain
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), plain)


def _in_picture(data: bytes, part: str) -> FilePart | None:
    """What a picture says of itself."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()  # a PNG may tell of itself behind the image
            file_part = FilePart(part)
            for key, value in image.info.items():
                shown = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                file_part.add(shown, f"gegevens van de afbeelding ({key})")
            for tag, value in image.getexif().items():
                file_part.add(str(value), f"gegevens van de afbeelding ({tag})")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    return file_part


def _in_text(data: bytes, part: str) -> Iterator[FilePart]:
    """Plain text, such as a table with commas."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    file_part = FilePart(part)
    for number, line in enumerate(text.splitlines(), start=1):
        file_part.add(_decoded(line), f"regel {number}")
    yield file_part


def _raw(data: bytes, part: str) -> Iterator[FilePart]:
    """The bytes read as text, in the ways in which programs write it."""
    file_part = FilePart(part, is_rest=True, is_raw=True)
    plain = data.decode("utf-8", "ignore")
    file_part.add(_decoded(plain), "ruwe inhoud")
    if not data.isascii():
        file_part.add(data.decode("latin-1"), "ruwe inhoud")
        for first in (0, 1):
            file_part.add(data[first::2].decode("latin-1"), "ruwe inhoud (UTF-16)")
    yield file_part
