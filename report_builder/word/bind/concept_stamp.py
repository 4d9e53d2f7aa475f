"""Every page of a concept says so: CONCEPT, its version and the date of its data, and what yellow
means.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.word.fill.highlights import highlight
from report_builder.word.ooxml import Element, make, make_paragraph, make_run
from report_builder.word.package import body_of, root_of
from report_builder.word.styles import BANNER, LEGEND, StyleIds

BANNER_WIDTH = 3855
"""How far the banner goes beside a logo, in twips: 68 mm."""
LEGEND_SAMPLE = "Geel gemarkeerd"
LEGEND_REST = ": nog geen update beschikbaar."


@dataclass(frozen=True)
class _EdgeKind:
    """A header or a footer: what refers to it, its root, its part and the name of its file."""

    reference: str
    root: str
    reltype: str
    content_type: str
    file: str


_EDGE_KINDS = (
    _EdgeKind("w:headerReference", "w:hdr", RT.HEADER, CT.WML_HEADER, "koptekst"),
    _EdgeKind("w:footerReference", "w:ftr", RT.FOOTER, CT.WML_FOOTER, "voettekst"),
)


def stamp_concept(document: DocxDocument, banner: str, styles: StyleIds) -> None:
    """Put the banner in every header and the legend in every footer, making those that a page would
    lack.
    """
    stamped: set[str] = set()  # sections may share a header
    for number, section in enumerate(body_of(document).iter(qn("w:sectPr"))):
        pages = _pages(document, section, is_first=number == 0)
        for kind in _EDGE_KINDS:
            for reference in _ensure_edges(document, section, kind, pages, number):
                part = document.part.related_parts[reference.get(qn("r:id"), "")]
                name = str(part.partname)
                if name not in stamped and isinstance(part, XmlPart):
                    stamped.add(name)
                    _stamp(root_of(part), banner, styles, section)


def _pages(document: DocxDocument, section: Element, *, is_first: bool) -> list[str]:
    """The pages of a section that need a header and footer of their own.

    A later section takes over those that it lacks from the one before it, but for its first page.
    """
    has_title_page = section.find(qn("w:titlePg")) is not None
    pages = ["default"] if is_first else []
    if has_title_page:
        pages.append("first")
    if is_first and document.settings.odd_and_even_pages_header_footer:
        pages.append("even")
    return pages


def _ensure_edges(
    document: DocxDocument, section: Element, kind: _EdgeKind, pages: list[str], number: int
) -> list[Element]:
    """The references to headers or footers of a section, new ones for pages that had none."""
    references = {
        reference.get(qn("w:type")): reference for reference in section.findall(qn(kind.reference))
    }
    for page in pages:
        if page not in references:
            references[page] = make(kind.reference, type=page)
            edge = _new_edge(document, kind, f"{kind.file}_{page}_{number}")
            references[page].set(qn("r:id"), edge)
            # Word wants the references before all other properties of a section.
            section.insert(0, references[page])
    return list(references.values())


def _new_edge(document: DocxDocument, kind: _EdgeKind, name: str) -> str:
    """Add an empty header or footer to the package; return the id of the relation to it."""
    root = parse_xml(f"<{kind.root} {nsdecls('w', 'r')}/>")
    package = document.part.package
    part = XmlPart(PackURI(f"/word/{name}.xml"), kind.content_type, root, package)
    return document.part.relate_to(part, kind.reltype)


def _beside_logo(section: Element) -> int:
    """The indent on the right, in twips, that keeps the banner left of a logo in the middle of the
    page.
    """
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return 0
    sides = sum(int(margins.get(qn(f"w:{side}"), "")) for side in ("left", "right"))
    return max(0, int(size.get(qn("w:w"), "")) - sides - BANNER_WIDTH)


def _stamp(root: Element, banner: str, styles: StyleIds, section: Element) -> None:
    if root.tag == qn("w:hdr"):
        line = make_paragraph(styles[BANNER], [make_run(banner)])
        if next(root.iter(qn("w:drawing")), None) is not None:
            indent = make("w:ind", right=str(_beside_logo(section)))
            line.get_or_add_pPr().append(indent)
        root.insert(0, line)
        return
    sample = make_run(LEGEND_SAMPLE)
    highlight(sample)
    root.append(make_paragraph(styles[LEGEND], [sample, make_run(LEGEND_REST)]))
