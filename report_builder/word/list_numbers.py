"""What Word prints before each numbered paragraph: 3.1, a), Maatregel 2:, •.

A paragraph is numbered by itself, by its style, or by a style that this is based on. Every story
counts by itself: the text, each text box, each header and footer, the footnotes, the endnotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.list_counts import ListCount, ListItem
from report_builder.word.list_levels import (
    LEVELS,
    left_indent,
    list_definitions,
)
from report_builder.word.ooxml import (
    TR,
    VAL,
    Element,
    find_around,
    find_child,
    paragraph_style,
    paragraphs_in,
    value_at,
)
from report_builder.word.package import styles_of
from report_builder.word.places import TEXT_BOX
from report_builder.word.run_looks import RunLooks
from report_builder.word.styles import STYLE_ID

_PROPERTIES, _STYLE_NAME, _LIST = qn("w:pPr"), qn("w:pStyle"), qn("w:numPr")
_GONE = tuple(qn(f"w:{name}") for name in ("del", "moveFrom"))


@dataclass(frozen=True)
class ListNumber:
    """What stands before a paragraph, and which list it is an item of."""

    text: str
    level: int
    """Counted from 0."""
    num_id: str
    suffix: str
    """What stands between number and text: tab, space, nothing."""
    shape: str
    """The kind of its figure by Word's name: lowerLetter, bullet."""
    left: int
    """Twips between the margin and the text."""
    doubt: str = ""
    """Why the number may be another than Word's, in Dutch; empty where it is Word's."""
    is_supported: bool = True
    """Whether the shape of the number is one that is written here as Word does."""

    @property
    def is_bullet(self) -> bool:
        """Whether it is a sign and no number."""
        return self.shape == "bullet"


@dataclass(frozen=True)
class _Style:
    """What a paragraph style says of lists and of hiding."""

    based_on: str
    num_id: str
    level: str
    left: int | None


class OwnList(NamedTuple):
    """What a paragraph says itself of lists: its style, its list and its level; empty where it says
    nothing.
    """

    style: str = ""
    num_id: str = ""
    level: str = ""
    is_stated: bool = False
    """Whether it speaks of a list at all, be it that it is in none."""


def own_list(paragraph: CT_P) -> OwnList:
    """What a paragraph says itself of lists."""
    properties = next(paragraph.iterchildren(_PROPERTIES), None)
    if properties is None:
        return OwnList()
    children = {child.tag: child for child in properties.iterchildren(_STYLE_NAME, _LIST)}
    style, stated = children.get(_STYLE_NAME), children.get(_LIST)
    return OwnList(
        style=style.get(VAL, "") if style is not None else "",
        num_id=value_at(stated, "w:numId") if stated is not None else "",
        level=value_at(stated, "w:ilvl") if stated is not None else "",
        is_stated=stated is not None,
    )


