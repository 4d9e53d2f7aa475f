"""What is written out in a page, to see or to take away, is searched as the page is."""

import base64
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import Workbook

from report_builder.privacy.scan import scan

PERSONAL = {"naam": "Noor Verzonnen"}
FONTS = sorted((Path(__file__).parents[2] / "report_builder/fonts").glob("*.woff2"))


def scanned(kind, data, is_plain=False):
    text = quote(data) if is_plain else base64.b64encode(data).decode()
    address = f"data:{kind},{text}" if is_plain else f"data:{kind};base64,{text}"
    page = f'<!DOCTYPE html><html><body><a href="{address}">Tabel</a></body></html>'
    return scan({"rapport.html": page.encode()}, PERSONAL)


def workbook(text):
    book, written = Workbook(), io.BytesIO()
    book.active["B2"] = text
    book.save(written)
    return written.getvalue()


def numbers(*values):
    book, written = Workbook(), io.BytesIO()
    book.active.append(values)
    book.save(written)
    return written.getvalue()


def test_numbers_in_cells_beside_each_other_make_no_telephone_number():
    found = scanned("application/vnd.ms-excel", numbers(0, 70, 123, 45, 67, 612345678))
    assert found.strangers == ()


def test_a_telephone_number_in_one_cell_is_found():
    found = scanned("application/vnd.ms-excel", workbook("070 123 45 67"))
    assert [(each.place.split(" › ")[1], each.noun) for each in found.strangers] == [
        ("xl/worksheets/sheet1.xml, cel B2", "een telefoonnummer")
    ]


@pytest.mark.parametrize("is_plain", [True, False])
def test_a_name_in_a_table_to_take_away_is_found(is_plain):
    found = scanned("text/csv;charset=utf-8", b"a,b\n1,Noor Verzonnen\n", is_plain)
    places = {leak.place for leak in found.leaks if leak.key == "personal.naam"}
    assert "ingesloten bestand 1, regel 2" in places


def test_a_name_in_a_workbook_to_take_away_is_found():
    found = scanned("application/vnd.ms-excel", workbook("Noor Verzonnen"))
    assert "personal.naam" in {leak.key for leak in found.leaks}
    assert scanned("application/vnd.ms-excel", workbook("Niemand")).leaks == ()


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_the_typeface_of_the_program_may_go_out_and_any_other_font_may_not(font):
    data = font.read_bytes()
    assert scanned("font/woff2", data).unread == ()
    (unread,) = scanned("font/woff2", data[:-1] + bytes([data[-1] ^ 1])).unread
    assert unread.reason == "hierin staat een onbekend soort bestand"
