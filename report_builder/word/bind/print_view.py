"""A Word file as it goes to HTML: what mammoth would lose is written as text or style that it
keeps.

Marks in private-use characters stand for the keys of values; a paragraph in the style `Sectie`
tells the size of the pages that follow and what stands in their margins.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.model.formula import PlacedFormula
from report_builder.model.shown import ShownParagraph
from report_builder.model.value import OWN_KEY
from report_builder.word.bind.custom_marks import take_typed_marks
from report_builder.word.bind.header_html import References, edges_html, references
from report_builder.word.bind.list_marks import NUMBER_STYLE, count_numbers, write_numbers
from report_builder.word.bind.note_marks import write_note_marks
from report_builder.word.bind.shown_looks import show_looks
from report_builder.word.bind.shown_pictures import show_pictures
from report_builder.word.fields import instruction_words, instructions, result_runs
from report_builder.word.fill.unbroken_words import NO_BREAK
from report_builder.word.hidden_text import remove_hidden
from report_builder.word.ooxml import (
    Element,
    R,
    T,
    find_around,
    find_child,
    find_section,
    make,
    make_paragraph,
    make_run,
    parent_of,
    remove,
    set_text,
    value_at,
)
from report_builder.word.package import (
    WordFile,
    body_of,
    package_bytes,
    read_docx,
    stories,
    styles_of,
)
from report_builder.word.sections import has_page_of, is_continuous
from report_builder.word.shown.inventory import note_positions, write_marks
from report_builder.word.shown.preparation import prepare

# Private-use characters: no text of ours has them, and mammoth passes them on.
KEY, KEY_MIDDLE, KEY_END = "\ue010", "\ue011", "\ue012"
SECTION_STYLE = "Sectie"
# What mammoth would only read past; without it the reading takes half the time.
_UNSEEN = tuple(
    qn(f"w:{name}")
    for name in (
        "color",
        "ind",
        "jc",
        "keepLines",
        "keepNext",
        "lang",
        "proofErr",
        "rFonts",
        "shd",
        "spacing",
        "sz",
        "szCs",
        "tblGrid",
        "tblLayout",
        "tblLook",
        "tblW",
        "tcBorders",
        "tcW",
        "widowControl",
    )
)
_TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True)
class PrintView:
    """A Word file to convert, and what each paragraph of it shows and bears a mark for.

    `formulas` are those that it has a mark for in the text, by the number in that mark.
    """

    data: bytes
    shown: tuple[ShownParagraph, ...]
    formulas: tuple[PlacedFormula, ...] = ()


def print_view(data: bytes) -> PrintView:
    """The Word file to convert instead of the one in `data`: it reads the same."""
    document = read_docx(data)
    note_positions(document)
    remove_hidden(document)
    count_numbers(document)
    take_typed_marks(document)
    prepared = prepare(document)
    show_looks(document)
    _add_styles(document)
    body = body_of(document)
    write_numbers(document)
    write_note_marks(document)
    _link_references(body)
    for control in list(body.iter(qn("w:sdt"))):
        _open_control(control)
    _show_simple_fields(document)
    for element in list(body.iter(*_UNSEEN)):
        remove(element)
    show_pictures(document)
    edges: References = {}
    before: Element | None = None
    for section, first_block in list(_sections(body)):
        if before is not None and is_continuous(section) and has_page_of(section, before):
            continue
        before, edges = section, references(section, edges)
        first_block.addprevious(_section_mark(document, section, edges))
    write_marks(document)
    data = package_bytes(document, is_packed=False)
    return PrintView(data, prepared.shown, prepared.formulas)


def _add_styles(document: WordFile) -> None:
    """Give the document the styles that our own marks are in."""
    styles = styles_of(document)
    if styles is None:
        return
    for kind, name in (("character", NUMBER_STYLE), ("paragraph", SECTION_STYLE)):
        opening = f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{name}">'
        styles.append(parse_xml(f'{opening}<w:name w:val="{name}"/></w:style>'))


def _show_simple_fields(document: WordFile) -> None:
    """Leave what a simple field shows, which mammoth loses."""
    for story in stories(document):
        for field in list(story.root.iter(qn("w:fldSimple"))):
            _unwrap(field, field)
        story.write()


def _link_references(body: Element) -> None:
    """Cross-references become links; a page number in a table of contents stands in a link
    already.
    """
    for code in instructions(body):
        name, *arguments = instruction_words(code) or [""]
        if name not in ("REF", "PAGEREF", "NOTEREF") or not arguments:
            continue
        results = result_runs(code)
        if results and find_around(code, qn("w:hyperlink")) is None:
            link = make("w:hyperlink", anchor=arguments[0])
            results[0].addprevious(link)
            link.extend([*_noun_runs(code), *results])


def _noun_runs(code: Element) -> Iterator[Element]:
    """The run with the noun of a reference ("figuur"), where it stays on one line with its number:
    a link of both says where it leads, and a line can only end before it.
    """
    begin = parent_of(code).getprevious()
    noun = begin.getprevious() if begin is not None else None
    if noun is not None and noun.tag == R and "".join(noun.itertext()).endswith(NO_BREAK):
        yield noun


def _open_control(control: Element) -> None:
    """The content of a control in its place, the key of a value around its text."""
    key = value_at(control, "w:sdtPr", "w:tag")
    texts = list(control.iter(T))
    if texts and OWN_KEY.search(key):
        first, last = texts[0], texts[-1]
        set_text(last, (last.text or "") + KEY_END)
        set_text(first, f"{KEY}{key}{KEY_MIDDLE}{first.text or ''}")
    _unwrap(control, find_child(control, "w:sdtContent"))


def _unwrap(wrapper: Element, content: Element | None) -> None:
    """Put what a wrapper holds in its place."""
    for child in list(content) if content is not None else ():
        wrapper.addprevious(child)
    remove(wrapper)


def _sections(body: Element) -> Iterator[tuple[Element, Element]]:
    """The properties of each section with the first block that stands in it."""
    first_block: Element | None = None
    for block in body:
        if block.tag == qn("w:sectPr"):
            if first_block is not None:
                yield block, first_block
            return
        if first_block is None:
            first_block = block
        section = find_section(block)
        if section is not None:
            yield section, first_block
            first_block = None


def _section_mark(document: WordFile, section: Element, edges: References) -> Element:
    """A paragraph that tells in JSON how the pages of a section are laid out."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    sides = ("top", "right", "bottom", "left")
    numbering = section.find(qn("w:pgNumType"))
    start = numbering.get(qn("w:start")) if numbering is not None else None
    has_title_page = section.find(qn("w:titlePg")) is not None
    layout = {
        "width": _millimetres(size, "w", 11906),
        "height": _millimetres(size, "h", 16838),
        "margins": [_millimetres(margins, side, 1417) for side in sides],
        "edges": edges_html(document.part, edges, "default"),
        "first": edges_html(document.part, edges, "first") if has_title_page else None,
        "start": int(start) if start else None,
    }
    return make_paragraph(SECTION_STYLE, [make_run(json.dumps(layout, ensure_ascii=False))])


def _millimetres(element: Element | None, name: str, default: int) -> float:
    attribute = element.get(qn(f"w:{name}")) if element is not None else None
    twips = int(attribute) if attribute is not None else default
    return round(twips / _TWIPS_PER_MM, 1)
