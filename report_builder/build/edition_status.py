"""How an edition stands, out of a whole project; and a mail to each owner that is late."""

from __future__ import annotations

from datetime import date, timedelta

from report_builder.build.filled_project import FilledProject, usable
from report_builder.build.gates import gate_states
from report_builder.build.inspection import inspect_project
from report_builder.build.late_parts import prints_of, states_of
from report_builder.build.plan import UnreadProject
from report_builder.console import Console, tell
from report_builder.deliveries.arrivals import plain_name
from report_builder.deliveries.delivery_request import read_request
from report_builder.deliveries.request_workbook import request_name, write_request
from report_builder.intake.lock_files import read_lock
from report_builder.intake.release_rules import under_embargo
from report_builder.intake.remark_files import read_remarks
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.model.edition_prints import EditionPrints
from report_builder.model.state import EditionStatus
from report_builder.problems import Problem, Severity, Unusable, has_errors
from report_builder.registers.mails import make_mail, owners_to_ask
from report_builder.workspace import Workspace, today

_WEEK = timedelta(days=7)
_UNFILLED = (
    "er staan fouten in het project, zodat niet bekend is wat deze editie drukt; op het formulier "
    "staat daarom alles op één blad"
)


def read_status(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    since: date | None,
    workers: Workers,
    console: Console,
) -> EditionStatus:
    """How an edition stands today, with what came in since a day, by default a week ago.

    Raises Stopped when the project's files hold errors.
    """
    filled = usable(inspect_project(workspace, edition, release, workers, console))
    return status_of(workspace, filled, since)


def status_of(workspace: Workspace, filled: FilledProject, since: date | None) -> EditionStatus:
    """How the edition of a filled project stands today, with what came in since a day."""
    project, day = filled.setup.project, today()
    file = workspace.choose_edition(project.edition.id)
    lock, _ = read_lock(workspace, file)
    remarks, _ = read_remarks(workspace, file)
    is_counting = project.edition.review
    states = states_of(filled)
    return EditionStatus(
        project.edition,
        project.catalogue,
        tuple(states),
        filled.titles,
        lock,
        tuple(under_embargo(project.catalogue, filled.prints.used())),
        sum(remark.is_open for remark in remarks) if is_counting else 0,
        day,
        since or day - _WEEK,
        prints_of(filled, states),
        gate_states(workspace, filled),
    )


def make_mails(workspace: Workspace, status: EditionStatus) -> dict[str, bytes]:
    """A mail for each owner that must deliver what is late, and its form, by file name."""
    files: dict[str, bytes] = {}
    for owner in owners_to_ask(status):
        form, data = make_form_of(workspace, status, owner)
        files |= {form: data, mail_name(owner): make_mail_to(status, owner, (form, data))}
    return files


def mail_name(owner: str) -> str:
    """The file name of the mail to an owner."""
    return f"{plain_name(owner)}.eml"


def make_mail_to(status: EditionStatus, owner: str, form: tuple[str, bytes]) -> bytes:
    """The mail to an owner that must deliver what is late, with its form: the name and the
    content. Raises Unusable when nothing of it is late.
    """
    states = owners_to_ask(status).get(owner)
    if states is None:
        raise Unusable(f"van {owner} is niets te laat: er valt niets te vragen")
    return make_mail(status, owner, states, form)


def make_form_of(workspace: Workspace, status: EditionStatus, owner: str) -> tuple[str, bytes]:
    """The name and content of the form for an owner, of an edition that is filled already. Raises
    Unusable where nothing is asked of the owner.
    """
    edition = workspace.choose_edition(status.edition.id)
    request = read_request(workspace, edition, owner, lambda: status.prints)
    return request_name(request), write_request(request)


def make_form(
    workspace: Workspace, edition: str | None, owner: str, workers: Workers, console: Console
) -> tuple[str, bytes]:
    """The name and content of the form for an owner. Raises Stopped on errors in the figures, and
    Unusable where nothing is asked of the owner.
    """

    def find_prints() -> EditionPrints:
        return _find_prints(workspace, edition, workers, console)

    request = read_request(workspace, workspace.choose_edition(edition), owner, find_prints)
    return request_name(request), write_request(request)


def _find_prints(
    workspace: Workspace, edition: str | None, workers: Workers, console: Console
) -> EditionPrints:
    """What an edition prints. Where its templates cannot be filled that is not known: then all that
    is asked stands on one sheet, and that is said.
    """
    inspected = inspect_project(workspace, edition, Release.CONCEPT, workers, console)
    if isinstance(inspected, UnreadProject) or has_errors(inspected.problems):
        name = workspace.name(workspace.choose_edition(edition))
        hint = "zie report-builder check, en maak het formulier daarna opnieuw"
        tell([Problem("formulier", name, "1", _UNFILLED, hint, Severity.WARNING)])
        return EditionPrints({}, {})
    return prints_of(inspected, states_of(inspected))
