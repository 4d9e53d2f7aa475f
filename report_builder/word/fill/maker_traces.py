"""The definitive release: nothing in a Word file tells who worked on it, with what, or from
where.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from lxml import etree

from report_builder.problems import Problem
from report_builder.word.change_marks import LOOKS, RANGES, change_tags
from report_builder.word.fill.cut_pictures import cut_pictures
from report_builder.word.fill.picture_metadata import without_metadata
from report_builder.word.notes import comment_texts, remove_comments
from report_builder.word.ooxml import ID, ORIGIN, Element, P, find_paragraph, remove
from report_builder.word.package import find_part, root_of, stories, write_root
from report_builder.word.part_copies import relation_attributes
from report_builder.word.places import find_places, heading_levels
from report_builder.word.template.template_file import OpenTemplate

if TYPE_CHECKING:
    from docx.opc.rel import Relationships

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
        "attachedSchema",
        "attachedTemplate",
        "docVars",
        "documentProtection",
        "mailMerge",
        "rsids",
        "saveThroughXslt",
        "smartTagType",
        "writeProtection",
    )
)
_OFFICE = "http://schemas.microsoft.com/office/word"
_DOCUMENT_IDS = tuple(f"{{{_OFFICE}/{year}/wordml}}docId" for year in (2010, 2012))
_SCHEMAS = "{http://schemas.openxmlformats.org/schemaLibrary/2006/main}schemaLibrary"
_TRACES = (
    *RANGES,
    *change_tags(LOOKS),
    *(
        qn(f"w:{name}")
        for name in (
            "customXmlPr",
            "dataBinding",
            "permStart",
            "permEnd",
            "printerSettings",
            "proofErr",
            "rsid",
            "smartTagPr",
        )
    ),
)
_WRAPPERS = (qn("w:smartTag"), qn("w:customXml"))
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_VML_TITLE = "{urn:schemas-microsoft-com:office:office}title"
_SESSION = re.compile(r"\{[^}]*\}(rsid\w*|paraId|textId)")
"""In which of Word's sessions something was written: the same in all files of a maker."""
_LONGEST_QUOTE = 60
COMMENT = "opmerking"
"""The code of the problem that a comment was left in a template."""


def clean(document: DocxDocument) -> None:
    """Take out comments, custom properties and data, settings that name people or places, and what
    pictures tell.
    """
    remove_comments(document)
    cut_pictures(document)
    for story in stories(document):
        clean_tree(story.root)
        story.write()
        if story.part is not document.part:
            _drop(story.part.rels, (), _referred(story.root))
    for reltype in (RT.STYLES, RT.NUMBERING):
        part = find_part(document, reltype)
        if part is not None:
            root = root_of(part)
            clean_tree(root)
            write_root(part, root)
    _clean_settings(document)
    package = document.part.package
    _drop(package.rels, _PACKAGE_KEEPS, referred=())
    _drop(document.part.rels, _TEXT_KEEPS, _referred(root_of(document.part)))
    core = document.core_properties._element
    for element in list(core):
        if element.tag not in _CORE_KEEPS:
            core.remove(element)
    for part in package.iter_parts():
        if part.content_type.startswith("image/"):
            part._blob = without_metadata(part.blob)


def clean_tree(root: Element) -> None:
    """Take out of a part what tells who worked on it, when, or with what."""
    for element in list(root.iter(*_TRACES)):
        remove(element)
    for wrapper in list(root.iter(*_WRAPPERS)):
        for child in list(wrapper):
            wrapper.addprevious(child)
        remove(wrapper)
    for element in root.iter(etree.Element):
        for name in filter(_SESSION.fullmatch, list(element.attrib)):
            # That of a paragraph is our own, and needed until the document is bound.
            if name != ORIGIN or element.tag != P:
                del element.attrib[name]
    # Word keeps the name of the file here that a picture came from.
    for properties in root.iter(qn("pic:cNvPr")):
        properties.set("name", "")
    for image in root.iter(_VML_IMAGE):
        image.attrib.pop(_VML_TITLE, None)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)


def _drop(relations: Relationships, kept: Container[str], referred: Container[str]) -> None:
    """Let go of parts: what nothing is related to is not saved."""
    for identity, relation in list(relations.items()):
        if relation.reltype not in kept and identity not in referred:
            del relations[identity]


def _referred(root: Element) -> set[str]:
    """The relations that elements refer to."""
    return {identity for _, _, identity in relation_attributes(root)}


def _clean_settings(document: DocxDocument) -> None:
    part = find_part(document, RT.SETTINGS)
    if part is None:
        return
    root = root_of(part)
    for element in list(root.iter(*_SETTINGS, *_DOCUMENT_IDS, _SCHEMAS)):
        remove(element)
    _drop(part.rels, (), _referred(root))
    write_root(part, root)


def check_comments(template: OpenTemplate) -> Iterator[Problem]:
    """An error for each comment that drafters left in a template, which the definitive release
    waits for.
    """
    texts = comment_texts(template.document)
    levels = heading_levels(template.styles)
    for story in template.stories if texts else ():
        places = find_places(story.root, levels)
        for reference in story.root.iter(qn("w:commentReference")):
            paragraph = find_paragraph(reference)
            place = places.get(paragraph, "1") if paragraph is not None else "1"
            quote = _quote(texts.get(reference.get(ID, ""), ""))
            message = f"opmerking: '{quote}'; zij staat nog in het sjabloon"
            hint = "verwerk haar, en haal haar in Word weg"
            yield Problem(COMMENT, template.file, place, message, hint)


def _quote(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rstrip()}…"
