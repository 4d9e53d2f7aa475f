"""The text of a passage in pieces: what was put in or taken out of it, which value each piece is
of, and what people marked it with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.model.returned import HandMark, Stretch, TrackedChange
from report_builder.model.value import OWN_KEY
from report_builder.word.change_marks import DELETIONS, INSERTIONS, change_tags
from report_builder.word.fill.unbroken_words import with_plain_spaces
from report_builder.word.ooxml import (
    SPACE_TAGS,
    TC,
    TR,
    Element,
    R,
    T,
    find_around,
    find_child,
    find_paragraph,
    is_on,
    parent_of,
    read_as,
    value_at,
)
from report_builder.word.read.page_numbers import page_number_texts

_INSERTED, _DELETED = change_tags(INSERTIONS), change_tags(DELETIONS)
_BETWEEN_CELLS = " | "
_BREAK = " ¶ "
_STRIKES = ("w:strike", "w:dstrike")
_NO_FILL = ("", "auto", "none", "FFFFFF")
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
"""The colours that Word highlights with, as other programs write them behind a text."""


def change_of(element: Element) -> TrackedChange:
    """Who made a tracked change, and when."""
    return TrackedChange(element.get(qn("w:author"), ""), element.get(qn("w:date"), ""))


def find_break(paragraph: CT_P) -> TrackedChange | None:
    """Who put in the end of a paragraph, where Word kept track of that."""
    mark = find_child(paragraph, "w:pPr", "w:rPr", "w:ins")
    return change_of(mark) if mark is not None else None


def style_colours(styles: Element | None) -> frozenset[str]:
    """The colours that the styles of a document put behind a text: what has one of them was not
    marked by hand, though some programs write the colour of a style at each paragraph.
    """
    shadings = styles.iter(qn("w:shd")) if styles is not None else ()
    return frozenset(shading.get(qn("w:fill"), "").upper() for shading in shadings)


def passage_stretches(
    paragraphs: Sequence[CT_P], house_colours: Collection[str]
) -> Iterator[Stretch]:
    """The text of the paragraphs of a passage, with a sign between cells, and between the parts of
    a paragraph that was split. A paragraph or cell in one of the `house_colours` is not marked.

    An empty paragraph at the start gets no space or sign behind it.
    """
    has_text = False
    previous: CT_P | None = None
    for paragraph in paragraphs:
        if previous is not None and has_text:
            yield _between(previous, paragraph)
        for stretch in _stretches(paragraph, house_colours):
            has_text = True
            yield stretch
        previous = paragraph


def _between(previous: CT_P, paragraph: CT_P) -> Stretch:
    """What stands between two paragraphs of a passage."""
    cell = find_around(paragraph, TC)
    if cell is None:
        return Stretch(_BREAK, find_break(previous))
    text = " " if cell is find_around(previous, TC) else _BETWEEN_CELLS
    return Stretch(text, _put_in(paragraph), _taken_out(paragraph))


def _stretches(paragraph: CT_P, house_colours: Collection[str]) -> Iterator[Stretch]:
    """The text of a paragraph in pieces, with what was done to each."""
    block_inserted, block_deleted = _put_in(paragraph), _taken_out(paragraph)
    block_colour = _block_colour(paragraph)
    if block_colour in house_colours:
        block_colour = ""
    for element in _all_texts(paragraph):
        around = list(_inside(paragraph, element))
        inserted = block_inserted or _innermost_change(around, _INSERTED)
        deleted = block_deleted or _innermost_change(around, _DELETED)
        text = with_plain_spaces(read_as(element) or element.text or "")
        if text:
            yield Stretch(text, inserted, deleted, _key(around), _look(around, block_colour))


def _all_texts(paragraph: CT_P) -> Iterator[Element]:
    """The elements that make up the text of a paragraph, with what was taken out of it.

    The number of a page in a header or footer is no text: each program leaves another one there.
    """
    numbers = page_number_texts(paragraph)
    for element in paragraph.iter(T, qn("w:delText"), *SPACE_TAGS):
        is_stop = element.tag in SPACE_TAGS and parent_of(element).tag != R
        if find_paragraph(element) is paragraph and not is_stop and element not in numbers:
            yield element


def _inside(paragraph: CT_P, element: Element) -> Iterator[Element]:
    """What an element stands in, from inside to outside, up to its paragraph."""
    for around in element.iterancestors():
        if around is paragraph:
            return
        yield around


def _put_in(paragraph: CT_P) -> TrackedChange | None:
    return _block_change(paragraph, _INSERTED, "w:ins", "w:cellIns")


def _taken_out(paragraph: CT_P) -> TrackedChange | None:
    return _block_change(paragraph, _DELETED, "w:del", "w:cellDel")


def _block_change(
    paragraph: CT_P, tags: tuple[str, ...], row_tag: str, cell_tag: str
) -> TrackedChange | None:
    """Who put in or took out a whole row or cell, or the text box around a paragraph: that stands
    at these and not at their text.
    """
    row, cell = find_around(paragraph, TR), find_around(paragraph, TC)
    marks = (
        find_child(row, "w:trPr", row_tag) if row is not None else None,
        find_child(cell, "w:tcPr", cell_tag) if cell is not None else None,
        find_around(paragraph, *tags),
    )
    return next((change_of(mark) for mark in marks if mark is not None), None)


def _innermost_change(around: Iterable[Element], tags: tuple[str, ...]) -> TrackedChange | None:
    for element in around:
        if element.tag in tags:
            return change_of(element)
    return None


def _key(around: Iterable[Element]) -> str:
    """The key of the value that a text is of, or an empty string."""
    for control in around:
        if control.tag == qn("w:sdt"):
            key = value_at(control, "w:sdtPr", "w:tag")
            if OWN_KEY.search(key):
                return key
    return ""


def _look(around: Iterable[Element], block_colour: str) -> HandMark:
    """What a text is marked with in its run, or in its paragraph or cell."""
    run = next((element for element in around if element.tag == R), None)
    properties = find_child(run, "w:rPr") if run is not None else None
    if properties is None:
        return HandMark(colour=block_colour)
    is_struck, colour = _is_struck(properties), _colour(properties)
    former = find_child(properties, "w:rPrChange")
    change = None
    if former is not None:
        old = find_child(former, "w:rPr")
        had_strike, had_colour = (_is_struck(old), _colour(old)) if old is not None else (False, "")
        is_new = (is_struck and not had_strike) or colour not in ("", had_colour)
        change = change_of(former) if is_new else None
    return HandMark(is_struck, colour or block_colour, change)


def _is_struck(properties: Element) -> bool:
    return any(is_on(find_child(properties, name)) for name in _STRIKES)


def _colour(properties: Element) -> str:
    """The colour behind a text: its highlight, or else its shading; empty for none."""
    highlight = value_at(properties, "w:highlight")
    return _HIGHLIGHTS.get(highlight, "") or _fill(properties)


def _fill(properties: Element | None) -> str:
    shading = find_child(properties, "w:shd") if properties is not None else None
    fill = shading.get(qn("w:fill"), "") if shading is not None else ""
    return "" if fill in _NO_FILL else fill.upper()


def _block_colour(paragraph: CT_P) -> str:
    """The colour behind a whole paragraph or cell."""
    cell = find_around(paragraph, TC)
    own = _fill(find_child(paragraph, "w:pPr"))
    return own or (_fill(find_child(cell, "w:tcPr")) if cell is not None else "")
