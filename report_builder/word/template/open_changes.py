"""Tracked changes in a template or a returned file that nobody has accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.text.paragraph import CT_P
from lxml import etree

from report_builder.problems import Problem
from report_builder.word.change_marks import noun_of
from report_builder.word.ooxml import Element, find_paragraph, paragraphs_in
from report_builder.word.places import Places


def find_changes(root: Element, places: Places, file: str) -> Iterator[Problem]:
    """The tracked changes that are left in a part, one problem for each paragraph and kind."""
    reported: set[tuple[str, str]] = set()
    for change in root.iter(etree.Element):
        kind = noun_of(change)
        place = _place(change, places) if kind else ""
        if kind and (place, kind) not in reported:
            reported.add((place, kind))
            message = f"{kind} is nog niet aanvaard of verworpen"
            hint = "kies in Word Controleren > Accepteren of Negeren"
            yield Problem("wijziging", file, place, message, hint)


def _place(change: Element, places: Places) -> str:
    paragraph = _paragraph_of(change)
    return places.get(paragraph, "1") if paragraph is not None else "1"


def _paragraph_of(change: Element) -> CT_P | None:
    """The paragraph that a change stands in; of a change of a whole row or table the first one in
    it.
    """
    paragraph = find_paragraph(change)
    if paragraph is not None:
        return paragraph
    around = (next(paragraphs_in(element), None) for element in (change, *change.iterancestors()))
    return next((first for first in around if first is not None), None)
