"""Pictures for HTML: the pixels as Word shows them, and the size that they have there.

mammoth knows neither. A size travels before the alternative text, between private-use characters.
"""

from __future__ import annotations

import hashlib

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.bind.renewed_pictures import renew_pictures
from report_builder.word.drawn_pictures import (
    SVG_BLIP,
    DrawnPicture,
    pictures_in,
    size_of,
)
from report_builder.word.ooxml import Element, parent_of
from report_builder.word.package import stories
from report_builder.word.picture_pixels import PictureFile, cut, stretched, turned

SIZE, SIZE_END = "\ue017", "\ue018"
_EMU_PER_MM = 36_000


def show_pictures(document: DocxDocument) -> None:
    """Give every picture the pixels that are shown of it, and tell its size.

    The drawing beside a raster is sharper and smaller, so it is shown where nothing is cut or
    turned. Our own figures are as wide as the text, and need no size.
    """
    for story in stories(document):
        renew_pictures(story.root)
        for picture in list(pictures_in(story.part, story.root)):
            is_changed = not (picture.crop.is_empty and picture.turn.is_none)
            if is_changed:
                _show(picture)
            elif picture.vector is not None:
                _show_vector(picture)
            else:
                _stretch(picture)
            if is_changed or not _is_own(picture):
                _tell_size(picture)
        story.write()


def _show(picture: DrawnPicture) -> None:
    crop, turn = picture.crop, picture.turn
    if not crop.is_empty:
        _put(picture, cut(picture.data, crop))
    _stretch(picture)
    if not turn.is_none:
        shown = turned(picture.data, turn)
        _put(picture, shown)
        if shown is not None:
            picture.set_upright()


def _put(picture: DrawnPicture, shown: PictureFile | None) -> None:
    if shown is not None:
        picture.show(shown)


def _stretch(picture: DrawnPicture) -> None:
    """Word may show a picture wider or narrower than it is."""
    width, height = size_of(picture)
    if width and height:
        _put(picture, stretched(picture.data, width / height))


def _show_vector(picture: DrawnPicture) -> None:
    vector = next(picture.blip.iter(SVG_BLIP))
    picture.blip.set(qn("r:embed"), vector.get(qn("r:embed"), ""))


def _is_own(picture: DrawnPicture) -> bool:
    """Whether we drew it: its file is a vector that bears the name we give it."""
    vector = picture.vector
    if vector is None:
        return False
    return str(vector.partname).endswith(f"/{hashlib.sha256(vector.blob).hexdigest()[:16]}.svg")


def _tell_size(picture: DrawnPicture) -> None:
    width, height = size_of(picture)
    properties = _properties(picture)
    if width and height and properties is not None:
        text = properties.get("descr", "").strip() or properties.get("title", "")
        properties.set("descr", _sized(width / _EMU_PER_MM, height / _EMU_PER_MM, text))


def _sized(width: float, height: float, text: str) -> str:
    return f"{SIZE}{width:.1f}x{height:.1f}{SIZE_END}{text}"


def _properties(picture: DrawnPicture) -> Element | None:
    extent = picture.extent
    return parent_of(extent).find(qn("wp:docPr")) if extent is not None else None
