"""What stands in the headers and footers of a section, as HTML to lay over its pages."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import TypeAlias

from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.fields import fill_field, instruction_words, instructions
from report_builder.word.fill.highlights import is_yellow
from report_builder.word.ooxml import (
    VAL,
    Element,
    T,
    find_child,
    paragraph_style,
    paragraphs_in,
    runs_in,
    text_of,
)
from report_builder.word.package import root_of

# Private-use characters: no text of ours has them, and they pass through the layout unharmed.
PAGE, PAGES, ALL_PAGES = "\ue020", "\ue021", "\ue022"
"""Stand for the number of the page, of the pages of its section, and of all pages."""
PAGE_ON_THE_RIGHT = f'<p class="voet"><span class="rechts">{PAGE}</span></p>'
"""The footer of the house template."""
_NUMBERS = {"PAGE": PAGE, "SECTIONPAGES": PAGES, "NUMPAGES": ALL_PAGES}
_LOOKS = {"w:caps": "hoofdletters", "w:smallCaps": "kleinkapitaal", "w:u": "onderstreept"}
_TWIPS_PER_MM = 1440 / 25.4
_EMU_PER_MM = 36000
_SIDES = {qn("w:headerReference"): "kop", qn("w:footerReference"): "voet"}
References: TypeAlias = dict[tuple[str, str], str]
"""The relation of each header (`kop`) and footer (`voet`) of a section, by side and by pages:
first, default.
"""


def references(section: Element, before: References) -> References:
    """The headers and footers of a section; those that it does not name are the ones of the section
    `before` it.
    """
    inherited = dict(before)
    for edge in section:
        side = _SIDES.get(str(edge.tag))
        if side:
            inherited[side, edge.get(qn("w:type"), "")] = edge.get(qn("r:id"), "")
    return inherited


def edges_html(part: Part, edges: References, pages: str) -> tuple[str, str]:
    """The header and the footer for `pages`, "first" or "default"; empty where there is none.

    Lines become one line of class `kop` or `voet`, what stands in a frame a box in its place on the
    page.
    """
    return _edge_html(part, edges, "kop", pages), _edge_html(part, edges, "voet", pages)


def _edge_html(part: Part, edges: References, side: str, pages: str) -> str:
    relation = edges.get((side, pages))
    return "".join(_blocks(part.related_parts[relation], side)) if relation is not None else ""


def _blocks(edge: Part, side: str) -> Iterator[str]:
    root = root_of(edge)
    _mark_page_numbers(root)
    lines: list[str] = []
    for frame, paragraphs in groupby(paragraphs_in(root), key=_frame):
        if frame:
            yield _box(frame, paragraphs, edge)
        else:
            lines += [_line(paragraph) for paragraph in paragraphs if text_of(paragraph).strip()]
    if lines:
        yield f'<p class="{side}">{" ".join(lines)}</p>'


def _mark_page_numbers(root: Element) -> None:
    """Put what stands for a number of pages in the place of what a field last showed."""
    for code in instructions(root):
        for name in instruction_words(code)[:1]:
            if name in _NUMBERS:
                fill_field(code, _NUMBERS[name])


def _frame(paragraph: CT_P) -> str:
    """Where the frame of a paragraph stands on the page, as CSS; empty when it has none."""
    frame = find_child(paragraph, "w:pPr", "w:framePr")
    if frame is None:
        return ""
    declarations = []
    for css, name in (("left", "x"), ("top", "y"), ("width", "w")):
        millimetres = int(frame.get(qn(f"w:{name}"), "0")) / _TWIPS_PER_MM
        declarations.append(f"{css}:{millimetres:.1f}mm")
    return ";".join(declarations)


def _box(frame: str, paragraphs: Iterable[CT_P], edge: Part) -> str:
    content = "".join(_boxed(paragraph, edge) for paragraph in paragraphs)
    return f'<div class="vak" style="{frame}">{content}</div>'


def _boxed(paragraph: CT_P, edge: Part) -> str:
    name = escape(paragraph_style(paragraph).lower(), quote=True)
    pictures = "".join(_picture(drawing, edge) for drawing in paragraph.iter(qn("w:drawing")))
    return f'<p class="{name}">{pictures}{_line(paragraph)}</p>'


def _picture(drawing: Element, edge: Part) -> str:
    """A picture of the size it has in Word. What it shows is decoration here: no text goes
    with it.
    """
    extent, blip = next(drawing.iter(qn("wp:extent"))), next(drawing.iter(qn("a:blip")), None)
    if blip is None:
        return ""
    image = edge.related_parts[blip.get(qn("r:embed"), "")]
    width, height = (int(extent.get(name, "")) / _EMU_PER_MM for name in ("cx", "cy"))
    address = f"data:{image.content_type};base64,{base64.b64encode(image.blob).decode()}"
    return f'<img src="{address}" style="width:{width:.2f}mm;height:{height:.2f}mm" alt="">'


def _line(paragraph: CT_P) -> str:
    """A line of a header: what stands behind its last tab is on the right."""
    line = "".join(map(_run_html, runs_in(paragraph)))
    left, tab, right = line.rpartition("\t")
    if not tab:
        left, right = right, ""
    left, right = " ".join(left.split()), " ".join(right.split())
    return left + (f'<span class="rechts">{right}</span>' if right else "")


def _run_html(run: Element) -> str:
    parts = run.iter(T, qn("w:tab"))
    text = escape("".join(part.text or "" if part.tag == T else "\t" for part in parts))
    if not text.strip():
        return text
    names = " ".join(name for tag, name in _LOOKS.items() if _has(run, tag))
    dressed = f'<span class="{names}">{text}</span>' if names else text
    return f"<mark>{dressed}</mark>" if is_yellow(run) else dressed


def _has(run: Element, tag: str) -> bool:
    """Whether a run itself has a look: those of its styles were written into it."""
    properties = find_child(run, "w:rPr")
    look = properties.find(qn(tag)) if properties is not None else None
    return look is not None and look.get(VAL, "1") not in ("0", "false", "off", "none")
