"""Everything that a file holds, as letters and digits: a search of our own, which shares nothing with the program's.

It unpacks what is packed, also inside one another, reads the pages of a PDF and every object in it, and forgets
whatever stands between letters: tags, spaces, points, and the borders between runs, cells and streams.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape

import pikepdf
import pypdfium2

_TAG = re.compile(r"<[^>]*>")
_PACKED = re.compile(rb"base64,([A-Za-z0-9+/=\s]+)")


def found_in(files: Mapping[str, bytes], wanted: str) -> list[str]:
    """The files that hold a text, by name, in whatever way it is cut up or written."""
    sought = _bare(wanted)
    return sorted(
        name for name, data in files.items() if any(sought in _bare(text) for text in _texts(data))
    )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _texts(data: bytes) -> Iterator[str]:
    """The texts of a file, with its tags and without, and those of the files inside it."""
    for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        text = data.decode(code, "ignore")
        yield from (text, unescape(_TAG.sub("", text)), unescape(_TAG.sub(" ", text)))
    for inside in _inside(data):
        yield from _texts(inside)
    if data.startswith(b"%PDF"):
        yield from _pages(data)


def _inside(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in package.infolist():
                yield entry.filename.encode()
                yield package.read(entry)
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for made in pdf.objects:
                yield repr(made).encode()
                if isinstance(made, pikepdf.Stream) and made.get("/Filter") != "/DCTDecode":
                    yield made.read_bytes()
    for packed in _PACKED.findall(data):
        yield base64.b64decode(packed)


def _pages(data: bytes) -> Iterator[str]:
    pdf = pypdfium2.PdfDocument(data)
    pages = []
    for page in pdf:
        text = page.get_textpage()
        pages.append(text.get_text_bounded())
        text.close()
        page.close()
    pdf.close()
    yield "".join(pages)
