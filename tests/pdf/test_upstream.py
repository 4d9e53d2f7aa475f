"""What is done once instead of over and over: the pages stay the same to the byte."""

import io
from importlib.metadata import version

import pikepdf
import pytest
from weasyprint.html import UA

from report_builder.pdf.layout import _own_style, lay_out
from report_builder.pdf.page_records import Drawn
from report_builder.pdf.placed_figures import ReservedFigure, put_in
from report_builder.pdf.upstream import REPLACEMENTS, WRITTEN_FOR, narrow_sheet
from report_builder.replacements import withdrawn

CELLS = "".join(
    f"<tr><th scope=row>rij {row}</th><td>1.{row}00</td><td>–</td></tr>" for row in range(40)
)
BODY = f"""
<section><h1 id="een">Een kop van meer dan één woord</h1>
<p style="text-align: justify">Uitvoeringsorganisaties&shy;overleg over cijfers<span class="noot">Een noot met 12.345 erin.</span>,
<b>vet</b>, <i>schuin</i>, <mark>geel</mark> en een <a href="#twee">verwijzing</a>. {"Woorden 1.234 en 56,7 daarna. " * 30}</p>
<p lang="en">Some words in English</p><p lang="ar" dir="rtl">نص قصير ١٢</p>
<p style="letter-spacing: 1pt">wijd gezet 1.000</p><p style="overflow-wrap: anywhere; width: 8mm">1234567890123456789</p>
<p style="hyphens: auto; width: 20mm" lang="nl">vreemdelingenrechtelijk</p>
<ul><li>een<ol><li>twee</li><li>drie</li></ol></li><li data-teken="a)">vier</li></ul>
<table><thead><tr><th>Wat</th><th>2024</th><th>2025</th></tr></thead><tbody>{CELLS}</tbody></table>
<p style="margin: 5%; width: 50%; padding: 1em">deel van de breedte</p>
<p style="border-radius: 3px 0; background: #eee; border: 1px solid red">ronde hoeken</p>
<p id="twee"><img src="rood.svg" alt="Een vlak"></p></section>
"""
PAGE = f'<!DOCTYPE html><html lang="nl-NL"><head><meta charset="utf-8"><title>Proef</title></head><body>{BODY}</body></html>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z" fill="red"/></svg>'


def laid():
    return lay_out(PAGE, {"rood.svg": SVG}, "proef").data


def contents(data):
    """What is drawn on each page of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.Contents.read_bytes() for page in pdf.pages]


@pytest.fixture(scope="module")
def usual():
    return laid()


@pytest.mark.parametrize("name", sorted(REPLACEMENTS))
def test_the_pages_are_the_same_without_a_change(name, usual):
    with withdrawn(REPLACEMENTS[name]):
        theirs = laid()
    if name == "compression":
        assert theirs != usual
        assert contents(theirs) == contents(usual)
    else:
        assert theirs == usual


def test_a_row_of_digits_that_turns_out_to_be_no_word_is_laid_out():
    # With a pattern that can divide the digits in more than one way this would never end.
    assert len(lay_out(f"<p>{'1' * 60}%</p>", {}, "proef").sizes) == 1


@pytest.mark.parametrize("name", sorted(REPLACEMENTS))
def test_a_change_is_about_something_of_theirs(name):
    assert REPLACEMENTS[name]
    for change in REPLACEMENTS[name]:
        assert getattr(change.owner, change.name) is change.ours is not change.theirs


def test_the_pages_are_the_same_with_the_sheet_of_weasyprint_itself(usual, monkeypatch):
    monkeypatch.setattr("report_builder.pdf.layout.narrow_sheet", lambda sheet: sheet)
    _own_style.cache_clear()
    try:
        assert laid() == usual
    finally:
        _own_style.cache_clear()


def test_every_universal_pseudo_element_is_narrowed():
    lines = narrow_sheet(UA).splitlines()
    assert not [line for line in lines if line.startswith("::")]
    assert sum(line.startswith(".noot::") for line in lines) == 5
    assert any(line.startswith("li::marker ") for line in lines)


@pytest.mark.parametrize("package", sorted(WRITTEN_FOR))
def test_the_changes_are_for_the_versions_that_are_installed(package):
    assert version(package) == WRITTEN_FOR[package]


def drawn():
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 50))
    page.contents_add(pdf.make_stream(b"1 0 0 rg 0 0 100 50 re f"))
    written = io.BytesIO()
    pdf.save(written)
    return Drawn(written.getvalue(), 40.0, 20.0)


def test_a_figure_takes_the_room_that_was_kept_for_it():
    html = PAGE.replace('src="rood.svg"', 'src="figuur.svg" style="width: 80mm"')
    data = lay_out(html, {"figuur.svg": SVG}, "proef", {"figuur.svg": drawn()}).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        name = pikepdf.Name(ReservedFigure("figuur.svg", drawn()).resource)
        page = pdf.pages[-1]
        assert page.obj.Resources.XObject[name].Subtype == "/Form"
        content = page.Contents.read_bytes().decode("latin-1")
    # 80 mm wide and, by its own shape, 40 mm high, in pixels of a 96th of an inch.
    assert f"302.362205 0 0 -151.181102 0 151.181102 cm\n{name} Do" in content


def test_a_figure_that_nobody_kept_room_for_is_told():
    with pytest.raises(LookupError, match=r"no room for elders\.svg"):
        put_in(laid(), {"elders.svg": drawn()})
