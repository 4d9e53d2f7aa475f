"""The lists of a document as Word defines them: what each level counts from, how it looks, and when
it begins again.

Sources: ECMA-376 part 1, 17.9 (numbering); where Word does otherwise, what Word does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.word.list_symbols import unicode_bullet
from report_builder.word.numbering import NUM, NUM_ID, SCHEME, SCHEME_ID, find_numbering
from report_builder.word.ooxml import VAL, Element, find_child, is_on, value_at
from report_builder.word.package import styles_of
from report_builder.word.styles import find_style
from report_builder.wording.list_figures import Shape

LEVELS = 9
_LEVEL, _LEVEL_NUMBER = qn("w:lvl"), qn("w:ilvl")
_OVERRIDE = qn("w:lvlOverride")
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_PLACE = re.compile("%([1-9])")
_FIGURES = Shape()
_MOST_LINKS = 10
"""A list that refers to a list style, and that to a list, and so on: no document goes so far."""


@dataclass(frozen=True)
class ListLevel:
    """One level of a list; levels count from 0."""

    start: int = 1
    shape: Shape = _FIGURES
    pattern: str = ""
    """The text around the number, in which %2 is the count of the second level."""
    suffix: str = "tab"
    """What stands between number and text: tab, space, nothing."""
    restart: int | None = None
    """The highest level, counted from 1, whose items let this one begin again; None for every
    level above it, 0 for none.
    """
    is_legal: bool = False
    """Whether the levels above it are written in figures here, whatever their own shape."""
    is_capital: bool = False
    is_hidden: bool = False
    style: str = ""
    """The paragraph style that is tied to this level."""
    left: int = 0
    """Twips between the margin and the text of an item."""
    is_described: bool = True

    @property
    def is_bullet(self) -> bool:
        """Whether items have a sign instead of a number."""
        return self.shape.kind == "bullet"

    def begins_after(self, level: int) -> bool:
        """Whether an item of a level above this one lets it begin again."""
        return self.restart is None or level < self.restart


@dataclass(frozen=True)
class ListDefinition:
    """A list that paragraphs can be items of: a w:num."""

    num_id: str
    scheme_id: str
    """The abstract numbering that it is one use of. Word counts on over all uses of one."""
    levels: tuple[ListLevel, ...]
    restarts: Mapping[int, int]
    """Where a level begins again at the first item of this list, and at which number."""

    def level_of_style(self, styles: Iterator[str]) -> int | None:
        """The level that is tied to the first of these styles that has one."""
        tied = {level.style: number for number, level in enumerate(self.levels) if level.style}
        return next((tied[style] for style in styles if style in tied), None)

    def text(self, level: int, counts: Mapping[int, int]) -> str:
        """What is printed before an item of a level, for the counts of all levels."""
        own = self.levels[level]
        if own.is_hidden:
            return ""
        text = _PLACE.sub(lambda place: self._figure(int(place[1]) - 1, level, counts), own.pattern)
        return text.upper() if own.is_capital else text

    def _figure(self, number: int, level: int, counts: Mapping[int, int]) -> str:
        if number > level:
            return ""
        shape = self.levels[number].shape
        keeps_zero = shape.kind == "decimalZero"
        if self.levels[level].is_legal and number < level and not keeps_zero:
            shape = _FIGURES
        return shape.figure(counts[number])


def list_definitions(document: DocxDocument) -> dict[str, ListDefinition]:
    """The lists of a document by the id that paragraphs use; one that leads nowhere is left out."""
    root = find_numbering(document)
    if root is None:
        return {}
    reading = _Reading(root, styles_of(document))
    definitions = {}
    for num in root.findall(NUM):
        definition = reading.definition(num)
        if definition is not None:
            definitions[definition.num_id] = definition
    return definitions


def find_scheme(document: DocxDocument, num_id: str) -> Element | None:
    """The abstract numbering with the levels of a list, found through its list style too."""
    root = find_numbering(document)
    if root is None:
        return None
    reading = _Reading(root, styles_of(document))
    num = reading.nums.get(num_id)
    return reading.scheme(value_at(num, "w:abstractNumId")) if num is not None else None


class _Reading:
    """The numbering part of a document, with what its definitions refer to."""

    def __init__(self, root: Element, styles: Element | None) -> None:
        self.styles = styles
        self.schemes = {scheme.get(SCHEME_ID, ""): scheme for scheme in root.findall(SCHEME)}
        self.nums = {num.get(NUM_ID, ""): num for num in root.findall(NUM)}

    def definition(self, num: Element) -> ListDefinition | None:
        scheme_id = value_at(num, "w:abstractNumId")
        scheme = self.scheme(scheme_id)
        if scheme is None:
            return None
        levels = {number: _undescribed(number) for number in range(LEVELS)}
        for element in scheme.findall(_LEVEL):
            number = number_in(element.get(_LEVEL_NUMBER))
            if number in levels:
                levels[number] = _level(element, ListLevel())
        restarts = {}
        for override in num.findall(_OVERRIDE):
            number = number_in(override.get(_LEVEL_NUMBER))
            if number not in levels:
                continue
            own = find_child(override, "w:lvl")
            if own is not None:
                levels[number] = _level(own, levels[number])
            start = value_at(override, "w:startOverride")
            if start:
                restarts[number] = number_in(start)
                levels[number] = replace(levels[number], start=restarts[number])
        ordered = tuple(levels[number] for number in range(LEVELS))
        return ListDefinition(num.get(NUM_ID, ""), scheme_id, ordered, restarts)

    def scheme(self, scheme_id: str) -> Element | None:
        """An abstract numbering with levels: of one that refers to a list style, that style's."""
        for _ in range(_MOST_LINKS):
            scheme = self.schemes.get(scheme_id)
            link = value_at(scheme, "w:numStyleLink") if scheme is not None else ""
            if scheme is None or not link or find_child(scheme, "w:lvl") is not None:
                return scheme
            scheme_id = self._scheme_of_style(link)
        return None

    def _scheme_of_style(self, style_id: str) -> str:
        """The id of the abstract numbering behind a list style; empty where there is none."""
        style = find_style(self.styles, style_id) if self.styles is not None else None
        num_id = value_at(style, "w:pPr", "w:numPr", "w:numId") if style is not None else ""
        if num_id in self.nums:
            return value_at(self.nums[num_id], "w:abstractNumId")
        for identity, scheme in self.schemes.items():
            if value_at(scheme, "w:styleLink") == style_id:
                return identity
        return ""


