"""Every page of a concept says so: CONCEPT, its version and the date of its data, and what yellow
means.
"""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.word.fill.blocks import paragraph
from report_builder.word.fill.marking import highlight
from report_builder.word.ooxml import Element, make, make_run
from report_builder.word.styles import BANNER, LEGEND, StyleIds

_KINDS = (
    ("w:headerReference", "w:hdr", RT.HEADER, CT.WML_HEADER, "koptekst"),
    ("w:footerReference", "w:ftr", RT.FOOTER, CT.WML_FOOTER, "voettekst"),
)
BANNER_WIDTH = 3855
"""How far the banner goes beside a logo, in twips: 68 mm."""
LEGEND_SAMPLE = "Geel gemarkeerd"
LEGEND_REST = ": nog geen update beschikbaar."


def stamp_concept(document: DocxDocument, banner: str, styles: StyleIds) -> None:
    """Put the banner in every header and the legend in every footer, making those that a page would
    lack.
    """
    stamped: set[str] = set()
    has_even = _has_even_pages(document)
    for number, section in enumerate(document.element.body.iter(qn("w:sectPr"))):
        kinds = ["default"] if number == 0 else []
        kinds += ["first"] if section.find(qn("w:titlePg")) is not None else []
        kinds += ["even"] if has_even and number == 0 else []
        for reference, root, reltype, content_type, name in _KINDS:
            known = {edge.get(qn("w:type")): edge for edge in section.findall(qn(reference))}
            for kind in [kind for kind in kinds if kind not in known]:
                edge = _new_edge(document, f"{name}_{kind}_{number}", root, reltype, content_type)
                known[kind] = make(reference, type=kind)
                known[kind].set(qn("r:id"), edge)
                section.insert(0, known[kind])
            for edge_reference in known.values():
                part = document.part.related_parts[edge_reference.get(qn("r:id"))]
                if str(part.partname) not in stamped and isinstance(part, XmlPart):
                    stamped.add(str(part.partname))
                    _stamp(part.element, banner, styles, section)


def _has_even_pages(document: DocxDocument) -> bool:
    return bool(document.settings.odd_and_even_pages_header_footer)


def _new_edge(document: DocxDocument, name: str, root: str, reltype: str, content_type: str) -> str:
    """Add an empty header or footer to the package; return the id of the relation to it."""
    element = parse_xml(f"<{root} {nsdecls('w', 'r')}/>")
    part: Part = XmlPart(PackURI(f"/word/{name}.xml"), content_type, element, document.part.package)
    return document.part.relate_to(part, reltype)


def _beside_logo(section: Element) -> int:
    """The indent on the right, in twips, that keeps the banner left of a logo in the middle of the
    page.
    """
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return 0
    sides = (margins.get(qn("w:left")), margins.get(qn("w:right")))
    return max(0, int(size.get(qn("w:w"))) - sum(int(side) for side in sides) - BANNER_WIDTH)


def _stamp(root: Element, banner: str, styles: StyleIds, section: Element) -> None:
    if root.tag == qn("w:hdr"):
        line = paragraph(styles[BANNER], [make_run(banner)])
        if next(root.iter(qn("w:drawing")), None) is not None:
            line.get_or_add_pPr().append(make("w:ind", right=str(_beside_logo(section))))
        root.insert(0, line)
        return
    sample = make_run(LEGEND_SAMPLE)
    highlight(sample)
    root.append(paragraph(styles[LEGEND], [sample, make_run(LEGEND_REST)]))
