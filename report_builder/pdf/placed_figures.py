"""Figures in a PDF: WeasyPrint keeps room for them, and the figure's own PDF takes that room.

WeasyPrint can draw SVG, but in Python and letter by letter; a page that is drawn already only has
to be put in.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from hashlib import md5

import pydyf
from pikepdf import Array, Name, Object, Pdf

from report_builder.pdf.page_records import Drawn


class ReservedFigure:
    """The room that a figure takes: what WeasyPrint asks of a picture in its cache.

    Without it WeasyPrint would have to be given a blank picture of that shape, which it reads,
    converts and compresses: half the time of a page with figures. `id` is what it names the
    picture by; `width` and `height` are in pixels.
    """

    def __init__(self, name: str, figure: Drawn) -> None:
        self.id = md5(name.encode(), usedforsecurity=False).hexdigest()
        self.width, self.height = round(figure.width * 10), round(figure.height * 10)
        self.ratio = self.width / self.height if self.height else math.inf

    @property
    def resource(self) -> str:
        """What the picture is called among the resources of a page; it is not smoothed."""
        return f"/i{self.id}0"

    def get_intrinsic_size(
        self, resolution: float, _font_size: float
    ) -> tuple[float, float, float]:
        """The width and height at that many pixels to the unit, and their ratio."""
        return self.width / resolution, self.height / resolution, self.ratio

    def draw(self, stream: object, width: float, height: float, _style: object) -> None:
        """Write to the page that the picture stands here, `width` by `height` pixels."""
        name = stream.add_image(self, interpolate=False, ratio=1)  # type: ignore[attr-defined]  # no types
        stream.transform(width, 0, 0, -height, 0, height)  # type: ignore[attr-defined]
        stream.draw_x_object(name)  # type: ignore[attr-defined]

    def get_x_object(self, _interpolate: bool, _ratio: float) -> pydyf.Stream:
        """A single white pixel, until the figure takes its place."""
        extra = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": 1,
            "Height": 1,
            "ColorSpace": "/DeviceGray",
            "BitsPerComponent": 8,
        }
        return pydyf.Stream([b"\xff"], pydyf.Dictionary(extra))


def put_in(data: bytes, figures: Mapping[str, Drawn]) -> bytes:
    """The PDF with each figure, by its name in the HTML, in the room that was kept for it.

    Raises LookupError when there is no such room: WeasyPrint then names its pictures in another
    way.
    """
    if not figures:
        return data
    with Pdf.open(io.BytesIO(data)) as target:
        resources = [page.obj.Resources.get(Name.XObject) for page in target.pages]
        for title, figure in figures.items():
            name = Name(ReservedFigure(title, figure).resource)
            holders = [
                pictures for pictures in resources if pictures is not None and name in pictures
            ]
            if not holders:
                raise LookupError(f"no room for {title}")
            form = _form(target, figure)
            for holder in holders:
                holder[name] = form
        written = io.BytesIO()
        target.save(written, deterministic_id=True)
    return written.getvalue()


def _form(target: Pdf, figure: Drawn) -> Object:
    """The figure as a form that fills the unit square, as a picture does."""
    with Pdf.open(io.BytesIO(figure.pdf)) as source:
        form = target.copy_foreign(source.pages[0].as_form_xobject())
    left, bottom, right, top = (float(side) for side in form.BBox)
    width, height = right - left, top - bottom
    form.Matrix = Array([1 / width, 0, 0, 1 / height, -left / width, -bottom / height])
    return form
