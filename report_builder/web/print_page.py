"""The HTML that is printed: notes at the foot, one named page for each section, links to other
parts marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lxml import html as markup

from report_builder.web.cleanup import Around, Section, to_text
from report_builder.web.page_elements import Element, parent_of
from report_builder.web.page_notes import place_notes
from report_builder.web.reference_tables import point_elsewhere

ELSEWHERE = "https://elders.invalid/#"
"""Stands before the name of something in another part of the same PDF; joining turns it into a
link.
"""

_WHOLE = "t/m"
_SEEN = ".//text()[not(ancestor::*[@class='onzichtbaar'])]"
_HELD = f'<span class="aaneen">{_WHOLE}</span>'


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
    place_notes([section.element for section in sections])
    leaves, bodies, rules = [], [], []
    for number, section in enumerate(sections):
        anchor = f"sectie-{label}-{number}"
        section.element.set("id", anchor)
        section.element.set("class", f"sectie{number}")
        point_elsewhere(section.element)
        _hold_findings(section.element)
        _mark_links(section.element, names)
        _size_pictures(section.element)
        _hold_words(section.element)
        rules.append(_page_rule(f"sectie{number}", section))
        leaves.append(Leaf(anchor, section.around))
        bodies.append(to_text(section.element))
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{"".join(rules)}</style>'
    html = (
        f'<!DOCTYPE html><html lang="nl-NL"><head>{head}</head><body '
        f'class="{kind}">{"".join(bodies)}</body></html>'
    )
    return PrintPage(html, tuple(leaves))


def _hold_words(element: Element) -> None:
    """Words with a stroke in them stay whole: a line may end behind a stroke."""
    for text in element.xpath(f"{_SEEN}[contains(., '{_WHOLE}')]"):
        first, *others = text.split(_WHOLE)
        spans = [markup.fragment_fromstring(_HELD) for _ in others]
        for span, tail in zip(spans, others, strict=True):
            span.tail = tail
        holder = text.getparent()
        if text.is_tail:
            holder.tail = first
            holder, start = parent_of(holder), parent_of(holder).index(holder) + 1
        else:
            holder.text, start = first, 0
        holder[start:start] = spans


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


def _hold_findings(element: Element) -> None:
    """The sentence above a figure stands in it: they go to another place on paper together."""
    for sentence in list(element.iter("p")):
        figure = sentence.getnext()
        if sentence.get("class") == "kernzin" and figure is not None and figure.tag == "figure":
            figure.insert(0, sentence)


def _size_pictures(element: Element) -> None:
    """A picture has the size on paper that it has in Word, where the page is wide enough."""
    for image in element.iter("img"):
        if width := image.get("width"):
            image.set("style", f"width: {width}px; max-width: 100%; height: auto")
