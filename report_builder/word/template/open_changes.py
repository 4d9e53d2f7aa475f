"""Tracked changes in a template or a returned file that nobody has accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.problems import Problem
from report_builder.word.ooxml import Element, find_paragraph, paragraphs_in
from report_builder.word.places import Places

_CHANGES = {
    qn("w:ins"): "een ingevoegde tekst",
    qn("w:del"): "een verwijderde tekst",
    qn("w:moveFrom"): "een verplaatste tekst",
    qn("w:moveTo"): "een verplaatste tekst",
    qn("w:rPrChange"): "een gewijzigde opmaak",
    qn("w:pPrChange"): "een gewijzigde opmaak",
    qn("w:tcPrChange"): "een gewijzigde opmaak",
    qn("w:trPrChange"): "een gewijzigde opmaak",
    qn("w:tblPrExChange"): "een gewijzigde opmaak",
    qn("w:numberingChange"): "een gewijzigde nummering",
    qn("w:tblPrChange"): "een gewijzigde opmaak",
    qn("w:sectPrChange"): "een gewijzigde opmaak",
    qn("w:cellIns"): "een ingevoegde cel",
    qn("w:cellDel"): "een verwijderde cel",
}


def find_changes(root: Element, places: Places, file: str) -> Iterator[Problem]:
    """The tracked changes that are left in a part, one problem for each paragraph and kind."""
    reported: set[tuple[str, str]] = set()
    for change in root.iter(*_CHANGES):
        kind = _CHANGES[str(change.tag)]
        place = places.get(_paragraph_of(change), "")
        if (place, kind) not in reported:
            reported.add((place, kind))
            message = f"{kind} is nog niet aanvaard of verworpen"
            hint = "kies in Word Controleren > Accepteren of Negeren"
            yield Problem("wijziging", file, place, message, hint)


def _paragraph_of(change: Element) -> CT_P:
    """The paragraph that a change stands in; of a change of a whole row or table the first one in
    it.
    """
    paragraph = find_paragraph(change)
    if paragraph is not None:
        return paragraph
    around = (next(paragraphs_in(element), None) for element in (change, *change.iterancestors()))
    return next(first for first in around if first is not None)
