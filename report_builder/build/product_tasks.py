"""What is handed over: documents bound together, with their contents, margins and ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from report_builder.build.document_tasks import Beside, Typeset, set_pages
from report_builder.build.figure_tasks import make_figure
from report_builder.build.lost_problems import SourceFile
from report_builder.build.news_files import lengths
from report_builder.build.page_edges import lay_edges, lay_kept, stamp_of
from report_builder.build.release_setup import Reference, Setup, load
from report_builder.build.web_extras import web_extras
from report_builder.model.document import Heading, NumberedFigure
from report_builder.model.document_kind import PageClass
from report_builder.pdf.attaching import Attachment
from report_builder.pdf.joining import join
from report_builder.store import digest
from report_builder.values.dataset import Dataset
from report_builder.web.cleanup import parse_body
from report_builder.web.news_page import make_news
from report_builder.web.web_edition import Banner, make_edition
from report_builder.word.bind.assembly import Assembly, number_all, start_numbering
from report_builder.word.bind.concept_stamp import LEGEND_REST, LEGEND_SAMPLE, stamp_concept
from report_builder.word.bind.contents import fill_contents
from report_builder.word.fill.house_look import name_typefaces
from report_builder.word.package import WordFile, read_docx, save_docx, styles_of
from report_builder.word.styles import ensure_styles


@dataclass(frozen=True)
class Binding:
    """A product: what goes before the report (letters keep their own look), the report's front, and
    the report.

    `house` is the house template as this edition fills it, empty where there is no report: its text
    is the front.
    """

    title: str
    before: tuple[Typeset, ...]
    house: bytes
    report: tuple[Typeset, ...]
    headings: tuple[Heading, ...]
    captions: tuple[Heading, ...] = ()
    """The captions of its figures and tables, as headings of level 0."""
    has_front: bool = False


@dataclass(frozen=True)
class FrontMatter:
    """The front with its table of contents, if there is one, and the page of every heading."""

    front: Typeset | None
    pages: Mapping[str, str]


@dataclass(frozen=True)
class FrontLength:
    """How many pages a front had when it was last laid out, however its headings were numbered."""

    pages: int


def length_key(setup: Setup, binding: Binding) -> str:
    """Under which key the length of a front is kept, whatever the pages that it leads to."""
    lines = (binding.house, binding.title, binding.headings, binding.captions)
    return digest("lengte van het voorwerk", setup.base, *lines)


def measure_front(reference: Reference, binding: Binding) -> None:
    """Lay out the front of a report whose pages are not known yet, and keep its length: that is all
    that the numbers of those pages wait for.
    """
    setup = load(*reference)
    _keep_length(setup, binding, _front(setup, binding, {}))


def make_up(reference: Reference, binding: Binding) -> FrontMatter:
    """The front with the page of every heading, if there is one, and those pages.

    The length of the front is known once it has been laid out, so the last known one of a front
    with the same lines is tried first.
    """
    setup = load(*reference)
    if not binding.has_front:
        return FrontMatter(None, {})
    offset = sum(len(part.pages.sizes) for part in binding.before)
    kept = setup.store.get(length_key(setup, binding), FrontLength)
    length = kept.pages if kept else 0
    for _ in range(3):
        pages = _heading_pages(binding, offset + length)
        front = _front(setup, binding, pages)
        if len(front.pages.sizes) == length:
            break
        length = _keep_length(setup, binding, front)
    return FrontMatter(front, pages)


def _front(setup: Setup, binding: Binding, pages: Mapping[str, str]) -> Typeset:
    """The front with these page numbers in its tables of contents."""
    document = read_docx(binding.house)
    fill_contents(document, binding.headings, binding.captions, pages)
    return _kept(setup, save_docx(document, setup.project.edition.date), binding.title)


def _keep_length(setup: Setup, binding: Binding, front: Typeset) -> int:
    length = FrontLength(len(front.pages.sizes))
    setup.store.put(length_key(setup, binding), length)
    return length.pages


def _kept(setup: Setup, data: bytes, title: str) -> Typeset:
    key = digest("voorwerk", setup.base, data, title)
    kept = setup.store.get(key, Typeset)
    if kept is not None:
        return kept
    return setup.store.put(
        key,
        set_pages(
            data,
            "voorwerk",
            SourceFile(setup.house_file),
            PageClass.REPORT,
            title,
            Beside(fonts=setup.look.fonts),
        ),
    )


def _heading_pages(binding: Binding, offset: int) -> dict[str, str]:
    pages: dict[str, str] = {}
    for part in binding.report:
        pages |= {anchor: str(offset + page + 1) for anchor, page in part.pages.anchors.items()}
        offset += len(part.pages.sizes)
    return pages


def bind_pages(
    reference: Reference,
    binding: Binding,
    front: Typeset | None,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The PDF of a product, with its data inside."""
    setup = load(*reference)
    parts = [*binding.before, *([front] if front else []), *binding.report]
    heads = [""] * len(binding.before) + [setup.project.edition.title] * (
        len(parts) - len(binding.before)
    )
    overlays = lay_edges(
        list(zip(parts, heads, strict=True)), stamp_of(setup), partial(lay_kept, setup)
    )
    return join([part.pages.data for part in parts], overlays, binding.title, attachments)


