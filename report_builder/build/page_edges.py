"""What stands around the text of all pages of a product: banner, running head, legend and page
number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from report_builder.build.document_tasks import Typeset
from report_builder.build.release_setup import Setup
from report_builder.pdf.folios import (
    NUMBERED_WIDTH,
    BannerPlace,
    Folio,
    banners_html,
    folio_html,
    numbers_html,
)
from report_builder.pdf.joining import Overlay
from report_builder.pdf.page_records import LaidOut
from report_builder.store import digest
from report_builder.web.print_page import Leaf
from report_builder.word.bind.concept_stamp import LEGEND_REST, LEGEND_SAMPLE
from report_builder.word.bind.header_html import ALL_PAGES, PAGE, PAGE_ON_THE_RIGHT, PAGES

_POINTS_PER_MM = 72 / 25.4
_NUMBERS_AT_A_TIME = 50
"""Page numbers are laid out so many at a time, and kept for all reports."""


@dataclass(frozen=True)
class Stamp:
    """What marks a concept on every page: the banner and the legend, both empty in the definitive
    release.
    """

    banner: str = ""
    legend: tuple[str, str] | None = None


def stamp_of(setup: Setup) -> Stamp:
    """The stamp of the release that is being built."""
    return Stamp(setup.banner, (LEGEND_SAMPLE, LEGEND_REST)) if setup.is_concept else Stamp()


def lay_edges(
    parts: Sequence[tuple[Typeset, str]], stamp: Stamp, lay: Callable[[str], bytes]
) -> list[Overlay]:
    """What is laid over the pages of parts, each with its running head; pages are numbered through
    the whole.

    `lay` makes pages of HTML.
    """
    total = sum(len(part.pages.sizes) for part, _ in parts)
    edges: list[tuple[Folio, bool]] = []
    for part, head in parts:
        edges += _edges(part, head, stamp, (len(edges), total))
    distinct = list(dict.fromkeys(folio for folio, _ in edges))
    numbers = {folio: number for number, folio in enumerate(distinct)}
    places = [(numbers[folio], 0.0) for folio, _ in edges]
    count = -(-len(edges) // _NUMBERS_AT_A_TIME) * _NUMBERS_AT_A_TIME
    numbered = [
        (page, (folio.width - NUMBERED_WIDTH) * _POINTS_PER_MM) if is_numbered else None
        for page, (folio, is_numbered) in enumerate(edges)
    ]
    return [
        *_banners([folio.place for folio, _ in edges], stamp.banner, lay),
        Overlay(lay(folio_html(distinct)), places),
        Overlay(lay(numbers_html(count)), numbered),
    ]


def _banners(
    places: Sequence[BannerPlace], banner: str, lay: Callable[[str], bytes]
) -> Iterator[Overlay]:
    """The banner on each page, apart from the rest: only it changes when the project does."""
    numbers = {place: number for number, place in enumerate(dict.fromkeys(places))}
    if banner:
        page = lay(banners_html(banner, list(numbers)))
        yield Overlay(page, [(numbers[place], 0.0) for place in places])


def _edges(
    part: Typeset, head: str, stamp: Stamp, counts: tuple[int, int]
) -> Iterator[tuple[Folio, bool]]:
    """The margins of the pages of a part, and whether the page number of the house goes in them.

    A section may have its own header and footer, and others on its first page. `counts` are the
    pages before this part and those of the whole.
    """
    before, total = counts
    running_head = f'<p class="kop">{escape(head)}</p>' if head else ""
    for leaf, pages in section_pages(part):
        around = leaf.around
        shift = around.start - 1 - pages[0] if around.start is not None else before
        for number in pages:
            is_first = around.first is not None and number == pages[0]
            above, below = around.first if is_first and around.first else around.edges
            # The house numbers every page that does not say for itself what stands below it.
            is_numbered = not is_first and below in ("", PAGE_ON_THE_RIGHT)
            counted = {PAGE: number + shift + 1, PAGES: len(pages), ALL_PAGES: total}
            above = _with_counts(above, counted)
            below = "" if is_numbered else _with_counts(below, counted)
            if not above and not is_first:
                above = running_head
            chapter = "" if is_first else part.chapter
            width, height = (round(side, 2) for side in part.pages.sizes[number])
            yield Folio(width, height, above + below, chapter, stamp.legend), is_numbered


def _with_counts(text: str, counted: Mapping[str, int]) -> str:
    """A header or footer with page numbers in the place of their signs."""
    for sign, count in counted.items():
        text = text.replace(sign, str(count))
    return text


def section_pages(part: Typeset) -> list[tuple[Leaf, range]]:
    """The sections of a part, each with its pages, from 0."""
    starts = [part.pages.anchors.get(leaf.anchor, 0) for leaf in part.leaves]
    ends = [*starts[1:], len(part.pages.sizes)]
    return [
        (leaf, range(start, end))
        for leaf, start, end in zip(part.leaves, starts, ends, strict=True)
        if start < end
    ]


def lay_kept(setup: Setup, html: str) -> bytes:
    """Pages that are only laid over others, from the store where they were made before."""
    from report_builder.pdf.layout import lay_out  # WeasyPrint is slow to import

    key = digest("randen", setup.base, html)
    laid = setup.store.get(key, LaidOut) or setup.store.put(
        key, lay_out(html, setup.look.fonts, setup.house_file, is_tagged=False)
    )
    return laid.data
