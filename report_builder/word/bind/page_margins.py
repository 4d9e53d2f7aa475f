"""What stands in the headers and footers of a section, as HTML to lay over its pages."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from itertools import groupby

from docx.opc.part import Part
from docx.oxml.ns import qn

from report_builder.word.fields import fill_field, instructions
from report_builder.word.fill.marking import is_yellow
from report_builder.word.ooxml import Element, P, R, T, paragraph_style, text_of

PAGE, PAGES, ALL_PAGES = "\ue020", "\ue021", "\ue022"
"""Stand for the number of the page, of the pages of its section, and of all pages."""
PAGE_ON_THE_RIGHT = f'<p class="voet"><span class="rechts">{PAGE}</span></p>'
"""The footer of the house template."""
_NUMBERS = {"PAGE": PAGE, "SECTIONPAGES": PAGES, "NUMPAGES": ALL_PAGES}
_TWIPS_PER_MM = 1440 / 25.4
_EMU_PER_MM = 36000
_REFERENCES = {qn("w:headerReference"): "kop", qn("w:footerReference"): "voet"}
References = dict[tuple[str, str], str]
"""The relation of each header (`kop`) and footer (`voet`) of a section, by side and by pages:
first, default.
"""


def references(section: Element, before: References) -> References:
    """The headers and footers of a section; those that it does not name are the ones of the section
    `before` it.
    """
    own = [edge for edge in section if edge.tag in _REFERENCES]
    return {
        **before,
        **{(_REFERENCES[edge.tag], edge.get(qn("w:type"))): edge.get(qn("r:id")) for edge in own},
    }


def edges_html(part: Part, known: References, pages: str) -> tuple[str, str]:
    """The header and the footer for `pages`, "first" or "default"; empty where there is none.

    Lines become one line of class `kop` or `voet`, what stands in a frame a box in its place on the
    page.
    """
    kop, voet = (
        "".join(_blocks(part.related_parts[known[side, pages]], side))
        if (side, pages) in known
        else ""
        for side in ("kop", "voet")
    )
    return kop, voet


def _blocks(edge: Part, side: str) -> Iterator[str]:
    root: Element = edge.element  # type: ignore[attr-defined]  # python-docx reads headers and footers as XML
    _number(root)
    lines = []
    for place, paragraphs in groupby(root.iter(P), key=_frame):
        if place:
            yield (
                '<div class="vak" '
                f'style="{place}">{"".join(_boxed(found, edge) for found in paragraphs)}</div>'
            )
        else:
            lines += [_line(paragraph) for paragraph in paragraphs if text_of(paragraph).strip()]
    if lines:
        yield f'<p class="{side}">{" ".join(lines)}</p>'


def _number(root: Element) -> None:
    """Put what stands for a number of pages in the place of what a field last showed."""
    for code in instructions(root):
        shown = _NUMBERS.get(((code.text or "").split() or [""])[0])
        if shown:
            fill_field(code, shown)


def _frame(paragraph: Element) -> str:
    """Where the frame of a paragraph stands on the page, as CSS; empty when it has none."""
    frame = paragraph.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
    if frame is None:
        return ""
    sides = (("left", "x"), ("top", "y"), ("width", "w"))
    return ";".join(
        f"{css}:{int(frame.get(qn(f'w:{name}'), 0)) / _TWIPS_PER_MM:.1f}mm" for css, name in sides
    )


def _boxed(paragraph: Element, edge: Part) -> str:
    name = escape(paragraph_style(paragraph).lower(), quote=True)
    pictures = "".join(_picture(drawing, edge) for drawing in paragraph.iter(qn("w:drawing")))
    return f'<p class="{name}">{pictures}{_line(paragraph)}</p>'


def _picture(drawing: Element, edge: Part) -> str:
    """A picture of the size it has in Word. What it shows is decoration here: no text goes
    with it.
    """
    size, blip = next(drawing.iter(qn("wp:extent"))), next(drawing.iter(qn("a:blip")), None)
    if blip is None:
        return ""
    image = edge.related_parts[blip.get(qn("r:embed"))]
    width, height = (int(size.get(name)) / _EMU_PER_MM for name in ("cx", "cy"))
    address = f"data:{image.content_type};base64,{base64.b64encode(image.blob).decode()}"
    return f'<img src="{address}" style="width:{width:.2f}mm;height:{height:.2f}mm" alt="">'


def _line(line: Element) -> str:
    """A line of a header: what stands behind its last tab is on the right."""
    left, tab, right = "".join(_run_html(run) for run in line.iter(R)).rpartition("\t")
    parts = (left, right) if tab else (right, "")
    texts = [" ".join(part.split()) for part in parts]
    return texts[0] + (f'<span class="rechts">{texts[1]}</span>' if texts[1] else "")


def _run_html(run: Element) -> str:
    text = escape(
        "".join("\t" if found.tag != T else found.text or "" for found in run.iter(T, qn("w:tab")))
    )
    return f"<mark>{text}</mark>" if text.strip() and is_yellow(run) else text
