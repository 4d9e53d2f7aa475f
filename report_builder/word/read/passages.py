"""A Word file as passages: its paragraphs and rows in order, with tracked changes, values and
comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docx.document import Document as DocxDocument
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from report_builder.model.returned import Comment, Passage, Stretch, TrackedChange, WordFile
from report_builder.word.fill.stale_comments import is_own
from report_builder.word.ooxml import ORIGIN, SPACES, TC, TR, VAL, Element, P, R, T, paragraph_style
from report_builder.word.package import stories, styles_of
from report_builder.word.places import find_places, heading_levels

OWN_KEY = re.compile(r"~[0-9a-f]{10}$")
"""How the keys of values end, which no control of a drafter does."""
_VERSION = re.compile(r"\bversie ([0-9a-f]{7})\b")
_CONTENTS = re.compile(
    r"toc|contents|tableoffigures|index|inhopg|lijstmetafbeeldingen", re.IGNORECASE
)
_INSERTED, _DELETED = (qn("w:ins"), qn("w:moveTo")), (qn("w:del"), qn("w:moveFrom"))
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WORD_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_BETWEEN_CELLS = " | "


def read_passages(document: DocxDocument) -> WordFile:
    """The passages and comments of a Word file; what stands in text boxes is left out."""
    passages: list[Passage] = []
    holders: dict[Element, int] = {}
    levels = heading_levels(styles_of(document))
    for story in stories(document):
        if story.root.tag in (qn("w:hdr"), qn("w:ftr")):
            continue
        for place, paragraphs in _units(find_places(story.root, levels)):
            holders |= dict.fromkeys(paragraphs, len(passages))
            passages.append(_passage(place, paragraphs, is_body=story.part is document.part))
    return WordFile(find_version(document), tuple(passages), tuple(_comments(document, holders)))


def find_version(document: DocxDocument) -> str:
    """The version that the banner of a concept names, or an empty string."""
    for story in stories(document):
        if story.part is not document.part:
            found = _VERSION.search("".join(text.text or "" for text in story.root.iter(T)))
            if found:
                return found[1]
    return ""


def _units(places: Mapping[Element, str]) -> Iterator[tuple[str, list[Element]]]:
    """The paragraphs by the passage that they are of, with its place: a row is one passage."""
    rows: dict[Element, tuple[str, list[Element]]] = {}
    for paragraph, place in places.items():
        if next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None:
            continue
        rows_around = list(paragraph.iterancestors(TR))
        unit = rows_around[-1] if rows_around else paragraph
        whole = re.sub(r", kolom \d+$", "", place) if rows_around else place
        rows.setdefault(unit, (whole, []))[1].append(paragraph)
    yield from rows.values()


def _passage(place: str, paragraphs: list[Element], *, is_body: bool) -> Passage:
    stretches: list[Stretch] = []
    cell = None
    for paragraph in paragraphs:
        here = next(paragraph.iterancestors(TC), None)
        if cell is not None and stretches:
            stretches.append(Stretch(_BETWEEN_CELLS if here is not cell else " "))
        stretches += _stretches(paragraph)
        cell = here
    origin = paragraphs[0].get(ORIGIN, "") if is_body else ""
    restyled = dict.fromkeys(
        _change(found)
        for paragraph in paragraphs
        for found in paragraph.iter(qn("w:rPrChange"), qn("w:pPrChange"))
    )
    return Passage(
        place,
        tuple(stretches),
        int(origin, 16) if origin else None,
        is_contents=_is_contents(paragraphs[0]),
        restyled=tuple(restyled),
    )


def _is_contents(paragraph: Element) -> bool:
    codes = "".join(code.text or "" for code in paragraph.iter(qn("w:instrText")))
    return "PAGEREF" in codes or bool(_CONTENTS.match(paragraph_style(paragraph)))


def _stretches(paragraph: Element) -> Iterator[Stretch]:
    """The text of a paragraph in pieces, with what was done to each."""
    row = next(paragraph.iterancestors(TR), None)
    whole = row.find(qn("w:trPr")) if row is not None else None
    for element in paragraph.iter(T, qn("w:delText"), *SPACES):
        if next(element.iterancestors(P)) is not paragraph or (
            element.tag in SPACES and element.getparent().tag != R
        ):
            continue
        inserted, deleted, key = _marks(whole, qn("w:ins")), _marks(whole, qn("w:del")), ""
        for around in element.iterancestors():
            if around is paragraph:
                break
            inserted = inserted or (_change(around) if around.tag in _INSERTED else None)
            deleted = deleted or (_change(around) if around.tag in _DELETED else None)
            key = key or _key(around)
        text = SPACES.get(element.tag) or element.text or ""
        if text:
            yield Stretch(text, inserted, deleted, key)


def _marks(properties: Element | None, tag: str) -> TrackedChange | None:
    found = properties.find(tag) if properties is not None else None
    return _change(found) if found is not None else None


def _key(control: Element) -> str:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}") if control.tag == qn("w:sdt") else None
    key: str = tag.get(VAL, "") if tag is not None else ""
    return key if OWN_KEY.search(key) else ""


def _change(element: Element) -> TrackedChange:
    return TrackedChange(element.get(qn("w:author"), ""), element.get(qn("w:date"), ""))


def _comments(document: DocxDocument, holders: Mapping[Element, int]) -> Iterator[Comment]:
    root = _part(document, "comments")
    if root is None:
        return
    ranges, threads, notes = (
        _ranges(document, holders),
        _threads(document),
        list(root.iter(qn("w:comment"))),
    )
    texts = {name: _text(note) for note in notes if (name := _paragraph_id(note))}
    for note in notes:
        author, date, text = note.get(qn("w:author"), ""), note.get(qn("w:date"), ""), _text(note)
        parent, is_done = threads.get(_paragraph_id(note), ("", False))
        on, passage = ranges.get(note.get(qn("w:id"), ""), ("", None))
        yield Comment(
            author, date, text, on, passage, texts.get(parent, ""), is_done, is_own(author, text)
        )


def _text(note: Element) -> str:
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(T)) for paragraph in note.iter(P)
    ).strip()


def _part(document: DocxDocument, name: str) -> Element | None:
    """The root of a part that stands beside the text; None where there is none that can be read."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] == name:
            part = relation.target_part
            try:
                return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
            except etree.XMLSyntaxError:
                return None
    return None


