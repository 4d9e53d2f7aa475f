"""Pictures without what cameras and programs write beside the image: maker, place, author, history.

The image itself is not touched. Pillow could only take this out by making the picture anew.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
_PNG_KEEPS = frozenset({b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"sBIT", b"bKGD"})
_SCAN, _COMMENT, _EXIF_SEGMENT, _ICC_SEGMENT = 0xDA, 0xFE, 0xE1, 0xE2
_APPLICATION = range(0xE0, 0xF0)
_JPEG_KEEPS = (0xE0, 0xEE)
"""What tells how the picture is to be read: JFIF and Adobe."""
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112


def without_metadata(data: bytes) -> bytes:
    """The picture without metadata; of other kinds than PNG and JPEG the same bytes, and of damaged
    ones too.
    """
    try:
        if data.startswith(PNG):
            return PNG + b"".join(
                chunk for kind, chunk in _chunks(data) if kind[:1].isupper() or kind in _PNG_KEEPS
            )
        return JPEG + b"".join(_kept_segments(data)) if data.startswith(JPEG) else data
    except (struct.error, IndexError):
        return data


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, up to its end: what comes behind that is no picture."""
    position = len(PNG)
    while position < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        kind = data[position + 4 : position + 8]
        yield kind, data[position : position + 12 + length]
        position += 12 + length
        if kind == b"IEND":
            return


def _kept_segments(data: bytes) -> Iterator[bytes]:
    position = len(JPEG)
    while data[position + 1] != _SCAN:
        marker, (length,) = data[position + 1], struct.unpack_from(">H", data, position + 2)
        segment = data[position : position + 2 + length]
        body = segment[4:]
        if marker == _EXIF_SEGMENT and (turned := _orientation(body)):
            yield turned
        is_profile = marker == _ICC_SEGMENT and body.startswith(b"ICC_PROFILE\0")
        if (
            marker in _JPEG_KEEPS
            or is_profile
            or (marker not in _APPLICATION and marker != _COMMENT)
        ):
            yield segment
        position += 2 + length
    end = data.rfind(b"\xff\xd9")
    yield data[position : end + 2] if end > position else data[position:]


def _orientation(body: bytes) -> bytes:
    """An Exif segment that holds nothing but how the picture is turned; empty when it is not
    turned.
    """
    if not body.startswith(_EXIF):
        return b""
    tiff = body[len(_EXIF) :]
    order = ">" if tiff.startswith(b"MM") else "<"
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for number in range(count):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
        if tag == _ORIENTATION and value != 1:
            entry = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
            made = _EXIF + entry
            return b"\xff\xe1" + struct.pack(">H", len(made) + 2) + made
    return b""
