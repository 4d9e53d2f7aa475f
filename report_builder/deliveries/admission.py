"""The door that all figures come in by, from a file or from a service: look, refuse, or write all
of it and log it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from report_builder.deliveries.arrivals import (
    DOUBTS,
    REVISIONS,
    Arrival,
    ArrivedCell,
    Consent,
    Foresee,
    Intake,
    Notice,
    NoticeKind,
    Origin,
    Overtaken,
)
from report_builder.deliveries.delivery_archive import keep
from report_builder.deliveries.differences import (
    Cells,
    SeriesCell,
    SeriesChange,
    cells_of,
    compare,
)
from report_builder.deliveries.doubts import find_doubts
from report_builder.deliveries.figure_checks import check_arrivals, check_names
from report_builder.deliveries.merged_series import merged_csv
from report_builder.deliveries.new_parts import find_new_parts
from report_builder.deliveries.period_doubts import find_early, find_remote
from report_builder.deliveries.suppression import protected
from report_builder.deliveries.totals import check_hidden, check_part_sizes, check_totals
from report_builder.drafts import scratch_folder
from report_builder.exclusion import alone
from report_builder.intake.observations import read_observations
from report_builder.intake.project_folder import read_deliveries
from report_builder.intake.settings import CatalogueFiles, read_catalogue
from report_builder.intake.toml_files import read_text
from report_builder.model.catalogue import Indicator
from report_builder.model.series import Series
from report_builder.problems import Fault, Problem, Stopped, has_errors, nearest
from report_builder.workspace import Workspace, today

_NO_CONSENT = Consent()


def take_in(
    workspace: Workspace,
    arrivals: Mapping[str, Sequence[Arrival]],
    origin: Origin,
    consent: Consent = _NO_CONSENT,
    foresee: Foresee = lambda _: (),
) -> Intake:
    """Take in figures by indicator, all of them or none; return what they change and what kept them
    out.

    Each arrival is told of at its place. Raises Overtaken when what was looked at before would
    now do something else. Nothing is written on a dry run, when something found
    needs a consent that was not given (then `refusals` says so), or when the same file came in
    before and changes nothing. Raises Stopped with every figure that cannot be right, and Unusable
    when the data folder cannot be written or another command is changing the project.
    """
    turn = nullcontext() if consent.is_dry_run else alone(workspace.root, "import of refresh")
    with turn:
        return _take_in(workspace, arrivals, origin, consent, foresee)


def _take_in(
    workspace: Workspace,
    arrivals: Mapping[str, Sequence[Arrival]],
    origin: Origin,
    consent: Consent,
    foresee: Foresee,
) -> Intake:
    read, _ = read_catalogue(workspace, None)
    problems = list(_check_indicators(arrivals, read, origin))
    for key in [key for key in arrivals if key in read.indicators]:
        problems += check_arrivals(read.indicators[key], arrivals[key], origin.file)
    if problems:
        raise Stopped(problems)
    intake = _compared(workspace, read, arrivals, origin)
    if intake.files:
        intake = replace(intake, consequences=tuple(foresee(intake.files)))
    if consent.seen and consent.seen != intake.version:
        raise Overtaken("het project is gewijzigd sinds u keek wat deze levering verandert")
    intake = replace(intake, refusals=tuple(_refusals(intake, consent)))
    if intake.refusals or consent.is_dry_run or _is_known(workspace, intake):
        return intake
    keep(workspace, read.indicators, intake, consent, today())
    return replace(intake, is_written=True)


def _is_known(workspace: Workspace, intake: Intake) -> bool:
    """Whether there is nothing to log: no figures at all, or nothing changes and this very file
    came in before.
    """
    deliveries, problems = read_deliveries(workspace)
    if has_errors(problems):
        raise Stopped(problems)
    came_before = any(delivery.sha256 == intake.origin.sha256 for delivery in deliveries)
    return not intake.equal or (came_before and not intake.files)


def _check_indicators(
    arrivals: Mapping[str, Sequence[Arrival]], read: CatalogueFiles, origin: Origin
) -> Iterator[Problem]:
    for key, figures in arrivals.items():
        fault = _find_indicator_fault(key, read, origin)
        if fault:
            yield fault.at(origin.file, figures[0].place if figures else "1")


def _find_indicator_fault(key: str, read: CatalogueFiles, origin: Origin) -> Fault | None:
    """What is wrong when an indicator is not known, or is delivered by somebody else."""
    if key not in read.indicators:
        hint = nearest(key, read.indicators) or "voeg haar toe aan de catalogus, met een CSV"
        return Fault("indicator", f"onbekende indicator '{key}'", hint)
    indicator = read.indicators[key]
    if origin.owner in (indicator.deliverer, indicator.source):
        return None
    message = f"{key} wordt geleverd door {indicator.deliverer}, niet door {origin.owner}"
    return Fault("eigenaar", message, "controleer --from, of owner in de catalogus")


def _compared(
    workspace: Workspace,
    read: CatalogueFiles,
    arrivals: Mapping[str, Sequence[Arrival]],
    origin: Origin,
) -> Intake:
    """What a delivery changes, before anybody agreed to it. Raises Stopped when figures known have
    errors.
    """
    wanted = {key: read.files[key] for key in sorted(arrivals) if arrivals[key]}
    series, problems = read_observations(wanted, read.indicators)
    if has_errors(problems):
        raise Stopped(problems)
    names = (
        problem
        for key in wanted
        for problem in check_names(read.indicators[key], arrivals[key], series[key], origin.file)
    )
    if problems := list(names):
        raise Stopped(problems)
    notices: list[Notice] = []
    files: dict[str, bytes] = {}
    equal: dict[str, int] = {}
    cells: dict[str, tuple[ArrivedCell, ...]] = {}
    for key, (path, name) in wanted.items():
        indicator = read.indicators[key]
        outcome = _series_outcome(indicator, series[key], arrivals[key], origin.is_partial)
        equal[key] = outcome.equal
        cells[key] = outcome.arrived
        notices += outcome.notices
        if outcome.change.notices:
            text, _ = read_text(path, name)
            known = cells_of(series[key])
            merged = merged_csv(text or "", indicator, known, outcome.change.cells)
            _check_merged(merged, name, indicator)
            files[path.relative_to(workspace.data).as_posix()] = merged.encode()
    return Intake(origin, tuple(notices), equal, files, cells)


@dataclass(frozen=True)
class SeriesOutcome:
    """What a delivery means for one series: what changes, all that is to be told of it, and each
    figure that came in or is gone.
    """

    change: SeriesChange
    notices: tuple[Notice, ...]
    arrived: tuple[ArrivedCell, ...]

    @property
    def equal(self) -> int:
        """How many figures stay as they are."""
        return sum(cell.change is None for cell in self.arrived)


def _series_outcome(
    indicator: Indicator, series: Series, arrivals: Sequence[Arrival], is_partial: bool
) -> SeriesOutcome:
    known = cells_of(series)
    shown = [protected(indicator, arrival) for arrival in arrivals]
    change = compare(indicator.id, known, shown, is_partial)
    notices = (
        *change.notices,
        *_hidden(indicator, arrivals, shown),
        *_doubts(indicator, known, change, is_partial),
    )
    places = {SeriesCell(one.slice, one.observation.period): one.place for one in shown}
    return SeriesOutcome(
        change,
        tuple(replace(one, place=places.get(_cell(one), "")) for one in notices),
        tuple(_arrived(change.notices, shown)),
    )


def _cell(notice: Notice) -> SeriesCell:
    return SeriesCell(notice.slice, notice.period)


def _arrived(changes: Sequence[Notice], shown: Sequence[Arrival]) -> Iterator[ArrivedCell]:
    """Each figure that came in, and each that is gone, with what became of it."""
    kinds = {_cell(notice): notice.kind for notice in changes}
    for one in shown:
        kind = kinds.pop(SeriesCell(one.slice, one.observation.period), None)
        yield ArrivedCell(one.slice, one.observation, kind, one.place, one.explanation)
    for notice in changes:
        if _cell(notice) in kinds and notice.new is not None:
            yield ArrivedCell(notice.slice, notice.new, notice.kind)


def _doubts(
    indicator: Indicator, known: Cells, change: SeriesChange, is_partial: bool
) -> Iterator[Notice]:
    changed = {one.period for one in change.notices if one.kind is not NoticeKind.STATUS}
    yield from find_new_parts(indicator, known, change.notices)
    yield from find_early(indicator, change.notices, today())
    yield from find_remote(indicator, known, change.notices)
    yield from find_doubts(indicator, known, change.cells, change.notices)
    yield from check_totals(indicator, known, change.cells, changed, is_partial)
    yield from check_part_sizes(indicator, change.cells, changed)
    yield from check_hidden(indicator, change.cells, changed)


def _hidden(
    indicator: Indicator, arrivals: Sequence[Arrival], shown: Sequence[Arrival]
) -> Iterator[Notice]:
    """What came in with a value and may not be shown."""
    for arrival, masked in zip(arrivals, shown, strict=True):
        observation = masked.observation
        if arrival.observation.value is not None and observation.value is None:
            kind = NoticeKind.SUPPRESSED
            yield Notice(kind, indicator.id, masked.slice, observation.period, new=observation)


def _check_merged(text: str, name: str, indicator: Indicator) -> None:
    """What will be written is read once more by the rules of the project. Raises Stopped when it
    breaks one.
    """
    with scratch_folder() as folder:
        path = folder / "series.csv"
        path.write_text(text, newline="")
        _, problems = read_observations({indicator.id: (path, name)}, {indicator.id: indicator})
    if has_errors(problems):
        raise Stopped(problems)


def _refusals(intake: Intake, consent: Consent) -> Iterator[Problem]:
    """One problem for each indicator and kind of notice that needs a consent that was not given."""
    if not consent.revisions:
        for key, count in _counted(intake, REVISIONS).items():
            yield _refused_revisions(intake.origin.file, key, count)
    if not consent.doubts:
        for key, count in _counted(intake, DOUBTS).items():
            yield _refused_doubts(intake.origin.file, key, count)
    broken = [problem for problem in intake.consequences if problem.is_error]
    if broken and not consent.breaks:
        yield _refused_breaks(intake, len(broken))
    if not consent.reason.strip() and _is_agreed(intake, consent, bool(broken)):
        yield _refused_silence(intake)


def _is_agreed(intake: Intake, consent: Consent, is_broken: bool) -> bool:
    """Whether anything that was found is agreed to."""
    return (
        (consent.revisions and bool(_counted(intake, REVISIONS)))
        or (consent.doubts and bool(_counted(intake, DOUBTS)))
        or (consent.breaks and is_broken)
    )


def _counted(intake: Intake, kinds: Collection[NoticeKind]) -> Counter[str]:
    """How many notices of these kinds there are, by indicator."""
    return Counter(notice.indicator for notice in intake.notices if notice.kind in kinds)


def _refused_revisions(file: str, indicator: str, count: int) -> Problem:
    message = f"{count} {'cijfer is' if count == 1 else 'cijfers zijn'} herzien of vervallen"
    hint = "bekijk ze hierboven; klopt het, gebruik dan --accept-revisions"
    return Problem("herziening", file, indicator, message, hint)


def _refused_doubts(file: str, indicator: str, count: int) -> Problem:
    message = f"{count} {'cijfer is' if count == 1 else 'cijfers zijn'} twijfelachtig"
    hint = "bekijk ze hierboven; klopt het volgens de leverancier, gebruik dan --accept-doubts"
    return Problem("twijfel", file, indicator, message, hint)


def _refused_breaks(intake: Intake, count: int) -> Problem:
    changed = (path.removesuffix(".csv").replace("/", ".") for path in intake.files)
    places = "plaats" if count == 1 else "plaatsen"
    message = f"met deze cijfers is het rapport niet te bouwen: {count} {places}, hierboven genoemd"
    hint = "verbeter ze eerst in het sjabloon, of neem de cijfers toch over met --accept-breaks"
    return Problem("breuk", intake.origin.file, ", ".join(changed), message, hint)


def _refused_silence(intake: Intake) -> Problem:
    message = "wat u aanvaardt, wordt vastgelegd met de reden, en die ontbreekt"
    hint = 'geef er een, bijvoorbeeld --reason "bevestigd door de leverancier op 12 juni"'
    return Problem("reden", intake.origin.file, ", ".join(intake.equal), message, hint)
