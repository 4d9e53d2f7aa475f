"""What lies in a zip file: every entry, and proof that there is nothing between, before or behind
them.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER, _LISTED, _END = 30, 46, 22
"""The bytes of the header of an entry, of its line in the list, and of the end of the list."""
_DESCRIPTORS = (0, 12, 16, 20, 24)
"""The bytes that may follow an entry of which the size was not known when it was begun."""
_LONGEST_EXTRA = 64
_UTF8 = 0x800


@dataclass(frozen=True)
class Packed:
    """The entries of a zip file with their names, and the bytes that are of none of them."""

    entries: tuple[tuple[str, bytes], ...]
    rest: bytes


def read_packed(data: bytes) -> Packed:
    """Everything in a zip file. Raises ValueError when there is more than its list tells."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        listed = sorted(opened.infolist(), key=lambda entry: entry.header_offset)
        rest = b"".join(_outside(data, listed, opened.start_dir))
        length = opened.start_dir + sum(map(_listed_length, listed)) + _END
        if length != len(data) or opened.comment:
            raise ValueError("er staat iets achter de lijst van onderdelen")
        return Packed(tuple((entry.filename, opened.read(entry)) for entry in listed), rest)


def _listed_length(entry: zipfile.ZipInfo) -> int:
    """The bytes of an entry in the list."""
    if len(entry.extra) > _LONGEST_EXTRA or entry.comment:
        raise ValueError(f"{entry.filename} heeft een toelichting")
    code = "utf-8" if entry.flag_bits & _UTF8 else "cp437"
    return _LISTED + len(entry.orig_filename.encode(code)) + len(entry.extra)


def _outside(data: bytes, listed: list[zipfile.ZipInfo], end: int) -> Iterator[bytes]:
    """The bytes before the content of each entry, and behind that of the last."""
    position = 0
    for entry in listed:
        _require_next(position, entry.header_offset)
        name, extra = struct.unpack_from("<HH", data, entry.header_offset + _HEADER - 4)
        begin = entry.header_offset + _HEADER + name + extra
        if extra > _LONGEST_EXTRA:
            raise ValueError(f"{entry.filename} heeft een toelichting")
        yield data[position:begin]
        position = begin + entry.compress_size
    _require_next(position, end)
    yield data[position:]


def _require_next(position: int, begin: int) -> None:
    if begin - position not in _DESCRIPTORS:
        raise ValueError("er staat iets tussen de onderdelen")