def _undescribed(number: int) -> ListLevel:
    """A level that the list says nothing of is counted in figures."""
    return ListLevel(pattern=f"%{number + 1}.", is_described=False)


def _level(element: Element, base: ListLevel) -> ListLevel:
    """A level as it is described; what is not said is as in the base."""
    shape = _shape(element) or base.shape
    pattern = value_at(element, "w:lvlText", default=base.pattern)
    if shape.kind == "bullet":
        has_picture = find_child(element, "w:lvlPicBulletId") is not None
        pattern = "•" if has_picture else unicode_bullet(pattern, _font(element))
    restart = value_at(element, "w:lvlRestart")
    return ListLevel(
        start=number_in(value_at(element, "w:start"), base.start),
        shape=shape,
        pattern=pattern,
        suffix=value_at(element, "w:suff", default=base.suffix),
        restart=number_in(restart) if restart else base.restart,
        is_legal=is_on(find_child(element, "w:isLgl")) or base.is_legal,
        is_capital=is_on(find_child(element, "w:rPr", "w:caps")),
        is_hidden=is_on(find_child(element, "w:rPr", "w:vanish")),
        style=value_at(element, "w:pStyle", default=base.style),
        left=left_indent(element) or base.left,
    )


def left_indent(element: Element) -> int | None:
    """Twips that a paragraph, a style or a level begins from the margin, where it says so."""
    indent = find_child(element, "w:pPr", "w:ind")
    if indent is None:
        return None
    left = indent.get(qn("w:left"), indent.get(qn("w:start")))
    return number_in(left) if left is not None else None


def _shape(element: Element) -> Shape | None:
    """How a level counts; a shape of the writer's own stands beside one for old programs."""
    form = find_child(element, "w:numFmt")
    alternative = element.find(_ALTERNATIVE)
    if alternative is not None:
        form = next(alternative.iter(qn("w:numFmt")), form)
    if form is None:
        return None
    return Shape(form.get(VAL, "decimal"), form.get(qn("w:format"), ""))


def _font(element: Element) -> str:
    fonts = find_child(element, "w:rPr", "w:rFonts")
    return fonts.get(qn("w:ascii"), "") if fonts is not None else ""


def number_in(text: str | None, default: int = 0) -> int:
    """A whole number; the default where a file has something else in its place."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default
