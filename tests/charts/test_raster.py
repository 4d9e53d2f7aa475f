"""The picture of a page has the pixels that PDFium draws, in a file that any program reads."""

import io

import pypdfium2
import pytest
from matplotlib.figure import Figure
from PIL import Image

from report_builder.charts.raster import rasterized
from report_builder.charts.renderer import drawn


@pytest.mark.parametrize("width", [3.0, 3.01, 3.02, 3.03])
def test_the_picture_has_the_pixels_that_were_drawn(width):
    """Rows of pixels have up to three bytes behind them."""
    figure = Figure(figsize=(width, 1), facecolor="#e17000")
    figure.text(0.1, 0.2, "Staat", color="#154273")
    page = drawn(figure).pdf
    written = rasterized(page, 1)
    picture = Image.open(io.BytesIO(written))
    assert (picture.format, picture.mode) == ("PNG", "RGB")
    assert picture.tobytes() == pypdfium2.PdfDocument(page)[0].render(scale=1).to_pil().tobytes()
    assert len(set(picture.getcolors(1000))) > 2
