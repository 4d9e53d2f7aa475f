"""Pictures in a Word file, and of which kinds a browser or a PDF can show."""

from __future__ import annotations

from docx.opc.part import Part
from docx.oxml.ns import qn

from report_builder.problems import Fault
from report_builder.word.ooxml import Element

BLIP, IMAGE_DATA = qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata"
_VECTOR = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_SHOWN = frozenset(
    {
        *("image/png", "image/x-png", "image/jpeg", "image/jpg", "image/pjpeg"),
        *("image/gif", "image/svg+xml"),
    }
)
_HINT = "voeg de afbeelding in als PNG of SVG"


def picture_fault(part: Part, picture: Element) -> Fault | None:
    """What is to be told of a picture (a:blip or v:imagedata) that cannot be shown."""
    name = _relation(picture)
    relation = part.rels.get(name)
    if not name:
        return None  # what lost its file is told when the document is opened
    if relation is None:
        return _fault("een afbeelding zonder bestand", _HINT)
    if relation.is_external:
        hint = "voeg de afbeelding zelf in, zonder koppeling naar een bestand"
        return _fault("een afbeelding die buiten het bestand staat", hint)
    kind = str(relation.target_part.content_type)
    if kind in _SHOWN:
        return None
    name = kind.rpartition("/")[2].removeprefix("x-").upper()
    return _fault(f"een afbeelding van het soort {name}", _HINT)


def _relation(picture: Element) -> str:
    """The relation to the file of a picture: to its vector where it has one."""
    if picture.tag == IMAGE_DATA:
        return picture.get(qn("r:id"), "")
    vector = next(picture.iter(_VECTOR), None)
    shown = vector if vector is not None else picture
    return shown.get(qn("r:embed"), "") or shown.get(qn("r:link"), "")


def _fault(noun: str, hint: str) -> Fault:
    return Fault("omzetting", f"{noun} komt niet in PDF en webversie", hint)
