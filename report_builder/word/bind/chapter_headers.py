"""Headers that name their chapter: each chapter has a copy of its own, right before Word looks at
its fields.
"""

from __future__ import annotations

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from report_builder.word.fields import fill_field, instructions
from report_builder.word.ooxml import Element, copy_of
from report_builder.word.package import root_of

_RELATION_ID = qn("r:id")
_CHAPTER = "STYLEREF"
"""The field that Word fills with the nearest text in a style, here that of the chapter's
heading.
"""


def edge_of_chapter(part: Part, edge: Element, chapter: str, number: int) -> Element:
    """A reference to the header or footer that `edge` of a document refers to, or to a copy that
    names a chapter.
    """
    reference = copy_of(edge)
    original = part.related_parts[edge.get(_RELATION_ID, "")]
    if isinstance(original, XmlPart) and _chapter_fields(root_of(original)):
        copied = _copy(original, number)
        for code in _chapter_fields(root_of(copied)):
            fill_field(code, chapter)
        reference.set(_RELATION_ID, part.relate_to(copied, _reltype(part, original)))
    return reference


def _copy(original: XmlPart, number: int) -> XmlPart:
    stem = original.partname.filename.rpartition(".")[0]
    name = PackURI(f"/word/{stem}_hoofdstuk{number}.xml")
    root = copy_of(root_of(original))
    assert isinstance(root, BaseOxmlElement)
    copied = XmlPart(name, original.content_type, root, original.package)
    for identity, relation in original.rels.items():
        copied.rels.add_relationship(
            relation.reltype, relation._target, identity, relation.is_external
        )
    return copied


def _reltype(part: Part, target: Part) -> str:
    """What kind of relation a part has with another."""
    for relation in part.rels.values():
        if not relation.is_external and relation.target_part is target:
            return str(relation.reltype)
    raise KeyError(target.partname)


def _chapter_fields(root: Element) -> list[Element]:
    return [code for code in instructions(root) if _CHAPTER in (code.text or "")]
