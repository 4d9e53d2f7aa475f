"""The commands of those who write: build, check, catalogue, print and text."""

from __future__ import annotations

from pathlib import Path

from report_builder.build.edited_pdf import print_beside
from report_builder.build.filled_project import FilledProject, stop_of, usable
from report_builder.build.inspection import inspect_project
from report_builder.build.pipeline import build_documents
from report_builder.build.plan import UnreadProject
from report_builder.build.whole_build import build_whole
from report_builder.cli.invocation import Invocation
from report_builder.cli.statuses import DONE, STOPPED
from report_builder.cli.unchanged import build_target
from report_builder.console import show, tell, tell_stopped
from report_builder.editions.catalogue_listing import list_catalogue
from report_builder.fingerprint import read_bytes
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.problems import Stopped, has_errors
from report_builder.registers.problems_json import problem_lines
from report_builder.word.opening import open_docx
from report_builder.word.read.plain_text import text_lines
from report_builder.workspace import put_beside


def build(invocation: Invocation, documents: tuple[str, ...]) -> int:
    """Build all products, or some documents alone."""
    target, console = build_target(invocation), invocation.console
    with Workers(invocation.jobs) as workers:
        if documents:
            result = build_documents(
                target.workspace,
                target.edition,
                Release(target.release),
                target.output,
                documents,
                workers,
                console,
            )
        else:
            result = build_whole(target, workers, console)
    tell(result.problems, result.groups)
    console.say(f"Klaar: {target.folder}")
    return DONE


def check(invocation: Invocation, as_json: bool) -> int:
    """Say everything that is wrong with the project."""
    try:
        stopped = stop_of(_inspect(invocation))
    except Stopped as unread:
        stopped = unread
    problems = stopped.problems
    if as_json:
        show(problem_lines(problems))
    else:
        tell_stopped(stopped)
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    invocation.console.say(
        f"{errors} {'fout' if errors == 1 else 'fouten'}, "
        f"{warnings} {'waarschuwing' if warnings == 1 else 'waarschuwingen'}"
    )
    return STOPPED if has_errors(problems) else DONE


def catalogue(invocation: Invocation) -> int:
    """Write the list of figures."""
    files = list_catalogue(usable(_inspect(invocation)))
    folder = invocation.output_folder / invocation.edition_file.stem
    put_beside(folder, files)
    invocation.console.say(f"Klaar: {folder}")
    return DONE


def print_file(invocation: Invocation, file: Path, accept_changes: bool) -> int:
    """Print a Word file that others edited."""
    target = invocation.output or file.with_suffix(".pdf")
    tell(print_beside(file, target, accept_changes))
    show([str(target)])
    return DONE


def text(_invocation: Invocation, file: Path) -> int:
    """Show a Word file as text."""
    document, problems = open_docx(read_bytes(file), str(file))
    if document is None:
        raise Stopped(problems)
    show(text_lines(document))
    return DONE


def _inspect(invocation: Invocation) -> FilledProject | UnreadProject:
    release, console = Release(invocation.release), invocation.console
    with Workers(invocation.jobs) as workers:
        return inspect_project(invocation.workspace, invocation.edition, release, workers, console)
