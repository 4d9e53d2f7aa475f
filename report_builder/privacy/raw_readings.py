"""Bytes that may be anything, read as text in every way in which programs write it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from typing import Literal, TypeAlias

from report_builder.privacy.folding import bare, normal

_WINDOWS = "cp1252"
"""The letters of Latin-1 and those that Windows has beside them."""
_UNKNOWN = ord("?")


def _table(sign: Callable[[int], str]) -> bytes:
    """What each byte stands for, as a byte; what is no single sign stays as it is."""
    signs = (sign(number).encode(_WINDOWS, "replace") for number in range(256))
    return bytes(
        code[0] if len(code) == 1 and code[0] != _UNKNOWN else number
        for number, code in enumerate(signs)
    )


_FOLDED = _table(lambda number: bare(bytes([number]).decode(_WINDOWS, "replace")).lower())
_FROM_DOS = _table(lambda number: bytes([number]).decode("cp850"))
_LIGATURES = {sign.encode(_WINDOWS): bare(sign).encode() for sign in "ßæÆœŒþÞ"}
_SOFT_HYPHEN = "\u00ad".encode(_WINDOWS)
_NO_DIGITS = bytes(number for number in range(256) if not chr(number).isdecimal() or number > 127)
_NO_WORD = bytes(number for number in range(128) if not chr(number).isalnum())
_UTF8 = re.compile(rb"[\xc2-\xc9\xcc\xcd\xe1\xe2\xef][\x80-\xbf]{1,2}")
"""The signs among which Latin letters are, accents and what has no width."""
Order: TypeAlias = Literal["little", "big"]
_FARTHER: dict[Order, re.Pattern[bytes]] = {
    "little": re.compile(rb"[\1\2\x1e](?:(?<=[A-Za-z]\0.[\1\2\x1e])|(?=[A-Za-z]\0))", re.DOTALL),
    "big": re.compile(rb"[\1\2\x1e](?:(?<=\0[A-Za-z][\1\2\x1e])|(?=.\0[A-Za-z]))", re.DOTALL),
}
"""The high byte of a letter beyond Latin-1 in UTF-16, beside a plain letter."""
_RUN = re.compile(rb"[\t\r\n -~]{12,}")
"""Text, of which among bytes that are none hardly any occurs by chance."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]+)*")
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_LINES = b"\r\n"
_RICH = re.compile(
    rb"\\'([0-9A-Fa-f]{2})|\\u(-?\d{1,5})(?:\\'[0-9A-Fa-f]{2}|[ ?])?"
    rb"|\\[a-z]{1,20}-?\d{0,5} ?|[{}]"
)
"""The signs of RTF in code, and its instructions, which stand for none."""


@dataclass(frozen=True)
class RawReading:
    """Bytes read in one way: one byte a sign, in the letters of Windows."""

    shown: bytes

    @cached_property
    def folded(self) -> bytes:
        """The same signs without accents, in lower case."""
        return self.shown.translate(_FOLDED)

    @cached_property
    def _kept(self) -> bytes:
        return self.folded.translate(None, _NO_WORD)

    @cached_property
    def _digits(self) -> bytes:
        return self.shown.translate(None, _NO_DIGITS)

    def has(self, trace: str) -> bool:
        """Whether these letters or digits follow on one another, whatever stands between them."""
        kept = self._digits if trace.isdecimal() else self._kept
        return trace.encode() in kept


def raw_readings(data: bytes) -> Iterator[RawReading]:
    """The bytes as UTF-8 and in the letters of Windows and DOS, as UTF-16 and UTF-32 from every
    byte on, and with all codes written out that markup, scripts, mail and RTF know.
    """
    yield from _plain_readings(data)
    text = data if _is_utf8(data) else b"\0".join(_RUN.findall(data))
    for mark, code, written in _CODES:
        if mark.search(text):
            yield from _plain_readings(code.sub(written, text))
    if hidden := b"\n".join(_from_base64(text)):
        yield from _plain_readings(hidden)