def bind_docx(reference: Reference, binding: Binding, pages: Mapping[str, str]) -> bytes:
    """The Word file of a product; `pages` gives the page of each heading for the table of
    contents.
    """
    setup = load(*reference)
    is_first = binding.has_front and not binding.before
    assembly = Assembly(read_docx(binding.house), is_empty=not is_first)
    for part in binding.before:
        assembly.append(read_docx(part.docx), part.label, own_look=True)
    if binding.has_front and binding.before:
        house = read_docx(binding.house)
        start_numbering(house, sum(len(part.pages.sizes) for part in binding.before) + 1)
        assembly.append(house, "voorwerk")
    for part in binding.report:
        assembly.append(read_docx(part.docx), part.label, chapter=part.chapter)
    document = assembly.finish()
    fill_contents(document, binding.headings, binding.captions, pages)
    document.core_properties.title = binding.title
    return _saved(setup, document)


def single_docx(reference: Reference, part: Typeset, title: str) -> bytes:
    """The Word file of a letter or nota by itself."""
    document = read_docx(part.docx)
    document.core_properties.title = title
    number_all(document)
    return _saved(load(*reference), document)


def _saved(setup: Setup, document: WordFile) -> bytes:
    """Stamp a concept, and give the bytes; what leaves in the definitive release was cleaned when
    it was filled.
    """
    styles, house = styles_of(document), styles_of(read_docx(setup.house))
    if setup.is_concept and styles is not None and house is not None:
        stamp_concept(document, setup.banner, ensure_styles(styles, house))
    name_typefaces(document, setup.look.names)
    document.core_properties.author = ""
    document.core_properties.language = "nl-NL"
    return save_docx(document, setup.project.edition.date)


def bind_web(
    reference: Reference,
    title: str,
    parts: Sequence[Typeset],
    headings: Sequence[Heading],
    placed: Sequence[NumberedFigure],
    until: Mapping[str, str] | None = None,
) -> bytes:
    """The web edition of documents, in which those figures and tables are placed.

    `until`, up to which period each stale value runs by its key, is given of a whole report alone:
    that has data to take away as well.
    """
    setup = load(*reference)
    dataset, specs = Dataset(setup.project), setup.project.figures
    figures = {
        figure.bookmark: make_figure(setup, figure.figure, dataset)[0]
        for figure in placed
        if specs[figure.figure].traits.is_picture
    }
    bodies = [parse_body(body) for part in parts for body in part.bodies]
    pictures = {name: data for part in parts for name, data in part.pictures.items()}
    extras = web_extras(setup, placed, until) if until is not None else None
    page = make_edition(title, bodies, headings, pictures, figures, _banner(setup), extras)
    return page.encode()


def bind_news(reference: Reference, title: str, part: Typeset) -> bytes:
    """The page of a news item, or of posts with the length of each."""
    setup = load(*reference)
    bodies = [parse_body(body) for body in part.bodies]
    return make_news(
        title, bodies, part.pictures, _banner(setup), lengths(setup, part.docx)
    ).encode()


def _banner(setup: Setup) -> Banner | None:
    return Banner(setup.banner, (LEGEND_SAMPLE, LEGEND_REST)) if setup.is_concept else None
