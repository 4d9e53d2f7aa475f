"""What a typeface of the ministry's own must be, before texts are set in it and it is embedded."""

from __future__ import annotations

import logging
import string
import struct
from io import BytesIO
from typing import TYPE_CHECKING

from report_builder.problems import Fault
from report_builder.wording.numbers import list_text

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_BEGINNINGS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_LARGEST = 20_000_000
_MOST_CHARACTERS, _MOST_TABLES = 2_000_000, 64
"""What the lists of characters of a font may come to; a few bytes can name every one there is."""
_OUTLINES = ("glyf", "CFF ", "CFF2")
_NEEDED = (
    string.ascii_letters + string.digits + string.punctuation + " áàäâéèëêíìïîóòöôúùüûçñÉËÏÖÜ€–‘’“”"
)
_RESTRICTED, _PREVIEW, _EDITABLE, _WHOLE_ONLY, _BITMAPS_ONLY = 0x2, 0x4, 0x8, 0x100, 0x200
_SHOWN = 10

logging.getLogger("fontTools").addHandler(logging.NullHandler())


def find_font_fault(data: bytes) -> Fault | None:
    """What is wrong with a font file, or None; what the message says is of that file."""
    if not data.startswith(_BEGINNINGS):
        return Fault(
            "bestand", "is geen TrueType of OpenType", "lever het aan als TrueType of OpenType"
        )
    if len(data) > _LARGEST:
        return Fault("lettertype", f"is groter dan {_LARGEST // 1_000_000} MB", "neem één letter")
    try:
        return _find_fault(data)
    except Exception:  # whatever a damaged file leads to
        return _damaged()


def _damaged() -> Fault:
    return Fault("lettertype", "is beschadigd", "haal de letter opnieuw op bij wie haar levert")


def _find_fault(data: bytes) -> Fault | None:
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(data), lazy=True) as font:
        if not any(table in font for table in _OUTLINES):
            hint = "neem een letter met omtrekken (TrueType of OpenType)"
            return Fault("lettertype", "heeft geen omtrekken van letters", hint)
        if _count_characters(font.reader["cmap"]) > _MOST_CHARACTERS:
            return _damaged()
        return _find_restriction(font) or _find_missing(font)


def _count_characters(table: bytes) -> int:
    """How many characters the lists of a font come to when they are written out."""
    (count,) = struct.unpack_from(">H", table, 2)
    if count > _MOST_TABLES:
        return _MOST_CHARACTERS + 1
    offsets = {struct.unpack_from(">4xL", table, 4 + 8 * number)[0] for number in range(count)}
    return sum(_count_listed(table, offset) for offset in offsets)


def _count_listed(table: bytes, offset: int) -> int:
    """The same of one list; those of other formats are as long as what they say."""
    (kind,) = struct.unpack_from(">H", table, offset)
    if kind == 4:
        size = struct.unpack_from(">H", table, offset + 6)[0] // 2
        ends = struct.unpack_from(f">{size}H", table, offset + 14)
        starts = struct.unpack_from(f">{size}H", table, offset + 16 + 2 * size)
        return sum(max(end - start + 1, 0) for start, end in zip(starts, ends, strict=True))
    if kind in (8, 12, 13):
        size = struct.unpack_from(">L", table, offset + 12)[0]
        groups = struct.iter_unpack(">LLL", table[offset + 16 : offset + 16 + 12 * size])
        return sum(max(end - start + 1, 0) for start, end, _ in groups)
    return 0


def _find_restriction(font: TTFont) -> Fault | None:
    """What its maker does not allow: to embed it, or the letters that are used alone."""
    allowed = font["OS/2"].fsType if "OS/2" in font else 0
    is_restricted = allowed & _RESTRICTED and not allowed & (_PREVIEW | _EDITABLE)
    if is_restricted or allowed & (_WHOLE_ONLY | _BITMAPS_ONLY):
        hint = "vraag de maker om een licentie voor PDF's, of kies een andere letter"
        message = "mag van haar maker niet (of niet voor een deel) in een PDF staan"
        return Fault("lettertype", message, hint)
    return None


def _find_missing(font: TTFont) -> Fault | None:
    """The characters that texts need and the font does not have."""
    # By number: names could take long to read, and nothing needs them.
    font.setGlyphOrder([".notdef", *map(str, range(1, font["maxp"].numGlyphs))])
    glyphs = font.getBestCmap() or {}
    missing = [sign for sign in _NEEDED if glyphs.get(ord(sign), ".notdef") == ".notdef"]
    if not missing:
        return None
    shown = list_text([f"'{sign}'" for sign in missing[:_SHOWN]])
    more = f", en nog {len(missing) - _SHOWN}" if len(missing) > _SHOWN else ""
    hint = "neem een letter met alle tekens van het Nederlands"
    return Fault("lettertype", f"mist tekens: {shown}{more}", hint)
