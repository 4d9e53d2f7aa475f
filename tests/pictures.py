"""Documents with a picture of three colours, cropped and turned."""

import io

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from PIL import Image

from tests.conftest import new_document

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def picture(kind="PNG"):
    """Twelve by four: red on the left, then green, then blue."""
    image = Image.new("RGB", (12, 4), RED)
    image.paste(GREEN, (4, 0, 8, 4))
    image.paste(BLUE, (8, 0, 12, 4))
    packed = io.BytesIO()
    image.save(packed, kind)
    packed.seek(0)
    return packed


def document_with_picture(*pictures, kind="PNG", width=60, height=20):
    """A document with the picture once for each pair of a crop and attributes of its frame."""
    document = new_document()
    for crop, frame in pictures:
        run = document.add_paragraph().add_run()
        run.add_picture(picture(kind), Mm(width), Mm(height))
        (fill,) = run._r.iter(qn("pic:blipFill"))
        if crop:
            sides = " ".join(f'{side}="{share}"' for side, share in crop.items())
            fill.insert(1, parse_xml(f"<a:srcRect {nsdecls('a')} {sides}/>"))
        (transform,) = run._r.iter(qn("a:xfrm"))
        for name, value in frame.items():
            transform.set(name, value)
    return document
