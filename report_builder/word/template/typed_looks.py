"""Looks that a drafter gave a text by hand and that PDF and web edition do not have: warnings.

Capitals, small capitals, lines below and through a text, raised and lowered text and the direction
of a paragraph are kept (word/bind/shown_looks.py); colours and columns are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.problems import Fault, Problem, Severity
from report_builder.word.ooxml import (
    TBL,
    TC,
    VAL,
    Element,
    find_around,
    find_child,
    find_paragraph,
    paragraphs_in,
    runs_in,
    value_at,
)
from report_builder.word.places import find_places, heading_levels
from report_builder.word.sections import column_count, has_page_of, is_continuous, sections_of
from report_builder.word.template.template_file import OpenTemplate

_CODE = "opmaak"
_FILL = qn("w:fill")
_NO_MARK = ("none", "yellow", "white", "")
_NO_FILL = ("auto", "ffffff", "")
_BLACK = {"auto", "000000"}
_WHITE = "ffffff"
_LOST = "in PDF en webversie niet"
_PLAIN = "gebruik een stijl van de huisstijl, of haal de kleur weg"
_MARKED = Fault(_CODE, f"tekst met een gekleurde markering; {_LOST}", "haal de markering weg")
_COLOURED = Fault(_CODE, "tekst in een eigen kleur; in PDF en webversie zwart", _PLAIN)
_SHADED = Fault(_CODE, f"tekst op een gekleurd vlak; {_LOST}", _PLAIN)
_SHADED_TABLE = Fault(_CODE, f"een tabel met gekleurde cellen; {_LOST}", _PLAIN)
_TURNED_TABLE = Fault(
    _CODE, f"een tabel met de kolommen van rechts naar links; {_LOST}", "zet de kolommen om"
)
_COLUMNS = Fault(_CODE, f"tekst in kolommen; {_LOST}", "zet de tekst in één kolom")
_MARGINS = Fault(
    _CODE,
    "een doorlopende sectie met een ander formaat begint in de PDF op een nieuwe bladzijde",
    "geef haar dezelfde marges, of kies Volgende pagina",
)


def check_looks(template: OpenTemplate) -> Iterator[Problem]:
    """A warning for each paragraph and kind of looks that is lost."""
    levels = heading_levels(template.styles)
    colours = _colours_of(template.styles)
    for story in template.stories:
        places = find_places(story.root, levels)
        told = (*_in_runs(story.root, colours), *_in_blocks(story.root))
        for paragraph, fault in dict.fromkeys(told):
            yield fault.at(template.file, places.get(paragraph, "1"), Severity.WARNING)


def _colours_of(styles: Element | None) -> set[str]:
    """The colours of the house, in small letters: text in them is black or blue as its style
    says.
    """
    colours = styles.iter(qn("w:color")) if styles is not None else ()
    return (_BLACK | {colour.get(VAL, "").lower() for colour in colours}) - {_WHITE}


def _in_runs(root: Element, colours: set[str]) -> Iterator[tuple[CT_P, Fault]]:
    for run in runs_in(root):
        paragraph, own = find_paragraph(run), find_child(run, "w:rPr")
        if paragraph is None or own is None:
            continue
        if value_at(own, "w:highlight") not in _NO_MARK:
            yield paragraph, _MARKED
        if value_at(own, "w:color", default="auto").lower() not in colours:
            yield paragraph, _COLOURED


def _in_blocks(root: Element) -> Iterator[tuple[CT_P, Fault]]:
    for shading in root.iter(qn("w:shd")):
        if shading.get(_FILL, "").lower() not in _NO_FILL:
            yield from _at(shading, _SHADED, _SHADED_TABLE)
    for turned in root.iter(qn("w:bidiVisual")):
        yield from _at(turned, _TURNED_TABLE, _TURNED_TABLE)
    before: Element | None = None
    for section in sections_of(root):
        if column_count(section) > 1:
            yield from _last_of(section, root, _COLUMNS)
        if before is not None and is_continuous(section) and not has_page_of(section, before):
            yield from _last_of(section, root, _MARGINS)
        before = section


def _at(element: Element, in_text: Fault, in_table: Fault) -> Iterator[tuple[CT_P, Fault]]:
    """A fault at the paragraph of an element, or at the first one of its table."""
    paragraph = find_paragraph(element)
    if paragraph is not None:
        yield paragraph, in_text
        return
    table = find_around(element, TBL)
    first = next(paragraphs_in(table), None) if table is not None else None
    if first is not None:
        yield first, in_table


def _last_of(section: Element, root: Element, fault: Fault) -> Iterator[tuple[CT_P, Fault]]:
    """A fault at the paragraph that ends a section: that of the last is the last of all."""
    paragraph = find_paragraph(section)
    if paragraph is None:
        outside = [each for each in paragraphs_in(root) if find_around(each, TC) is None]
        paragraph = outside[-1] if outside else None
    if paragraph is not None:
        yield paragraph, fault
