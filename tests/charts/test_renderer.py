"""A figure is drawn once, into an SVG and a page of PDF that look as matplotlib's own."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, Rectangle
from PIL import ImageChops

from report_builder.charts import renderer
from report_builder.charts.glyphs import font_files, measured, placed_glyphs
from report_builder.charts.renderer import drawn
from report_builder.charts.style import FONTS, register_fonts

XLINK = "{http://www.w3.org/1999/xlink}href"


def everything():
    """A figure with all that a style or a kind of figure may ask for."""
    figure = Figure(figsize=(4, 3))
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8), facecolor="#eef4fa")
    axes.plot([0, 1, 2], [0, 2, 1], marker="s", linestyle=(2, (5, 1.5)), markerfacecolor="white")
    axes.bar([0, 1], [1, 1.5], color="white", edgecolor="#007bc7", hatch="////")
    axes.add_patch(Rectangle((1.2, 0.2), 0.5, 0.5, facecolor="red", alpha=0.4))
    axes.imshow([[1, 0], [0, 1]], extent=(1.8, 2, 0, 0.4), clip_path=None)
    axes.set(xlim=(-0.5, 2.2), ylim=(0, 2.2))
    axes.annotate("doel", (1, 2), (0.2, 1.8), arrowprops={"arrowstyle": "->"}, rotation=30)
    axes.text(1.6, 1.9, "Ik: -1", bbox={"boxstyle": "round", "facecolor": "#f9e11e"}, clip_on=True)
    axes.text(-0.3, 1.2, r"$\frac{a}{b^2}$")
    clipped = Rectangle((1.2, 0.9), 0.8, 0.6, facecolor="#42145f")
    axes.add_patch(clipped)
    clipped.set_clip_path(Circle((1.6, 1.2), 0.3, transform=axes.transData))
    return figure


def raster(page):
    return pypdfium2.PdfDocument(page)[0].render(scale=2).to_pil().convert("RGB")


def share_of_difference(one, other):
    """Which part of the pixels of two pictures are clearly not the same."""
    channels = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    histogram = most.histogram()
    return sum(histogram[65:]) / sum(histogram)


def own_page(figure):
    written = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}):
        figure.savefig(written, format="pdf")
    return written.getvalue()


def test_the_page_looks_as_the_one_that_matplotlib_writes():
    ours, theirs = raster(drawn(everything()).pdf), raster(own_page(everything()))
    assert ours.size == theirs.size
    # Texts are set as fonts there, and edges are a shade lighter or darker.
    assert share_of_difference(ours, theirs) < 0.004
    blank = raster(drawn(Figure(figsize=(4, 3))).pdf)
    assert share_of_difference(blank, theirs) > 0.05


def test_the_same_figure_gives_the_same_bytes():
    assert drawn(everything()) == drawn(everything())


def test_the_page_has_texts_as_outlines_and_no_colours_but_those_of_a_screen():
    with pikepdf.open(io.BytesIO(drawn(everything()).pdf)) as document:
        (page,) = document.pages
        assert sorted(page.obj.Resources.keys()) == ["/ExtGState", "/Pattern", "/XObject"]
        operators = [str(step.operator) for step in pikepdf.parse_content_stream(page)]
    assert not {"BT", "Tf", "k", "K", "g", "G"} & set(operators)
    assert operators.count("q") == operators.count("Q")


def test_every_name_in_an_svg_is_defined_once_and_before_it_is_used():
    root = etree.fromstring(drawn(everything()).svg)
    names = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(names) == len(set(names))
    used = re.findall(r"url\(#(\w+)\)", etree.tostring(root).decode())
    links = [element.get(XLINK) for element in root.iter() if element.get(XLINK)]
    used += [link.removeprefix("#") for link in links if link.startswith("#")]
    assert set(used) == set(names)


def test_a_number_is_never_written_with_an_exponent():
    figure = Figure(figsize=(4, 3))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.plot([0, 1e-9, 1], [0, 1e12, 1])
    axes.fill_between([0, 1], [0, 1e12])
    axes.set(xlim=(0, 1), ylim=(0, 1))
    with pikepdf.open(io.BytesIO(drawn(figure).pdf)) as document:
        content = document.pages[0].Contents.read_bytes()
    assert not re.search(rb"\d[eE][+-]?\d|nan|inf", content)


def test_a_glyph_that_a_typeface_lacks_comes_from_the_next():
    family = register_fonts(sorted(FONTS.glob("SourceSans3*.ttf")))
    alone = font_files(FontProperties(family=[family]))
    both = font_files(FontProperties(family=[family, "DejaVu Sans"]))
    assert both[: len(alone)] == alone
    assert len(both) == len(alone) + 1
    sign = "\N{BLACK CHESS KNIGHT}"
    (own,) = placed_glyphs(font_files(FontProperties(family=["DejaVu Sans"])), sign)
    assert [glyph.outline for glyph in placed_glyphs(both, f"a{sign}")][1] == own.outline


@pytest.mark.parametrize("size", [6.5, 9.0])
def test_a_text_is_as_wide_as_its_last_glyph_reaches(size):
    files = font_files(FontProperties(family=["DejaVu Sans"]))
    width, height, depth = measured(files, "AVI g", size)
    last = placed_glyphs(files, "AVI g")[-1]
    assert last.x * size / 100 < width < (last.x + 100) * size / 100
    assert 0 < depth < height < 2 * size


def test_a_letter_that_is_a_rectangle_is_no_bolder_than_its_neighbours():
    figure = Figure(figsize=(1, 1))
    figure.text(0.2, 0.2, "I", fontsize=20)
    (letter,) = placed_glyphs(font_files(FontProperties()), "I")
    assert letter.outline.pdf.count(" l") > 3


def test_markers_stand_where_matplotlib_would_put_them(monkeypatch):
    made = drawn(everything())
    monkeypatch.delattr(renderer._Renderer, "draw_markers")
    assert drawn(everything()) == made


def test_lines_of_a_text_stand_where_matplotlib_would_put_them(monkeypatch):
    asked = list[float]()
    with monkeypatch.context() as context:
        context.setattr(renderer, "line_heights", lambda _, size: asked.append(size) or (None,) * 3)
        expected = drawn(lines_of_text())
    assert asked == [20, 9]
    assert drawn(lines_of_text()) == expected


def lines_of_text():
    figure = Figure(figsize=(2, 1))
    figure.text(0.1, 0.5, "Een tekst op\ntwee regels", fontsize=20, va="center")
    figure.text(0.1, 0.1, "klein", fontsize=9)
    return figure
