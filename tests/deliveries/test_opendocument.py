"""Sheets of an OpenDocument spreadsheet come in as those of a workbook do, or are refused."""

import io
import zipfile

import pytest

from tests.deliveries.conftest import rezipped

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("fo", "xsl-fo-compatible"),
        ("office", "office"),
        ("style", "style"),
        ("table", "table"),
        ("text", "text"),
        ("draw", "drawing"),
        ("manifest", "manifest"),
        ("script", "script"),
    )
)
NAMES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLES = """\
<style:style style:name="raised" style:family="text">
<style:text-properties style:text-position="33% 58%"/></style:style>
<style:style style:name="lowered" style:family="text">
<style:text-properties style:text-position="sub 58%"/></style:style>
<style:style style:name="gone" style:family="text">
<style:text-properties style:text-line-through-type="single"/></style:style>
<style:style style:name="raised" style:family="table-cell">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="inherits" style:family="table-cell" style:parent-style-name="raised"/>
<style:style style:name="note" style:family="table-cell">
<style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="white" style:family="table-cell">
<style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="away" style:family="table">
<style:table-properties table:display="false"/></style:style>
"""
PROFILE = """\
owner = "IND"
[[tables]]
anchor = "Jaar"
[tables.labels]
"Aantal" = "asiel.instroom"
"Aandeel" = "asiel.aandeel"
"Noot" = ""
"""


def _text(text, attributes=""):
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def _number(value, shown=None, kind="float", attributes=""):
    text = value if shown is None else shown
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}" {attributes}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def _row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


HEAD = _row(_text("Jaar"), _text("Aantal"))
REST = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


def _file(content, extra=None, manifest="", kind="spreadsheet"):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest {NAMES}>{manifest}</manifest:manifest>"
        )
        for name, data in (extra or {}).items():
            package.writestr(name, data)
    return written.getvalue()


def _content(*rows, table="", columns="", outside=""):
    return (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{outside}"
        f'<table:table table:name="Blad" {table}>{columns}{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


@pytest.fixture
def took(chain, capsys):
    """Imports a spreadsheet of these rows; returns the exit status, what was shown, what was
    refused."""

    def took(*rows, profile=PROFILE, **more):
        chain.profile(profile)
        path = chain.file("levering.ods", _file(_content(*rows, **more)))
        status = chain.take(path, "--accept-doubts")
        said = capsys.readouterr()
        return status, said.out, said.err

    return took


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1150", "1150"),
        ("1150", "1.150"),
        ("1150", "1 150"),
        ("1150", "1,150.00"),
        ("1150", "€ 1.150,00"),
        ("1150", None),
        ("1149.9999999999999", "1.150"),
    ],
)
def test_a_number_is_read_however_it_is_shown(chain, took, value, shown):
    assert took(HEAD, _row(_number("2025"), _number(value, shown)), REST)[0] == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


def test_a_percentage_counts_as_what_is_shown(chain, took):
    head = _row(_text("Jaar"), _text("Aandeel"))
    assert took(head, _row(_number("2025"), _number("0.415", "41,5%", "percentage")))[0] == 0
    assert chain.rows("asiel.aandeel")[-1] == "2025,41.5,A"
    refused = took(HEAD, _row(_number("2025"), _number("0.46", "46%", "percentage")))[2]
    assert "een percentage, terwijl asiel.instroom in personen is" in refused


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (_number("32000", "32"), "het getal 32000 dat als '32' getoond wordt"),
        (_number("3200", "32001"), "het getal 3200 dat als '32001' getoond wordt"),
        (_number("1150", ""), "een getal waarvoor het blad niets toont"),
        (_number("3", "x"), "een getal waarvoor het blad 'x' toont"),
        (_number("-5", "5"), "een getal dat met een ander minteken getoond wordt"),
        (_number("5", "-5"), "een getal dat met een ander minteken getoond wordt"),
        (_number("3", attributes='table:style-name="note"'), "een getal dat als noot is opgemaakt"),
        (_text('3200<text:span text:style-name="raised">1</text:span>'), "'3200¹' is geen getal"),
        (_text('3200<text:span text:style-name="lowered">1</text:span>'), "'3200₁' is geen getal"),
        (_text('32<text:span text:style-name="gone">0</text:span>'), "'32~~0~~' is geen getal"),
        (
            '<table:table-cell table:formula="of:=[.B1]"/>',
            "een formule zonder opgeslagen uitkomst: open het bestand in LibreOffice",
        ),
        (_text("#DIV/0!", 'table:formula="of:=1/0"'), "de fout #DIV/0!"),
        (_number("0", "Err:502", attributes='table:formula="of:=X()"'), "de fout Err:502"),
        (
            '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAAR</text:p></table:table-cell>',
            "waar of onwaar",
        ),
        (
            '<table:table-cell office:value-type="date" office:date-value="2025-03-04"><text:p>4-3-25</text:p></table:table-cell>',
            "2025-03-04 is een datum, geen getal",
        ),
        (
            _number("1150", attributes='table:number-rows-spanned="2"'),
            "een cijfer in een samengevoegde cel",
        ),
    ],
)
def test_a_figure_that_is_not_what_is_seen_is_refused_at_its_cell(took, cell, problem):
    status, _, refused = took(HEAD, _row(_number("2025"), cell))
    assert status == 1
    assert f"levering.ods:blad 'Blad', cel B2: error: {problem}" in refused


