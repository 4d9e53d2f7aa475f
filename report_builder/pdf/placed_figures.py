"""Figures in a PDF: WeasyPrint lays out a blank of the right shape, and the figure's own PDF takes
its place.

WeasyPrint can draw SVG, but in Python and letter by letter; a page that is drawn already only has
to be put in.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import md5

from pikepdf import Array, Name, Object, Pdf
from PIL import Image


@dataclass(frozen=True)
class Drawn:
    """A figure as a page of PDF, with its size in millimetres."""

    pdf: bytes
    width: float
    height: float


def blank(figure: Drawn) -> bytes:
    """A picture of nothing, of the shape of a figure."""
    written = io.BytesIO()
    Image.new("1", (round(figure.width * 10), round(figure.height * 10)), 1).save(
        written, "PNG", optimize=False
    )
    return written.getvalue()


def put_in(data: bytes, figures: Mapping[str, Drawn]) -> bytes:
    """The PDF with each figure, by the address of its blank, in the place of that blank.

    Raises LookupError when a blank is not there: WeasyPrint then names its pictures in another way.
    """
    if not figures:
        return data
    with Pdf.open(io.BytesIO(data)) as target:
        resources = [page.obj.Resources.get(Name.XObject) for page in target.pages]
        for address, figure in figures.items():
            # WeasyPrint calls a picture by a hash of its address, and whether it is smoothed.
            name = Name(f"/i{md5(address.encode(), usedforsecurity=False).hexdigest()}0")
            holders = [
                pictures for pictures in resources if pictures is not None and name in pictures
            ]
            if not holders:
                raise LookupError(f"no blank for {address}")
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
