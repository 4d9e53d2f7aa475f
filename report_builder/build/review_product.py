"""The review page of a concept: what is printed, where it comes from, and what changed, for those
who judge it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from report_builder.build.all_documents import TypesetDocuments
from report_builder.build.document_tasks import Typeset
from report_builder.build.edition_differences import held_values
from report_builder.build.figure_digest import figure_digest
from report_builder.build.figure_tasks import Content, content_of, stale_lines
from report_builder.build.filled_project import FilledProject, printed_in
from report_builder.build.release_setup import Reference, Setup, load
from report_builder.build.review_answers import answers_list, shown_remarks
from report_builder.build.review_changes import NAME, Before, find_earlier, find_since
from report_builder.build.review_items import FIGURE, TABLE, Items, account_of
from report_builder.build.review_summaries import (
    CHANGE_HEAD,
    Late,
    Row,
    late_values,
    moved_rows,
    revision_rows,
    stale_by_document,
    stale_by_owner,
    thing_of,
    warnings_list,
)
from report_builder.jobs import Task
from report_builder.model.catalogue import TOTAL
from report_builder.model.document import Heading, NumberedFigure, PrintedValue
from report_builder.model.figure import FigureContent
from report_builder.model.review import Link, PrintedPlace, Review, ReviewItem, ReviewList, Since
from report_builder.model.state import IndicatorState
from report_builder.model.trace import Observed
from report_builder.problems import Problem
from report_builder.registers.number_register import printed_rows
from report_builder.values.dataset import Dataset
from report_builder.values.indicator_states import indicator_states
from report_builder.web.cleanup import parse_body
from report_builder.web.review_page import ReviewDocument, make_review
from report_builder.web.review_places import Marker
from report_builder.web.web_edition import Banner
from report_builder.word.bind.concept_stamp import LEGEND_REST, LEGEND_SAMPLE
from report_builder.wording.periods import date_text

_STATES = ("fresh", "stale", "accepted", "missing")
_NOTHING_YET = (
    "Er ging nog geen concept van deze editie rond om mee te vergelijken. Noteert de "
    "redactie met ‘report-builder "
    "circulate’ welk concept u kreeg, dan staat in het volgende concept hier wat er "
    "sindsdien veranderde."
)


@dataclass(frozen=True)
class Printed:
    """What the documents of a concept print, and what was warned of."""

    values: tuple[PrintedValue, ...]
    placed: Mapping[str, tuple[NumberedFigure, ...]]
    headings: Mapping[str, Sequence[Heading]]
    titles: Mapping[str, str]
    templates: Mapping[str, str]
    printed_in: Mapping[str, Sequence[str]]
    problems: tuple[Problem, ...] = field(default=())


def review_task(
    project: FilledProject,
    documents: TypesetDocuments,
    problems: Sequence[Problem],
    before: Before,
) -> dict[str, Task[bytes]]:
    """How the review page is made: of the report and behind it the other documents, without the
    twins of a letter.
    """
    jobs = sorted(project.firsts, key=lambda job: not job.traits.is_report)
    filled = {job.label: project.filled[job.label] for job in jobs}
    printed = Printed(
        values=tuple(project.values),
        placed={label: document.placed for label, document in filled.items()},
        headings={label: document.headings for label, document in filled.items()},
        titles=project.titles,
        templates={job.file: job.entry.title for job in project.firsts},
        printed_in=printed_in(project),
        problems=tuple(problems),
    )
    parts = [documents[job.label] for job in jobs]
    return {NAME: (bind_review, (project.reference, parts, printed, before))}


def bind_review(
    reference: Reference, parts: Sequence[Typeset], printed: Printed, before: Before
) -> bytes:
    """The review page of a concept."""
    setup = load(*reference)
    dataset = Dataset(setup.project)
    states = indicator_states(dataset, printed.printed_in)
    rows = printed_rows(printed.values)
    held = held_values(setup.project.catalogue, setup.project.series)
    keys = {thing_of(row): item.value.key for row, item in zip(rows, printed.values, strict=True)}
    earlier, changes = find_earlier(setup, printed.titles, before, rows, keys)
    items = Items(setup.project.catalogue, held, earlier)
    placed = dict.fromkeys(figure.figure for own in printed.placed.values() for figure in own)
    contents = {key: content_of(setup, key, dataset) for key in placed}
    numbers, figures = list(items.numbers(printed.values)), list(_figures(setup, printed, contents))
    documents, marker = _documents(setup, parts, printed, numbers, contents)
    since = find_since(
        setup, printed.titles, before.circulated, (rows, keys), figures, marker.places.paragraphs
    )
    remarks = shown_remarks(before.remarks)
    answers = answers_list(remarks, printed.templates, marker.places.paragraphs)
    printed_states = [state for state in states if state.documents]
    review = Review(
        edition=setup.project.edition.id,
        version=setup.version,
        title=setup.project.edition.title,
        titles=printed.titles,
        items=(*numbers, *figures),
        accounts=tuple(account_of(state, setup.project.catalogue) for state in printed_states),
        lists=(*answers, *_lists(setup, printed, states, items, numbers, changes, since)),
        counts={name: sum(state.state == name for state in printed_states) for name in _STATES},
        since=since,
        remarks=remarks,
    )
    banner = Banner(setup.banner, (LEGEND_SAMPLE, LEGEND_REST))
    return make_review(review, documents, marker.places, banner).encode()


def _documents(
    setup: Setup,
    parts: Sequence[Typeset],
    printed: Printed,
    numbers: Sequence[ReviewItem],
    contents_by_figure: Mapping[str, Content],
) -> tuple[list[ReviewDocument], Marker]:
    """The documents with their values, figures and paragraphs marked; the twin of a letter is left
    out.
    """
    drawn = {figure.bookmark: figure for own in printed.placed.values() for figure in own}
    pictured = {anchor: contents_by_figure[placed.figure] for anchor, placed in drawn.items()}
    contents = {
        anchor: content
        for anchor, content in pictured.items()
        if isinstance(content, FigureContent)
    }
    marker, documents = Marker(numbers, drawn), []
    report = {entry.id for entry in setup.project.edition.report}
    for part in parts:
        bodies = [parse_body(body) for body in part.bodies]
        for body in bodies:
            marker.mark(body, part.label)
        title, headings = printed.titles[part.label], printed.headings[part.label]
        document = ReviewDocument(
            part.label, title, part.label in report, bodies, headings, part.pictures, contents
        )
        documents.append(document)
    return documents, marker


def _figures(
    setup: Setup, printed: Printed, contents: Mapping[str, Content]
) -> Iterator[ReviewItem]:
    """The figures, tables and dashboards that are placed, each once."""
    places: dict[str, list[PrintedPlace]] = {}
    named: dict[str, NumberedFigure] = {}
    for document, placed in printed.placed.items():
        for figure in placed:
            named.setdefault(figure.figure, figure)
            places.setdefault(figure.figure, []).append(
                PrintedPlace(document, f"{figure.noun.lower()} {figure.number}")
            )
    catalogue = setup.project.catalogue
    for key, figure in named.items():
        spec, content = setup.project.figures[key], contents[key]
        owners = dict.fromkeys(catalogue.indicators[name].deliverer for name in spec.ingredients)
        yield ReviewItem(
            key=key,
            kind=FIGURE if spec.traits.is_picture else TABLE,
            text=f"{figure.noun} {figure.number}",
            name=spec.title,
            how=", ".join(spec.ingredients),
            period=f"t/m {content.stale_until}" if content.stale_until else "",
            state=content.freshness.value,
            source=content.source,
            inputs=(),
            places=tuple(places[key]),
            owners=tuple(owners),
            digest=figure_digest(content),
        )


def _lists(
    setup: Setup,
    printed: Printed,
    states: Sequence[IndicatorState],
    items: Items,
    numbers: Sequence[ReviewItem],
    changes: tuple[Row, ...],
    since: Since,
) -> Iterator[ReviewList]:
    firsts = (item for item in printed.values if item.document in printed.placed)
    late = [*late_values(firsts), *_late_figures(setup, printed)]
    yield stale_by_owner(late, states, items, printed.titles)
    yield stale_by_document(late, items, printed.titles)
    yield from _since_lists(since, setup.version)
    yield from _edition_lists(items, numbers, changes)
    yield warnings_list(printed.problems, printed.templates)


def _late_figures(setup: Setup, printed: Printed) -> Iterator[Late]:
    """The stale figures behind what is drawn."""
    for document, placed in printed.placed.items():
        for figure in placed:
            if setup.project.figures[figure.figure].traits.is_picture:
                link = Link(f"{figure.noun.lower()} {figure.number}", figure.figure)
                for indicator, until in stale_lines(setup, figure.figure).items():
                    yield Late(Observed(indicator, TOTAL, until), document, link)


def _since_lists(since: Since, version: str) -> Iterator[ReviewList]:
    """What changed since the concept that went round, in numbers and in words."""
    lead = _NOTHING_YET
    if since.day:
        went = f"versie {since.version}, die op {date_text(since.day)} rondging"
        is_same = since.version == version
        lead = f"Dit is {went}. Er is niets veranderd." if is_same else f"Vergeleken met {went}."
    numbers: tuple[str, ...] = (*CHANGE_HEAD[:6], "Levering", CHANGE_HEAD[-1])
    yield ReviewList(
        "sinds-cijfers", "Cijfers die veranderden sinds de vorige ronde", lead, numbers, since.rows
    )
    texts = ("Wat", "Document", "Plaats", "Was", "Nu")
    yield ReviewList(
        "sinds-tekst", "Tekst die veranderde sinds de vorige ronde", lead, texts, since.texts
    )


def _edition_lists(
    items: Items, numbers: Sequence[ReviewItem], changes: tuple[Row, ...]
) -> Iterator[ReviewList]:
    title = items.earlier.title
    if changes:
        heading, lead = (
            "Veranderd ten opzichte van de vorige editie",
            f"Vergeleken met {title}, zoals gepubliceerd.",
        )
        yield ReviewList("vorige-editie", heading, lead, CHANGE_HEAD, changes)
    else:
        beside = f"Naast elkaar: wat {title} als laatste had, en wat er nu staat."
        lead = beside if title else "Van een eerdere editie zijn geen cijfers bewaard."
        columns = ("Cijfer", title or "Vorige editie", "Nu", "Staat in")
        rows = moved_rows(numbers, items.earlier)
        yield ReviewList(
            "vorige-editie", "Cijfers naast die van de vorige editie", lead, columns, rows
        )
    lead = (
        "Dezelfde periode, nu een andere waarde. Ook cijfers die alleen meetellen in een "
        "ander cijfer staan erbij."
    )
    head = ("Cijfer", "Periode", title or "Vorige editie", "Nu", "Telt mee in")
    yield ReviewList(
        "herzieningen",
        "Herziene cijfers achter dit rapport",
        lead,
        head,
        revision_rows(numbers, items),
    )
