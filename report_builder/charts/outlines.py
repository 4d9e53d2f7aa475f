"""A figure as one PDF page whose texts are outlines.

matplotlib would embed fonts with glyphs that PDF/UA does not allow; a figure is read by its
alternative text.
"""

from __future__ import annotations

import io

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_pdf import PdfFile, RendererPdf
from matplotlib.figure import Figure

_POINTS = 72
_WITHOUT = ("CreationDate", "Creator", "Producer")


class _Outlines(RendererPdf):
    """Draws text as every renderer without fonts does."""

    draw_text = RendererBase.draw_text


def outlined_pdf(figure: Figure) -> bytes:
    """The PDF of a figure: the same bytes for the same figure."""
    written = io.BytesIO()
    dpi, figure.dpi = figure.dpi, _POINTS
    width, height = figure.get_size_inches()
    file = PdfFile(written, metadata=dict.fromkeys(_WITHOUT))
    file.newPage(width, height)
    outlines = _Outlines(file, dpi, height, width)  # type: ignore[no-untyped-call]
    renderer = MixedModeRenderer(figure, width, height, dpi, outlines)
    figure.draw(renderer)  # type: ignore[arg-type]  # it passes everything on to a renderer
    renderer.finalize()
    file.finalize()
    file.close()
    figure.dpi = dpi
    return written.getvalue()
