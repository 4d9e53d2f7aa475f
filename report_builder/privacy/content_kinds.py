"""What a file is, told by what is in it and never by its name."""

from __future__ import annotations

import re
from enum import Enum, auto

from report_builder.privacy.own_fonts import is_own_font
from report_builder.privacy.plain_pictures import is_picture

_MARK = b"\xef\xbb\xbf"
_CONTROL = re.compile(rb"[\0-\x08\x0b\x0e-\x1f\x7f]")


class Kind(Enum):
    """The kinds of files that can be read whole."""

    PACKED = auto()
    PDF = auto()
    PAGE = auto()
    XML = auto()
    PICTURE = auto()
    FONT = auto()
    TEXT = auto()


_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "een OLE-bestand"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"BZh", "een ingepakt bestand (bzip2)"),
    (b"\xfd7zXZ", "een ingepakt bestand (xz)"),
    (b"7z\xbc\xaf", "een ingepakt bestand (7z)"),
    (b"Rar!", "een ingepakt bestand (rar)"),
    (b"\xd7\xcd\xc6\x9a", "een afbeelding van het soort WMF"),
    (b"\1\0\x09\0", "een afbeelding van het soort WMF"),
    (b"\1\0\0\0", "een afbeelding van het soort EMF"),
    (b"BM", "een afbeelding van het soort BMP"),
    (b"II*\0", "een afbeelding van het soort TIFF"),
    (b"MM\0*", "een afbeelding van het soort TIFF"),
    (b"RIFF", "een afbeelding van het soort WebP"),
)
_PAGES = (b"<!doctype html", b"<html")
_WIDE_XML = (b"\xff\xfe<\0", b"\xfe\xff\0<")
_RICH = b"{\\rt"
_MAIL = re.compile(rb"(?:mime-version|content-type|received|message-id|from):", re.IGNORECASE)


def kind_of(data: bytes) -> Kind | str:
    """The kind of a file, or in Dutch what it is instead."""
    start = data[:1024].removeprefix(_MARK).lstrip(b" \t\r\n")
    if data.startswith(b"PK\3\4"):
        return Kind.PACKED
    if start.startswith(b"%PDF"):
        return Kind.PDF
    if start.lower().startswith(_PAGES):
        return Kind.PAGE
    if start.startswith(b"<") or data.startswith(_WIDE_XML):
        return Kind.XML
    if is_picture(data):
        return Kind.PICTURE
    return _plain_or_refused(data)


def _plain_or_refused(data: bytes) -> Kind | str:
    if is_own_font(data):
        return Kind.FONT
    if data.startswith(_RICH):
        return "een RTF-bestand"
    if _MAIL.match(data):
        return "een e-mail of een bewaarde webpagina"
    if _is_text(data):
        return Kind.TEXT
    nouns = (noun for start, noun in _REFUSED if data.startswith(start))
    return next(nouns, "een onbekend soort bestand")


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(data)
