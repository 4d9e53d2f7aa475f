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
_ORIENTATION, _UPRIGHT = 0x0112, 1
_END_OF_IMAGE = b"\xff\xd9"


def without_metadata(data: bytes) -> bytes:
    """The picture without metadata; of other kinds than PNG and JPEG the same bytes, and of damaged
    ones too.
    """
    try:
        if data.startswith(PNG):
            return PNG + b"".join(_kept_chunks(data))
        if data.startswith(JPEG):
            return JPEG + b"".join(_kept_segments(data))
    except (struct.error, IndexError):
        return data
    return data


def _kept_chunks(data: bytes) -> Iterator[bytes]:
    """The chunks of a PNG without which it would look otherwise: a capital says that readers cannot
    do without one.
    """
    for kind, chunk in _chunks(data):
        if kind[:1].isupper() or kind in _PNG_KEEPS:
            yield chunk


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, up to its end: what comes behind that is no picture."""
    position = len(PNG)
    while position < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        kind = data[position + 4 : position + 8]
        end = position + 12 + length  # length, kind and check sum take four bytes each
        yield kind, data[position:end]
        position = end
        if kind == b"IEND":
            return


def _kept_segments(data: bytes) -> Iterator[bytes]:
    """The segments of a JPEG without those of cameras and programs, then the image itself."""
    position = len(JPEG)
    while data[position + 1] != _SCAN:
        marker = data[position + 1]
        # Two bytes of marker, then a length that counts its own two bytes and what follows.
        (length,) = struct.unpack_from(">H", data, position + 2)
        segment = data[position : position + 2 + length]
        if marker == _EXIF_SEGMENT:
            yield _orientation_segment(segment[4:])
        if _is_kept(marker, segment):
            yield segment
        position += 2 + length
    end = data.rfind(_END_OF_IMAGE)
    yield data[position : end + 2] if end > position else data[position:]


def _is_kept(marker: int, segment: bytes) -> bool:
    if marker == _ICC_SEGMENT:
        return segment[4:].startswith(b"ICC_PROFILE\0")
    is_for_programs = marker in _APPLICATION or marker == _COMMENT
    return marker in _JPEG_KEEPS or not is_for_programs


def _orientation_segment(exif: bytes) -> bytes:
    """An Exif segment that holds nothing but how the picture is turned; empty when it is not
    turned.
    """
    orientation = _orientation(exif)
    if orientation == _UPRIGHT:
        return b""
    entry = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    content = _EXIF + entry
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


def _orientation(exif: bytes) -> int:
    """How a picture is turned, as Exif counts it."""
    if not exif.startswith(_EXIF):
        return _UPRIGHT
    # Exif holds a TIFF header, which says in which order its bytes stand and where its list is.
    tiff = exif[len(_EXIF) :]
    order = ">" if tiff.startswith(b"MM") else "<"
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for number in range(count):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
        if tag == _ORIENTATION:
            return int(value)
    return _UPRIGHT
