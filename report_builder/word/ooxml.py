"""WordprocessingML: names, small elements, and walking through the text of a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy, deepcopy
from functools import cache
from typing import TypeAlias, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from lxml import etree

Element: TypeAlias = etree._Element
"""Any element of a part. Those that the parser of python-docx made have a class of their own where
it knows the tag: every w:p is a CT_P, every w:r a CT_R.
"""

P, R, T, TBL, TR, TC = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
ID, VAL = qn("w:id"), qn("w:val")
full_tag = cache(qn)
"""The tag of an element with its namespace: `{http…}p` of `w:p`."""
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Word keeps here in which of its sessions a paragraph was last changed: a number that it reads from
# every file, gives back unharmed and puts to no other use. So the place of a paragraph in its
# template can travel to the reviewers and back, also when they move the paragraph about.
FINDING_STYLE = "Kernzin"
"""The style of a finding above a figure, which is no paragraph of a template."""
ORIGIN = qn("w:rsidP")
"""Where the number stands of the template's paragraph that a paragraph comes from; it does not
leave the program.
"""
_SPACES = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
SPACE_TAGS = tuple(_SPACES)
"""The elements of a run that are read as a character, though they hold no text."""


def make(tag: str, text: str | None = None, **attributes: str) -> Element:
    """An element such as `make("w:tag", val="key")`; attribute names are taken to be in the w
    namespace.
    """
    # A copy is made in half the time that a new one takes.
    element = copy(_model(tag))
    for name, value in attributes.items():
        element.set(full_tag(f"w:{name}"), value)
    if text is not None and tag == "w:t":
        set_text(element, text)
    elif text is not None:
        element.text = text
    return element


@cache
def _model(tag: str) -> Element:
    return OxmlElement(tag)


def make_run(text: str, properties: Element | None = None) -> CT_R:
    """A run with a copy of the given run properties."""
    return run_around(make("w:t", text), properties)


def run_around(content: Element, properties: Element | None = None) -> CT_R:
    """A run that holds an element, with a copy of the given run properties."""
    run = cast(CT_R, make("w:r"))
    if properties is not None:
        run.append(copy_of(properties))
    run.append(content)
    return run


def make_paragraph(
    style: str, content: Iterable[Element] = (), *, is_kept_with_next: bool = False
) -> CT_P:
    """A paragraph in the style with that id."""
    paragraph = cast(CT_P, make("w:p"))
    properties = make("w:pPr")
    properties.append(make("w:pStyle", val=style))
    if is_kept_with_next:
        properties.append(make("w:keepNext"))
    paragraph.append(properties)
    paragraph.extend(content)
    return paragraph


def copy_of(element: Element) -> Element:
    """A deep copy without the text that follows the element."""
    copied = deepcopy(element)
    copied.tail = None
    return copied


def parent_of(element: Element) -> Element:
    """What an element stands in that is not the root of its part."""
    parent = element.getparent()
    assert parent is not None
    return parent


def remove(element: Element) -> None:
    """Take an element, which is not the root of its part, out of the tree."""
    parent_of(element).remove(element)


def local_name(element: Element) -> str:
    """The tag of an element without its namespace: `p`."""
    return str(element.tag).rpartition("}")[2]


def find_child(element: Element, *tags: str) -> Element | None:
    """The element down a path of tags, such as `"w:pPr", "w:numPr"`."""
    # Faster by half than `find` with a path, and asked for some ten times for every run.
    first, below = tags[0], tags[1:]
    for child in element.iterchildren(full_tag(first)):
        found = find_child(child, *below) if below else child
        if found is not None:
            return found
    return None


def value_at(element: Element, *tags: str, default: str = "") -> str:
    """The w:val of the element down a path of tags; the default where either is not there."""
    child = find_child(element, *tags)
    return child.get(VAL, default) if child is not None else default


def is_on(element: Element | None) -> bool:
    """Whether a property that is on or off, such as w:vanish, is there and on."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off")


def paragraphs_in(root: Element) -> Iterator[CT_P]:
    """The paragraphs below an element, or itself, in order; those in tables and text boxes too."""
    return cast(Iterator[CT_P], root.iter(P))


def runs_in(root: Element) -> Iterator[CT_R]:
    """The runs below an element, or itself, in order."""
    return cast(Iterator[CT_R], root.iter(R))


def find_around(element: Element, *tags: str) -> Element | None:
    """The innermost element with one of these (full) tags that an element stands in."""
    return next(element.iterancestors(*tags), None)


def find_paragraph(element: Element) -> CT_P | None:
    """The innermost paragraph that an element stands in."""
    return cast("CT_P | None", find_around(element, P))


def run_of(text: Element) -> CT_R:
    """The run that a w:t, or another element that only runs hold, stands in."""
    run = find_around(text, R)
    assert run is not None
    return cast(CT_R, run)


def run_properties(run: Element | None) -> Element | None:
    """The properties of a run, to give to others."""
    return find_child(run, "w:rPr") if run is not None else None


def texts_in(paragraph: CT_P) -> Iterator[Element]:
    """The elements that make up the text of a paragraph, not those of a text box inside it."""
    for element in paragraph.iter(T, *SPACE_TAGS):
        # A tab or break is text in a run only: in the properties of a paragraph a w:tab is a stop.
        around = parent_of(element)
        is_in_run = around.tag == R
        if element.tag != T and not is_in_run:
            continue
        is_near = is_in_run and around.getparent() is paragraph
        if is_near or find_paragraph(element) is paragraph:
            yield element


def read_as(element: Element) -> str:
    """What one element of a text is read as: its text, or a space for a tab or break."""
    if element.tag == T:
        return element.text or ""
    return _SPACES.get(str(element.tag), "")


def text_of(paragraph: CT_P) -> str:
    """The text of a paragraph as it is read."""
    return "".join(map(read_as, texts_in(paragraph)))


def paragraph_style(paragraph: CT_P) -> str:
    """The id of a paragraph's style, or an empty string."""
    return value_at(paragraph, "w:pPr", "w:pStyle")


def find_section(paragraph: Element) -> Element | None:
    """The properties of the section that ends with a paragraph; none where it ends no section."""
    return find_child(paragraph, "w:pPr", "w:sectPr")


def move_content(paragraph: CT_P, following: CT_P) -> None:
    """Put the content of a paragraph before that of another, behind the properties of that; the
    paragraph goes.
    """
    content = [child for child in paragraph if child.tag != qn("w:pPr")]
    start = 1 if find_child(following, "w:pPr") is not None else 0
    for position, child in enumerate(content, start=start):
        following.insert(position, child)
    remove(paragraph)


def set_text(element: Element, text: str) -> None:
    """Give a w:t its text, keeping spaces at the ends."""
    element.text = text
    if text != text.strip():
        element.set(XML_SPACE, "preserve")
