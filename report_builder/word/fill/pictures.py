"""Pictures in a Word file: the drawing of a figure with its alternative text."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P

from report_builder.model.figure import Picture
from report_builder.word.drawn_pictures import embed
from report_builder.word.ooxml import Element, make_paragraph
from report_builder.word.picture_pixels import PictureFile
from report_builder.word.styles import FIGURE, StyleIds

EMU_PER_MM = 36_000
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""By this name Word knows that a picture has a vector beside its raster."""


def make_figure(
    document: DocxDocument, picture: Picture, alt: str, name: str, styles: StyleIds
) -> CT_P:
    """A paragraph with a picture."""
    run = picture_run(document, picture, alt, name)
    return make_paragraph(styles[FIGURE], [run], is_kept_with_next=True)


def picture_run(document: DocxDocument, picture: Picture, alt: str, name: str) -> Element:
    """A run with a picture: the vector for who can show it, the raster for who cannot."""
    width, height = round(picture.width * EMU_PER_MM), round(picture.height * EMU_PER_MM)
    raster = embed(document.part, PictureFile(picture.png, "png", "image/png"))
    vector = embed(document.part, PictureFile(picture.svg, "svg", "image/svg+xml"))
    run = parse_xml(
        f"<w:r {nsdecls('w', 'wp', 'a', 'pic', 'r')}><w:drawing>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" '
        f'cy="{height}"/>'
        f'<wp:docPr id="1" name=""/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        "<a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{raster}"><a:extLst><a:ext uri="{_SVG_EXTENSION}">'
        "<asvg:svgBlip "
        'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
        f'r:embed="{vector}"/>'
        f"</a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        "<a:prstGeom "
        'prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></w:r>"
    )
    # Set here and not in the text above, where quotes and signs would have to be escaped.
    for properties in run.iter(qn("wp:docPr"), qn("pic:cNvPr")):
        properties.set("name", name)
        properties.set("descr", alt)
    return run
