"""A document on a screen in blocks, each known by what it shows: a page that shows one version can
come to show the next by changing only the blocks that are another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from lxml import html

from report_builder.web.cleanup import to_text
from report_builder.web.page_elements import Element, parent_of
from report_builder.web.web_edition import fit_tables

NUMBER = "data-alinea"
_KEY_LENGTH = 16
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LAST_LEVEL = 6


@dataclass(frozen=True)
class ScreenBlock:
    """A paragraph, list, table or figure: its HTML, the numbers of its paragraphs in order, and a
    key that is the same for the same HTML but for these numbers: they shift when a paragraph comes
    in before them, and what is shown does not.
    """

    key: str
    html: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class ScreenParagraph:
    """What a numbered paragraph reads as, and how it looks: its text, its pictures and its
    yellow.
    """

    number: int
    text: str
    look: tuple[str, ...]


def cut_blocks(
    bodies: Iterable[str], pictures: str
) -> tuple[tuple[ScreenBlock, ...], tuple[ScreenParagraph, ...]]:
    """The blocks and the paragraphs of a document; the addresses of its pictures begin with
    `pictures`. Headings stand below that of the page that shows them.
    """
    blocks: list[ScreenBlock] = []
    paragraphs: list[ScreenParagraph] = []
    for text in bodies:
        body = html.fragment_fromstring(text)
        paragraphs += _paragraphs(body)
        _dress(body, pictures)
        blocks += map(_block, body)
    return tuple(blocks), tuple(paragraphs)


def _dress(body: Element, pictures: str) -> None:
    fit_tables(body)
    for image in body.iter("img"):
        image.set("src", pictures + image.get("src", ""))
    for heading in body.iter(*_HEADINGS):
        heading.set("aria-level", str(min(int(str(heading.tag)[1]) + 1, _LAST_LEVEL)))


def _block(element: Element) -> ScreenBlock:
    numbered = [each for each in element.iter() if each.get(NUMBER) is not None]
    numbers = tuple(int(each.get(NUMBER, "")) for each in numbered)
    text = to_text(element)
    for each in numbered:
        each.set(NUMBER, "")
    key = sha256(to_text(element).encode()).hexdigest()[:_KEY_LENGTH]
    return ScreenBlock(key, text, numbers)


def _paragraphs(body: Element) -> Iterator[ScreenParagraph]:
    for element in body.iter():
        number = element.get(NUMBER)
        if number is not None:
            text = " ".join("".join(element.itertext()).split())
            yield ScreenParagraph(int(number), text, tuple(_look(element)))


def _look(element: Element) -> Iterator[str]:
    """What is seen of a paragraph; a picture is seen with its caption. The number of a note shifts
    when another comes in before it, which is no change of the paragraph that calls it.
    """
    yield "".join(_seen(element))
    around = parent_of(element) if element.tag == "figcaption" else element
    for image in around.iter("img"):
        yield image.get("src", "")
    for mark in element.iter("mark"):
        yield "geel " + "".join(mark.itertext())


def _seen(element: Element) -> Iterator[str]:
    if element.tag != "sup":
        yield element.text or ""
        for child in element:
            yield from _seen(child)
            yield child.tail or ""
