"""A news item as a page for the web editor: nothing but the text, with what a site asks for in its
head.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from lxml import html

from report_builder.web.cleanup import to_text
from report_builder.web.content_policy import styled_head
from report_builder.web.page_elements import Element
from report_builder.web.web_edition import Banner, embed_pictures, make_banner

_STYLE = Path(__file__).with_name("news.css")


def make_news(
    title: str,
    bodies: Sequence[Element],
    pictures: Mapping[str, bytes],
    banner: Banner | None,
    notes: Mapping[str, str] | None = None,
) -> str:
    """The page; `title` is what it is called where its heading is stale, `notes` stand below
    what a heading opens.

    Title and description cannot be yellow, so that nothing stale goes into them.
    """
    blocks = [block for body in bodies for section in body for block in section]
    for body in bodies:
        embed_pictures(body, pictures)
        _drop_keys(body)
    article = "".join(to_text(block) for block in _with_notes(blocks, notes or {}))
    headline = _fresh_text(blocks, "h1") or title
    description = escape(_fresh_text(blocks, "p", "inleiding") or title)
    return (
        '<!DOCTYPE html>\n<html lang="nl-NL"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(headline)}</title><meta name="description" content="{description}">'
        f"{styled_head(_STYLE.read_text(encoding='utf-8'))}</head><body>"
        f"{_header(banner)}<main><article>{article}</article></main></body></html>\n"
    )


def _drop_keys(body: Element) -> None:
    """Values go out as plain text: what they are made from is of no use to a web editor."""
    for span in list(body.iter("span")):
        if span.get("class") == "waarde":
            span.drop_tag()


def _header(banner: Banner | None) -> str:
    return f"<header>{make_banner(banner)}</header>" if banner else ""


def _fresh_text(blocks: Sequence[Element], tag: str, name: str | None = None) -> str:
    """The text of the first element of that kind, unless something in it is stale."""
    for block in blocks:
        if block.tag == tag and name in (None, block.get("class")):
            is_stale = next(block.iter("mark"), None) is not None
            return "" if is_stale else " ".join("".join(block.itertext()).split())
    return ""


def _with_notes(blocks: Sequence[Element], notes: Mapping[str, str]) -> Iterator[Element]:
    """The blocks, with a note at the end of what stands under a heading that has one."""
    note = ""
    for block in blocks:
        if block.tag in ("h2", "h3"):
            yield from _note(note)
            note = notes.get("".join(block.itertext()).strip(), "")
        yield block
    yield from _note(note)


def _note(text: str) -> Iterator[Element]:
    if text:
        paragraph = html.Element("p")
        paragraph.set("class", "telling")
        paragraph.text = text
        yield paragraph
