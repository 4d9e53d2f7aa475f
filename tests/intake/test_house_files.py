"""Logos and typefaces of others, held against what texts and PDF files ask of them."""

from __future__ import annotations

import io
import struct
from importlib.resources import files
from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from PIL import Image

from report_builder.intake.font_files import find_font_fault
from report_builder.intake.logo_files import find_logo_fault

FONT = Path(str(files("matplotlib"))) / "mpl-data/fonts/ttf/DejaVuSerif.ttf"


def changed(change) -> bytes:
    """The bytes of a font after a change."""
    written = io.BytesIO()
    with TTFont(FONT) as font:
        change(font)
        font.save(written)
    return written.getvalue()


def permission(value: int) -> bytes:
    return changed(lambda font: setattr(font["OS/2"], "fsType", value))


def without(signs: str) -> bytes:
    def subset(font: TTFont) -> None:
        subsetter = Subsetter(Options())
        subsetter.populate(unicodes=set(font.getBestCmap()) - set(map(ord, signs)))
        subsetter.subset(font)

    return changed(subset)


def message(fault) -> str:
    return fault.message if fault else ""


@pytest.mark.parametrize("value", [0, 4, 8, 2 | 4])
def test_a_font_that_may_be_embedded_is_one(value):
    assert find_font_fault(permission(value)) is None


@pytest.mark.parametrize("value", [2, 0x100, 0x200, 8 | 0x100])
def test_a_font_that_may_not_be_embedded_is_refused(value):
    assert message(find_font_fault(permission(value))).startswith("mag van haar maker niet")


def test_a_font_without_dutch_letters_is_refused():
    assert message(find_font_fault(without("ë€"))) == "mist tekens: 'ë' en '€'"


def test_many_missing_letters_are_counted():
    assert message(find_font_fault(without("abcdefghijklm"))).endswith("'i' en 'j', en nog 3")


def test_a_font_without_outlines_is_refused():
    def strip(font: TTFont) -> None:
        for table in ("glyf", "loca"):
            del font[table]

    assert message(find_font_fault(changed(strip))) == "heeft geen omtrekken van letters"


@pytest.mark.parametrize("size", [5, 40, 2_000, 100_000])
def test_half_a_font_is_damaged(size):
    assert message(find_font_fault(FONT.read_bytes()[:size])) == "is beschadigd"


def test_what_is_no_font_is_told():
    assert message(find_font_fault(b"wOF2" + bytes(100))) == "is geen TrueType of OpenType"


def test_a_list_that_names_every_character_is_not_written_out():
    groups = struct.pack(">LLL", 0, 0xFFFF_FFFF, 1)
    table = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + struct.pack(">HHLLL", 12, 0, 28, 0, 1) + groups
    data = changed(lambda font: font.tables.update(cmap=_Raw(table)))
    assert message(find_font_fault(data)) == "is beschadigd"


class _Raw:
    """A table that is written as it is."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def compile(self, _font: TTFont) -> bytes:
        return self.data


def png(size: tuple[int, int]) -> bytes:
    written = io.BytesIO()
    Image.new("1", size).save(written, "PNG")
    return written.getvalue()


def test_a_logo_is_a_picture_of_bounded_size():
    assert find_logo_fault(png((130, 370))) is None
    assert message(find_logo_fault(png((4001, 2)))) == "is 4001 bij 2 beeldpunten"
    assert message(find_logo_fault(png((130, 370)) + bytes(5_000_000))) == "is groter dan 5 MB"


@pytest.mark.parametrize(
    "data", [png((130, 370))[:40], png((130, 370))[:-30], b"\x89PNG\r\n\x1a\n"]
)
@pytest.mark.parametrize("is_lenient", [True, False])
def test_half_a_logo_is_damaged(data, is_lenient, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", is_lenient)
    assert message(find_logo_fault(data)) == "is beschadigd"
