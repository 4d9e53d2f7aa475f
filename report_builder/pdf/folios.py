"""What stands around the text of every page: banner, running head, legend and page number, to be
laid over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Folio:
    """What stands in the margins of pages of one size, but for their numbers and their banner;
    `edges` is HTML, the rest is text.
    """

    width: float
    height: float
    edges: str
    chapter: str
    legend: tuple[str, str] | None

    @property
    def place(self) -> BannerPlace:
        """Where a banner stands on these pages."""
        return BannerPlace(self.width, self.height, has_picture="<img" in self.edges)


@dataclass(frozen=True)
class BannerPlace:
    """The pages that a banner stands on, in millimetres; beside a picture it is narrow."""

    width: float
    height: float
    has_picture: bool


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
    return _sized([(folio.place, _texts(folio)) for folio in folios])


def banners_html(banner: str, places: Sequence[BannerPlace]) -> str:
    """HTML with one page for each place, with nothing but the banner.

    It changes with every version of a project, and what stands beside it hardly ever does.
    """
    return _sized([(place, _text("banner", escape(banner))) for place in places])


def _sized(pages: Sequence[tuple[BannerPlace, str]]) -> str:
    sizes: dict[tuple[float, float], str] = {}
    for number, (place, _) in enumerate(pages):
        sizes[place.width, place.height] = f"blad{number}"
    styles = "".join(
        f"@page {name} {{size: {width:.2f}mm {height:.2f}mm; margin: 0}} "
        f".{name} {{page: {name}; width: {width:.2f}mm; height: {height - 0.1:.2f}mm}}"
        for (width, height), name in sizes.items()
    )
    bodies = "".join(
        f'<section class="{sizes[place.width, place.height]}{" beeld" * place.has_picture}">'
        f"{texts}</section>"
        for place, texts in pages
    )
    return _html(styles, bodies)


def _texts(folio: Folio) -> str:
    legend = (
        f"<span>{escape(folio.legend[0])}</span>{escape(folio.legend[1])}" if folio.legend else ""
    )
    chapter = _text("hoofdstuk", escape(folio.chapter))
    return f"{folio.edges}{chapter}{_text('legenda', legend)}"


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
