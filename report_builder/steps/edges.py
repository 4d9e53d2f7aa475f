"""What stands around the text of all pages of a product: banner, running head, legend and page number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from report_builder.pdf.folios import NUMBERED_WIDTH, Folio, folio_html, numbers_html
from report_builder.pdf.joining import Overlay
from report_builder.pdf.layout import LaidOut, lay_out
from report_builder.steps.documents import Typeset
from report_builder.steps.setup import Setup
from report_builder.store import digest
from report_builder.word.concept import LEGEND_REST, LEGEND_SAMPLE

_POINTS_PER_MM = 72 / 25.4
_NUMBERS_AT_A_TIME = 50
"""Page numbers are laid out so many at a time, and kept for all reports."""


@dataclass(frozen=True)
class Stamp:
    """What marks a concept on every page: the banner and the legend, both empty in the definitive release."""

    banner: str = ""
    legend: tuple[str, str] | None = None


def stamp_of(setup: Setup) -> Stamp:
    """The stamp of the release that is being built."""
    return Stamp(setup.banner, (LEGEND_SAMPLE, LEGEND_REST)) if setup.is_concept else Stamp()


def lay_edges(parts: Sequence[tuple[Typeset, str]], stamp: Stamp, lay: Callable[[str], bytes]) -> list[Overlay]:
    """What is laid over the pages of parts, each with its running head; pages are numbered through the whole.

    `lay` makes pages of HTML.
    """
    edges = [edge for part, head in parts for edge in _edges(part, head, stamp)]
    distinct = list(dict.fromkeys(folio for folio, _ in edges))
    places = [(distinct.index(folio), 0.0) for folio, _ in edges]
    count = -(-len(edges) // _NUMBERS_AT_A_TIME) * _NUMBERS_AT_A_TIME
    numbered = [
        (page, (folio.width - NUMBERED_WIDTH) * _POINTS_PER_MM) if is_numbered else None
        for page, (folio, is_numbered) in enumerate(edges)
    ]
    return [Overlay(lay(folio_html(distinct)), places), Overlay(lay(numbers_html(count)), numbered)]


def _edges(part: Typeset, head: str, stamp: Stamp) -> Iterator[tuple[Folio, bool]]:
    """The margins of the pages of a part, and whether they have a page number; a section may have its own head."""
    starts = {part.pages.anchors.get(leaf.anchor, 0): leaf for leaf in part.leaves}
    leaf = part.leaves[0]
    for number, (width, height) in enumerate(part.pages.sizes):
        leaf = starts.get(number, leaf)
        is_plain = leaf.plain_first and number in starts
        shown, chapter = ("", "") if is_plain else (leaf.head or escape(head), part.chapter)
        folio = Folio(round(width, 2), round(height, 2), shown, chapter, stamp.banner, stamp.legend)
        yield folio, not is_plain


def lay_kept(setup: Setup, html: str) -> bytes:
    """Pages that are only laid over others, from the store where they were made before."""
    key = digest("randen", setup.base, html)
    known: LaidOut | None = setup.store.get(key)
    laid: LaidOut = known or setup.store.put(key, lay_out(html, {}, setup.house_file, is_tagged=False))
    return laid.data
