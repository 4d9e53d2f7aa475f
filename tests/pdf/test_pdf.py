"""The PDF as a reader's software meets it: its tags as text, its bookmarks, its links, its yellow."""

import ctypes
import io
import re

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from pypdfium2 import raw
from weasyprint.urls import FatalURLFetchingError

from report_builder.pdf.folios import Folio, folio_html, numbers_html
from report_builder.pdf.joining import Overlay, join
from report_builder.pdf.layout import lay_out


def page(body, title="Titel"):
    return f'<!DOCTYPE html><html lang="nl-NL"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'


def kids(element):
    found = element.get(Name.K, Array())
    return list(found) if isinstance(found, Array) else [found]


def outline_of(element, depth=0):
    """The tags below an element, one a line, indented."""
    lines = []
    for kid in kids(element):
        if isinstance(kid, Dictionary) and Name.S in kid:
            alt = f" {kid[Name.Alt]}" if Name.Alt in kid else ""
            lines += ["  " * depth + str(kid[Name.S])[1:] + alt, *outline_of(kid, depth + 1)]
    return lines


def tags(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return "\n".join(outline_of(pdf.Root.StructTreeRoot.K[0]))


def bookmarks(data):
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        return [(item.title, [child.title for child in item.children]) for item in outline.root]


FIRST = page(
    '<section id="a"><h1>Een</h1><p>Tekst <a href="https://elders.invalid/#b">daar</a>.</p></section>'
)
SECOND = page(
    '<section><h1 id="b">Twee</h1><h2>Onder</h2><ul><li>punt</li></ul><p><img src="x.svg" alt="Een lijn"></p></section>'
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0L9 9" stroke="black"/></svg>'


@pytest.fixture(scope="module")
def parts():
    return [lay_out(FIRST, {}, "een"), lay_out(SECOND, {"x.svg": SVG}, "twee")]


@pytest.fixture(scope="module")
def joined(parts):
    edges = lay_out(
        folio_html([Folio(210, 297, "Kop", "1 Een", ("Geel", ": oud"))]),
        {},
        "randen",
        is_tagged=False,
    )
    overlays = [Overlay(edges.data, [(0, 0), (0, 0)])]
    return join([part.data for part in parts], overlays, "Het geheel")


def test_a_part_tells_its_pages_and_where_its_anchors_stand(parts):
    assert [len(part.sizes) for part in parts] == [1, 1]
    assert [round(side) for side in parts[0].sizes[0]] == [210, 297]
    assert parts[1].anchors["b"] == 0
    assert parts[0].problems == parts[1].problems == ()


def test_the_tag_tree_of_the_whole_is_that_of_its_parts(parts, joined):
    assert tags(joined) == "\n".join(tags(part.data) for part in parts)
    assert tags(joined).split("\n") == [
        "Sect",
        "  H1",
        "    Span",
        "  P",
        "    Span",
        "    Link",
        "    Span",
        "Sect",
        "  H1",
        "    Span",
        "  H2",
        "    Span",
        "  L",
        "    LI",
        "      Lbl",
        "        Span",
        "      LBody",
        "        Span",
        "  P",
        "    Figure Een lijn",
    ]


def test_every_piece_of_marked_content_leads_back_to_its_tag(joined):
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for sheet in pdf.pages:
            owners = tree[int(sheet.obj.StructParents)]
            assert all(owner.Pg.objgen == sheet.obj.objgen for owner in owners)


def test_bookmarks_of_all_parts_follow_each_other(joined):
    assert bookmarks(joined) == [("Een", []), ("Twee", ["Onder"])]


def test_the_whole_is_dutch_tagged_and_has_its_title(joined):
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo[Name.Title]) == "Het geheel"


def test_a_link_to_another_part_is_a_link_within_the_file(joined):
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        (link,) = pdf.pages[0].obj.Annots
        assert (str(link.Dest), Name.A in link) == ("b", False)
        names = pdf.Root.Names.Dests.Names
        place = dict(zip([str(name) for name in names[::2]], list(names)[1::2], strict=True))["b"]
        assert place[0].objgen == pdf.pages[1].obj.objgen


def test_what_stands_around_the_text_is_an_artifact(joined):
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        for sheet in pdf.pages:
            operations = pikepdf.parse_content_stream(sheet)
            at = next(
                n
                for n, op in enumerate(operations)
                if str(op.operator) == "Do" and str(op.operands[0]).startswith("/Rand")
            )
            opened = [op for op in operations[:at] if str(op.operator) in ("BDC", "BMC")][-1]
            assert opened.operands[0] == Name.Artifact


def test_every_page_of_a_part_shows_its_own_number():
    long = lay_out(
        page("".join('<p style="break-after: page">Tekst</p>' for _ in "123")), {}, "lang"
    )
    numbers = lay_out(numbers_html(5), {}, "randen", is_tagged=False)
    pdf = pypdfium2.PdfDocument(
        join([long.data], [Overlay(numbers.data, [None, (1, 0), (2, 100)])], "Het geheel")
    )
    shown = [re.findall(r"\d+", sheet.get_textpage().get_text_range()) for sheet in pdf]
    pdf.close()
    assert shown == [[], ["2"], ["3"]]


def test_joining_gives_the_same_bytes(parts):
    data = [part.data for part in parts]
    assert join(data, [], "T") == join(data, [], "T")


def test_nothing_is_fetched_from_elsewhere():
    for source in ("https://example.org/x.png", "file:///etc/passwd", "../print.css"):
        with pytest.raises(FatalURLFetchingError):
            lay_out(page(f'<p><img src="{source}" alt="x"></p>'), {}, "x")


def test_what_weasyprint_says_becomes_a_warning():
    (problem,) = lay_out(
        page('<p style="kleur: rood"><a href="#nergens">x</a></p>'), {}, "h1.docx"
    ).problems[:1]
    assert str(problem).startswith("h1.docx:1: warning: PDF: ")


def yellows(data):
    """How often each page is painted yellow."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            sum(
                str(op.operator) in ("rg", "scn")
                and [round(float(x), 2) for x in op.operands if not isinstance(x, Name)]
                == [1, 1, 0]
                for op in pikepdf.parse_content_stream(sheet)
            )
            for sheet in pdf.pages
        ]


def test_the_pdf_is_yellow_where_the_word_file_is(asylum):
    asylum.document("h1", "# Wit", "Nieuw {{ asiel.aanvragen }}.")
    asylum.document("h2", "# Geel", "Oud {{ asiel.oud }}. Nieuw {{ asiel.aanvragen }}.")
    output = asylum.build()
    front, contents, white, yellow = yellows((output / "rapport.pdf").read_bytes())
    assert (front, contents, white) == (0, 0, 0)
    assert yellow > 0


def faces(data):
    """The words of the first page by the typeface that they stand in."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        textpage = document[0].get_textpage()
        words = {}
        for number in range(textpage.count_chars()):
            name = ctypes.create_string_buffer(100)
            raw.FPDFText_GetFontInfo(textpage.raw, number, name, len(name), ctypes.c_int())
            letter = textpage.get_text_range(number, 1)
            words[name.value] = words.get(name.value, "") + letter
        return words


def test_a_note_is_not_bold_where_a_bold_sentence_calls_it():
    data = lay_out(page('<p><b>Kern<span class="noot">De noot</span></b></p>'), {}, "t").data
    words = faces(data)
    (sentence,) = [face for face, text in words.items() if "Kern" in text]
    (note,) = [face for face, text in words.items() if "De noot" in text]
    assert b"Bold" in sentence
    assert b"Bold" not in note
