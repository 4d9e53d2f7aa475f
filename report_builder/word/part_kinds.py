"""Whether the parts of a Word file are what the file says of them: else Word too calls it damaged,
and python-docx fails somewhere on the way.
"""

from __future__ import annotations

from collections.abc import Collection

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.opc.rel import _Relationship
from docx.oxml.coreprops import CT_CoreProperties
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from lxml import etree

from report_builder.problems import Fault
from report_builder.word.file_kinds import damaged

_KINDS = {
    RT.CORE_PROPERTIES: CorePropertiesPart,
    RT.STYLES: StylesPart,
    RT.NUMBERING: NumberingPart,
    RT.SETTINGS: SettingsPart,
    RT.HEADER: HeaderPart,
    RT.FOOTER: FooterPart,
}
_CONTENT_TYPES = {
    RT.FOOTNOTES: CT.WML_FOOTNOTES,
    RT.ENDNOTES: CT.WML_ENDNOTES,
    RT.COMMENTS: CT.WML_COMMENTS,
}
"""Parts that python-docx has no class for."""
_NEEDED = ("Id", "Type", "Target")
_TOO_DEEP = "Excessive depth"
"""What libxml2 says of elements within each other beyond its bound."""


def check_relations(relations: Collection[etree._Element], name: str) -> None:
    """Raise Fault when a list of relations has one that lacks what every relation has, or two of
    one name.
    """
    for relation in relations:
        for key in _NEEDED:
            if relation.get(key) is None:
                raise damaged(f"in {name} heeft een verwijzing geen {key}")
    if len({relation.get("Id") for relation in relations}) < len(relations):
        raise damaged(f"in {name} hebben twee verwijzingen hetzelfde Id")


def check_part_kinds(document: DocxDocument) -> None:
    """Raise Fault when a part is of another type than the relation that leads to it says."""
    for part in document.part.package.iter_parts():
        if part.content_type is None:
            raise damaged(f"van {part.partname} staat er niet bij wat het is")
    for source in (document.part.package, document.part):
        for relation in source.rels.values():
            if not _is_as_said(relation):
                noun = relation.reltype.rpartition("/")[2]
                raise damaged(
                    f"het onderdeel '{noun}' heeft een ander type dan het hoort te hebben"
                )


def _is_as_said(relation: _Relationship) -> bool:
    """Whether a part is of the type that the relation to it says."""
    kind, content_type = _KINDS.get(relation.reltype), _CONTENT_TYPES.get(relation.reltype)
    if kind is None and content_type is None:
        return True
    if relation.is_external:
        return False
    part = relation.target_part
    return _is_of(part, kind) if kind else part.content_type == content_type


def _is_of(part: Part, kind: type[Part]) -> bool:
    """Whether a part is of a kind; of properties also their element, which python-docx asks."""
    if kind is CorePropertiesPart and isinstance(part, CorePropertiesPart):
        return isinstance(part.element, CT_CoreProperties)
    return isinstance(part, kind)


def unreadable(error: Exception) -> Fault:
    """The fault of a part that cannot be read: what is known of the reason, without its English."""
    if isinstance(error, etree.XMLSyntaxError) and _TOO_DEEP in str(error):
        return damaged("een onderdeel is te diep genest")
    return damaged("een onderdeel is niet te lezen")
