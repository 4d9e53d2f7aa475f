"""The text that a PDF holds: on its pages, in its objects and streams, and in the files that travel
inside it.
"""

from __future__ import annotations

import codecs
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf
import pypdfium2

_STREAM = re.compile(rb"stream\r?\n(.*?)(?:\r?\n)?endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]{4,}>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
Text = tuple[str, str]
"""A place and what is read there."""
Inside = tuple[str, bytes]
"""A name and what goes by it."""
_FILES = {"/EmbeddedFile": "bijlage", "/Metadata": "XMP"}
_PIXELS = frozenset({"/FlateDecode"})
"""How a picture may be packed of which nothing but its pixels is kept."""


@dataclass(frozen=True)
class PdfTexts:
    """What was read: texts with their place, files and pictures with their name, streams as they
    are when unpacked, and the rest of the file.
    """

    pages: tuple[Text, ...]
    strings: tuple[Text, ...]
    files: tuple[Inside, ...]
    pictures: tuple[Inside, ...]
    streams: tuple[Inside, ...]
    rest: bytes


def read_pdf(data: bytes) -> PdfTexts:
    """Everything in a PDF. Raises ValueError when part of it cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            elements = [
                (f"object {number}", element)
                for number, element in enumerate([*pdf.objects, pdf.trailer], start=1)
            ]
            strings: dict[str, str] = {}
            for place, element in elements:
                strings.update((text, place) for text in _texts(element) if text not in strings)
            files = tuple(_files(elements))
            pictures = tuple(_pictures(elements))
        pages = tuple(page_texts(data))
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        raise ValueError(str(error)) from error
    streams, rest = _streams(data)
    return PdfTexts(pages, _by_place(strings), files, pictures, streams, rest)


def _by_place(strings: Mapping[str, str]) -> tuple[Text, ...]:
    return tuple((place, text) for text, place in strings.items())


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


def _texts(element: pikepdf.Object) -> Iterator[str]:
    """The strings of an object, and those that its instructions show: a word can be shown in parts,
    so these are read together too.
    """
    yield from _strings(element)
    if isinstance(element, pikepdf.Stream) and not _is_shown_otherwise(element):
        shown = list(_shown(element.read_bytes()))
        yield from (" ".join(shown), "".join(shown))


def _is_shown_otherwise(stream: pikepdf.Stream) -> bool:
    """Whether a stream holds no instructions: a picture, a typeface, a file or a description."""
    return _is_picture(stream) or "/Length1" in stream or str(stream.get("/Type", "")) in _FILES


def _is_picture(stream: pikepdf.Object) -> bool:
    return str(stream.get("/Subtype", "")) == "/Image"


def _files(elements: Iterable[tuple[str, pikepdf.Object]]) -> Iterator[Inside]:
    for place, element in elements:
        if isinstance(element, pikepdf.Stream):
            name = _FILES.get(str(element.get("/Type", "")))
            if name:
                yield f"{name} ({place})", element.read_bytes()


def _pictures(elements: Iterable[tuple[str, pikepdf.Object]]) -> Iterator[Inside]:
    """The pictures that are kept as files of their own; of others the pixels are among the
    streams.
    """
    for place, element in elements:
        is_picture = isinstance(element, pikepdf.Stream) and _is_picture(element)
        if is_picture and not _filters(element) <= _PIXELS:
            yield f"afbeelding ({place})", element.read_raw_bytes()


def _filters(stream: pikepdf.Object) -> set[str]:
    """The ways in which a stream is packed."""
    named = stream.get("/Filter")
    if named is None:
        return set()
    return {str(one) for one in named} if isinstance(named, pikepdf.Array) else {str(named)}


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
    if b"0" <= code[:1] <= b"7":  # before an 8 or a 9 the sign means nothing
        return bytes([int(code, 8) & 255])
    return b"" if code.strip() == b"" else _ESCAPES.get(code, code)


def _streams(data: bytes) -> tuple[tuple[Inside, ...], bytes]:
    """Every packed stream that stands in the file, unpacked, also one that nothing refers to any
    more, and what is left of the file.
    """
    streams: list[Inside] = []
    rest: list[bytes] = []
    position = 0
    for number, match in enumerate(_STREAM.finditer(data), start=1):
        packed = zlib.decompressobj()
        try:
            streams.append((f"stroom {number}", packed.decompress(match[1])))
        except zlib.error:
            continue  # not packed, and so left with the rest
        rest += [data[position : match.start()], packed.unused_data]
        position = match.end()
    return tuple(streams), b"".join([*rest, data[position:]])
