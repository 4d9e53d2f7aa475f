"""Accepteren: which stale figures the definitive release may print, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from report_builder.build.filled_project import FilledProject
from report_builder.build.release_candidate import candidate_of
from report_builder.build.stale_acceptance import (
    AcceptableFigure,
    acceptable_figures,
    acceptance_texts,
)
from report_builder.desk.context import Desk, desk_of, person_of
from report_builder.desk.given_forms import NOTHING_GIVEN, GivenForm, shown_again
from report_builder.desk.page_rendering import render
from report_builder.desk.refusals import REFUSALS, reasons_of
from report_builder.desk.uploads import read_text, read_texts
from report_builder.editions.acceptance_log import ACCEPTED_STALE, find_accepters
from report_builder.editions.edition_settings import (
    StoredSettings,
    change_settings,
    read_settings,
)
from report_builder.editions.settings_changes import with_entries
from report_builder.intake.toml_files import TomlFile, make_record
from report_builder.model.edition import AcceptedStale, Edition
from report_builder.problems import Stopped, Unusable

PATH = "/uitgave/accepteren"
_REFUSED = 422
_ANY = "editie"
"""The edition by a name that does not matter here."""


@dataclass(frozen=True)
class AcceptedFigure:
    """A figure that was accepted, what it is called, and who accepted it where that is known."""

    title: str
    accepted: AcceptedStale
    person: str


@dataclass(frozen=True)
class GivenReasons:
    """What somebody filled in: which figures, the reason for those of an organisation, and the one
    that a figure has of its own.
    """

    chosen: tuple[str, ...] = ()
    shared: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AcceptanceView:
    """What the page tells: what can be accepted by who delivers it, what was, and which settings
    that stands in; `trouble` says why what was filled in was not kept.
    """

    groups: tuple[tuple[str, tuple[AcceptableFigure, ...]], ...]
    accepted: tuple[AcceptedFigure, ...]
    settings: StoredSettings
    given: GivenReasons = GivenReasons()
    trouble: str = ""


async def _acceptances(
    request: Request, form: GivenForm = NOTHING_GIVEN, status: int = 200
) -> Response:
    view = await run_in_threadpool(_view, desk_of(request))
    if view is None and form.trouble:
        raise Unusable(form.trouble)
    return render(request, "accepteren.html", status, view=view, form=form)


async def _accept(request: Request) -> Response:
    """Keep the reasons; where that cannot be, the page comes back with all that was filled in."""
    desk, version = desk_of(request), await read_text(request, "versie")
    given = await _read_given(request)
    try:
        await run_in_threadpool(_keep, desk, given, version, person_of(request))
    except REFUSALS as refused:
        view = await run_in_threadpool(_view, desk)
        if view is None:
            raise
        reasons = [*reasons_of(refused), *_homeless(view, given)]
        view = replace(view, given=given, trouble="; ".join(reasons))
        return render(request, "accepteren.html", _REFUSED, view=view, form=NOTHING_GIVEN)
    return RedirectResponse(PATH, 303)


def _homeless(view: AcceptanceView, given: GivenReasons) -> Iterator[str]:
    """What was written for a figure, or for an organisation, that has no place in the form now."""
    there = {figure.indicator.id for _, figures in view.groups for figure in figures}
    owners = {owner for owner, _ in view.groups}
    written = {
        **{owner: text for owner, text in given.shared.items() if owner not in owners},
        **{key: text for key, text in given.own.items() if key not in there},
    }
    for name, text in written.items():
        if text:
            yield f"'{text}' schreef u bij {name}, dat hier niet meer staat"


async def _withdraw(request: Request) -> Response:
    desk, version = desk_of(request), await read_text(request, "versie")
    chosen = await read_texts(request, "kies")
    if not chosen:
        raise Unusable("vink eerst aan welke cijfers u niet meer accepteert")
    await run_in_threadpool(_take_back, desk, chosen, version, person_of(request))
    return RedirectResponse(PATH, 303)


def _view(desk: Desk) -> AcceptanceView | None:
    """How it stands now; None while the project is not read, or cannot be."""
    checked = desk.live.state.checked
    if checked is None or not isinstance(checked.project, FilledProject):
        return None
    settings = read_settings(desk.workspace, desk.edition_file)
    file = _file(settings)
    figures = sorted(_acceptable(desk, checked.project, file), key=_deliverer)
    groups = groupby(figures, key=_deliverer)
    indicators = checked.project.setup.project.catalogue.indicators
    titles = {key: indicator.title for key, indicator in indicators.items()}
    return AcceptanceView(
        tuple((owner, tuple(own)) for owner, own in groups),
        tuple(_accepted_figures(desk, titles, _accepted(file))),
        settings,
    )


def _accepted_figures(
    desk: Desk, titles: Mapping[str, str], entries: Iterable[AcceptedStale]
) -> Iterator[AcceptedFigure]:
    people = find_accepters(desk.workspace, desk.edition_file)
    for entry in entries:
        title = titles.get(entry.indicator, entry.indicator)
        person = people.get((entry.indicator, entry.reason), "")
        yield AcceptedFigure(title, entry, person)


def _acceptable(desk: Desk, project: FilledProject, file: TomlFile) -> list[AcceptableFigure]:
    """What can be accepted in the state that was read last: the settings may be newer than that."""
    accepted = {entry.indicator for entry in _accepted(file)}
    figures = acceptable_figures(candidate_of(desk.workspace, project))
    return [figure for figure in figures if figure.indicator.id not in accepted]


def _accepted(file: TomlFile) -> tuple[AcceptedStale, ...]:
    """What the settings accept. Raises Stopped when they cannot be read."""
    edition, problems = make_record(Edition, file, (), file.data, id=_ANY)
    if edition is None:
        raise Stopped(problems)
    return edition.accepted_stale


def _deliverer(figure: AcceptableFigure) -> str:
    return figure.indicator.deliverer


async def _read_given(request: Request) -> GivenReasons:
    """What was filled in, each reason on one line: it is printed as a footnote."""
    owners, keys = await read_texts(request, "leverancier"), await read_texts(request, "cijfer")
    shared, own = await read_texts(request, "samen"), await read_texts(request, "reden")
    if len(owners) != len(shared) or len(keys) != len(own):
        raise Unusable("het formulier is niet heel aangekomen; probeer het opnieuw")
    return GivenReasons(
        tuple(await read_texts(request, "kies")),
        {owner: " ".join(text.split()) for owner, text in zip(owners, shared, strict=True)},
        {key: " ".join(text.split()) for key, text in zip(keys, own, strict=True)},
    )


def _keep(desk: Desk, given: GivenReasons, version: str, person: str) -> None:
    checked = desk.live.state.checked
    if checked is None or not isinstance(checked.project, FilledProject):
        raise Unusable("het project wordt nog gelezen; probeer het zo nog eens")
    project = checked.project

    def accept(file: TomlFile) -> str:
        figures = _acceptable(desk, project, file)
        texts = acceptance_texts(figures, _reasons(figures, given))
        return with_entries(file, ACCEPTED_STALE, texts, ())

    change_settings(desk.workspace, desk.edition_file, version, accept, person)


def _reasons(figures: list[AcceptableFigure], given: GivenReasons) -> dict[str, str]:
    """The reason of each figure that was chosen. Raises Unusable when one has none, or is no longer
    to be accepted, and when a reason was given for one that was not chosen.
    """
    there = {figure.indicator.id: figure for figure in figures}
    if not given.chosen:
        raise Unusable("vink aan welke cijfers u accepteert")
    if gone := [key for key in given.chosen if key not in there]:
        raise Unusable(f"{gone[0]} is intussen bij, of al geaccepteerd; kijk de lijst opnieuw na")
    for key, reason in given.own.items():
        if reason and key in there and key not in given.chosen:
            raise Unusable(
                f"bij {there[key].title} staat een reden; vink het ook aan, of haal haar weg"
            )
    reasons = {
        key: given.own.get(key) or given.shared.get(_deliverer(there[key]), "")
        for key in given.chosen
    }
    for key, reason in reasons.items():
        if not reason:
            raise Unusable(f"schrijf waarom {there[key].title} verouderd gedrukt mag worden")
    return reasons


def _take_back(desk: Desk, chosen: list[str], version: str, person: str) -> None:
    def withdraw(file: TomlFile) -> str:
        entries = file.data.get(ACCEPTED_STALE, [])
        leaving = [number for number, entry in enumerate(entries) if entry["indicator"] in chosen]
        return with_entries(file, ACCEPTED_STALE, (), leaving)

    change_settings(desk.workspace, desk.edition_file, version, withdraw, person)


def _file(settings: StoredSettings) -> TomlFile:
    """The settings as they can be read. Raises Stopped when they cannot."""
    if settings.file is None:
        raise Stopped(settings.problems)
    return settings.file


ROUTES = (
    Route(PATH, _acceptances),
    Route(PATH, _accept, methods=["POST"]),
    Route(f"{PATH}/intrekken", shown_again(_withdraw, _acceptances), methods=["POST"]),
)
