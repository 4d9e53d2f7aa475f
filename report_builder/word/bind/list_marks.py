"""The numbers that Word counts, as text that goes along to HTML: mammoth knows no letters, no start
and no text around a number.

Before the text of an item stands what list it is in, between private-use characters; from these
web/lists.py makes lists.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.list_numbers import ListNumber, ListNumbers
from report_builder.word.numbering import find_numbering, set_list
from report_builder.word.ooxml import (
    Element,
    find_child,
    local_name,
    make,
    make_run,
    paragraph_style,
    paragraphs_in,
    remove,
)
from report_builder.word.package import stories, styles_of
from report_builder.word.places import heading_levels

# Private-use characters: no text of ours has them, and mammoth passes them on.
ITEM, ITEM_MIDDLE, ITEM_END = "\ue030", "\ue031", "\ue032"
NUMBER_STYLE = "Kopnummer"
_ITEM_LIST = "1"
"""The one list that is left in the file, by which mammoth knows an item."""
_EDGES = ("hdr", "ftr")
_NUMBER = "{urn:report-builder}number"
"""On a paragraph while it is made ready to be converted. It goes into no file."""


def count_numbers(document: DocxDocument) -> None:
    """Note on every numbered paragraph what Word prints before it, until `write_numbers`.

    That is counted while text boxes still are what they are in Word: they count by themselves.
    """
    numbers = ListNumbers(document)
    for story in stories(document):
        for paragraph, number in numbers.of(story.root).items():
            paragraph.set(_NUMBER, json.dumps(asdict(number)))
        story.write()


def write_numbers(document: DocxDocument) -> None:
    """Write the number of every paragraph before it, in the text, the notes and what stands around
    the pages; no list of Word's is left.
    """
    root = find_numbering(document)
    if root is None:
        return
    headings = heading_levels(styles_of(document))
    for story in stories(document):
        for properties in list(story.root.iter(qn("w:numPr"))):
            remove(properties)
        is_edge = local_name(story.root) in _EDGES
        for paragraph in paragraphs_in(story.root):
            noted = paragraph.attrib.pop(_NUMBER, None)
            if noted is None:
                continue
            number = ListNumber(**json.loads(noted))
            if is_edge:
                _write(paragraph, number.text + _gap(number))
            elif paragraph_style(paragraph) in headings:
                _write(paragraph, number.text + _gap(number), NUMBER_STYLE)
            else:
                _write(paragraph, _mark(number))
                set_list(paragraph, _ITEM_LIST, 0)
        story.write()
    _leave_one_list(root, styles_of(document))


def _write(paragraph: CT_P, text: str, style: str = "") -> None:
    properties = make("w:rPr")
    if style:
        properties.append(make("w:rStyle", val=style))
    paragraph.get_or_add_pPr().addnext(make_run(text, properties))


def _gap(number: ListNumber) -> str:
    return "" if number.suffix == "nothing" else " "


def _mark(number: ListNumber) -> str:
    about = (number.num_id, str(number.level), str(number.left), number.shape, number.suffix)
    return f"{ITEM}{'|'.join(about)}{ITEM_MIDDLE}{number.text}{ITEM_END}"


def _leave_one_list(root: Element, styles: Element | None) -> None:
    for child in list(root):
        root.remove(child)
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    scheme = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="0">{level}</w:abstractNum>'
    root.append(parse_xml(scheme))
    num = make("w:num", numId=_ITEM_LIST)
    num.append(make("w:abstractNumId", val="0"))
    root.append(num)
    for style in list(styles) if styles is not None else ():
        in_list = find_child(style, "w:pPr", "w:numPr")
        if in_list is not None:
            remove(in_list)
