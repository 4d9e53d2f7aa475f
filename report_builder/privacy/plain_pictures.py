"""Whether a picture holds nothing but pixels: programs and cameras write texts beside them, and a
file behind its end.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_GIFS = (b"GIF87a", b"GIF89a")
_PNG_CHUNKS = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM"),
        *(b"sRGB", b"iCCP", b"pHYs", b"sBIT", b"bKGD"),
    }
)
"""What a PNG consists of, and what tells how it is to be shown."""
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_JFIF, _EXIF, _PROFILE, _ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
_APPLICATION = range(0xE0, 0xF0)
_LONGEST_SEGMENTS = {_JFIF: 18, _EXIF: 36, _ADOBE: 16}
"""A JFIF segment without a small picture in it, an Exif segment that tells how the picture is
turned and no more, and one of Adobe; in bytes, with the marker.
"""
_ICC = b"ICC_PROFILE\0"
_GIF_IMAGE, _GIF_EXTENSION, _GIF_END = 0x2C, 0x21, 0x3B
_GIF_SHOWING, _GIF_PROGRAM = 0xF9, 0xFF
_LOOP = b"\x0bNETSCAPE2.0"


def is_picture(data: bytes) -> bool:
    """Whether a file is a picture of a kind that can hold nothing but pixels."""
    return data.startswith((_PNG, _JPEG, *_GIFS))


def find_extra(data: bytes) -> str:
    """What a picture holds beside its pixels, in Dutch; empty when that is nothing."""
    extras: Callable[[bytes], Iterator[str]] = _in_gif
    if data.startswith(_PNG):
        extras = _in_png
    elif data.startswith(_JPEG):
        extras = _in_jpeg
    try:
        return next(extras(data), "")
    except (struct.error, IndexError):
        return "een einde dat ontbreekt"


def _in_png(data: bytes) -> Iterator[str]:
    position, kind = len(_PNG), b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, position)
        kind = data[position + 4 : position + 8]
        if kind not in _PNG_CHUNKS:
            yield f"gegevens ({kind.decode('latin-1')})"
        position += 12 + length  # length, kind and check sum take four bytes each
    if len(data) != position:
        yield "iets achter haar einde"


def _in_jpeg(data: bytes) -> Iterator[str]:
    position = 2
    while data[position + 1] != _END:
        marker = data[position + 1]
        (length,) = struct.unpack_from(">H", data, position + 2)
        segment = data[position : position + 2 + length]
        if data[position] != 0xFF or not _is_plain(marker, segment):
            yield f"gegevens (segment {marker:X})"
        position += len(segment)
        if marker == _SCAN:
            position = _end_of_scan(data, position)
    if len(data) != position + 2:
        yield "iets achter haar einde"


def _is_plain(marker: int, segment: bytes) -> bool:
    if marker == _PROFILE:
        return segment[4:].startswith(_ICC)
    if marker in _APPLICATION:
        return len(segment) <= _LONGEST_SEGMENTS.get(marker, 0)
    return marker != _COMMENT


def _end_of_scan(data: bytes, position: int) -> int:
    """Where the pixels end that begin here: at a marker that is none of those within a scan."""
    while True:
        position = data.index(b"\xff", position)
        if data[position + 1] != 0 and data[position + 1] not in range(0xD0, 0xD8):
            return position
        position += 2


def _in_gif(data: bytes) -> Iterator[str]:
    position = 13 + _colours(data[10])
    while data[position] != _GIF_END:
        if data[position] == _GIF_IMAGE:
            position += 10 + _colours(data[position + 9]) + 1
        elif data[position] == _GIF_EXTENSION:
            if not _is_plain_extension(data, position):
                yield f"gegevens (blok {data[position + 1]:X})"
            position += 2
        else:
            yield "iets tussen haar beelden"
            return
        position = _end_of_blocks(data, position)
    if len(data) != position + 1:
        yield "iets achter haar einde"


def _colours(flags: int) -> int:
    """How many bytes the colours take that these flags tell of."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _is_plain_extension(data: bytes, position: int) -> bool:
    kind = data[position + 1]
    is_loop = kind == _GIF_PROGRAM and data.startswith(_LOOP, position + 2)
    length = _end_of_blocks(data, position + 2) - position
    # The block that tells how long an image is shown, and that images are shown again.
    return (kind == _GIF_SHOWING and length == 8) or (is_loop and length == 19)


def _end_of_blocks(data: bytes, position: int) -> int:
    while data[position]:
        position += data[position] + 1
    return position + 1
