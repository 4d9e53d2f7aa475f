"""Headers that name their chapter: each chapter has a copy of its own, right before Word looks at
its fields.
"""

from __future__ import annotations

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn

from report_builder.word.fields import fill_field, instructions
from report_builder.word.ooxml import Element, copy_of

_ID = qn("r:id")
_CHAPTER = "STYLEREF"
"""The field that Word fills with the nearest text in a style, here that of the chapter's
heading.
"""


def own_edge(part: Part, edge: Element, chapter: str, number: int) -> Element:
    """A reference to the header or footer that `edge` of a document refers to, or to a copy that
    names a chapter.
    """
    known, reference = part.related_parts[edge.get(_ID)], copy_of(edge)
    if not isinstance(known, XmlPart) or not _chapter_fields(known.element):
        return reference
    stem = known.partname.filename.rpartition(".")[0]
    root = copy_of(known.element)
    copied = XmlPart(
        PackURI(f"/word/{stem}_hoofdstuk{number}.xml"), known.content_type, root, known.package
    )
    for identity, relation in known.rels.items():
        copied.rels.add_relationship(
            relation.reltype, relation._target, identity, relation.is_external
        )
    for code in _chapter_fields(root):
        fill_field(code, chapter)
    reltype = next(
        rel.reltype
        for rel in part.rels.values()
        if not rel.is_external and rel.target_part is known
    )
    reference.set(_ID, part.relate_to(copied, reltype))
    return reference


def _chapter_fields(root: Element) -> list[Element]:
    return [code for code in instructions(root) if _CHAPTER in (code.text or "")]
