"""Packages of a delivery, which are a zip with XML in it: opened in bounded time and memory.

No spreadsheet program writes a document type, so any is refused; then entities cannot be told to
grow or to fetch files. expat tells of one whatever the encoding.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from xml.parsers import expat

from report_builder.deliveries.grid import MOST_CELLS, MOST_ROWS
from report_builder.problems import Fault

MOST_UNPACKED = 100_000_000
_MOST_PARTS = 2_000
_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: an .xls, and an .xlsx with a password around it."""
_MARKUP = (".xml", ".rels", ".vml")
_BEFORE_MARKUP = b"\0\xef\xbb\xbf\xff\xfe \t\r\n"
"""What can stand before the first tag, in any encoding: marks of byte order, white space and halves
of characters.
"""


@contextmanager
def opened_package(data: bytes, kind: str) -> Iterator[zipfile.ZipFile]:
    """The package, while it is looked at. Raises Fault when it is none, or damaged."""
    if data.startswith(_OLE):
        message = "het bestand heeft een wachtwoord, of is van een oude versie van Excel (.xls)"
        hint = "haal het wachtwoord weg, of sla het op als Excel-werkmap (.xlsx)"
        raise Fault("oud", message, hint)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield package
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise damaged(f"het bestand is beschadigd of is geen {kind}") from error


def damaged(message: str) -> Fault:
    """The fault of a file that is not as it was written."""
    return Fault("beschadigd", message, "vraag een nieuw exemplaar")


def too_large(message: str) -> Fault:
    """The fault of a file that is larger than a delivery."""
    return Fault("te-groot", message, "lever alleen de tabellen die nodig zijn")


def too_many() -> Fault:
    """The fault of a file with more rows or cells than a delivery has."""
    message = f"een blad heeft meer dan {MOST_ROWS} regels of {MOST_CELLS} cellen"
    return Fault("te-groot", message, "lever een samenvatting, of haal lege opgemaakte regels weg")


def check_names(
    names: Sequence[str], needed: str, forbidden: Mapping[str, tuple[str, str, str]], kind: str
) -> None:
    """Raises Fault when the parts, by what they are called, are not those of such a file and
    nothing else; `forbidden` has the code, message and hint by how a name begins, in small letters.
    """
    if len(names) > _MOST_PARTS:
        raise too_large(f"het bestand heeft {len(names)} onderdelen")
    if len({name.casefold() for name in names}) < len(names):
        # Programs differ in which of the two they read.
        raise damaged("een onderdeel komt twee keer voor in het bestand")
    for name in names:
        for start, (code, message, hint) in forbidden.items():
            if name.casefold().startswith(start):
                raise Fault(code, message, hint)
    if needed not in names:
        raise damaged(f"het bestand is beschadigd of is geen {kind}")


class PartScan:
    """One part as it streams by: its size, that it is sound, and that it has no document type.

    That takes no time to speak of; what needs to know more of a part adds handlers to the parser.
    """

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse_type

    def read(self, package: zipfile.ZipFile, name: str, most: int) -> int:
        """The unpacked size of the part, of which no more than `most` bytes are looked at: what a
        package says of its own size need not be true.
        """
        size, is_xml = 0, False
        with package.open(name) as part:
            while chunk := part.read(_CHUNK):
                if size == 0:
                    is_xml = _is_markup(name, chunk)
                size += len(chunk)
                if size > most:
                    limit = MOST_UNPACKED // 1_000_000
                    raise too_large(f"het bestand is uitgepakt groter dan {limit} MB")
                if is_xml:
                    self._parse(chunk, name)
        if is_xml:
            self._parse(b"", name, is_last=True)
        return size

    def _parse(self, chunk: bytes, name: str, is_last: bool = False) -> None:
        try:
            self.parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            raise damaged(f"het onderdeel {name} is beschadigd") from error

    def _refuse_type(self, *_: object) -> None:
        message = "het bestand bevat een documenttype (DTD), wat een rekenblad nooit doet"
        hint = "open het niet en vraag de leverancier waar het vandaan komt"
        raise Fault("vijandig", message, hint)


def _is_markup(name: str, start: bytes) -> bool:
    """Whether a part is XML, by what it is called or by how it starts, in whatever encoding."""
    return name.casefold().endswith(_MARKUP) or start.lstrip(_BEFORE_MARKUP).startswith(b"<")
