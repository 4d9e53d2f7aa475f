"""News in Word: an embargo above it, sources below it, and the posts under the headings of a
document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.fill.content_controls import keys_in
from report_builder.word.fill.unbroken_words import with_plain_spaces
from report_builder.word.list_numbers import ListNumber, ListNumbers
from report_builder.word.list_symbols import PLAIN
from report_builder.word.ooxml import (
    TBL,
    Element,
    make,
    make_paragraph,
    make_run,
    paragraph_style,
    read_as,
    texts_in,
)
from report_builder.word.package import body_of, styles_of
from report_builder.word.places import heading_levels
from report_builder.word.styles import (
    CAPTION,
    FIGURE,
    SOURCE,
    StyleIds,
    document_style_ids,
    ensure_styles,
)

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
    last: Element | None = None
    """The last paragraph with text; None when there is none."""
    ends_in_list: bool = False

    def add(self, paragraph: CT_P, text: str, sign: str) -> None:
        """Put the text of a paragraph behind what is there, an item behind its sign; the items of a
        list stand together.
        """
        is_item = bool(sign)
        if self.text:
            self.text += "\n" if is_item and self.ends_in_list else "\n\n"
        self.text += f"{sign} {text}" if is_item else text
        self.keys += keys_in(paragraph)
        self.last, self.ends_in_list = paragraph, is_item


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
    styles, body = styles_of(document), body_of(document)
    ids = ensure_styles(styles, house, (_BOX, SOURCE)) if styles is not None else {}
    if is_social:
        for post in read_posts(document):
            line = sources(post.keys) if post.last is not None else ""
            if post.last is not None and line:
                post.last.addnext(_line(ids, SOURCE, line))
    else:
        line = sources(keys_in(body))
        if line:
            _append(body, _line(ids, SOURCE, line))
    if embargo:
        box = _line(ids, _BOX, embargo)
        box.get_or_add_pPr().append(make("w:spacing", after=_BELOW_BOX))
        body.insert(0, box)


def _line(ids: StyleIds, style: str, text: str) -> CT_P:
    return make_paragraph(ids.get(style, ""), [make_run(text)])


def _append(body: Element, paragraph: CT_P) -> None:
    """Put a paragraph behind all others: before the properties of the last section, if any."""
    section = body.find(qn("w:sectPr"))
    if section is not None:
        section.addprevious(paragraph)
    else:
        body.append(paragraph)


def read_posts(document: DocxDocument) -> list[Post]:
    """What stands under each heading below the title, as it is posted: paragraphs apart, items of a
    list together.

    Pictures with their captions are left out; a heading with nothing but a picture is no post.
    """
    levels, ids = heading_levels(styles_of(document)), document_style_ids(document)
    numbers = ListNumbers(document).of(body_of(document))
    posts: list[Post] = []
    is_picture = False
    for block in body_of(document):
        style = paragraph_style(block) if isinstance(block, CT_P) else ""
        text = _text(block).strip() if isinstance(block, CT_P) else ""
        if text and levels.get(style, 0) > 1:
            posts.append(Post(text, block))
            is_picture = False
        elif not posts:
            continue
        elif not isinstance(block, CT_P):
            posts[-1].has_table |= block.tag == TBL
        elif style in (ids.get(FIGURE), ids.get(CAPTION)):
            is_picture = True
        elif is_picture and style == ids.get(SOURCE):
            is_picture = False
        elif text:
            posts[-1].add(block, text, _sign(block, numbers))
    return posts


def _sign(paragraph: CT_P, numbers: Mapping[CT_P, ListNumber]) -> str:
    """The number or bullet of an item; empty before other text."""
    if paragraph in numbers:
        return numbers[paragraph].text
    return PLAIN if "List" in paragraph_style(paragraph) else ""


def _text(paragraph: CT_P) -> str:
    """The text of a paragraph with its line breaks."""
    parts = texts_in(paragraph)
    text = "".join("\n" if part.tag == _BREAK else read_as(part) for part in parts)
    return with_plain_spaces(text)
