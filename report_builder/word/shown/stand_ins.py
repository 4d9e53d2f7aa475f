"""What stands in PDF and web edition for what only Word can show, while the report is a concept."""

from __future__ import annotations

from docx.opc.part import Part
from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, R, find_around, make, make_run, remove, set_text
from report_builder.word.shown.drawings import DRAWN, Unshown, description
from report_builder.word.shown.unshown import find_unshown


def write_stand_ins(part: Part, root: Element) -> None:
    """Say in the place of each what a reader misses there, with its alternative text."""
    for unshown in list(find_unshown(part, root)):
        if unshown.words and unshown.element.getparent() is not None:
            _write(unshown)


def _write(unshown: Unshown) -> None:
    element = unshown.element
    run = find_around(element, R)
    drawing = element if element.tag in DRAWN else find_around(element, *DRAWN)
    name = description(drawing) if drawing is not None else ""
    words = f"{unshown.words} ({name})" if name else unshown.words
    text = f"[{words}: alleen in het Word-bestand]"
    if run is None:
        paragraph = make("w:p")
        paragraph.append(make_run(text))
        element.addprevious(paragraph if element.tag == qn("w:altChunk") else paragraph[0])
    else:
        stand_in = make("w:t")
        set_text(stand_in, text)
        _child_of(run, element).addprevious(stand_in)
    remove(element)


def _child_of(run: Element, element: Element) -> Element:
    """The element of a run that an element stands in, or is."""
    return next((one for one in element.iterancestors() if one.getparent() is run), element)
