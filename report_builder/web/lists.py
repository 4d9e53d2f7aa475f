"""Lists with the numbers that Word counted: a) is text before an item, and the list is a list.

Word knows no lists but numbered paragraphs, so the lists are made of paragraphs in a row: which are
of one list, and which of a list inside an item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from report_builder.web.page_elements import Element, parent_of

# word/bind/list_marks.py writes what list an item is in before its text, with its number.
_ITEM = re.compile("\ue030([^\ue031]*)\ue031(.*?)\ue032", re.DOTALL)
_ABOUT = ("data-lijst", "data-diepte", "data-links", "data-vorm", "data-gat")
_PLAIN_BULLET = "•"
_TYPES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""How HTML calls a shape of numbers; it has no name for others."""
_LISTED = frozenset({"", "punt", "tabeltekst", "brieftekst", "inleiding"})
"""The classes of paragraphs that become items; a caption or a line of an address with a number
stays what it is.
"""
_NEARLY = 100
"""Twips that the texts of two lists may differ without one standing inside the other."""


def mark_items(text: str) -> str:
    """Mammoth's HTML with an element around the number of each item."""
    return _ITEM.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    about = zip(_ABOUT, match[1].split("|"), strict=True)
    attributes = "".join(f' {name}="{value}"' for name, value in about)
    gap = "" if match[1].endswith("nothing") else " "
    return f'<span class="nummer"{attributes}>{match[2]}</span>{gap}'


def gather_lists(body: Element) -> None:
    """Make lists of the numbered paragraphs of a body."""
    for sign in list(body.iter("span")):
        if sign.get("class") != "nummer" or "data-lijst" not in sign.attrib:
            continue
        paragraph = parent_of(sign)
        if paragraph.tag == "p" and (paragraph.get("class") or "") in _LISTED:
            _Item(paragraph, sign).place()
        elif paragraph.get("class") == "punt":
            del paragraph.attrib["class"]
    for element in body.iter("span", "ol", "ul"):
        for name in _ABOUT:
            element.attrib.pop(name, None)
    for paragraph in body.iter("p"):
        if paragraph.get("class") == "punt":
            del paragraph.attrib["class"]


class _Item:
    """A numbered paragraph on its way into a list."""

    def __init__(self, paragraph: Element, sign: Element) -> None:
        self.paragraph, self.sign = paragraph, sign
        self.about = {name: sign.get(name, "") for name in _ABOUT}
        self.is_bullet = self.about["data-vorm"] == "bullet"

    def place(self) -> None:
        """Put the paragraph into the list that it goes on, or into one of its own."""
        open_lists = list(_open_lists(self.paragraph))
        while open_lists:
            listing = open_lists.pop()
            if self._goes_on(listing):
                listing.append(self._item())
                return
            if self._is_inside(listing):
                self._nest(listing[-1])
                return
        listing = self._listing()
        self.paragraph.addprevious(listing)
        listing.append(self._item())

    def _goes_on(self, listing: Element) -> bool:
        return all(listing.get(name) == self.about[name] for name in ("data-lijst", "data-diepte"))

    def _is_inside(self, listing: Element) -> bool:
        """Whether the paragraph stands below an item of a list: deeper in the same, or, of another,
        further from the margin.
        """
        if listing.get("data-lijst") == self.about["data-lijst"]:
            return int(self.about["data-diepte"]) > int(listing.get("data-diepte", "0"))
        return int(self.about["data-links"]) > int(listing.get("data-links", "0")) + _NEARLY

    def _nest(self, parent: Element) -> None:
        """Into a list inside an item; the item's own text becomes a paragraph beside it."""
        if parent.find("p") is None:
            _wrap_text(parent)
        listing = self._listing()
        parent.append(listing)
        listing.append(self._item())

    def _listing(self) -> Element:
        listing = html.Element("ul" if self.is_bullet else "ol")
        for name in _ABOUT[:3]:
            listing.set(name, self.about[name])
        if not self.is_bullet:
            listing.set("class", "lijst")
        elif self.sign.text != _PLAIN_BULLET:
            listing.set("class", "lijst tekens")
        if self.about["data-vorm"] in _TYPES:
            listing.set("type", _TYPES[self.about["data-vorm"]])
        return listing

    def _item(self) -> Element:
        """The paragraph as an item; a plain bullet is not written, a list has it by itself."""
        paragraph, parent = self.paragraph, parent_of(self.paragraph)
        # lxml takes the text behind an element along; none of an item's stands behind it.
        tail, paragraph.tail = paragraph.tail, None
        if tail and tail.strip():
            before = paragraph.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
        paragraph.tag = "li"
        paragraph.attrib.pop("class", None)
        if self.is_bullet and self.sign.text == _PLAIN_BULLET:
            rest = (self.sign.tail or "").removeprefix(" ")
            self.sign.tail = rest
            self.sign.text = None
            self.sign.drop_tag()
        return paragraph


def _open_lists(paragraph: Element) -> Iterator[Element]:
    """The list right before a paragraph, the one that ends its last item, and so on inwards."""
    listing = paragraph.getprevious()
    while listing is not None and listing.tag in ("ol", "ul") and "data-lijst" in listing.attrib:
        yield listing
        last = listing[-1]
        listing = last[-1] if len(last) else None


def _wrap_text(item: Element) -> None:
    paragraph = html.Element("p")
    paragraph.text, item.text = item.text, None
    paragraph.extend(list(item))
    item.append(paragraph)
