"""What stands around the text of every page: banner, running head, legend and page number, to be
laid over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Folio:
    """What stands in the margins of pages of one size, but for their numbers; `edges` is HTML, the
    rest is text.
    """

    width: float
    height: float
    edges: str
    chapter: str
    banner: str
    legend: tuple[str, str] | None


NUMBERED_WIDTH = 210.0
"""The width in millimetres of the pages that page numbers are laid out on."""
_STYLE = """
@font-face { font-family: Rapportletter; src: url('SourceSans3-Regular.ttf') }
@font-face { font-family: Rapportletter; font-weight: bold; src: url('SourceSans3-Bold.ttf') }
@font-face { font-family: Briefletter; src: url('DejaVuSans.ttf') }
@font-face { font-family: Briefletter; font-weight: bold; src: url('DejaVuSans-Bold.ttf') }
body { margin: 0; font: 8.5pt/1.2 Rapportletter; color: #535353 }
section { break-after: page; position: relative }
section:last-child { break-after: auto }
p { margin: 0; position: absolute; left: 25mm; right: 25mm }
.banner { top: 10mm; font-weight: bold; font-size: 8pt; color: #d52b1e }
.kop, .hoofdstuk { top: 15mm }
.hoofdstuk { text-align: right }
.rechts { position: absolute; right: 0 }
.legenda { bottom: 9mm; font-size: 8pt }
.legenda span, mark { background: #ffff00; color: #000; padding: 0 1mm }
.blad, .voet { bottom: 13mm }
.blad { text-align: right }
/* Boxes of letters: what Word has in frames.
   A picture stands in the middle of the page, so the banner keeps left. */
.beeld .banner { right: auto; width: 68mm }
.vak { position: absolute }
.vak p { position: static; color: #000 }
.vak img { display: block; image-rendering: crisp-edges }
.afzender, .afzenderkop { font: 6.5pt/9pt Briefletter }
.afzenderkop { font-weight: bold }
.vak p + .afzenderkop { margin-top: 6pt }
.woordmerk { font-size: 11pt; line-height: 13pt }
"""


def folio_html(folios: Sequence[Folio]) -> str:
    """HTML with one page for each folio, of its size, with nothing but what stands in its
    margins.
    """
    sizes: dict[tuple[float, float], str] = {}
    for number, folio in enumerate(dict.fromkeys(folios)):
        sizes[folio.width, folio.height] = f"blad{number}"
    pages = "".join(
        f"@page {name} {{size: {width:.2f}mm {height:.2f}mm; margin: 0}} "
        f".{name} {{page: {name}; width: {width:.2f}mm; height: {height - 0.1:.2f}mm}}"
        for (width, height), name in sizes.items()
    )
    bodies = "".join(_page(folio, sizes[folio.width, folio.height]) for folio in folios)
    return _html(pages, bodies)


def _page(folio: Folio, name: str) -> str:
    look = f"{name} beeld" if "<img" in folio.edges else name
    legend = (
        f"<span>{escape(folio.legend[0])}</span>{escape(folio.legend[1])}" if folio.legend else ""
    )
    texts = (
        _text("banner", escape(folio.banner)),
        folio.edges,
        _text("hoofdstuk", escape(folio.chapter)),
    )
    return f'<section class="{look}">{"".join(texts)}{_text("legenda", legend)}</section>'


def _text(kind: str, text: str) -> str:
    return f'<p class="{kind}">{text}</p>' if text else ""


def numbers_html(count: int) -> str:
    """HTML with the page numbers from 1 to `count`, each on a page of A4; wider pages move them to
    the right.
    """
    page = (
        f"@page blad {{size: {NUMBERED_WIDTH}mm 297mm; margin: 0}} .nummer "
        f"{{page: blad; height: 296mm}}"
    )
    bodies = "".join(
        f'<section class="nummer">{_text("blad", str(number))}</section>'
        for number in range(1, count + 1)
    )
    return _html(page, bodies)


def _html(pages: str, bodies: str) -> str:
    head = f'<meta charset="utf-8"><title>Paginaranden</title><style>{_STYLE}{pages}</style>'
    return f'<!DOCTYPE html><html lang="nl-NL"><head>{head}</head><body>{bodies}</body></html>'
