"""The text that a PDF holds: on its pages, in its objects and streams, and in the files that travel
inside it.
"""

from __future__ import annotations

import codecs
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2

_STREAM = re.compile(rb"stream\r?\n(.*?)(?:\r?\n)?endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]{4,}>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
Text = tuple[str, str]
"""A place and what is read there."""
_FILES = {"/EmbeddedFile": "bijlage", "/Metadata": "XMP"}


@dataclass(frozen=True)
class PdfTexts:
    """What was read: texts with their place, files with their name, and streams as they are when
    unpacked.
    """

    pages: tuple[Text, ...]
    strings: tuple[Text, ...]
    files: tuple[tuple[str, bytes], ...]
    streams: tuple[tuple[str, bytes], ...]


def read_pdf(data: bytes) -> PdfTexts:
    """Everything in a PDF. Raises ValueError when it cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            strings, files = _objects(pdf)
        pages = tuple(page_texts(data))
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        raise ValueError(str(error)) from error
    return PdfTexts(pages, tuple(strings), tuple(files), tuple(_streams(data)))


def page_texts(data: bytes) -> Iterator[Text]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            # PDFium writes a hyphen that breaks off a word as U+FFFE.
            shown = text.get_text_bounded().replace("\ufffe", "-\n").replace("\r\n", "\n")
            yield f"pagina {number + 1}", shown
            text.close()
            page.close()
    finally:
        document.close()


def _objects(pdf: pikepdf.Pdf) -> tuple[list[Text], list[tuple[str, bytes]]]:
    """The strings of every object, and the files and descriptions among the streams."""
    strings: list[Text] = []
    files: list[tuple[str, bytes]] = []
    for number, element in enumerate([*pdf.objects, pdf.trailer], start=1):
        place = f"object {number}"
        strings += [(place, text) for text in _strings(element)]
        if not isinstance(element, pikepdf.Stream):
            continue
        if name := _FILES.get(str(element.get("/Type", ""))):
            files.append((f"{name} ({place})", element.read_bytes()))
        elif str(element.get("/Subtype", "")) != "/Image" and "/Length1" not in element:
            # Neither a picture nor a typeface: instructions that show texts. A word can be shown
            # in parts, so they are read together too.
            shown = list(_shown(_unpacked(element)))
            strings += [(place, text) for text in (*shown, "".join(shown))]
    return strings, files


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _strings(element: pikepdf.Object, depth: int = 0) -> Iterator[str]:
    """The strings and names of an object; what it refers to is an object of its own."""
    if depth and element.is_indirect:
        return
    if isinstance(element, pikepdf.String):
        yield str(element)
    elif isinstance(element, pikepdf.Name):
        yield str(element)[1:]
    elif isinstance(element, pikepdf.Array):
        yield from _strings_of_all(element, depth)
    elif isinstance(element, pikepdf.Dictionary | pikepdf.Stream):
        keys = list(element.keys())
        yield from (key[1:] for key in keys)
        yield from _strings_of_all([element.get(key) for key in keys], depth)


def _strings_of_all(elements: Iterable[object], depth: int) -> Iterator[str]:
    for element in elements:
        if isinstance(element, pikepdf.Object):
            yield from _strings(element, depth + 1)


def _shown(stream: bytes) -> Iterator[str]:
    """The strings in the instructions of a page."""
    for string in _STRING.findall(stream):
        data = _from_hex(string) if string.startswith(b"<") else _from_literal(string)
        if data.startswith(codecs.BOM_UTF16_BE):
            yield data[2:].decode("utf-16-be", "ignore")
        else:
            yield data.decode("latin-1")


def _from_hex(string: bytes) -> bytes:
    """The bytes of `<48656C6C6F>`; a digit that lacks its second stands for one with a 0."""
    digits = b"".join(string[1:-1].split()).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _from_literal(string: bytes) -> bytes:
    """The bytes of `(Hello)`."""
    return _ESCAPE.sub(_unescaped, string[1:-1])


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255])
    return b"" if code.strip() == b"" else _ESCAPES.get(code, code)


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every stream that stands in the file, unpacked, also one that nothing refers to any more."""
    for number, match in enumerate(_STREAM.finditer(data), start=1):
        try:
            yield f"stroom {number}", zlib.decompressobj().decompress(match[1])
        except zlib.error:
            continue  # not packed, and so read with the file itself