def test_a_comment_is_told_and_no_part_of_the_text(chain, took):
    comment = "<office:annotation><dc:creator>iemand</dc:creator><text:p>nog fout</text:p></office:annotation>"
    cell = _text("1.150").replace("<text:p>", f"{comment}<text:p>", 1)
    status, shown, _ = took(HEAD, _row(_number("2025"), cell))
    assert status == 0
    assert "let op: opmerking bij blad 'Blad', cel B2: nog fout\n" in shown
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


def test_what_is_struck_white_or_beside_the_digits_is_told(took):
    shown = took(
        HEAD,
        _row(_number("2024"), _number("1100", attributes='table:style-name="inherits"')),
        _row(_number("2025"), _number("1150", "1150* 1)", attributes='table:style-name="white"')),
    )[1]
    assert "let op: op blad 'Blad' is doorgehaald: B2\n" in shown
    assert "let op: op blad 'Blad' staan witte letters op wit: B3\n" in shown
    assert "zet de getalnotatie er '* 1)' bij, wat niet gelezen is: B3\n" in shown


def test_hidden_rows_columns_and_sheets_are_told(took):
    shown = took(
        HEAD,
        _row(_number("2024"), _number("1100"), attributes='table:visibility="filter"'),
        '<table:table-row-group table:display="false">',
        _row(_number("2025"), _number("1150")),
        "</table:table-row-group>",
        table='table:style-name="away"',
        columns='<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="16383"/>',
    )[1]
    assert "het blad 'Blad' is verborgen" in shown
    assert "verborgen rijen op blad 'Blad' zijn meegelezen: 2, 3\n" in shown
    assert "verborgen kolommen op blad 'Blad' zijn meegelezen: B\n" in shown


def test_the_style_of_a_column_holds_for_cells_without_one(took):
    columns = '<table:table-column table:number-columns-repeated="1"/><table:table-column table:default-cell-style-name="raised"/>'
    shown = took(HEAD, _row(_number("2025"), _number("1150")), columns=columns)[1]
    assert "is doorgehaald: B1, B2\n" in shown


def test_repeated_cells_and_rows_stand_for_as_many(chain, took):
    head = _row(_text("Jaar"), _text("Noot", 'table:number-columns-repeated="2"'), _text("Aantal"))
    row = _row(
        _number("2025"), '<table:table-cell table:number-columns-repeated="2"/>', _number("1150")
    )
    profile = PROFILE.replace('anchor = "Jaar"', 'anchor = "A4"')
    empty = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    assert took(empty, head, row, REST, profile=profile)[0] == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


def test_the_text_under_a_merged_area_is_not_seen(chain, took):
    head = _row(
        _text("Jaar"),
        _text("Aantal", 'table:number-rows-spanned="1" table:number-columns-spanned="2"'),
        "<table:covered-table-cell><text:p>Aandeel</text:p></table:covered-table-cell>",
    )
    row = _row(_number("2025"), _number("1150"))
    assert took(head, row)[0] == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


def _bomb(rows, columns, cell="<text:p>9</text:p>"):
    return (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'office:value-type="string" table:number-columns-repeated="{columns}">{cell}'
        "</table:table-cell></table:table-row>"
    )


