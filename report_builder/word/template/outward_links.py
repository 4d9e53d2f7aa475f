"""What in a Word file leads or reaches outside it: links, linked files, fields that run or fetch.

Contract, section 3: links lead to http(s), mailto or a place in the document; fields that run or
fetch something are refused. A field that prints who worked on a file is refused too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from lxml import etree

from report_builder.model.link_target import LinkKind, kind_of_link
from report_builder.problems import Fault, Problem, Severity
from report_builder.word.field_codes import FieldCode, fields_in
from report_builder.word.ooxml import Element
from report_builder.word.package import Story, stories, styles_of
from report_builder.word.part_copies import relation_attributes
from report_builder.word.places import find_places, heading_levels, place_near
from report_builder.word.template.field_rules import ACTIVE, CACHED, check_field

_LINK, _INSIDE, _NOWHERE, _FETCH = "link", "intranet", "bladwijzer", "ophalen"
_WARNINGS = (_INSIDE, _NOWHERE, CACHED)
_STORIES = (RT.HEADER, RT.FOOTER, RT.FOOTNOTES, RT.ENDNOTES, RT.OFFICE_DOCUMENT)
_ALLOWED = "een koppeling leidt naar http(s), mailto of een plaats in het document"
_NOUNS = {
    "image": ("een afbeelding", "voeg haar in zonder koppeling: Invoegen > Afbeeldingen"),
    "oleObject": ("een object", "plak het als afbeelding, of zet de inhoud in de tekst"),
    "subDocument": ("een subdocument", "zet de tekst zelf in dit document"),
    "package": ("de gegevens van een grafiek", "verbreek de koppeling, of maak er een figuur van"),
}
_OTHER = ("een deel van het document", "zet het zelf in het document")
_MACROS = (qn("w:entryMacro"), qn("w:exitMacro"))
_DEEPEST = 5
_DESCRIPTIONS = ("descr", "title", "alt", qn("w:tooltip"))
_PATH = re.compile(r"(?<![A-Za-z])[A-Za-z]:[\\/]|\\\\[\w.-]+\\|\bfile:", re.IGNORECASE)
"""Where a file lies on the machine or network of its maker."""


def check_outward(document: DocxDocument, file: str) -> Iterator[Problem]:
    """What leads or reaches outside a document, each at its paragraph.

    A definitive release waits for a link into the network of an organisation: here a warning.
    """
    levels = heading_levels(styles_of(document))
    parts = list(stories(document))
    bookmarks = _bookmarks(parts)
    severities = dict.fromkeys(_WARNINGS, Severity.WARNING)
    for story in parts:
        places = find_places(story.root, levels)
        reported: set[tuple[str, str]] = set()
        for element, fault in _faults(story, bookmarks):
            place = place_near(element, places)
            if (place, fault.message) not in reported:
                reported.add((place, fault.message))
                yield fault.at(file, place, severities.get(fault.code, Severity.ERROR))


def _bookmarks(parts: Iterable[Story]) -> set[str]:
    return {
        start.get(qn("w:name"), "")
        for story in parts
        for start in story.root.iter(qn("w:bookmarkStart"))
    }


def _faults(story: Story, bookmarks: set[str]) -> Iterator[tuple[Element, Fault]]:
    for element, _, identity in relation_attributes(story.root):
        for fault in _in_relation(story.part, identity, _DEEPEST):
            yield element, fault
    for element in story.root.iter(qn("w:hyperlink")):
        anchor = element.get(qn("w:anchor"), "")
        if anchor and not element.get(qn("r:id")) and _is_missing(anchor, bookmarks):
            yield element, _leading_nowhere(anchor)
    for element in story.root.iter(*_MACROS):
        yield element, Fault(ACTIVE, "een formulierveld voert een macro uit", "haal het weg")
    for element in story.root.iter(etree.Element):
        yield from ((element, fault) for fault in _in_attributes(element))
    for code in fields_in(story.root):
        yield from ((code.start, fault) for fault in _in_field(code, bookmarks))


def _in_attributes(element: Element) -> Iterator[Fault]:
    """What an element holds in itself instead of in a relation, as the shapes of old programs
    do.
    """
    for name, value in element.attrib.items():
        if name.endswith("href") and not name.startswith(f"{{{nsmap['r']}}}"):
            yield from _in_link(value)
        elif name == "src":
            yield _fetched("image")
        elif name in _DESCRIPTIONS and _PATH.search(value):
            message = f"een beschrijving noemt een map of bestand: '{_shortened(value)}'"
            yield Fault(_LINK, message, "schrijf wat er te zien is, of maak haar leeg")


def _in_relation(part: Part, identity: str, depth: int) -> Iterator[Fault]:
    """What a relation leads to, by way of the parts that it leads through."""
    relation = part.rels.get(identity)
    if relation is None or depth == 0:
        return
    if not relation.is_external:
        if relation.reltype not in _STORIES:
            for inner in relation.target_part.rels:
                yield from _in_relation(relation.target_part, inner, depth - 1)
        return
    if relation.reltype == RT.HYPERLINK:
        yield from _in_link(relation.target_ref)
        return
    yield _fetched(relation.reltype.rpartition("/")[2])


def _fetched(kind: str) -> Fault:
    noun, way_out = _NOUNS.get(kind, _OTHER)
    message = f"{noun} staat niet in het document maar wordt elders opgehaald"
    return Fault(_FETCH, message, way_out)


def _in_link(target: str) -> Iterator[Fault]:
    kind = kind_of_link(target)
    if kind is LinkKind.REFUSED:
        message = f"de koppeling naar '{_shortened(target)}' is niet toegestaan"
        yield Fault(_LINK, message, f"{_ALLOWED}; verander haar, of haal haar weg")
    elif kind is LinkKind.INSIDE:
        message = f"de koppeling naar '{_shortened(target)}' werkt alleen binnen een organisatie"
        yield Fault(_INSIDE, message, "verwijs naar een openbare plaats, of haal haar weg")


def _in_field(code: FieldCode, bookmarks: set[str]) -> Iterator[Fault]:
    yield from check_field(code)
    if code.name != "HYPERLINK":
        return
    arguments = code.arguments
    switches = [word.lower() for word in arguments]
    target = arguments[0] if arguments and not arguments[0].startswith("\\") else ""
    if target:
        yield from _in_link(target)
    elif "\\l" in switches:
        anchor = next(iter(arguments[switches.index("\\l") + 1 :]), "")
        if _is_missing(anchor, bookmarks):
            yield _leading_nowhere(anchor)


def _is_missing(anchor: str, bookmarks: set[str]) -> bool:
    return anchor not in bookmarks and anchor != "_top"


def _leading_nowhere(anchor: str) -> Fault:
    message = f"de koppeling naar '{anchor}' leidt nergens heen: die bladwijzer is er niet"
    return Fault(_NOWHERE, message, "kies in Word een plaats in dit document, of haal haar weg")


def _shortened(target: str) -> str:
    return target if len(target) <= 60 else f"{target[:60]}…"
