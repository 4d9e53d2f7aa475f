"""Files that are damaged, huge or hostile are refused with a reason, and nothing changes."""

import io
import zipfile

import pytest

from tests.deliveries.conftest import rezipped

SHEET = "xl/worksheets/sheet1.xml"
FORM = [
    ["Indicator", "Periode", "Onderdeel", "Cijfer", "Status"],
    ["asiel.instroom", 2025, None, 1150, None],
]


@pytest.fixture
def refused(chain, capsys):
    """Imports a file that must be refused, with nothing changed; returns the reason."""

    def refused(path):
        before = chain.tree()
        assert chain.take(path) == 1
        assert chain.tree() == before
        (reason,) = capsys.readouterr().err.splitlines()
        assert reason.startswith(f"{path.name}:1: error: ")
        assert reason.endswith(")")
        return reason

    return refused


@pytest.fixture
def workbook(chain):
    """A sound workbook, which each test spoils."""
    return chain.workbook({"Cijfers": FORM})


def test_the_workbook_that_is_spoilt_below_is_itself_taken_in(chain, workbook):
    assert chain.take(workbook) == 0


def _put(name, data):
    def put(parts):
        parts[name] = data

    return put


def _instead(name, old, new):
    def instead(parts):
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)

    return instead


XXE = b'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "' + b"ha" * 50 + b'"><!ENTITY b "' + b"&a;" * 50 + b'">]>'


def _without_mark(parts):
    """UTF-16 that does not say so: programs see it by the null before the first tag."""
    text = parts[SHEET].decode()
    parts[SHEET] = (LAUGHS.decode() + text[text.index("<worksheet") :]).encode("utf-16-be")


def _sheet_twice(parts):
    text = parts["xl/workbook.xml"].decode()
    start = text.index("<sheet ")
    sheet = text[start : text.index("/>", start) + 2]
    parts["xl/workbook.xml"] = text.replace(
        sheet, sheet + sheet.replace("Cijfers", "Nog eens")
    ).encode()


def _part_twice(parts):
    name = "xl/_rels/workbook.xml.rels"
    other = '<Relationship Id="rId77" Type="http://x/worksheet" Target="./worksheets/Sheet1.xml"/></Relationships>'
    parts[name] = parts[name].decode().replace("</Relationships>", other).encode()


