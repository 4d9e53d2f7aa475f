"""Tags where no tag is read, and the program's own marks anywhere: refused at their place.

A tag is run in the text of the body, headers, footers, notes and text boxes, and in the properties
of a document. Anywhere else it would be handed over as it was typed (contract, section 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from docx.document import Document as DocxDocument
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from lxml import etree

from report_builder.model.own_marks import has_own_mark, has_tag, mark_name
from report_builder.model.value import OWN_KEY
from report_builder.problems import Fault, Problem
from report_builder.word.ooxml import (
    VAL,
    Element,
    P,
    R,
    T,
    find_paragraph,
    local_name,
    paragraphs_in,
    parent_of,
    text_of,
)
from report_builder.word.package import Story, root_of
from report_builder.word.part_copies import relation_attributes
from report_builder.word.places import Places, find_places

MARK = "teken"
"""The code of the fault that a text holds a character which the program keeps for itself."""
_LONGEST_QUOTE = 60
_DELETED = (qn("w:delText"), qn("w:delInstrText"))
_ATTRIBUTES = {
    "descr": "de alternatieve tekst van een afbeelding of vorm",
    "title": "de titel van een afbeelding of vorm",
    "name": "een naam",
    "tooltip": "de uitleg bij een koppeling",
    "alias": "de titel van een besturingselement",
    "default": "de beginwaarde van een formulierveld",
    "string": "de tekst van WordArt",
    "alt": "de alternatieve tekst van een afbeelding of vorm",
}
_TEXTS = {"instrText": "een veld van Word", "docVar": "een documentvariabele"}
_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
# By how the type of a part's relation ends.
_PARTS = {
    "chart": "een grafiek van Word",
    "chartEx": "een grafiek van Word",
    "chartUserShapes": "een grafiek van Word",
    "diagramData": "een SmartArt-figuur",
    "diagramDrawing": "een SmartArt-figuur",
    "comments": "een opmerking",
    "glossaryDocument": "een bouwsteen",
    "custom-properties": "een aangepaste documenteigenschap",
    "extended-properties": "een documenteigenschap",
    "settings": "een instelling of documentvariabele van het bestand",
    "customXml": "een verborgen gegeven van het bestand (aangepaste XML)",
    "numbering": "de tekst van een lijstnummer",
    "styles": "de naam van een stijl",
    "people": "de naam van een auteur",
    "aFChunk": "een ingevoegd bestand",
}
_MAKER_PARTS = ("custom-properties", "extended-properties", "customXml", "settings", "people")
_NOT_HERE = "hier wordt geen tag gelezen, en wordt niets geel"
_HINT = "zet de tag in de lopende tekst"
_MAKER_HINT = "haal het weg: Bestand > Info > Controleren op problemen > Document controleren"
_COMMENT_HINT = "schrijf de naam in de opmerking zonder accolades"


@dataclass(frozen=True)
class _Text:
    """A text that is not read as text: what it is, and the paragraph that it belongs to."""

    text: str
    noun: str
    paragraph: CT_P | None


def check_story(story: Story, places: Places, file: str) -> Iterator[Problem]:
    """What a part with text holds of tags outside that text, of marks, and of values that were
    taken over from a concept.
    """
    for text in _beside_text(story.root):
        place = _place(text.paragraph, places)
        if has_tag(text.text):
            yield _stray(text.text, text.noun).at(file, place)
        if has_own_mark(text.text):
            yield refused_mark(text.text).at(file, place)
    for paragraph in paragraphs_in(story.root):
        if has_own_mark(text_of(paragraph)):
            yield refused_mark(text_of(paragraph)).at(file, places.get(paragraph, "1"))
    for tag in story.root.iter(qn("w:tag")):
        if OWN_KEY.search(tag.get(VAL, "")):
            message = "hier staat een cijfer dat uit een concept is overgenomen"
            hint = "zet de tag ervan in de plaats; het cijfer zelf volgt de gegevens niet"
            control = parent_of(parent_of(tag))
            yield Fault("tag", message, hint).at(file, _place(_around(control), places))


def _place(paragraph: CT_P | None, places: Places) -> str:
    return places.get(paragraph, "1") if paragraph is not None else "1"


def _beside_text(root: Element) -> Iterator[_Text]:
    """The texts of a part that no tag is read in: attributes, formulas, instructions of fields."""
    joined: dict[tuple[CT_P | None, str], str] = {}
    for element in root.iter():
        for name, value in element.attrib.items():
            if "{" in value or has_own_mark(value):
                yield _Text(value, _attribute_noun(element, str(name)), _around(element))
        # Only what holds nothing else holds text of its own: of a run python-docx gives all text.
        if len(element) == 0 and element.text and element.tag not in (P, R, T, *_DELETED):
            key = (_around(element), _text_noun(element))
            joined[key] = joined.get(key, "") + element.text
    for (paragraph, noun), text in joined.items():
        yield _Text(text, noun, paragraph)


def _around(element: Element) -> CT_P | None:
    """The paragraph that an element is, stands in, or begins with."""
    if isinstance(element, CT_P):
        return element
    paragraph = find_paragraph(element)
    return paragraph if paragraph is not None else next(paragraphs_in(element), None)


def _attribute_noun(element: Element, name: str) -> str:
    if local_name(element) == "bookmarkStart":
        return "de naam van een bladwijzer"
    key = local_name(element) if name == VAL else name.rpartition("}")[2]
    return _ATTRIBUTES.get(key, "een kenmerk van de opmaak")


def _text_noun(element: Element) -> str:
    if str(element.tag).startswith(f"{{{_MATHS}}}"):
        return "een formule"
    return _TEXTS.get(local_name(element), "een onderdeel zonder lopende tekst")


def check_other_parts(
    document: DocxDocument, stories: Iterable[Story], places: Mapping[Part, Places], file: str
) -> Iterator[Problem]:
    """What the parts hold that are no text, such as charts and comments, and where links lead."""
    parts = list(stories)
    told = {story.part for story in parts}
    for story in parts:
        referred: set[str] = set()
        for element, _, identity in relation_attributes(story.root):
            if identity in story.part.rels and identity not in referred:
                referred.add(identity)
                place = _place(_around(element), places[story.part])
                yield from _related(story.part, identity, place, told, file)
        for identity in sorted(set(story.part.rels) - referred):
            yield from _related(story.part, identity, "", told, file)
    for identity in list(document.part.package.rels):
        yield from _related(document.part.package, identity, "", told, file)


def _related(
    source: Part | OpcPackage, identity: str, place: str, told: set[Part], file: str
) -> Iterator[Problem]:
    """What a relation leads to and all behind that, each part once."""
    relation = source.rels[identity]
    if relation.is_external:
        target = unquote(relation.target_ref)
        if has_tag(target):
            yield _stray(target, "het doel van een koppeling").at(file, place or "1")
        return
    part = relation.target_part
    if part in told:
        return
    told.add(part)
    kind = relation.reltype.rpartition("/")[2]
    noun = _PARTS.get(kind, f"het onderdeel {str(part.partname).lstrip('/')}")
    for text, inner_place in _texts(part, kind):
        if fault := _fault(text, noun, kind):
            yield fault.at(file, place or inner_place or noun)
    for inner in list(part.rels):
        yield from _related(part, inner, place, told, file)


def _fault(text: str, noun: str, kind: str) -> Fault | None:
    # The properties of a document may hold tags.
    if has_tag(text) and kind != "core-properties":
        hint = _MAKER_HINT if kind in _MAKER_PARTS else _HINT
        return _stray(text, noun, _COMMENT_HINT if kind == "comments" else hint)
    return refused_mark(text) if has_own_mark(text) else None


def _texts(part: Part, kind: str) -> Iterator[tuple[str, str]]:
    """The texts of a part by paragraph or whole, with the place within it, and its attributes."""
    if not part.content_type.endswith("xml"):
        return
    try:
        root = root_of(part)
    except (etree.XMLSyntaxError, ValueError):
        return
    if kind == "comments":
        places = find_places(root, {})
        for paragraph in paragraphs_in(root):
            yield text_of(paragraph), places.get(paragraph, "")
        return
    yield "".join(map(str, root.itertext())), ""
    for element in root.iter():
        for value in element.attrib.values():
            yield value, ""


def _stray(text: str, noun: str, hint: str = _HINT) -> Fault:
    start = max(text.find("{"), 0)
    quote = text[start : start + _LONGEST_QUOTE]
    return Fault("plaats", f"{noun} bevat een tag: {quote}", f"{_NOT_HERE}; {hint}")


def refused_mark(text: str) -> Fault:
    """The fault that a text holds a character which the program keeps for itself."""
    message = f"hier staat het teken {mark_name(text)}, dat het programma zelf gebruikt"
    return Fault(MARK, message, "haal het weg; zoek ernaar met Zoeken en vervangen")
