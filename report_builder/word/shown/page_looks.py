"""What Word puts around the text of a page, and pages of PDF and web edition do not have."""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from report_builder.problems import Fault
from report_builder.word.ooxml import VAL, Element, paragraphs_in, text_of
from report_builder.word.package import WordFile, body_of, find_part, root_of
from report_builder.word.sections import sections_of
from report_builder.word.shown.drawings import LOOKS, LOST

_NOT_SHOWN = "niet in PDF en webversie"
_OFF = ("0", "false", "off")
_EDGES = {qn("w:headerReference"): "koptekst", qn("w:footerReference"): "voettekst"}


def find_page_looks(document: WordFile) -> Iterator[tuple[Element | None, Fault]]:
    """What the pages of a document have around their text that is not shown, with the section that
    says so; None where the whole document does.
    """
    for section in sections_of(body_of(document)):
        if section.find(qn("w:pgBorders")) is not None:
            yield section, Fault(LOOKS, f"randen om de bladzijde komen {_NOT_SHOWN}", "haal ze weg")
        if section.find(qn("w:lnNumType")) is not None:
            yield section, Fault(LOOKS, f"regelnummers komen {_NOT_SHOWN}", "haal ze weg")
        if _has_even_pages(document):
            yield from _even_edges(document, section)
    if document.element.find(qn("w:background")) is not None:
        message = f"een achtergrondkleur van de bladzijde komt {_NOT_SHOWN}"
        yield None, Fault(LOOKS, message, "haal haar weg")


def _has_even_pages(document: WordFile) -> bool:
    """Whether even pages have headers and footers of their own."""
    settings = find_part(document, RT.SETTINGS)
    mark = root_of(settings).find(qn("w:evenAndOddHeaders")) if settings is not None else None
    return mark is not None and mark.get(VAL, "1") not in _OFF


def _even_edges(document: WordFile, section: Element) -> Iterator[tuple[Element, Fault]]:
    for reference in section.iterchildren(*_EDGES):
        part = document.part.related_parts.get(reference.get(qn("r:id"), ""))
        if reference.get(qn("w:type")) != "even" or part is None:
            continue
        if any(text_of(paragraph).strip() for paragraph in paragraphs_in(root_of(part))):
            noun = _EDGES[str(reference.tag)]
            message = f"een {noun} voor even bladzijden alleen komt {_NOT_SHOWN}"
            hint = f"geef alle bladzijden dezelfde {noun}"
            yield section, Fault(LOST, message, hint)
