"""How an edition stands, out of a whole project; and a mail to each owner that is late."""

from __future__ import annotations

from datetime import date, timedelta

from report_builder.build.filled_project import usable
from report_builder.build.gates import gate_states
from report_builder.build.inspection import inspect_project
from report_builder.build.late_parts import states_of
from report_builder.console import Console
from report_builder.deliveries.arrivals import plain_name
from report_builder.deliveries.delivery_request import write_request
from report_builder.intake.lock_files import read_lock
from report_builder.intake.release_rules import under_embargo
from report_builder.intake.remark_files import read_remarks
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.model.state import EditionStatus
from report_builder.registers.mails import delivers, mail_text, owners_to_ask
from report_builder.workspace import Workspace, today

_WEEK = timedelta(days=7)


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
    project, day = filled.setup.project, today()
    file = workspace.choose_edition(project.edition.id)
    lock, _ = read_lock(workspace, file)
    remarks, _ = read_remarks(workspace, file)
    is_counting = project.edition.review
    return EditionStatus(
        project.edition,
        project.catalogue,
        tuple(states_of(filled)),
        filled.titles,
        lock,
        tuple(under_embargo(project.catalogue, filled.prints.used())),
        sum(remark.is_open for remark in remarks) if is_counting else 0,
        day,
        since or day - _WEEK,
        gate_states(workspace, filled),
    )


def make_mails(workspace: Workspace, status: EditionStatus) -> dict[str, bytes]:
    """A mail for each owner that is late, with the form where it delivers on one, by file name."""
    edition = workspace.choose_edition(status.edition.id)
    files: dict[str, bytes] = {}
    for owner, states in owners_to_ask(status).items():
        form = ""
        if delivers(states):
            form, files[form] = write_request(workspace, edition, owner)
        files[f"{plain_name(owner)}.txt"] = mail_text(status, owner, states, form).encode()
    return files
