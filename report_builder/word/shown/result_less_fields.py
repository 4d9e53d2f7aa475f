"""Fields of which the file holds nothing to show, or something that Word counts anew each time."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn

from report_builder.problems import Fault
from report_builder.word.field_codes import FieldCode, fields_in
from report_builder.word.ooxml import Element, find_around
from report_builder.word.shown.alternatives import is_shown

_DRAWN_FIELDS = {
    "EQ": ("een formule in een EQ-veld", "maak er een vergelijking van (Invoegen, Vergelijking)"),
    "SYMBOL": ("een teken in een SYMBOL-veld", "voeg het in met Invoegen, Symbool"),
    "MACROBUTTON": ("een knop (MACROBUTTON)", "schrijf de tekst zonder knop"),
    "GOTOBUTTON": ("een knop (GOTOBUTTON)", "maak er een gewone koppeling van"),
    "AUTONUM": ("een nummer in een AUTONUM-veld", "gebruik een genummerde lijst"),
    "AUTONUMLGL": ("een nummer in een AUTONUM-veld", "gebruik een genummerde lijst"),
    "AUTONUMOUT": ("een nummer in een AUTONUM-veld", "gebruik een genummerde lijst"),
    "LISTNUM": ("een nummer in een LISTNUM-veld", "gebruik een genummerde lijst"),
    "BARCODE": ("een streepjescode", "voeg haar in als afbeelding"),
    "DISPLAYBARCODE": ("een streepjescode", "voeg haar in als afbeelding"),
    "MERGEBARCODE": ("een streepjescode", "voeg haar in als afbeelding"),
}
_COUNTED_PAGES = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES")
_NEVER_EMPTY = ("=", "DATE", "NOTEREF", "REF", "SEQ", "TIME")
"""Fields that Word always makes something of."""
_EDGES = (qn("w:hdr"), qn("w:ftr"))
"""Here the pages of PDF and web edition are counted."""


def fields_without_result(root: Element) -> Iterator[tuple[Element, Fault]]:
    """The element that each such field begins with, and what is to be told of it."""
    for field in fields_in(root):
        fault = _fault(field) if is_shown(field.start) else None
        if fault is not None:
            yield field.start, fault


def _fault(field: FieldCode) -> Fault | None:
    name = field.name
    if name in _DRAWN_FIELDS:
        noun, hint = _DRAWN_FIELDS[name]
        return Fault("omzetting", f"{noun} komt niet in PDF en webversie", hint)
    if name in _COUNTED_PAGES and find_around(field.start, *_EDGES) is None:
        message = f"het veld {name} telt in de tekst geen bladzijden van PDF en webversie"
        return Fault("omzetting", message, "verwijs naar een kop of figuur, of haal het veld weg")
    if name in _NEVER_EMPTY and not field.has_result:
        message = f"het veld {name} is leeg en komt niet in PDF en webversie"
        return Fault("omzetting", message, "werk het in Word bij met F9, of haal het weg")
    return None
