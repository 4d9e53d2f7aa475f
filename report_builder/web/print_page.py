"""The HTML that is printed: notes at the foot, one named page for each section, links to other
parts marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from report_builder.web.cleanup import Around, Element, Section, parent_of, to_text

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
    present = {
        element.get("id", "")
        for section in sections
        for element in section.element.iter()
        if element.get("id")
    }
    _place_notes(sections)
    leaves, bodies, pages = [], [], []
    for number, section in enumerate(sections):
        anchor = f"sectie-{label}-{number}"
        section.element.set("id", anchor)
        section.element.set("class", f"sectie{number}")
        _mark_links(section.element, present)
        top, right, bottom, left = section.margins
        pages.append(
            f"@page sectie{number} {{size: {section.width}mm {section.height}mm;"
            f" margin: {top}mm {right}mm {bottom}mm {left}mm}} .sectie{number} {{page: "
            f"sectie{number}}}"
        )
        leaves.append(Leaf(anchor, section.around))
        bodies.append(to_text(section.element))
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{"".join(pages)}</style>'
    html = (
        f'<!DOCTYPE html><html lang="nl-NL"><head>{head}</head><body '
        f'class="{kind}">{"".join(bodies)}</body></html>'
    )
    return PrintPage(html, tuple(leaves))


def _mark_links(element: Element, present: set[str]) -> None:
    """A link to what stands in another part says so; the library would drop it."""
    for link in element.iter("a"):
        target = link.get("href") or ""
        if target.startswith("#") and target[1:] not in present:
            link.set("href", ELSEWHERE + target[1:])


def _place_notes(sections: list[Section]) -> None:
    """Each footnote stands where it is called, to float to the foot of that page."""
    lists = [
        found
        for section in sections
        for found in section.element.iter("ol")
        if found.get("class") == "noten"
    ]
    notes = {item.get("id"): item for found in lists for item in found}
    for section in sections:
        for call in list(section.element.iter("sup")):
            link = call.find("a")
            note = notes.get((link.get("href") or "#")[1:]) if link is not None else None
            if note is None:
                continue
            note.tag = "span"
            note.set("class", "noot")
            del note.attrib["id"]
            for paragraph in list(note.iter("p")):
                paragraph.drop_tag()
            for back in [back for back in note.iter("a") if back.get("class") == "terug"]:
                back.drop_tree()
            note.tail = call.tail
            parent_of(call).replace(call, note)
    for found in lists:
        parent_of(found).remove(found)
