"""Names in bytes of which nobody knows what they are."""

import base64
import quopri

import pytest

from report_builder.privacy.scan import scan

PERSONAL = {"naam": "Noor van Bróekçelik", "ander": "Ewa Wałęsańska"}
NAME, OTHER = "Noor van Bróekçelik", "Wałęsańska"


def found(data: bytes) -> set[str]:
    return {leak.key.removeprefix("personal.") for leak in scan({"los.bin": data}, PERSONAL).leaks}


def rich(text: str) -> bytes:
    """A text as RTF writes it."""
    return "".join(
        f"\\'{ord(sign):02x}" if ord(sign) < 256 else f"\\u{ord(sign)}?" for sign in text
    ).encode()


def entities(text: str) -> bytes:
    return text.encode("ascii", "xmlcharrefreplace")


def named(text: str) -> bytes:
    return text.replace("ó", "&oacute;").replace("ç", "&ccedil;").encode()


def script(text: str) -> bytes:
    return "".join(f"\\u{ord(sign):04x}" if ord(sign) > 127 else sign for sign in text).encode()


def percent(text: str) -> bytes:
    return "".join(f"%{code:02X}" for code in text.encode()).encode()


CODES = ["utf-8", "latin-1", "cp1252", "cp850", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("code", CODES)
def test_a_name_with_accents_is_found_in_each_encoding_from_each_byte_on(code, before):
    data = b"\x00\xff\x9d\xfe"[:before] + NAME.encode(code) + b"\xff\x9d\x00\x01"
    assert found(data) == {"naam"}


@pytest.mark.parametrize("before", range(2))
@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
def test_letters_beyond_latin_are_found_too(code, before):
    assert found(b"\x00"[:before] + f" {OTHER} ".encode(code)) == {"ander"}


@pytest.mark.parametrize(
    "written",
    [rich, entities, named, script, percent, lambda text: quopri.encodestring(text.encode())],
)
def test_a_name_in_code_is_found(written):
    assert found(b"\x00\x01 " + written(NAME) + b" \x00") == {"naam"}


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_a_name_in_base64_is_found(encode):
    data = encode(b"van alles en nog wat: " + NAME.encode() + b" en meer")
    assert found(b"\x00\x01:" + data + b"\x00") == {"naam"}
    assert found(b"\x00\x01:" + data[:20] + b"\r\n" + data[20:] + b"\x00") == {"naam"}


def test_a_longer_word_is_another():
    assert found(b"\x00\xc9 Broekceliklaan \x00") == set()
