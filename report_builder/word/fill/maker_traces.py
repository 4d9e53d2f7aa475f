"""The definitive release: nothing in a Word file tells who worked on it, with what, or from
where.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from lxml import etree

from report_builder.problems import Problem
from report_builder.word.fill.picture_metadata import without_metadata
from report_builder.word.notes import comment_texts, remove_comments
from report_builder.word.ooxml import Element, P
from report_builder.word.package import stories
from report_builder.word.places import find_places, heading_levels
from report_builder.word.template.template_file import OpenTemplate

_PACKAGE_KEEPS = (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES)
_TEXT_KEEPS = (
    RT.STYLES,
    RT.NUMBERING,
    RT.SETTINGS,
    RT.FONT_TABLE,
    RT.THEME,
    RT.FOOTNOTES,
    RT.ENDNOTES,
)
"""What Word reads without anything in the text that refers to it; other parts go when
nothing does.
"""
_CORE_KEEPS = tuple(map(qn, ("dc:title", "dc:language", "dcterms:created", "dcterms:modified")))
_SETTINGS = tuple(
    qn(f"w:{name}")
    for name in (
        "attachedTemplate",
        "docVars",
        "mailMerge",
        "rsids",
        "saveThroughXslt",
        "writeProtection",
    )
)
_TRACES = tuple(
    qn(f"w:{name}")
    for name in (
        "dataBinding",
        "tblGridChange",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "printerSettings",
        "proofErr",
    )
)
_RELATION = "{" + nsmap["r"] + "}"
_SHOWN = 60
COMMENT = "opmerking"
"""The code of the problem that a comment was left in a template."""


def clean(document: DocxDocument) -> None:
    """Take out comments, custom properties and data, settings that name people or places, and what
    pictures tell.
    """
    remove_comments(document)
    for story in stories(document):
        for element in list(story.root.iter(*_TRACES)):
            element.getparent().remove(element)
        story.write()
    _clean_settings(document)
    _drop(document.part.package, _PACKAGE_KEEPS, set())
    _drop(document.part, _TEXT_KEEPS, set(_referred(document.element)))
    core = document.core_properties._element
    for element in list(core):
        if element.tag not in _CORE_KEEPS:
            core.remove(element)
    for part in document.part.package.iter_parts():
        if part.content_type.startswith("image/"):
            part._blob = without_metadata(part.blob)


def _drop(holder: object, kept: tuple[str, ...], referred: set[str]) -> None:
    relations = holder.rels  # type: ignore[attr-defined]
    for identity, relation in list(relations.items()):
        if relation.reltype not in kept and identity not in referred:
            del relations[identity]


def _referred(root: Element) -> Iterator[str]:
    """The relations that elements refer to."""
    for element in root.iter():
        yield from (
            value for name, value in element.attrib.items() if str(name).startswith(_RELATION)
        )


def _clean_settings(document: DocxDocument) -> None:
    try:
        part: Part = document.part.part_related_by(RT.SETTINGS)
    except KeyError:
        return
    root = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    for element in list(root.iter(*_SETTINGS)):
        element.getparent().remove(element)
    _drop(part, (), set(_referred(root)))
    if not isinstance(part, XmlPart):
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def check_comments(template: OpenTemplate) -> Iterator[Problem]:
    """An error for each comment that drafters left in a template, which the definitive release
    waits for.
    """
    texts = comment_texts(template.document)
    levels = heading_levels(template.styles)
    for story in template.stories if texts else ():
        places = find_places(story.root, levels)
        for reference in story.root.iter(qn("w:commentReference")):
            paragraph = next(reference.iterancestors(P), None)
            text = texts.get(reference.get(qn("w:id")), "")
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
            message = f"opmerking: '{shown}'; zij staat nog in het sjabloon"
            hint = "verwerk haar, en haal haar in Word weg"
            yield Problem(COMMENT, template.file, places.get(paragraph, "1"), message, hint)
