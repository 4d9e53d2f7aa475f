"""Where the items of a review stand in the text: an anchor for each printed value, figure and
paragraph.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import html

from report_builder.model.document import NumberedFigure
from report_builder.model.review import ReviewItem
from report_builder.web.page_elements import Element, parent_of
from report_builder.web.page_notes import ENDNOTES, FOOTNOTES

_TEXTS = ("p", "li", "h1", "h2", "h3", "h4")
_BLOCKS = ("p", "li", "figure", "table")
_APART = ("figure", "table", "nav")
_PARAGRAPH = re.compile(r"(?P<under>.*), alinea (?P<number>\d+)")
_LINKS = ("a", "summary", "button")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that can be judged: the same key as long as it says the same."""

    key: str
    document: str
    place: str
    text: str
    anchor: str = ""


@dataclass
class Places:
    """The anchors in a page: of each item by document, of each figure, and the paragraphs in
    order.
    """

    values: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    """The figures by how the report calls them: figuur 3.4."""
    paragraphs: list[Paragraph] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """Every id in use: two documents can come with the same one."""


class Marker:
    """Gives the values, figures and paragraphs of documents their anchors.

    `items` has the values by key, `drawn` the figures that are placed, by the anchor of their
    captions.
    """

    def __init__(self, items: Sequence[ReviewItem], drawn: Mapping[str, NumberedFigure]) -> None:
        self.rows = {item.key: number for number, item in enumerate(items)}
        self.printed_places = {item.key: item.places for item in items}
        self.drawn = drawn
        self.places = Places()
        self._seen: Counter[str] = Counter()

    def mark(self, body: Element, document: str) -> None:
        """Mark one body of a document."""
        self._drop_double_names(body)
        self._mark_figures(body)
        self._mark_paragraphs(body, document)
        for sender in body.findall(".//div[@class='afzender']"):
            sender.drop_tree()  # who is to be called is of no use here, and this page is passed on
        for value in list(body.iter("span")):
            if value.get("data-key") in self.rows:
                self._mark_value(value, document)

    def _drop_double_names(self, body: Element) -> None:
        for element in body.iter():
            name = element.get("id") if isinstance(element.tag, str) else None
            if name in self.places.names:
                del element.attrib["id"]
            elif name:
                self.places.names.add(name)

    def _mark_figures(self, body: Element) -> None:
        for caption in body.iter("figcaption"):
            anchor = caption.get("id", "")
            figure = self.drawn.get(anchor)
            if figure is not None:
                parent_of(caption).set("data-figuur", figure.figure)
                self.places.figures.setdefault(figure.figure, anchor)
                self.places.named.setdefault(f"{figure.noun.lower()} {figure.number}", anchor)

    def _mark_value(self, value: Element, document: str) -> None:
        """A value leads to its row in the register, also without scripts."""
        key = value.get("data-key", "")
        row = self.rows[key]
        anchor = f"w{row}-{self._seen[key]}"
        self._seen[key] += 1
        self.places.values.setdefault((key, document), []).append(anchor)
        value.set("id", anchor)
        if next(value.iterancestors(*_LINKS), None) is None:
            value.tag = "a"
            value.set("href", f"#r{row}")

    def _mark_paragraphs(self, body: Element, document: str) -> None:
        under, count = "voor de eerste kop", 0
        for block in _blocks(body):
            text = _text(block)
            if block.tag in ("figure", "table"):
                count += 1
                continue
            if not text:
                continue
            if block.tag in ("h1", "h2", "h3", "h4"):
                words = " ".join("".join(_own_texts(block)).split())
                under, count, place = f"onder '{words}'", 0, f"in de kop '{words}'"
            elif _is_inside(block, "ol", FOOTNOTES):
                place = "voetnoot"
            elif _is_inside(block, "ol", ENDNOTES):
                place = "eindnoot"
            else:
                under, count = self._place_of_value(block, document) or (under, count + 1)
                place = f"{under}, alinea {count}"
            if not _is_inside(block, "div", "afzender"):
                self._add_paragraph(block, document, place, text)

    def _place_of_value(self, block: Element, document: str) -> tuple[str, int] | None:
        """The place of a paragraph that a value in it tells, when that stands in one place only."""
        for value in block.iter("span"):
            printed = self.printed_places.get(value.get("data-key", ""), ())
            places = {place.place for place in printed if place.document == document}
            paragraph = _PARAGRAPH.fullmatch(places.pop()) if len(places) == 1 else None
            if paragraph:
                return paragraph["under"], int(paragraph["number"])
        return None

    def _add_paragraph(self, block: Element, document: str, place: str, text: str) -> None:
        name = f"{document}/{hashlib.sha256(text.encode()).hexdigest()[:10]}"
        self._seen[name] += 1
        key = name if self._seen[name] == 1 else f"{name}#{self._seen[name]}"
        block.set("data-alinea", key)
        block.set("data-plaats", place)
        if not block.get("id"):
            block.set("id", f"a{len(self.places.paragraphs)}")
        self.places.paragraphs.append(Paragraph(key, document, place, text, block.get("id", "")))


def _blocks(body: Element) -> Iterator[Element]:
    """The paragraphs, headings, list items, figures and tables of a body, those in a figure or
    table left out.
    """
    for element in body.iter(*_TEXTS, *_BLOCKS):
        inside = next(element.iterancestors(*_APART), None) is not None
        holds = element.tag == "li" and next(element.iter("p", "ul", "ol"), None) is not None
        if not inside and not holds:
            yield element


def _text(block: Element) -> str:
    """What is read of a block; the way back from a note is no part of it, nor the number of an
    item, which changes with the items before it.
    """
    back = block.findall(".//a[@class='terug']")
    text = "".join(block.itertext())
    number = block.find("span[@class='nummer']")
    if number is not None:
        text = text.removeprefix(number.text or "")
    return " ".join(text.split()).removesuffix(" ↑" if back else "")


def _own_texts(heading: Element) -> Iterator[str]:
    """The words of a heading without its number."""
    number = heading.find("span[@class='kopnummer']")
    for text in heading.itertext():
        if number is None or text != number.text:
            yield text


def _is_inside(block: Element, tag: str, name: str) -> bool:
    """Whether a block stands in an element of that kind and class."""
    return any(element.get("class") == name for element in block.iterancestors(tag))


def earlier_paragraphs(page: str) -> list[Paragraph]:
    """The paragraphs of a review page that was made before."""
    if "data-alinea" not in page:
        return []
    blocks: list[Element] = html.fromstring(page).findall(".//*[@data-alinea]")
    return [
        Paragraph(
            block.get("data-alinea", ""),
            block.get("data-alinea", "").partition("/")[0],
            block.get("data-plaats", ""),
            _text(block),
        )
        for block in blocks
    ]
