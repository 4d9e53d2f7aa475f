"""What a definitive release waits for, as far as the settings say: agreement, names, dates, the
lock, embargoes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from report_builder.intake.toml_files import TomlFile, read_toml
from report_builder.model.catalogue import Catalogue, Indicator
from report_builder.model.edition import Edition
from report_builder.model.lock import Lock
from report_builder.problems import Problem, nearest
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import moment_text
from report_builder.workspace import Workspace, now


def check_acceptances(
    edition: Edition, file: TomlFile, catalogue: Catalogue, broken: Collection[str]
) -> Iterator[Problem]:
    """The accepted stale figures that name no indicator; what is `broken` is told of in its own
    file.
    """
    for place, accepted in enumerate(edition.accepted_stale):
        if accepted.indicator not in catalogue.indicators and accepted.indicator not in broken:
            hint = nearest(accepted.indicator, catalogue.indicators)
            message = f"onbekende indicator '{accepted.indicator}'"
            yield file.problem("indicator", ("accepted_stale", place, "indicator"), message, hint)


def check_locked(edition: Edition, file: TomlFile, lock: Lock) -> Iterator[Problem]:
    """That the figures of an edition are not locked, where it says that they must be."""
    if edition.lock and not lock.is_locked:
        message = "de gegevens van deze editie zijn niet vergrendeld"
        hint = "vergrendel ze met report-builder lock"
        yield file.problem("vergrendeld", ("lock",), message, hint)


def check_consultations(edition: Edition, file: TomlFile) -> Iterator[Problem]:
    """The pre-consultations that have not agreed yet."""
    for place, consultation in enumerate(edition.consultations):
        if consultation.state != "akkoord":
            message = (
                f"het voorportaal {consultation.name} heeft nog niet ingestemd (stand: "
                f"{consultation.state})"
            )
            hint = 'zet state op "akkoord" zodra het zover is'
            yield file.problem("voorportaal", ("consultations", place, "state"), message, hint)


def check_signatories(edition: Edition, file: TomlFile) -> Iterator[Problem]:
    """The signatories whose name is not filled in."""
    for place, signatory in enumerate(edition.signatories):
        if not signatory.name.strip():
            message = f"de ondertekenaar '{signatory.role}' heeft geen naam"
            path = ("signatories", place, "role")
            yield file.problem("ondertekenaar", path, message, "vul name in")


def under_embargo(catalogue: Catalogue, used: Iterable[str]) -> list[Indicator]:
    """Which of the indicators that are used are not published yet."""
    known = sorted(catalogue.indicators.keys() & set(used))
    indicators = [catalogue.indicators[key] for key in known]
    return [indicator for indicator in indicators if _is_embargoed(indicator, now())]


def _is_embargoed(indicator: Indicator, moment: datetime) -> bool:
    return indicator.embargo is not None and indicator.embargo > moment


def check_embargoes(
    workspace: Workspace, catalogue: Catalogue, used: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """The figures that are not published yet; `used` names the documents that depend on each
    indicator.
    """
    for indicator in under_embargo(catalogue, used):
        assert indicator.embargo is not None
        until = moment_text(indicator.embargo)
        message = (
            f"op {indicator.id} rust een embargo tot {until}; het cijfer staat in "
            f"{list_text(used[indicator.id])}"
        )
        hint = f"maak de definitieve versie op of na {until}, of haal het cijfer uit de tekst"
        file = catalogue_file(workspace, indicator.theme)
        name = indicator.id.partition(".")[2]
        yield file.problem("embargo", (name, "embargo"), message, hint)


def catalogue_file(workspace: Workspace, theme: str) -> TomlFile:
    """The catalogue of a theme that was read before, to point at lines of it."""
    path = workspace.data / theme / "catalogue.toml"
    file, _ = read_toml(path, workspace.name(path))
    assert file is not None
    return file
