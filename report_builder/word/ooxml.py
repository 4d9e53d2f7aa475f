"""WordprocessingML: names, small elements, and walking through the text of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element: TypeAlias = Any
"""An element of python-docx: lxml's own with methods by tag, of which the stubs of lxml know
nothing.
"""

P, R, T, TBL, TR, TC = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
VAL = qn("w:val")
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ORIGIN = qn("w:rsidP")
"""Where the number stands of the template's paragraph that a paragraph comes from; it does not
leave the program.
"""
SPACES = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}


def make(tag: str, text: str | None = None, **attributes: str) -> Element:
    """An element such as `make("w:tag", val="key")`; attribute names are taken to be in the w
    namespace.
    """
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    if text is not None:
        element.text = text
        if tag == "w:t" and text != text.strip():
            element.set(XML_SPACE, "preserve")
    return element


def make_run(text: str, style: Element | None = None) -> Element:
    """A run with a copy of the given run properties."""
    run = make("w:r")
    if style is not None:
        run.append(copy_of(style))
    run.append(make("w:t", text))
    return run


def copy_of(element: Element) -> Element:
    """A deep copy without the text that follows the element."""
    copied = deepcopy(element)
    copied.tail = None
    return copied


def own_texts(paragraph: Element) -> Iterator[Element]:
    """The elements that make up the text of a paragraph, not those of a text box inside it."""
    for element in paragraph.iter(T, *SPACES):
        if element.tag != T and element.getparent().tag != R:
            continue
        if next(element.iterancestors(P)) is paragraph:
            yield element


def text_of(paragraph: Element) -> str:
    """The text of a paragraph as it is read."""
    return "".join(
        element.text or "" if element.tag == T else SPACES[element.tag]
        for element in own_texts(paragraph)
    )


def paragraph_style(paragraph: Element) -> str:
    """The id of a paragraph's style, or an empty string."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style.get(VAL, "") if style is not None else ""


def set_text(element: Element, text: str) -> None:
    """Give a w:t its text, keeping spaces at the ends."""
    element.text = text
    if text != text.strip():
        element.set(XML_SPACE, "preserve")