class ListNumbers:
    """The numbers of a document's paragraphs, counted story by story."""

    def __init__(self, document: DocxDocument) -> None:
        self.document = document
        self.definitions = list_definitions(document)
        self._looks = RunLooks(styles_of(document))
        self._items: dict[OwnList, ListItem | None] = {}

    def of(self, root: Element) -> dict[CT_P, ListNumber]:
        """What stands before each numbered paragraph of a part; a list that shows nothing there is
        left out.
        """
        if not self.definitions:
            return {}
        numbers = dict(self._story(_outside_boxes(root)))
        for box in root.iter(TEXT_BOX):
            numbers |= self._story(_inside_box(box))
        return numbers

    def item(self, paragraph: CT_P) -> ListItem | None:
        """The list that a paragraph is in, by itself or by its style; none where it is in none."""
        return self.item_of(own_list(paragraph))

    def item_of(self, own: OwnList) -> ListItem | None:
        """The list of a paragraph that says this of itself."""
        # A report has thousands of paragraphs that say the same.
        if own not in self._items:
            self._items[own] = self._find_item(own)
        return self._items[own]

    def _find_item(self, own: OwnList) -> ListItem | None:
        chain = self._chain(own.style)
        style_id = next((style.num_id for _, style in chain if style.num_id), "")
        definition = self.definitions.get(own.num_id or style_id)
        if definition is None:
            return None
        level = _level(own.level)
        if level is None:
            level = definition.level_of_style(identity for identity, _ in chain)
        if level is None:
            level = next((_level(style.level) for _, style in chain if style.level), None)
        return ListItem(definition, level or 0)

    def _story(self, paragraphs: Iterator[CT_P]) -> Iterator[tuple[CT_P, ListNumber]]:
        counts: dict[str, ListCount] = {}
        for paragraph in paragraphs:
            item = self.item(paragraph)
            if item is None or self._is_uncounted(paragraph):
                continue
            count = counts.setdefault(item.definition.scheme_id, ListCount())
            left = self._left(paragraph, item)
            number = _number(item, count.add(item), left)
            if number.text:
                yield paragraph, number

    def _is_uncounted(self, paragraph: CT_P) -> bool:
        """Whether Word passes over a paragraph: its end is deleted, moved away or hidden.

        Of a heading that goes on in the next paragraph (w:specVanish) the hidden end counts.
        """
        mark = find_child(paragraph, "w:pPr", "w:rPr")
        if mark is not None and any(child.tag in _GONE for child in mark):
            return True
        row = find_around(paragraph, TR)
        if row is not None and find_child(row, "w:trPr", "w:del") is not None:
            return True
        is_separator = self._looks.is_mark_toggled(paragraph, "w:specVanish")
        return self._looks.is_mark_toggled(paragraph, "w:vanish") and not is_separator

    def _left(self, paragraph: CT_P, item: ListItem) -> int:
        """How far the text of an item stands from the margin: as it says itself, else as what puts
        it in its list says: the level of that list, or its style.
        """
        own = left_indent(paragraph)
        if own is not None:
            return own
        level = item.definition.levels[item.level].left
        if find_child(paragraph, "w:pPr", "w:numPr", "w:numId") is not None:
            return level
        chain = self._chain(paragraph_style(paragraph))
        return next((style.left for _, style in chain if style.left is not None), level)

    def _chain(self, style: str) -> list[tuple[str, _Style]]:
        """The style of a paragraph, by its id, the one that it is based on, and so on."""
        identity = style or self._default_style
        chain: dict[str, _Style] = {}
        while identity in self._styles and identity not in chain:
            chain[identity] = self._styles[identity]
            identity = chain[identity].based_on
        return list(chain.items())

    @cached_property
    def _styles(self) -> dict[str, _Style]:
        return {style.get(STYLE_ID, ""): _style(style) for style in self._paragraph_styles()}

    @cached_property
    def _default_style(self) -> str:
        """The id of the style of paragraphs that name none."""
        defaults = (
            style
            for style in self._paragraph_styles()
            if style.get(qn("w:default")) in ("1", "true")
        )
        style = next(defaults, None)
        return style.get(STYLE_ID, "") if style is not None else ""

    def _paragraph_styles(self) -> Iterator[Element]:
        styles = styles_of(self.document)
        for style in styles.iter(qn("w:style")) if styles is not None else ():
            if style.get(qn("w:type"), "paragraph") == "paragraph":
                yield style


def _style(element: Element) -> _Style:
    return _Style(
        based_on=value_at(element, "w:basedOn"),
        num_id=value_at(element, "w:pPr", "w:numPr", "w:numId"),
        level=value_at(element, "w:pPr", "w:numPr", "w:ilvl"),
        left=left_indent(element),
    )


def _number(item: ListItem, counts: Mapping[int, int], left: int) -> ListNumber:
    level = item.definition.levels[item.level]
    return ListNumber(
        text=item.definition.text(item.level, counts),
        level=item.level,
        num_id=item.definition.num_id,
        suffix=level.suffix,
        shape=level.shape.kind,
        left=left,
        doubt=_doubt(item),
        is_supported=level.shape.is_supported,
    )


def _doubt(item: ListItem) -> str:
    level = item.definition.levels[item.level]
    if not level.is_described:
        return f"de lijst beschrijft niveau {item.level + 1} niet"
    if not level.shape.is_supported:
        return f"de nummering '{level.shape.examples or level.shape.kind}' is niet bekend"
    return ""


def _level(text: str) -> int | None:
    """A level as a paragraph or style names it; one that does not exist is as the deepest."""
    return min(int(text), LEVELS - 1) if text.isdecimal() else None


def _outside_boxes(root: Element) -> Iterator[CT_P]:
    for paragraph in paragraphs_in(root):
        if find_around(paragraph, TEXT_BOX) is None:
            yield paragraph


def _inside_box(box: Element) -> Iterator[CT_P]:
    """The paragraphs of a text box, not those of a box in it."""
    for paragraph in paragraphs_in(box):
        if find_around(paragraph, TEXT_BOX) is box:
            yield paragraph
