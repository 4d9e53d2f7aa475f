"""The definitive release: what was cropped away from a picture is not in its file any more."""

from __future__ import annotations

from docx.document import Document as DocxDocument

from report_builder.word.drawn_pictures import pictures_in
from report_builder.word.package import stories
from report_builder.word.picture_pixels import cut


def cut_pictures(document: DocxDocument) -> None:
    """Cut every picture as it is shown. A picture that is shown in two ways becomes two files.

    What cannot be cut was refused when the template was read (word/template/picture_looks.py).
    """
    for story in stories(document):
        for picture in list(pictures_in(story.part, story.root)):
            crop = picture.crop
            if not crop.cuts:
                continue
            shown = cut(picture.data, crop.cut_part)
            if shown is not None:
                picture.show(shown)
                picture.set_crop(crop.space_part)
        story.write()
