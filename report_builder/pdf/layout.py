"""From HTML to the pages of a tagged PDF with WeasyPrint.

Nothing is fetched from elsewhere, and nothing that WeasyPrint says is lost.
"""

from __future__ import annotations

import logging
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from report_builder.system_libraries import require_libraries

# WeasyPrint opens them while it is imported, and makes do without one of them.
require_libraries()

import weasyprint
from weasyprint.html import UA
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from report_builder.pdf.moved_figures import move_figures
from report_builder.pdf.notes_in_sight import bring_notes, lost_notes, repeat_notes
from report_builder.pdf.page_records import Drawn, LaidOut
from report_builder.pdf.placed_figures import ReservedFigure, put_in
from report_builder.pdf.repairs import repair
from report_builder.pdf.tagtree import TagTree, watched
from report_builder.pdf.upstream import REPLACEMENTS, narrow_sheet
from report_builder.problems import Problem, Severity
from report_builder.replacements import apply

FONTS = (
    Path(__file__).parent.parent / "fonts",
    Path(str(files("matplotlib"))) / "mpl-data/fonts/ttf",
)
"""Where the typefaces are: those of the program, and DejaVu Sans, which matplotlib brings along."""
_TYPEFACES = Path(__file__).with_name("typefaces.css")
_STYLE = Path(__file__).with_name("print.css")
_BASE = "onderdeel:///"
_SHOWN = 60
"""So many characters of a note tell which it is."""
_LOG = logging.getLogger("weasyprint")

apply(chain.from_iterable(REPLACEMENTS.values()))


class _Page(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """HTML to be laid out, under a style sheet of WeasyPrint that is quicker to apply."""

    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:
        return [_own_style()]


@cache
def _own_style() -> weasyprint.CSS:
    return weasyprint.CSS(string=narrow_sheet(UA))


@cache
def _style() -> weasyprint.CSS:
    return weasyprint.CSS(string=_STYLE.read_text())


class _Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives the pictures of the document, those in an address itself, and the packaged fonts;
    nothing else.
    """

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=["onderdeel", "data"])
        self.pictures = pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The picture or font that `url` names."""
        name = url.removeprefix(_BASE)
        if name in self.pictures:
            return URLFetcherResponse(
                url, self.pictures[name], {"Content-Type": _type(self.pictures[name])}
            )
        for folder in FONTS:
            font = folder / name
            if font.parent == folder and font.is_file():
                return URLFetcherResponse(url, font.read_bytes(), {"Content-Type": "font/ttf"})
        if url.startswith("data:image/"):
            return super().fetch(url)
        raise FatalURLFetchingError(f"not part of the document: {url}")


def lay_out(
    html: str,
    pictures: Mapping[str, bytes],
    file: str,
    figures: Mapping[str, Drawn] = MappingProxyType({}),
    is_tagged: bool = True,
) -> LaidOut:
    """The pages of an HTML document; what WeasyPrint complains of becomes warnings about `file`.

    A picture that is among the `figures` is put in as it was drawn. Figures and tables stand where
    their section has room for them. What is only laid over other pages needs no tags.
    """
    drawn = {name: figure for name, figure in figures.items() if name in pictures}
    # WeasyPrint asks its cache first; there an address that is not resolved is a bare name.
    reserved = {name: ReservedFigure(name, figure) for name, figure in drawn.items()}
    fetcher = _Fetcher(pictures)
    fonts = FontConfiguration()
    with _listening(file) as problems:
        # Only the typefaces differ from one document to the next.
        typefaces = _TYPEFACES.read_text()
        weasyprint.CSS(string=typefaces, font_config=fonts, base_url=_BASE, url_fetcher=fetcher)
        page = _Page(string=html, base_url=_BASE, url_fetcher=fetcher)

        def render() -> weasyprint.Document:
            return page.render(stylesheets=[_style()], font_config=fonts, cache=dict(reserved))

        document = _settled(page.etree_element, render) if is_tagged else render()
        problems += [_loss(file, text) for text in lost_notes(page.etree_element, document.pages)]
        data = _written(document, file) if is_tagged else document.write_pdf()
    data = put_in(data, drawn)
    sizes = tuple((_millimetres(page.width), _millimetres(page.height)) for page in document.pages)
    return LaidOut(data, sizes, _anchors(document), tuple(dict.fromkeys(problems)))


def _settled(root: object, render: Callable[[], weasyprint.Document]) -> weasyprint.Document:
    """The pages with figures where there is room for them, and notes where they are called."""
    document = render()
    if move_figures(document.pages):
        document = render()
    # Notes that stand on a page once more take room there.
    if repeat_notes(root, document):
        document = render()
        if move_figures(document.pages):
            document = render()
    return bring_notes(root, document, render)


def _loss(file: str, note: str) -> Problem:
    """A footnote that has no place on any page."""
    start = textwrap.shorten(note, _SHOWN, placeholder=" …")
    hint = "maak de alinea waarin zij staat korter, of zet er een pagina-einde voor"
    return Problem("pdf", file, "1", f"PDF: een voetnoot valt weg: '{start}'", hint)


def _millimetres(pixels: float) -> float:
    """CSS has 96 pixels in an inch."""
    return pixels * 25.4 / 96


def _anchors(document: weasyprint.Document) -> dict[str, int]:
    """The first page, from 0, of each anchor."""
    anchors: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            anchors.setdefault(name, number)
    return anchors


def _written(document: weasyprint.Document, file: str) -> bytes:
    """The PDF of a document, with its tags put right."""

    def mend(document: weasyprint.Document, pdf: object) -> None:
        repair(TagTree(document, pdf, sources), file)

    with watched() as sources:
        data: bytes = document.write_pdf(pdf_variant="pdf/a-3a", finisher=mend)
    return data


def _type(data: bytes) -> str:
    """The type of a picture or font, by how it begins."""
    if data.startswith((b"\x00\x01\x00\x00", b"OTTO", b"true")):
        return "font/otf"
    starts = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif"}
    return next((kind for start, kind in starts.items() if data.startswith(start)), "image/svg+xml")


@contextmanager
def _listening(file: str) -> Iterator[list[Problem]]:
    """The problems that WeasyPrint logs while the block runs."""
    problems: list[Problem] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            problems.append(
                Problem("pdf", file, "1", f"PDF: {record.getMessage()}", "", Severity.WARNING)
            )

    listener, before = Listener(logging.WARNING), _LOG.propagate
    _LOG.addHandler(listener)
    _LOG.propagate = False
    try:
        yield problems
    finally:
        _LOG.removeHandler(listener)
        _LOG.propagate = before