def _plain_readings(data: bytes) -> Iterator[RawReading]:
    yield RawReading(data if data.isascii() else _UTF8.sub(_from_utf8, data))
    if not _is_utf8(data):
        yield RawReading(_in_letters(data))
        yield RawReading(_in_letters(data.translate(_FROM_DOS)))
    if b"\0" in data:
        yield from _wide_readings(data)


def _wide_readings(data: bytes) -> Iterator[RawReading]:
    """The low bytes of wide signs, from every byte on: also those of signs that end with it."""
    letters = (_without_farther_letters(data, order) for order in _FARTHER)
    for plain in dict.fromkeys([data, *letters]):
        for step in (2, 4) if b"\0\0\0" in plain else (2,):
            yield from (RawReading(_in_letters(plain[first::step])) for first in range(step))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _in_letters(data: bytes) -> bytes:
    """Bytes without ligatures and without the hyphen that is not shown."""
    for code, letters in _LIGATURES.items():
        data = data.replace(code, letters)
    return data.replace(_SOFT_HYPHEN, b"")


def _from_utf8(match: re.Match[bytes]) -> bytes:
    return _plain_code(match[0])


@cache
def _plain_code(code: bytes) -> bytes:
    """A sign in UTF-8 without its accent; one without width, or that is no letter, is nothing."""
    return normal(code.decode("utf-8", "ignore")).encode("ascii", "ignore")


def _without_farther_letters(data: bytes, order: Order) -> bytes:
    """The bytes with plain letters in UTF-16 in the place of those beyond Latin-1."""
    plain = bytearray(data)
    for match in _FARTHER[order].finditer(data, 1):
        begin = match.start() - 1 if order == "little" else match.start()
        letter = bare(chr(int.from_bytes(data[begin : begin + 2], order)))[:1]
        if letter.isascii():
            plain[begin : begin + 2] = ord(letter or " ").to_bytes(2, order)
    return bytes(plain)


def _byte(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)]) if match[1] else b""


def _entity(match: re.Match[bytes]) -> bytes:
    return unescape(match[0].decode("ascii")).encode("utf-8", "ignore")


def _hexadecimal(match: re.Match[bytes]) -> bytes:
    return chr(int(match[1], 16)).encode("utf-8", "ignore")


def _rich(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 16)])
    return chr(int(match[2]) % 0x10000).encode("utf-8", "ignore") if match[2] else b""


_CODES = (
    (re.compile(rb"&#?\w{1,10};"), re.compile(rb"&#?\w{1,10};"), _entity),
    (re.compile(rb"%[0-9A-Fa-f]{2}"), re.compile(rb"%([0-9A-Fa-f]{2})"), _byte),
    (re.compile(rb"\\u"), re.compile(rb"\\u\{?([0-9A-Fa-f]{4})\}?"), _hexadecimal),
    (re.compile(rb"\\x"), re.compile(rb"\\x([0-9A-Fa-f]{2})"), _byte),
    (re.compile(rb"=(?:[0-9A-F]{2}|\r?\n)"), re.compile(rb"=(?:([0-9A-F]{2})|\r?\n)"), _byte),
    (re.compile(rb"\\(?:'[0-9A-Fa-f]{2}|u-?\d{2}|rtf)"), _RICH, _rich),
)
"""How markup, addresses, scripts, mail and RTF write a sign in code: what shows that they did, the
code itself, and how to read it.
"""


def _from_base64(data: bytes) -> Iterator[bytes]:
    """What long runs of letters and digits say, if they are bytes in base64."""
    for match in _BASE64.finditer(data):
        run = match[0].translate(_URL_SAFE, _LINES)
        yield base64.b64decode(run[: len(run) // 4 * 4] + _padding(run))


def _padding(run: bytes) -> bytes:
    """The last digits of a run, filled up to four; one alone says nothing."""
    rest = run[len(run) // 4 * 4 :]
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""
