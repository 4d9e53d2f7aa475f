"""One figure: what it is, how it went, where it is printed, and the tags and sentences to make of
it.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from report_builder.build.tag_trials import TagTrials
from report_builder.build.traces import tell_histories, tell_remarks
from report_builder.desk.context import Desk, desk_of
from report_builder.desk.figure_views import DrawnPlace, FigureBook, ListedFigure, ValuePlace
from report_builder.desk.observation_table import (
    ObservationTable,
    lay_out_observations,
    slice_name,
)
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.figures_page import ADDRESS
from report_builder.desk.ready_sentences import SentenceMaker
from report_builder.desk.series_pictures import LargePicture, draw_large
from report_builder.desk.tag_form import FormReader, TagForm
from report_builder.desk.tag_wordings import fitting_wordings
from report_builder.intake.own_rows import own_files
from report_builder.model.catalogue import Delivery, Source
from report_builder.model.period import Frequency
from report_builder.model.state import IndicatorState
from report_builder.word.fill.tried_text import TriedText
from report_builder.wording.awaiting import due_words

FREQUENCIES = {
    Frequency.YEAR: "per jaar",
    Frequency.HALF: "per halfjaar",
    Frequency.QUARTER: "per kwartaal",
    Frequency.MONTH: "per maand",
    Frequency.DAY: "stand op een dag",
}
"""How often there is a figure, in words."""
_MOST_DELIVERIES = 20


@dataclass(frozen=True)
class TriedTag:
    """A tag or sentence, what it is called, and what it reads as."""

    name: str
    source: str
    tried: TriedText

    @property
    def is_sound(self) -> bool:
        """Whether it can be printed."""
        return not any(problem.is_error for problem in self.tried.problems)


@dataclass(frozen=True)
class TagOutcome:
    """What came of the form: the tags and sentences that can be printed, and those that cannot."""

    form: TagForm
    name: str
    """The slice that was chosen, as people call it."""
    tags: tuple[TriedTag, ...]
    sentences: tuple[TriedTag, ...]
    refused: tuple[TriedTag, ...]
    origin: tuple[str, ...]
    """Which delivery brought the number, in lines."""
    picture: LargePicture | None


@dataclass(frozen=True)
class IndicatorFacts:
    """What is known of an indicator, whatever is chosen of it."""

    row: ListedFigure
    state: IndicatorState
    source: Source | None
    owner: Source | None
    frequency: str
    due: str
    table: ObservationTable
    printed: tuple[ValuePlace, ...]
    drawn: tuple[DrawnPlace, ...]
    deliveries: tuple[Delivery, ...]
    earlier: int
    """The deliveries that are not named."""
    remarks: tuple[str, ...]
    file: str


async def _indicator(request: Request) -> Response:
    desk, key = desk_of(request), request.path_params["key"]
    book = await run_in_threadpool(desk.figures.book, desk.live.state.checked)
    if book is None:
        return render(request, "cijfer.html", facts=None)
    facts = await run_in_threadpool(_facts, desk, book, key)
    outcome = await run_in_threadpool(_outcome, desk, book, key, dict(request.query_params))
    return render(request, "cijfer.html", facts=facts, outcome=outcome)


async def _tags(request: Request) -> Response:
    """What comes of the form alone, for a page that stands open."""
    desk, key = desk_of(request), request.path_params["key"]
    book = await run_in_threadpool(desk.figures.book, desk.live.state.checked)
    if book is None:
        raise HTTPException(404)
    outcome = await run_in_threadpool(_outcome, desk, book, key, dict(request.query_params))
    return render(request, "cijfer_tags.html", outcome=outcome)


async def _csv(request: Request) -> Response:
    desk, key = desk_of(request), request.path_params["key"]
    book = await run_in_threadpool(desk.figures.book, desk.live.state.checked)
    if book is None or key not in book.rows:
        raise HTTPException(404)
    path = desk.workspace.root / _file(desk, key)
    data = await run_in_threadpool(path.read_bytes)
    headers = {"content-disposition": f'attachment; filename="{key}.csv"'}
    return Response(data, media_type="text/csv; charset=utf-8", headers=headers)


def _file(desk: Desk, key: str) -> str:
    """The file that an indicator is read from: the rows of the edition itself where it has them."""
    theme, _, name = key.partition(".")
    path = desk.workspace.data / theme / f"{name}.csv"
    own = own_files(desk.workspace, desk.edition_file)
    return own.get(key) or desk.workspace.name(path)


def _facts(desk: Desk, book: FigureBook, key: str) -> IndicatorFacts:
    """What is known of an indicator. Raises HTTPException when there is none of that name."""
    if key not in book.rows:
        raise HTTPException(404)
    project = book.filled.setup.project
    catalogue, row = project.catalogue, book.rows[key]
    indicator = row.indicator
    brought = [one for one in reversed(catalogue.deliveries) if key in one.indicators]
    return IndicatorFacts(
        row,
        book.states[key],
        catalogue.sources.get(indicator.source),
        catalogue.sources.get(indicator.deliverer),
        FREQUENCIES[indicator.frequency],
        due_words(indicator),
        lay_out_observations(project.series.get(key), indicator),
        book.printed.get(key, ()),
        tuple(_drawn_from(book, key)),
        tuple(brought[:_MOST_DELIVERIES]),
        max(len(brought) - _MOST_DELIVERIES, 0),
        tell_remarks(desk.workspace, catalogue, key),
        _file(desk, key),
    )


def _drawn_from(book: FigureBook, key: str) -> list[DrawnPlace]:
    """The figures and tables in the report that show an indicator."""
    specs = book.filled.setup.project.figures
    drawn = [name for name, spec in specs.items() if key in spec.ingredients]
    return [place for name in drawn for place in book.drawn.get(name, ())]


def _outcome(desk: Desk, book: FigureBook, key: str, query: dict[str, str]) -> TagOutcome:
    """What comes of the form. Raises HTTPException when there is no such indicator."""
    if key not in book.rows:
        raise HTTPException(404)
    setup, indicator = book.filled.setup, book.rows[key].indicator
    trials = TagTrials(setup)
    form = FormReader(indicator, trials.dataset, setup.project.catalogue, query).read()
    tags = [
        TriedTag(wording.name, wording.tag, trials.try_sentence(wording.tag))
        for wording in fitting_wordings(form.choice)
    ]
    sentences = [
        TriedTag("", sentence, trials.try_sentence(sentence))
        for sentence in SentenceMaker(form.choice, form.largest, form.amount).sentences()
    ]
    observations = trials.dataset.until_end(indicator, form.choice.key)
    return TagOutcome(
        form,
        "" if form.choice.key == indicator.total else slice_name(form.choice.key),
        tuple(tag for tag in tags if tag.is_sound),
        tuple(sentence for sentence in sentences if sentence.is_sound),
        tuple(tag for tag in (*tags, *sentences) if not tag.is_sound),
        _origin(desk, book, tags[0]),
        draw_large(observations, indicator),
    )


def _origin(desk: Desk, book: FigureBook, tag: TriedTag) -> tuple[str, ...]:
    """Which delivery brought the observation that a tag prints."""
    observed = {given.observed for value in tag.tried.values for given in value.inputs}
    own = own_files(desk.workspace, desk.edition_file)
    told = tell_histories(desk.workspace, book.filled.setup.project, observed, own)
    return tuple(line for lines in told.values() for line in lines)


ROUTES = (
    Route(f"{ADDRESS}/{{key}}", _indicator),
    Route(f"{ADDRESS}/{{key}}/tags", _tags),
    Route(f"{ADDRESS}/{{key}}/csv", _csv),
)
