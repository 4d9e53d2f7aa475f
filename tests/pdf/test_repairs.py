"""The tags of a PDF as a screen reader meets them, as text."""

import io
from datetime import date

import pikepdf
import pytest
from pikepdf import Name

from report_builder.pdf.attaching import Attachment
from report_builder.pdf.joining import join
from report_builder.pdf.layout import lay_out
from tests.pdf.tagtext import kids, told

DOTS = b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="9" height="9"/></svg>'


def laid(body, file="deel"):
    head = '<head><meta charset="utf-8"><title>T</title></head>'
    return lay_out(
        f'<!DOCTYPE html><html lang="nl-NL">{head}<body>{body}</body></html>', {"x.svg": DOTS}, file
    )


def tags(*parts):
    with pikepdf.open(io.BytesIO(join([part.data for part in parts], [], "T"))) as pdf:
        return told(pdf.Root.StructTreeRoot.K[0])


def test_head_cells_say_of_what_they_are_the_head_and_cells_name_none():
    table = (
        '<table><thead><tr><th scope="col">Land</th><th scope="col" colspan="2">Jaren</th></tr></thead>'
        '<tbody><tr><th scope="row">Syrië</th><td>1</td><td>2</td></tr></tbody></table>'
    )
    assert tags(laid(table)) == [
        "Table",
        "  THead",
        "    TR",
        "      TH /Column",
        "      TH /Column 2",
        "  TBody",
        "    TR",
        "      TH /Row",
        "      TD",
        "      TD",
    ]


def test_a_table_over_pages_is_one_table_with_one_head():
    rows = "".join(f'<tr><th scope="row">Rij {n}</th><td>{n}</td></tr>' for n in range(90))
    part = laid(
        f'<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    assert len(part.sizes) > 1
    found = [line.split()[0] for line in tags(part)]
    assert {kind: found.count(kind) for kind in ("Table", "THead", "TBody", "TR")} == {
        "Table": 1,
        "THead": 1,
        "TBody": 1,
        "TR": 91,
    }
    with pikepdf.open(io.BytesIO(part.data)) as pdf:
        second = pdf.pages[1].Contents.read_bytes()
    assert b"/Artifact" in second


def test_a_paragraph_over_pages_is_one_paragraph():
    part = laid("<p>" + "Een lange zin die maar doorgaat. " * 400 + "</p>")
    assert len(part.sizes) > 1
    assert tags(part) == ["P"]


def test_a_link_with_words_of_its_own_is_one_link_that_says_where_it_leads():
    part = laid(
        '<p>Zie <a href="#x"><strong>figuur</strong> <span>3.2</span></a>.</p><h1 id="x">Doel</h1>'
    )
    assert tags(part) == ["P", "  Link", "    NonStruct", "H1"]
    with pikepdf.open(io.BytesIO(part.data)) as pdf:
        assert {str(found.Contents) for found in pdf.pages[0].Annots} == {"figuur 3.2"}


def test_a_note_is_read_where_it_is_called_and_its_id_is_its_own():
    text = '<p>Tekst.<span class="noot">De noot.</span> Meer tekst.</p>'
    assert tags(laid(text, "een"), laid(text, "twee")) == [
        "P",
        "  Reference",
        "  Note een-0001",
        "    NonStruct",
        "P",
        "  Reference",
        "  Note twee-0001",
        "    NonStruct",
    ]


def test_items_of_a_list_have_one_body():
    assert tags(laid("<ol><li><p>Een.</p><p>Twee.</p></li><li>Drie.</li></ol>")) == [
        "L /Decimal",
        "  LI",
        "    Lbl",
        "    LBody",
        "      P",
        "      P",
        "  LI",
        "    Lbl",
        "    LBody",
    ]


def test_the_list_in_a_navigation_element_is_a_table_of_contents():
    contents = '<nav class="inhoud"><ol><li><a href="#a"><span>1</span> Een</a></li></ol></nav><h1 id="a">Een</h1>'
    assert [line.split()[0] for line in tags(laid(contents)) if "NonStruct" not in line] == [
        "TOC",
        "TOCI",
        "Link",
        "H1",
    ]


def test_words_in_another_language_say_so():
    assert tags(laid('<p>Het <span lang="en">temporary protection</span> regime.</p>')) == [
        "P",
        "  Span en",
    ]


def test_a_figure_says_where_on_the_page_it_stands():
    part = laid('<p>Tekst.</p><p><img src="x.svg" alt="Punten" style="width: 100px"></p>')
    with pikepdf.open(io.BytesIO(part.data)) as pdf:
        (figure,) = [
            below
            for paragraph in kids(pdf.Root.StructTreeRoot.K[0])
            for below in kids(paragraph)
            if Name.Figure == below.S
        ]
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
    assert (round(right - left), round(top - bottom)) == (75, 38)
    assert 0 < bottom < top < 842


@pytest.mark.parametrize(
    "said", ["<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<", "Geld &amp; goed"]
)
def test_the_file_says_which_standards_it_keeps_and_what_it_is_called(said):
    with pikepdf.open(io.BytesIO(join([laid("<h1>Kop</h1>").data], [], "Geld & goed"))) as pdf:
        assert said in pdf.Root.Metadata.read_bytes().decode()
        assert pdf.Root.OutputIntents[0].S == Name.GTS_PDFA1
        assert str(pdf.docinfo[Name.Title]) == "Geld & goed"


def test_files_travel_inside_and_say_what_they_are():
    attachment = Attachment("numbers.csv", b"a,b\n", "De cijfers", "text/csv", date(2026, 6, 21))
    joined = join([laid("<h1>Kop</h1>").data], [], "T", [attachment])
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        assert pdf.attachments["numbers.csv"].get_file().read_bytes() == b"a,b\n"
        (spec,) = pdf.Root.AF
        assert (str(spec.Desc), spec.AFRelationship, spec.EF.F.Subtype) == (
            "De cijfers",
            Name.Data,
            Name("/text/csv"),
        )
    assert joined == join([laid("<h1>Kop</h1>").data], [], "T", [attachment])
