"""What stands in a drawing or object of Word, and what of it a page cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.opc.part import Part
from docx.oxml.ns import qn

from report_builder.problems import Fault
from report_builder.word.ooxml import (
    Element,
    find_around,
    find_child,
    find_paragraph,
    local_name,
)
from report_builder.word.places import TEXT_BOX
from report_builder.word.shown.picture_kinds import BLIP, IMAGE_DATA, picture_fault
from report_builder.word.shown.schemes import read_scheme
from report_builder.word.shown.text_boxes import SHAPES, has_text

LOST, LOOKS = "omzetting", "vorm"
"""The codes of what is lost, which a definitive release waits for, and of mere looks."""
DRAWN = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_NOT_SHOWN = "komt niet in PDF en webversie"
_AS_PICTURE = "voeg de inhoud in als afbeelding (PNG of SVG) met alternatieve tekst"
_DATA = qn("a:graphicData")
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_VML = "{urn:schemas-microsoft-com:vml}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TRUE = ("1", "t", "true", "on")
_CHART_HINT = (
    'maak er een figuur van: zet de cijfers in een CSV-bestand en plaats {{ figuur("…") }}; of '
    "voeg de grafiek in als afbeelding (PNG of SVG)"
)
_SCHEME_HINT = (
    "schrijf de tekst als lijst of tabel, of voeg het schema in als afbeelding (PNG of SVG) met "
    "alternatieve tekst"
)
_GRAPHICS = {
    "chart": ("grafiek van Word", _CHART_HINT),
    "chartex": ("grafiek van Word", _CHART_HINT),
    "diagram": ("SmartArt-schema", _SCHEME_HINT),
}
"""By the end of their address: what is drawn by Word when it opens the file."""
_SHOWN_GRAPHICS = (
    *("picture", "wordprocessingShape", "wordprocessingGroup"),
    *("wordprocessingCanvas", "lockedCanvas"),
)
_EDGES = ("hdr", "ftr")


@dataclass(frozen=True)
class Unshown:
    """Something that is not shown: the element, and what is to be told of it.

    `words` stand in its place; they are empty where nothing is missed.
    """

    element: Element
    fault: Fault
    words: str = ""


def unshown_in(part: Part, drawing: Element) -> Iterator[Unshown]:
    """What of a w:drawing, w:pict or w:object cannot be shown. What stands in a text box of it is
    not looked at.
    """
    if drawing.tag == qn("w:object"):
        yield _object(drawing)
    elif local_name(drawing.getroottree().getroot()) in _EDGES and not _is_framed(drawing):
        yield _in_edge(drawing)
    else:
        yield from _graphics(part, drawing)
        for picture in _own(drawing, BLIP, IMAGE_DATA):
            fault = picture_fault(part, picture)
            if fault is not None:
                yield Unshown(picture, fault, "afbeelding")
        yield from _shapes(drawing)


def _own(drawing: Element, *tags: str) -> Iterator[Element]:
    """The elements of a drawing that stand in no drawing inside it."""
    for element in drawing.iter(*tags):
        if find_around(element, *DRAWN) is drawing:
            yield element


def _object(element: Element) -> Unshown:
    embedded = element.find(f"{_OFFICE}OLEObject")
    program = embedded.get("ProgID", "") if embedded is not None else ""
    if program.startswith("Equation"):
        message = f"een formule van een oudere editor ({program}) {_NOT_SHOWN}"
        fault = Fault(LOST, message, "maak haar opnieuw met Invoegen, Vergelijking")
        return Unshown(element, fault, "formule")
    if find_child(element, "w:control") is not None:
        message = f"een besturingselement (ActiveX) {_NOT_SHOWN}"
        fault = Fault(LOST, message, "schrijf het als gewone tekst")
        return Unshown(element, fault, "besturingselement")
    name = f" ({program})" if program else ""
    message = f"een ingesloten object{name} {_NOT_SHOWN}"
    fault = Fault(LOST, message, f"plak de tekst of tabel, of {_AS_PICTURE}")
    return Unshown(element, fault, "ingesloten object")


def _graphics(part: Part, drawing: Element) -> Iterator[Unshown]:
    for data in _own(drawing, _DATA):
        kind = data.get("uri", "").rstrip("/").rpartition("/")[2]
        if kind == "diagram" and read_scheme(part, drawing):
            message = "een SmartArt-schema komt als lijst in PDF en webversie"
            yield Unshown(drawing, Fault(LOOKS, message, _SCHEME_HINT))
        elif kind in _GRAPHICS:
            noun, hint = _GRAPHICS[kind]
            yield Unshown(drawing, Fault(LOST, f"een {noun} {_NOT_SHOWN}", hint), noun)
        elif kind not in _SHOWN_GRAPHICS:
            fault = Fault(LOST, f"een tekening ({kind}) {_NOT_SHOWN}", _AS_PICTURE)
            yield Unshown(drawing, fault, "tekening")


def _is_framed(drawing: Element) -> bool:
    """Whether a drawing in a header or footer is a picture in a frame: only those are shown."""
    paragraph = find_paragraph(drawing)
    is_in_frame = paragraph is not None and find_child(paragraph, "w:pPr", "w:framePr") is not None
    return is_in_frame and next(drawing.iter(BLIP), None) is not None


def _in_edge(drawing: Element) -> Unshown:
    if next(drawing.iter(f"{_VML}textpath"), None) is not None:
        hint = "een concept krijgt zijn eigen kenmerk op elke bladzijde"
        return Unshown(drawing, Fault(LOOKS, f"een watermerk {_NOT_SHOWN}", hint))
    is_box = next(drawing.iter(TEXT_BOX), None) is not None
    noun = "tekstvak" if is_box else "afbeelding of vorm"
    message = f"een {noun} in een kop- of voettekst {_NOT_SHOWN}"
    return Unshown(drawing, Fault(LOST, message, "zet de inhoud in de tekst zelf"), noun)


def _shapes(drawing: Element) -> Iterator[Unshown]:
    """Shapes without text: lines, arrows, planes. Those that Word calls decorative are not
    missed.
    """
    if not any(map(_is_bare, _own(drawing, *SHAPES))):
        return
    name = description(drawing)
    noun = f"een vorm zonder tekst{f' ({name})' if name else ''}"
    if _is_decorative(drawing):
        fault = Fault(LOOKS, f"{noun} {_NOT_SHOWN}", "zij is als decoratief gemarkeerd")
        yield Unshown(drawing, fault)
        return
    hint = f"haal haar weg, {_AS_PICTURE}, of markeer haar bij Alternatieve tekst als decoratief"
    yield Unshown(drawing, Fault(LOST, f"{noun} {_NOT_SHOWN}", hint), "vorm")


def _is_bare(shape: Element) -> bool:
    """Whether nothing in a shape is shown, and it is there to be seen."""
    return next(shape.iter(IMAGE_DATA), None) is None and not has_text(shape)


def description(drawing: Element) -> str:
    """The alternative text of a drawing; empty where it has none."""
    for properties in drawing.iter(qn("wp:docPr")):
        return " ".join(properties.get("descr", "").split())
    shape = next(drawing.iter(*SHAPES), None)
    return " ".join(shape.get("alt", "").split()) if shape is not None else ""


def _is_decorative(drawing: Element) -> bool:
    """Whether a drawing is marked as decorative, or is the line across the page of Word."""
    marks = [mark.get("val", "") for mark in drawing.iter(_DECORATIVE)]
    rules = [shape.get(f"{_OFFICE}hr", "") for shape in drawing.iter(*SHAPES)]
    return any(value in _TRUE for value in (*marks, *rules))
