"""A Word file as it goes to HTML: what mammoth would lose is written as text or style that it
keeps.

Marks in private-use characters stand for the keys of values; a paragraph in the style `Sectie`
tells the size of the pages that follow and what stands in their margins.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.word.bind.page_margins import References, edges_html, references
from report_builder.word.fields import instructions, result_runs
from report_builder.word.fill.heading_numbers import heading_numbers
from report_builder.word.ooxml import VAL, Element, P, R, T, make, make_run, set_text
from report_builder.word.package import WordFile, read_docx, repacked, styles_of

KEY, KEY_MIDDLE, KEY_END = "\ue010", "\ue011", "\ue012"
NUMBER_STYLE, SECTION_STYLE = "Kopnummer", "Sectie"
_SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
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
# The key of a value, which no control of a drafter ends in.
_OWN_KEY = re.compile(r"~[0-9a-f]{10}$")
_TWIPS_PER_MM = 1440 / 25.4


def print_view(data: bytes) -> bytes:
    """The Word file to convert instead of the one in `data`: it reads the same."""
    document = read_docx(data)
    _add_styles(document)
    body = document.element.body
    for paragraph, number in heading_numbers(document).items():
        _write_number(paragraph, number)
    _link_references(body)
    for control in list(body.iter(qn("w:sdt"))):
        _open_control(control)
    _show_as_word_does(body)
    for element in list(body.iter(*_UNSEEN)):
        element.getparent().remove(element)
    for blip in body.iter(qn("a:blip")):
        vector = next(blip.iter(_SVG_BLIP), None)
        if vector is not None:
            blip.set(qn("r:embed"), vector.get(qn("r:embed")))
    edges: References = {}
    for section, first in list(_sections(body)):
        edges = references(section, edges)
        first.addprevious(_section_mark(document, section, edges))
    saved = io.BytesIO()
    document.save(saved)
    return repacked(saved.getvalue())


def _add_styles(document: WordFile) -> None:
    styles = styles_of(document)
    for kind, name in (
        (("character", NUMBER_STYLE), ("paragraph", SECTION_STYLE)) if styles is not None else ()
    ):
        added = (
            f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{name}"><w:name '
            f'w:val="{name}"/></w:style>'
        )
        styles.append(parse_xml(added))  # type: ignore[union-attr]


def _write_number(paragraph: Element, number: str) -> None:
    """The number that Word counts, as text."""
    properties = paragraph.find(qn("w:pPr"))
    properties.remove(properties.find(qn("w:numPr")))
    run, style = make_run(f"{number} "), make("w:rPr")
    style.append(make("w:rStyle", val=NUMBER_STYLE))
    run.insert(0, style)
    properties.addnext(run)


def _show_as_word_does(body: Element) -> None:
    """What mammoth reads otherwise than Word: simple fields, which it loses, and hidden text, which
    it shows.
    """
    for field in list(body.iter(qn("w:fldSimple"))):
        for run in list(field):
            field.addprevious(run)
        field.getparent().remove(field)
    for hidden in list(body.iter(qn("w:vanish"))):
        run = hidden.getparent().getparent()
        if run.tag == R and hidden.get(VAL) not in ("0", "false"):
            run.getparent().remove(run)


def _link_references(body: Element) -> None:
    """Cross-references become links; a page number in a table of contents stands in a link
    already.
    """
    for code in instructions(body):
        words = (code.text or "").split()
        if len(words) < 2 or words[0] not in ("REF", "PAGEREF"):
            continue
        results = result_runs(code)
        if not results or next(code.iterancestors(qn("w:hyperlink")), None) is not None:
            continue
        link = make("w:hyperlink", anchor=words[1])
        results[0].addprevious(link)
        link.extend(results)


def _open_control(control: Element) -> None:
    """The content of a control in its place, the key of a value around its text."""
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    texts = list(control.iter(T))
    if tag is not None and texts and _OWN_KEY.search(tag.get(VAL, "")):
        set_text(texts[-1], (texts[-1].text or "") + KEY_END)
        set_text(texts[0], f"{KEY}{tag.get(VAL)}{KEY_MIDDLE}{texts[0].text or ''}")
    content = control.find(qn("w:sdtContent"))
    for child in list(content) if content is not None else ():
        control.addprevious(child)
    control.getparent().remove(control)


def _sections(body: Element) -> Iterator[tuple[Element, Element]]:
    """The properties of each section with the first block that stands in it."""
    first: Element | None = None
    for block in body:
        if block.tag == qn("w:sectPr"):
            if first is not None:
                yield block, first
            return
        first = block if first is None else first
        section = block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if block.tag == P else None
        if section is not None:
            yield section, first
            first = None


def _section_mark(document: WordFile, section: Element, edges: References) -> Element:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    sides = ("top", "right", "bottom", "left")
    numbering = section.find(qn("w:pgNumType"))
    start = numbering.get(qn("w:start")) if numbering is not None else None
    layout = {
        "width": _millimetres(size, "w", 11906),
        "height": _millimetres(size, "h", 16838),
        "margins": [_millimetres(margins, side, 1417) for side in sides],
        "edges": edges_html(document.part, edges, "default"),
        "first": edges_html(document.part, edges, "first")
        if section.find(qn("w:titlePg")) is not None
        else None,
        "start": int(start) if start else None,
    }
    mark, properties = make("w:p"), make("w:pPr")
    properties.append(make("w:pStyle", val=SECTION_STYLE))
    mark.extend((properties, make_run(json.dumps(layout, ensure_ascii=False))))
    return mark


def _millimetres(element: Element | None, name: str, default: int) -> float:
    twips = int(element.get(qn(f"w:{name}"), default)) if element is not None else default
    return round(twips / _TWIPS_PER_MM, 1)