def _long_text(parts):
    parts[SHEET] = parts[SHEET].replace(
        b"</sheetData>",
        b'<row r="9"><c r="A9" t="inlineStr"><is><t>'
        + b"x" * 32_768
        + b"</t></is></c></row></sheetData>",
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_without_mark, "documenttype"),
        (_sheet_twice, "een blad komt twee keer voor"),
        (_part_twice, "een blad komt twee keer voor"),
        (_long_text, "meer tekst dan Excel toelaat"),
        (_instead(SHEET, b"</sheetData>", b"</sheetData>" + b"<x/>" * 500_001), "300000 cellen"),
        (
            _instead(SHEET, b"</sheetData>", b'</sheetData><x sqref="' + b"A1 " * 100_000 + b'"/>'),
            "300000 cellen",
        ),
        (_instead(SHEET, b"<worksheet", XXE + b"<worksheet"), "documenttype"),
        (_instead(SHEET, b"<worksheet", LAUGHS + b"<worksheet"), "documenttype"),
        (_put("xl/theme/theme9.xml", (XXE + b"<a/>").decode().encode("utf-16")), "documenttype"),
        (_put("docProps/core.png", LAUGHS + b"<l/>"), "documenttype"),
        (_put("xl/externalLinks/externalLink1.xml", b"<a/>"), "gekoppeld aan een ander bestand"),
        (_put("xl/connections.xml", b"<a/>"), "haalt gegevens op van elders"),
        (_put("xl/vbaProject.bin", b"\xd0\xcf"), "bevat macro's"),
        (_put("xl/embeddings/oleObject1.bin", b"\0"), "ingesloten bestanden"),
        (
            _instead(
                "xl/_rels/workbook.xml.rels",
                b"<Relationship ",
                b'<Relationship TargetMode="External" Id="rId99" Target="https://example.org/x.xml" '
                b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/><Relationship ',
            ),
            "verwijst naar iets buiten het bestand",
        ),
        (
            _instead(SHEET, b"</sheetData>", b"<row/>" * 50_001 + b"</sheetData>"),
            "meer dan 50000 regels",
        ),
        (
            _instead(SHEET, b"</sheetData>", b'<row r="1048576"/></sheetData>'),
            "meer dan 50000 regels",
        ),
        (
            _instead(SHEET, b"</sheetData>", b"<row>" + b"<c/>" * 300_001 + b"</row></sheetData>"),
            "300000 cellen",
        ),
        (
            _instead(
                SHEET,
                b"</sheetData>",
                b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            ),
            "300000 cellen",
        ),
        (_put("xl/media/image1.bin", b"\0" * 100_000_001), "groter dan 100 MB"),
        (
            _put("xl/sharedStrings.xml", b"<sst>" + b" " * 100_000_001 + b"</sst>"),
            "groter dan 100 MB",
        ),
        (_instead(SHEET, b"</sheetData>", b""), "is beschadigd"),
        (_put("xl/workbook.xml", b"<workbook/>"), "niet te lezen|geen bladen"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_workbook_that_is_not_sound(refused, workbook, change, reason):
    said = refused(rezipped(workbook, change))
    assert any(part in said for part in reason.split("|"))


def test_a_hyperlink_is_no_danger(chain):
    path = chain.book(
        {"Cijfers": FORM},
        change=lambda book: setattr(book["Cijfers"]["J1"], "hyperlink", "https://example.org"),
    )
    assert chain.take(path) == 0


def test_a_cell_far_away_costs_no_time(chain):
    path = chain.book(
        {"Cijfers": FORM}, change=lambda book: book["Cijfers"].cell(50_000, 16_384, "ver weg")
    )
    assert chain.take(path) == 0


def test_a_workbook_with_a_part_twice(refused, workbook):
    with (
        zipfile.ZipFile(workbook, "a") as package,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        package.writestr(SHEET, b"<worksheet/>")
    assert "komt twee keer voor" in refused(workbook)


def test_a_workbook_of_which_the_end_is_missing(refused, workbook):
    workbook.write_bytes(workbook.read_bytes()[:-200])
    assert "beschadigd" in refused(workbook)


def test_a_workbook_of_which_a_byte_was_changed(refused, workbook):
    data = bytearray(workbook.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        start = package.getinfo(SHEET).header_offset + 80
    data[start] ^= 0xFF
    workbook.write_bytes(bytes(data))
    assert "beschadigd" in refused(workbook)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"geen werkmap", b"\0" * 1000])
def test_what_is_no_workbook_at_all(chain, refused, data):
    assert "beschadigd of is geen Excel-werkmap" in refused(chain.file("levering.xlsx", data))


def test_a_workbook_with_a_password_or_of_an_old_excel(chain, refused):
    assert "wachtwoord" in refused(
        chain.file("levering.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    )


@pytest.mark.parametrize("name", ["levering.xls", "levering.xlsb", "levering.exe", "levering"])
def test_another_kind_of_file(chain, refused, name):
    assert "wordt niet gelezen" in refused(chain.file(name, b"x"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a;b\n" * 50_001, "meer dan 50000 regels"),
        (b";" * 300_001, "300000 cellen"),
        (b"x" * 20_000_001, "groter dan 20 MB"),
        (b'"' + b"x" * 200_000, "is niet te lezen"),
        (b'a;"b', "is niet te lezen"),
        (b"a\0b", "is geen tekst"),
        (b"\x81\x8d\x8f", "is geen tekst"),
    ],
    ids=["regels", "cellen", "bytes", "veld", "aanhalingsteken", "nul", "codering"],
)
def test_a_text_file_that_is_not_sound(chain, refused, data, reason):
    assert reason in refused(chain.file("levering.csv", data))


@pytest.mark.parametrize("name", ["=cmd.csv", "@x.csv", "..csv.csv", "-1.csv"])
def test_a_name_that_a_spreadsheet_would_run_is_not_written_so(chain, name):
    text = "Indicator;Periode;Onderdeel;Cijfer;Status\nasiel.instroom;2025;;1150;\n"
    assert chain.take(chain.file(name, text)) == 0
    logged = (chain.folder.root / "data/deliveries.csv").read_text().splitlines()[-1].split(",")[2]
    assert logged[0] == "_"


def test_parts_without_cells_may_be_large_and_are_not_read(chain, workbook):
    def put(parts):
        records = b"<r>" + b'<x v="1"/>' * 600_000 + b"</r>"
        parts["xl/pivotCache/pivotCacheRecords1.xml"] = records
        parts["xl/charts/chart1.xml"] = b"<c>" * 10 + b"</c>" * 10

    assert chain.take(rezipped(workbook, put)) == 0


@pytest.mark.parametrize("place", ["xl/pivotCache/", "xl/PIVOTCACHE/", "xl/theme/"])
def test_a_sheet_in_a_part_that_is_not_read_is_refused(refused, workbook, place):
    def move(parts):
        parts[f"{place}sheet1.xml"] = parts.pop(SHEET)
        name = "xl/_rels/workbook.xml.rels"
        for old in (b"/xl/worksheets/sheet1.xml", b"worksheets/sheet1.xml"):
            parts[name] = parts[name].replace(old, f"/{place}sheet1.xml".encode())

    assert "niet te lezen als Excel-werkmap" in refused(rezipped(workbook, move))


def test_a_large_part_without_cells_with_a_document_type_is_refused(refused, workbook):
    put = _put("xl/pivotCache/pivotCacheRecords1.xml", LAUGHS + b"<r/>")
    assert "documenttype" in refused(rezipped(workbook, put))
