"""One document from its template to pages: filled, its references resolved, converted, laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from report_builder.build.figure_tasks import (
    figure_key,
    make_figure,
    make_table,
    make_tiles,
    pictures_of,
)
from report_builder.build.formula_pages import FormulaPages
from report_builder.build.lost_problems import (
    Conversion,
    SourceFile,
    lost_problems,
    style_problems,
)
from report_builder.build.news_files import dressed
from report_builder.build.release_setup import Job, Reference, Setup, load
from report_builder.model.document import FilledDocument, Numbers
from report_builder.model.document_kind import PageClass
from report_builder.model.figure import DashboardContent, FigureContent, Picture, TableContent
from report_builder.pdf.page_records import Drawn, LaidOut
from report_builder.problems import Fault, Problem
from report_builder.store import digest
from report_builder.values.advice import advise
from report_builder.values.awaited_updates import awaited_by, awaited_lines, has_ended
from report_builder.values.dataset import Dataset
from report_builder.values.filters import FILTERS
from report_builder.values.plotted_series import select_rows
from report_builder.values.vocabulary import FOLLOWS, make_language
from report_builder.web.cleanup import Section, clean, drop_keys, parse_body, to_text
from report_builder.web.conversion import convert, picture_name
from report_builder.web.print_page import Leaf, print_page
from report_builder.web.stale_asides import add_asides
from report_builder.word.bind.cross_references import resolve_references
from report_builder.word.bind.print_view import print_view
from report_builder.word.fields import fill_page_count
from report_builder.word.fill.document_fill import fill_template
from report_builder.word.fill.filling import Setting, Supply
from report_builder.word.package import package_bytes, read_docx, save_docx, styles_of
from report_builder.wording.staleness import stale_until


@dataclass(frozen=True)
class Typeset:
    """A document that is ready to be bound: as Word file, as HTML, and as pages."""

    label: str
    chapter: str
    docx: bytes
    bodies: tuple[str, ...]
    pictures: Mapping[str, bytes]
    pages: LaidOut
    leaves: tuple[Leaf, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Ingredients:
    """What a document was made from: the indicators that it asked for, and the figures and tables
    that it places or refers to.
    """

    indicators: frozenset[str]
    figures: frozenset[str]


def _recipe_key(setup: Setup, job: Job) -> str:
    """A hash of what a document depends on before it is known which figures it uses."""
    themes = sorted(setup.project.catalogue.themes)
    return digest(
        "recept",
        setup.edition_digest,
        themes,
        job.template,
        job.label,
        job.number,
        job.entry,
        job.addressee,
    )


def _filled_key(setup: Setup, recipe: str, ingredients: Ingredients) -> str:
    """A hash of what a document was made from, as its trace tells."""
    indicators = [(key, setup.indicator_digests.get(key)) for key in sorted(ingredients.indicators)]
    drawn = [
        (key, figure_key(setup, key) if key in setup.project.figures else None)
        for key in sorted(ingredients.figures)
    ]
    return digest("gevuld", recipe, indicators, drawn)


def find_filled(setup: Setup, job: Job) -> FilledDocument | None:
    """The filled document of an earlier build, when nothing that it was made from has changed."""
    recipe = _recipe_key(setup, job)
    ingredients = setup.store.get(recipe, Ingredients)
    if ingredients is None:
        return None
    return setup.store.get(_filled_key(setup, recipe, ingredients), FilledDocument)


def fill(reference: Reference, job: Job) -> FilledDocument:
    """Fill a template; kept in the store when nothing hinders it."""
    setup = load(*reference)
    dataset = Dataset(setup.project)
    filled = fill_template(
        job.template, job.file, _setting(setup, job), _supply(setup, job, dataset)
    )
    used, absent = frozenset(dataset.used), frozenset(dataset.absent)
    filled = dressed(setup, job, filled).with_used(used, absent)
    if filled.data:
        recipe = _recipe_key(setup, job)
        figures = filled.figures | {key for key, _ in filled.references}
        ingredients = setup.store.put(recipe, Ingredients(filled.used, figures))
        setup.store.put(_filled_key(setup, recipe, ingredients), filled)
    return filled


def _setting(setup: Setup, job: Job) -> Setting:
    edition = setup.project.edition
    house = styles_of(read_docx(setup.house))
    assert house is not None
    return Setting(
        document=job.label,
        number=job.number,
        title=job.title,
        is_yellow=setup.is_concept,
        day=job.entry.date or edition.date,
        reporting_year=edition.reporting_year,
        house=house,
        logo=setup.look.logo,
    )


def _supply(setup: Setup, job: Job, dataset: Dataset) -> Supply:
    def figure(key: str) -> tuple[FigureContent, Picture]:
        with _told_elsewhere():
            return make_figure(setup, key, dataset)

    def table(key: str) -> TableContent:
        with _told_elsewhere():
            return make_table(setup, key, dataset)

    def dashboard(key: str) -> tuple[DashboardContent, tuple[Picture | None, ...]]:
        with _told_elsewhere():
            return make_tiles(setup, key, dataset)

    project = setup.project
    return Supply(
        words=make_language(dataset, job.addressee, setup.is_concept),
        filters=FILTERS,
        advise=lambda values: advise(values, dataset),
        follows=FOLLOWS,
        themes=frozenset(project.catalogue.themes),
        nouns={key: spec.traits.noun for key, spec in project.figures.items()},
        findings={key: spec.finding for key, spec in project.figures.items()},
        reasons={
            accepted.indicator: accepted.reason for accepted in project.edition.accepted_stale
        },
        has_ended=lambda given: has_ended(given, dataset),
        awaited=lambda inputs: awaited_lines(inputs, dataset),
        awaited_in=lambda key: awaited_by(select_rows(project.figures[key], dataset), dataset),
        figure=figure,
        table=table,
        dashboard=dashboard,
    )


@contextmanager
def _told_elsewhere() -> Iterator[None]:
    """What is wrong with a figure is told at its specification, not again where it is placed."""
    try:
        yield
    except Fault as fault:
        raise Fault(FOLLOWS, fault.message) from fault


def _typeset_key(setup: Setup, job: Job, filled: FilledDocument, numbers: Numbers) -> str:
    own = [numbers[key] for key, _ in filled.references]
    titles = (setup.project.edition.title, job.entry.title, job.heading)
    return digest(
        "gezet",
        setup.base,
        filled.data,
        own,
        job.label,
        job.file,
        job.entry.kind,
        titles,
        sorted(stale_until(filled.values).items()),
    )


def find_typeset(
    setup: Setup, job: Job, filled: FilledDocument, numbers: Numbers
) -> Typeset | None:
    """The pages of an earlier build, when the document and the numbers it refers to are the
    same.
    """
    return setup.store.get(_typeset_key(setup, job, filled, numbers), Typeset)


def typeset(reference: Reference, job: Job, filled: FilledDocument, numbers: Numbers) -> Typeset:
    """Resolve the references of a filled document and make its pages."""
    setup = load(*reference)
    docx = filled.data
    if filled.references:
        document = read_docx(docx)
        resolve_references(document, numbers, is_live=job.traits.is_report)
        docx = save_docx(document, job.entry.date or setup.project.edition.date)
    title = setup.project.edition.title if job.traits.is_report else job.entry.title
    return setup.store.put(
        _typeset_key(setup, job, filled, numbers),
        replace(
            set_pages(
                docx,
                job.label,
                SourceFile(job.file, job.template),
                job.traits.page_class,
                title,
                Beside(_drawn(setup, filled), setup.look.fonts, stale_until(filled.values)),
            ),
            chapter=job.heading,
        ),
    )


def _drawn(setup: Setup, filled: FilledDocument) -> dict[str, Drawn]:
    """The figures of a document for its PDF, by the name that their picture in the Word file goes
    by.
    """
    dataset = Dataset(setup.project)
    pictures = (
        picture for key in sorted(filled.figures) for picture in pictures_of(setup, key, dataset)
    )
    return {
        picture_name(picture.svg, "svg"): Drawn(picture.pdf, picture.width, picture.height)
        for picture in pictures
    }


@dataclass(frozen=True)
class Beside:
    """What the pages of a document need that is not in its Word file."""

    figures: Mapping[str, Drawn] = field(default_factory=dict)
    """Pictures that are printed as they were drawn, by their name in the Word file."""
    fonts: Mapping[str, bytes] = field(default_factory=dict)
    """Typefaces in place of the packaged ones of the same name."""
    until: Mapping[str, str] = field(default_factory=dict)
    """Up to which period each stale value runs, by its key."""


def set_pages(
    docx: bytes,
    label: str,
    source: SourceFile,
    page_class: PageClass,
    title: str,
    beside: Beside | None = None,
) -> Typeset:
    """A Word file as HTML and as pages, with what is known beside it; what is lost on the way is
    told at its place in the `source`.
    """
    from report_builder.pdf.layout import lay_out  # WeasyPrint is slow to import

    beside = beside or Beside()
    view = print_view(docx)
    converted = convert(view.data, source.file)
    formulas = FormulaPages(view.formulas)
    on_screen, on_paper = formulas.on_screen(converted.html), formulas.on_paper(converted.html)
    bodies = tuple(to_text(section.element) for section in clean(parse_body(on_screen), label))
    page = print_page(_paper_sections(on_paper, label, beside.until), label, title, page_class)
    parts = {**converted.pictures, **formulas.pictures, **beside.fonts}
    pages = lay_out(page.html, parts, source.file, {**beside.figures, **formulas.drawn})
    pieces = {number: formulas.without_undrawn(piece) for number, piece in converted.pieces.items()}
    problems = (
        *lost_problems(Conversion(docx, view.shown, pieces, bodies), source),
        *style_problems(converted, docx, source),
        *pages.problems,
    )
    if page_class is not PageClass.REPORT:
        docx = _counted(docx, len(pages.sizes))
    return Typeset(label, "", docx, bodies, converted.pictures, pages, page.leaves, problems)


def _paper_sections(text: str, label: str, until: Mapping[str, str]) -> list[Section]:
    """The sections of a document to print, in which can be heard what is yellow."""
    sections = clean(parse_body(text), label)
    for section in sections:
        # A figure says below its caption up to when its series run.
        add_asides(section.element, until, captions={})
        drop_keys(section.element)
    return sections


def _counted(docx: bytes, pages: int) -> bytes:
    """A letter that says on each page how many it has."""
    document = read_docx(docx)
    fill_page_count(document, pages)
    return package_bytes(document)