def _paragraph_id(note: Element) -> str:
    """What Word calls a comment by in its threads: the id of its last paragraph."""
    paragraphs = list(note.iter(P))
    return paragraphs[-1].get(f"{_WORD_2010}paraId", "") if paragraphs else ""


def _threads(document: DocxDocument) -> dict[str, tuple[str, bool]]:
    """Of each comment which one it answers, and whether it was marked as done."""
    root = _part(document, "commentsExtended")
    found = {}
    for entry in root.iter(f"{_WORD_2012}commentEx") if root is not None else ():
        parent, done = (
            entry.get(f"{_WORD_2012}paraIdParent", ""),
            entry.get(f"{_WORD_2012}done", "0"),
        )
        found[entry.get(f"{_WORD_2012}paraId", "")] = (parent, done in ("1", "true"))
    return found


def _ranges(
    document: DocxDocument, holders: Mapping[Element, int]
) -> dict[str, tuple[str, int | None]]:
    """The text that each comment is on, and the passage in which it starts."""
    texts: dict[str, list[str]] = {}
    starts: dict[str, int | None] = {}
    open_ranges: list[str] = []
    starting, ending, reference = (
        qn(f"w:comment{name}") for name in ("RangeStart", "RangeEnd", "Reference")
    )
    for element in document.element.body.iter(
        starting, ending, reference, T, qn("w:delText"), qn("w:tab")
    ):
        name = element.get(qn("w:id"), "")
        if element.tag == starting:
            open_ranges.append(name)
        elif element.tag == ending:
            open_ranges = [other for other in open_ranges if other != name]
        elif element.tag != reference:
            for other in open_ranges:
                texts.setdefault(other, []).append(SPACES.get(element.tag) or element.text or "")
        if name and element.tag != ending:
            starts.setdefault(name, _holder(element, holders))
        if open_ranges and starts.get(open_ranges[-1]) is None:
            starts[open_ranges[-1]] = _holder(element, holders)
    return {
        name: (" ".join("".join(texts.get(name, [])).split()), start)
        for name, start in starts.items()
    }


def _holder(element: Element, holders: Mapping[Element, int]) -> int | None:
    """The passage that an element stands in."""
    return next((holders[around] for around in element.iterancestors(P) if around in holders), None)
