"""Fields that Word draws from their instruction alone: the file holds nothing of them to show."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.problems import Fault
from report_builder.word.field_codes import fields_in
from report_builder.word.ooxml import Element
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


def fields_without_result(root: Element) -> Iterator[tuple[Element, Fault]]:
    """The element that each such field begins with, and what is to be told of it."""
    for field in fields_in(root):
        if field.name in _DRAWN_FIELDS and is_shown(field.start):
            noun, hint = _DRAWN_FIELDS[field.name]
            yield field.start, Fault("omzetting", f"{noun} komt niet in PDF en webversie", hint)