SOUND = _content(HEAD, _row(_number("2025"), _number("1150")))
LAUGHS = '<!DOCTYPE l [<!ENTITY a "haha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_file(_content(_bomb(1_048_576, 16_384))), "300000 cellen"),
        (_file(_content(_bomb(1, 400_000))), "300000 cellen"),
        (_file(_content(_bomb(40_000, 10))), "300000 cellen"),
        (_file(_content(_bomb(60_000, 1))), "50000 regels"),
        (
            _file(
                _content(
                    _row(
                        _text(
                            "x",
                            'table:number-rows-spanned="99999999" table:number-columns-spanned="9"',
                        )
                    )
                )
            ),
            "300000 cellen",
        ),
        (_file(_content("<table:table-row/>" * 1_000_001)), "300000 cellen"),
        (_file(_content("<text:p>" * 200_000 + "</text:p>" * 200_000)), None),
        (_file(LAUGHS + SOUND), "documenttype"),
        (_file(SOUND, {"styles.xml": LAUGHS + "<l/>"}), "documenttype"),
        (_file(SOUND, {"meta.xml": LAUGHS + "<l/>"}), "documenttype"),
        (_file(SOUND, {"Pictures/x.png": b"\0" * 100_000_001}), "groter dan 100 MB"),
        (_file(SOUND, {"Basic/Standard/Module1.xml": "<x/>"}), "bevat macro's"),
        (_file(SOUND, {"Scripts/python/x.py": "x"}), "bevat macro's"),
        (_file(SOUND, {"encrypted-package": "x"}), "heeft een wachtwoord"),
        (
            _file(
                SOUND,
                manifest='<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>',
            ),
            "heeft een wachtwoord",
        ),
        (
            _file(
                SOUND,
                manifest='<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.text"/>',
            ),
            "ingesloten bestanden",
        ),
        (
            _file(_content(HEAD, '<table:table-source xlink:href="../x.ods"/>')),
            "gekoppeld aan een ander bestand",
        ),
        (
            _file(_content(HEAD, outside="<table:dde-links><table:dde-link/></table:dde-links>")),
            "gekoppeld aan een ander bestand",
        ),
        (
            _file(_content(HEAD, '<draw:image xlink:href="https://example.org/x.png"/>')),
            "gekoppeld aan een ander bestand",
        ),
        (
            _file(
                _content(
                    HEAD,
                    outside="<office:event-listeners><script:event-listener/></office:event-listeners>",
                )
            ),
            "bevat macro's",
        ),
        (
            _file(
                _content(
                    _row(f"<table:table-cell><table:table>{HEAD}</table:table></table:table-cell>")
                )
            ),
            "tabel in een cel",
        ),
        (_file(SOUND.replace("1150", "veel", 1)), "een getal dat niet te lezen is"),
        (_file(SOUND[:-30]), "beschadigd"),
        (_file(f"<office:document-content {NAMES}/>"), "geen bladen"),
        (_file(SOUND, kind="text"), "geen OpenDocument-rekenblad"),
        (b"geen rekenblad", "beschadigd of is geen OpenDocument-rekenblad"),
    ],
    ids=lambda value: value or "" if not isinstance(value, bytes) else "",
)
def test_a_spreadsheet_that_is_not_sound_is_refused_and_nothing_changes(
    chain, capsys, data, reason
):
    chain.profile(PROFILE)
    before = chain.tree()
    assert chain.take(chain.file("levering.ods", data)) == 1
    assert chain.tree() == before
    refused = capsys.readouterr().err
    assert "levering.ods:" in refused
    assert reason is None or reason in refused


def test_a_chart_and_a_hyperlink_are_no_danger(chain):
    chain.profile(PROFILE)
    manifest = '<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.chart"/>'
    link = _text('<text:a xlink:href="https://example.org">1150</text:a>')
    data = _file(_content(HEAD, _row(_number("2025"), link)), manifest=manifest)
    assert chain.take(chain.file("levering.ods", data)) == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


def test_a_spreadsheet_of_which_a_part_stands_twice(chain, capsys):
    path = chain.file("levering.ods", _file(SOUND))
    with (
        zipfile.ZipFile(path, "a") as package,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        package.writestr("content.xml", SOUND)
    assert chain.take(path) == 1
    assert "komt twee keer voor" in capsys.readouterr().err


def test_the_same_parts_packed_again_are_the_same_spreadsheet(chain):
    chain.profile(PROFILE)
    path = rezipped(chain.file("levering.ods", _file(SOUND)), lambda parts: None)
    assert chain.take(path) == 0
