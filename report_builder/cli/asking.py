"""The commands that answer questions: status, trace and compare."""

from __future__ import annotations

from datetime import date

from report_builder.build.edition_differences import write_comparison
from report_builder.build.edition_status import make_mails, read_status
from report_builder.build.traces import find_traces
from report_builder.cli.invocation import Invocation
from report_builder.cli.statuses import DONE
from report_builder.console import show
from report_builder.deliveries.period_notation import PeriodNotation, read_period
from report_builder.editions.comparison import compare_editions
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.model.period import Frequency
from report_builder.model.state import EditionStatus
from report_builder.problems import Fault, Unusable
from report_builder.registers.comparison_tables import comparison_lines
from report_builder.registers.mails import owners_without_mail
from report_builder.registers.status_json import status_json
from report_builder.registers.status_report import status_lines
from report_builder.workspace import put_beside, replaced, today


def status(invocation: Invocation, since: str | None, with_mails: bool, as_json: bool) -> int:
    """Say how the edition stands, and write mails to who is late."""
    day, release = _day(since) if since else None, Release(invocation.release)
    workspace, console = invocation.workspace, invocation.console
    with Workers(invocation.jobs) as workers:
        stand = read_status(workspace, invocation.edition, release, day, workers, console)
    show(status_json(stand, release).split("\n") if as_json else status_lines(stand))
    if with_mails:
        _write_mails(invocation, stand)
    return DONE


def _day(text: str) -> date:
    """A day as people write it: 2026-06-14, 14-6-2026 or 14 juni 2026."""
    try:
        return read_period(text, Frequency.DAY, PeriodNotation("dmy"))[0].first
    except Fault as fault:
        message = f"--since: '{text}' is geen dag; schrijf bijvoorbeeld 2026-06-14"
        raise Unusable(message) from fault


def _write_mails(invocation: Invocation, stand: EditionStatus) -> None:
    """The mails in a folder of their own; those of an earlier time go."""
    folder = invocation.output_folder / stand.edition.id / "mails"
    files = make_mails(invocation.workspace, stand)
    with replaced(folder) as draft:
        put_beside(draft, files)
    mails = sum(name.endswith(".eml") for name in files)
    invocation.console.say(f"Klaar: {mails} {'mail' if mails == 1 else 'mails'} in {folder}")
    if nameless := owners_without_mail(stand):
        invocation.console.say(
            f"Zonder adres: {', '.join(nameless)}; vul het in, of zet mail in data/sources.toml"
        )


def trace(invocation: Invocation, words: tuple[str, ...]) -> int:
    """Say where a number is printed and what it was made from."""
    text, release = " ".join(words), Release(invocation.release)
    workspace, console = invocation.workspace, invocation.console
    with Workers(invocation.jobs) as workers:
        traces = find_traces(workspace, invocation.edition, release, text, workers, console)
    if not traces:
        raise Unusable(f"'{text}' staat in geen enkel document, en is geen indicator")
    show(traces.lines())
    return DONE


def compare(invocation: Invocation, old: str, new: str) -> int:
    """Say what changed between two editions, and write it down."""
    console = invocation.console
    with Workers(invocation.jobs) as workers:
        comparison = compare_editions(invocation.workspace, old, new, workers, console)
    folder = invocation.output_folder / new
    files = write_comparison(comparison, today())
    put_beside(folder, files)
    show(comparison_lines(comparison))
    console.say(f"Klaar: {', '.join(str(folder / name) for name in files)}")
    return DONE
