"""Everything that a file holds, wherever it is: in its texts, attributes, comments, pictures, and
files inside it. What cannot be read, or is of a kind that is not known, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report_builder.privacy.content_kinds import Kind, kind_of
from report_builder.privacy.file_part import FilePart, decoded
from report_builder.privacy.markup_texts import (
    Element,
    data_files,
    find_foreign,
    html_root,
    is_page,
    tree_parts,
    xml_root,
)
from report_builder.privacy.packed_files import read_packed
from report_builder.privacy.pdf_texts import PdfTexts, read_pdf
from report_builder.privacy.plain_pictures import find_extra

_DEEPEST = 6
"""How many files may lie in one another."""
_ANY = frozenset(Kind)
_IN_PACKAGE = frozenset({Kind.XML, Kind.PICTURE})
"""What a Word file or a workbook consists of."""
_WRITTEN_OUT = frozenset({Kind.XML, Kind.PICTURE, Kind.FONT, Kind.TEXT, Kind.PACKED})
"""What may be written out in a page: what it shows, and tables and workbooks to take away."""


def read_parts(
    data: bytes, part: str = "", depth: int = 0, allowed: frozenset[Kind] = _ANY
) -> Iterator[FilePart]:
    """Everything that can be read in a file and in what lies inside it, with its bytes as they are,
    and what of it may not go out; `allowed` are the kinds that it may be of.
    """
    if depth > _DEEPEST:
        yield FilePart(part, refusal="te veel bestanden in elkaar")
        return
    kind = kind_of(data) if data else Kind.TEXT
    if isinstance(kind, str):
        yield FilePart(part, data=data, refusal=f"hierin staat {kind}")
        return
    if data and kind not in allowed:
        yield FilePart(part, refusal="een ingesloten bestand")
    try:
        yield from _READERS[kind](data, part, depth)
    except Exception as error:  # what cannot be read cannot be cleared, whatever the cause
        yield FilePart(part, data=data, refusal=f"niet te lezen: {type(error).__name__}: {error}")


def _in_packed(data: bytes, part: str, depth: int) -> Iterator[FilePart]:
    packed = read_packed(data)
    names = FilePart(part, data=packed.rest)
    for name, inside in packed.entries:
        names.add(decoded(name), "bestandsnaam")
        yield from read_parts(inside, _joined(part, name), depth + 1, _IN_PACKAGE)
    yield names


def _joined(part: str, name: str) -> str:
    return f"{part} › {name}" if part else name


def _in_pdf(data: bytes, part: str, depth: int) -> Iterator[FilePart]:
    read: PdfTexts = read_pdf(data)
    for texts, is_code in ((read.pages, False), (read.strings, True)):
        read_part = FilePart(part, is_code=is_code)
        for place, text in texts:
            read_part.add(text, place)
        yield read_part
    for name, inside in read.files:
        yield from read_parts(inside, _joined(part, name), depth + 1)
    for name, picture in read.pictures:
        yield from read_parts(picture, _joined(part, name), depth + 1, frozenset({Kind.PICTURE}))
    yield from (FilePart(_joined(part, name), data=inside) for name, inside in read.streams)
    yield FilePart(part, data=read.rest)


def _in_page(data: bytes, part: str, depth: int) -> Iterator[FilePart]:
    yield from _in_tree(html_root(data), data, part, depth)


def _in_xml(data: bytes, part: str, depth: int) -> Iterator[FilePart]:
    root = xml_root(data)
    if root is None:
        raise ValueError("geen XML")
    if depth and is_page(root):
        yield FilePart(part, refusal="een ingesloten webpagina")
    yield from _in_tree(root, data, part, depth)


def _in_tree(root: Element, data: bytes, part: str, depth: int) -> Iterator[FilePart]:
    if foreign := find_foreign(root):
        yield FilePart(part, refusal=foreign)
    yield from tree_parts(root, part)
    if b"data:" in data:
        files = data_files(data.decode("utf-8", "replace"))
        for number, inside in enumerate(files, start=1):
            name = _joined(part, f"ingesloten bestand {number}")
            yield from read_parts(inside, name, depth + 1, _WRITTEN_OUT)
    yield FilePart(part, data=data)


def _in_picture(data: bytes, part: str, _: int) -> Iterator[FilePart]:
    extra = find_extra(data)
    refusal = f"een afbeelding met {extra}" if extra else ""
    yield FilePart(part, data=data, refusal=refusal)


def _in_font(data: bytes, part: str, _: int) -> Iterator[FilePart]:
    yield FilePart(part, data=data)


def _in_text(data: bytes, part: str, _: int) -> Iterator[FilePart]:
    """Plain text, such as a table with commas."""
    file_part = FilePart(part, data=data, is_table=True)
    for number, line in enumerate(data.decode("utf-8-sig").splitlines(), start=1):
        file_part.add(decoded(line), f"regel {number}")
    yield file_part


_READERS: dict[Kind, Callable[[bytes, str, int], Iterator[FilePart]]] = {
    Kind.PACKED: _in_packed,
    Kind.PDF: _in_pdf,
    Kind.PAGE: _in_page,
    Kind.XML: _in_xml,
    Kind.PICTURE: _in_picture,
    Kind.FONT: _in_font,
    Kind.TEXT: _in_text,
}
