"""The HTML that is printed: notes at the foot, one named page for each section, links to other
parts marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from report_builder.web.cleanup import Around, Section, to_text
from report_builder.web.page_elements import Element, parent_of

ELSEWHERE = "https://elders.invalid/#"
"""Stands before the name of something in another part of the same PDF; joining turns it into a
link.
"""


@dataclass(frozen=True)
class Leaf:
    """The pages of one section: the anchor that they begin at, and what they have around their
    text.
    """

    anchor: str
    around: Around


@dataclass(frozen=True)
class PrintPage:
    """A document as HTML to print, with the sections in it."""

    html: str
    leaves: tuple[Leaf, ...]


def print_page(sections: list[Section], label: str, title: str, kind: str) -> PrintPage:
    """The HTML to print of the sections of one document; `kind` is a class for its look."""
    names = {name for section in sections for name in _names(section)}
    _place_notes(sections)
    leaves, bodies, rules = [], [], []
    for number, section in enumerate(sections):
        anchor = f"sectie-{label}-{number}"
        section.element.set("id", anchor)
        section.element.set("class", f"sectie{number}")
        _mark_links(section.element, names)
        _size_pictures(section.element)
        rules.append(_page_rule(f"sectie{number}", section))
        leaves.append(Leaf(anchor, section.around))
        bodies.append(to_text(section.element))
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{"".join(rules)}</style>'
    html = (
        f'<!DOCTYPE html><html lang="nl-NL"><head>{head}</head><body '
        f'class="{kind}">{"".join(bodies)}</body></html>'
    )
    return PrintPage(html, tuple(leaves))


def _names(section: Section) -> Iterator[str]:
    """What a link within the document can lead to."""
    for element in section.element.iter():
        if name := element.get("id"):
            yield name


def _page_rule(name: str, section: Section) -> str:
    """A named page of the size of a section, on which nothing but that section is laid."""
    top, right, bottom, left = section.margins
    return (
        f"@page {name} {{size: {section.width}mm {section.height}mm;"
        f" margin: {top}mm {right}mm {bottom}mm {left}mm}} .{name} {{page: {name}}}"
    )


def _mark_links(element: Element, names: set[str]) -> None:
    """A link to what stands in another part says so; WeasyPrint drops one that leads nowhere."""
    for link in element.iter("a"):
        target = link.get("href") or ""
        if target.startswith("#") and target[1:] not in names:
            link.set("href", ELSEWHERE + target[1:])


def _size_pictures(element: Element) -> None:
    """A picture has the size on paper that it has in Word, where the page is wide enough."""
    for image in element.iter("img"):
        if width := image.get("width"):
            image.set("style", f"width: {width}px; max-width: 100%; height: auto")


def _place_notes(sections: list[Section]) -> None:
    """Each footnote stands where it is called; CSS floats it from there to the foot of the page."""
    lists = [listing for section in sections for listing in _note_lists(section)]
    notes = {item.get("id"): item for listing in lists for item in listing}
    for section in sections:
        for call in list(section.element.iter("sup")):
            link = call.find("a")
            note = notes.get((link.get("href") or "#")[1:]) if link is not None else None
            if note is not None:
                _place_note(note, call)
    for listing in lists:
        parent_of(listing).remove(listing)


def _note_lists(section: Section) -> Iterator[Element]:
    for listing in section.element.iter("ol"):
        if listing.get("class") == "noten":
            yield listing


def _place_note(note: Element, call: Element) -> None:
    """A note takes the place of its call: WeasyPrint writes the number, and no link leads back."""
    note.tag = "span"
    note.set("class", "noot")
    del note.attrib["id"]
    for paragraph in list(note.iter("p")):
        paragraph.drop_tag()
    for link in list(note.iter("a")):
        if link.get("class") == "terug":
            link.drop_tree()
    note.tail = call.tail
    parent_of(call).replace(call, note)
