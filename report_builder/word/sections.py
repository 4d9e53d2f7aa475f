"""The sections of a Word file: their order, and whether one runs on upon the page of the last."""

from __future__ import annotations

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, value_at

_TRACKED = qn("w:sectPrChange")
_MEASURES = {
    qn("w:pgSz"): (qn("w:w"), qn("w:h")),
    qn("w:pgMar"): tuple(qn(f"w:{side}") for side in ("top", "right", "bottom", "left")),
}


def sections_of(root: Element) -> list[Element]:
    """The properties of the sections, in order; those that were tracked do not count."""
    sections = root.iter(qn("w:sectPr"))
    return [section for section in sections if next(section.iterancestors(_TRACKED), None) is None]


def is_continuous(section: Element) -> bool:
    """Whether a section begins on the page that the one before it ends on."""
    return value_at(section, "w:type") == "continuous"


def column_count(section: Element) -> int:
    """In how many columns the text of a section stands."""
    columns = section.find(qn("w:cols"))
    number = columns.get(qn("w:num"), "1") if columns is not None else "1"
    return int(number) if number.isdigit() else 1


def has_page_of(section: Element, other: Element) -> bool:
    """Whether two sections have pages of the same size and margins."""
    return _measures(section) == _measures(other)


def _measures(section: Element) -> list[str | None]:
    measures: list[str | None] = []
    for tag, names in _MEASURES.items():
        element = section.find(tag)
        measures += [element.get(name) if element is not None else None for name in names]
    return measures
