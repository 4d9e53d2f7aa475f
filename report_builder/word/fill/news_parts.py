"""News in Word: an embargo above it, sources below it, and the posts under the headings of a
document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.fill.blocks import paragraph
from report_builder.word.ooxml import (
    SPACES,
    VAL,
    Element,
    P,
    T,
    make,
    make_run,
    own_texts,
    paragraph_style,
)
from report_builder.word.package import styles_of
from report_builder.word.places import heading_levels
from report_builder.word.styles import CAPTION, FIGURE, SOURCE, StyleIds, ensure_styles, style_ids

_BOX = "Kaderkop"
_BELOW_BOX = "280"
"""Twips between the embargo and the title."""
_BREAK = qn("w:br")


@dataclass
class Post:
    """What stands under one heading: its text, the keys of the values in it, and whether it holds a
    table.
    """

    name: str
    heading: Element
    text: str = ""
    has_table: bool = False
    keys: list[str] = field(default_factory=list)
    last: Element = None
    """The last paragraph with text; None when there is none."""


def dress_news(
    document: DocxDocument,
    house: Element,
    embargo: str,
    sources: Callable[[Sequence[str]], str],
    *,
    is_social: bool,
) -> None:
    """Put the embargo above a document and the source line below it, or below each post.

    `sources` gives that line for the values with these keys, or nothing.
    """
    styles, body = styles_of(document), document.element.body
    ids = ensure_styles(styles, house, (_BOX, SOURCE)) if styles is not None else {}
    if is_social:
        for post in read_posts(document):
            if post.last is not None and (line := sources(post.keys)):
                post.last.addnext(_line(ids, SOURCE, line))
    elif line := sources(_keys(body)):
        body.add_p().addprevious(made := _line(ids, SOURCE, line))
        body.remove(made.getnext())
    if embargo:
        box = _line(ids, _BOX, embargo)
        box.get_or_add_pPr().append(make("w:spacing", after=_BELOW_BOX))
        body.insert(0, box)


def _line(ids: StyleIds, style: str, text: str) -> Element:
    return paragraph(ids.get(style, ""), [make_run(text)])


def _keys(element: Element) -> list[str]:
    return [tag.get(VAL) for tag in element.iter(qn("w:tag"))]


def read_posts(document: DocxDocument) -> list[Post]:
    """What stands under each heading below the title, as it is posted: paragraphs apart, items of a
    list together.

    Pictures with their captions are left out; a heading with nothing but a picture is no post.
    """
    styles = styles_of(document)
    levels, named = heading_levels(styles), style_ids(styles) if styles is not None else {}
    posts: list[Post] = []
    parts: list[tuple[str, bool]] = []
    is_picture = False
    for block in document.element.body:
        style = paragraph_style(block) if block.tag == P else ""
        if levels.get(style, 0) > 1 and (name := _text(block).strip()):
            posts.append(Post(name, block))
            parts, is_picture = [], False
        elif not posts:
            continue
        elif block.tag != P:
            posts[-1].has_table |= block.tag == qn("w:tbl")
        elif style in (named.get(FIGURE), named.get(CAPTION)):
            is_picture = True
        elif is_picture and style == named.get(SOURCE):
            is_picture = False
        elif text := _text(block).strip():
            parts.append(
                (text, block.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None or "List" in style)
            )
            _add(posts[-1], parts, block)
    return posts


def _add(post: Post, parts: Sequence[tuple[str, bool]], block: Element) -> None:
    (text, is_item), was_item = parts[-1], len(parts) > 1 and parts[-2][1]
    gap = "" if not post.text else "\n" if is_item and was_item else "\n\n"
    post.text += f"{gap}{'• ' if is_item else ''}{text}"
    post.keys += _keys(block)
    post.last = block


def _text(element: Element) -> str:
    """The text of a paragraph with its line breaks."""
    return "".join(
        (part.text or "") if part.tag == T else "\n" if part.tag == _BREAK else SPACES[part.tag]
        for part in own_texts(element)
    )
