"""The text that a PDF holds: on its pages, in its objects and streams, and in the files that travel
inside it.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2

_STREAM = re.compile(rb"stream\r?\n(.*?)(?:\r?\n)?endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]{4,}>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
Text = tuple[str, str]


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
        pages = tuple(_pages(data))
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        raise ValueError(str(error)) from error
    return PdfTexts(pages, tuple(strings), tuple(files), tuple(_streams(data)))


def _pages(data: bytes) -> Iterator[Text]:
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield (
                f"pagina {number + 1}",
                text.get_text_bounded().replace("\ufffe", "-\n").replace("\r\n", "\n"),
            )
            text.close()
            page.close()
    finally:
        document.close()


def _objects(pdf: pikepdf.Pdf) -> tuple[list[Text], list[tuple[str, bytes]]]:
    """The strings of every object, and the files and descriptions among the streams."""
    strings: list[Text] = []
    files: list[tuple[str, bytes]] = []
    roots = [*pdf.objects, pdf.trailer]
    for number, made in enumerate(roots, start=1):
        place = f"object {number}"
        strings += [(place, text) for text in _strings(made)]
        if isinstance(made, pikepdf.Stream):
            kind, subtype = str(made.get("/Type", "")), str(made.get("/Subtype", ""))
            if kind in ("/EmbeddedFile", "/Metadata"):
                files.append(
                    (
                        f"{'bijlage' if kind == '/EmbeddedFile' else 'XMP'} ({place})",
                        made.read_bytes(),
                    )
                )
            elif subtype != "/Image" and "/Length1" not in made:
                shown = list(_shown(_unpacked(made)))
                strings += [(place, text) for text in (*shown, "".join(shown))]
    return strings, files


def _unpacked(made: pikepdf.Stream) -> bytes:
    try:
        return made.read_bytes()
    except pikepdf.PdfError:
        return made.read_raw_bytes()


def _strings(made: pikepdf.Object, depth: int = 0) -> Iterator[str]:
    """The strings and names of an object; what it refers to is an object of its own."""
    if depth and made.is_indirect:
        return
    if isinstance(made, pikepdf.String):
        yield str(made)
    elif isinstance(made, pikepdf.Name):
        yield str(made)[1:]
    elif isinstance(made, pikepdf.Array):
        for part in made:
            if isinstance(part, pikepdf.Object):
                yield from _strings(part, depth + 1)
    elif isinstance(made, pikepdf.Dictionary | pikepdf.Stream):
        for key in made.keys():  # noqa: SIM118 - a PDF object is no dict
            yield key[1:]
            if isinstance(value := made.get(key), pikepdf.Object):
                yield from _strings(value, depth + 1)


def _shown(stream: bytes) -> Iterator[str]:
    """The strings in the instructions of a page."""
    for found in _STRING.findall(stream):
        if found.startswith(b"<"):
            digits = b"".join(found[1:-1].split()).decode()
            data = bytes.fromhex(digits + "0" * (len(digits) % 2))
        else:
            data = _ESCAPE.sub(_unescaped, found[1:-1])
        yield (
            data[2:].decode("utf-16-be", "ignore")
            if data.startswith(b"\xfe\xff")
            else data.decode("latin-1")
        )


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255])
    return b"" if code.strip() == b"" else _ESCAPES.get(code, code)


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every stream that stands in the file, unpacked, also one that nothing refers to any more."""
    for number, found in enumerate(_STREAM.finditer(data), start=1):
        try:
            yield f"stroom {number}", zlib.decompressobj().decompress(found[1])
        except zlib.error:
            continue  # not packed, and so read with the file itself
