"""The public set: report, letters and nota without the personal data of civil servants, and proof
that none is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from report_builder.build.check import Checked, fill_all
from report_builder.build.setup import Reference, Setup, share
from report_builder.console import Console
from report_builder.jobs import Workers
from report_builder.model.edition import Edition
from report_builder.privacy.scan import scan
from report_builder.problems import Problem, Severity, Stopped, has_errors, in_order

FOLDER = "openbaar"
_HINT = (
    "schrijf {{ persoon.… }} in het sjabloon in plaats van het gegeven zelf, en haal "
    "het uit wat daarin geplakt is"
)


def withhold(
    checked: Checked, setup: Setup, workers: Workers, console: Console
) -> tuple[Checked, Setup, Reference]:
    """The project as the public may read it: every template filled anew, with the ground for each
    personal datum.

    Raises Stopped when a template cannot do without the datum itself.
    """
    project = replace(setup.project, edition=setup.project.edition.for_the_public())
    public = replace(setup, project=project)
    reference = share(public)
    filled = fill_all(public, reference, checked.all_jobs, workers, console, with_pictures=True)
    problems = in_order([problem for document in filled.values() for problem in document.problems])
    if has_errors(problems):
        raise Stopped(problems)
    return replace(checked, setup=public, reference=reference, filled=filled), public, reference


def clear(
    files: Mapping[str, bytes], edition: Edition, folder: str, edition_file: str
) -> list[Problem]:
    """Look for every personal datum in the finished files; the warnings that come with it.

    `folder` is what the files lie in, as problems call it. Raises Stopped when anything is found or
    not to be read.
    """
    scanned = scan(files, edition.personal)
    wrong = [
        Problem(
            "persoonsgegeven",
            f"{folder}/{found.file}",
            found.place,
            f"bevat {found.key} nog",
            _HINT,
        )
        for found in scanned.leaks
    ]
    for file, reason in scanned.unread:
        message = f"niet te doorzoeken op persoonsgegevens ({reason})"
        wrong.append(
            Problem("persoonsgegeven", f"{folder}/{file}", "1", message, "meld dit bij het beheer")
        )
    if wrong:
        raise Stopped(in_order(wrong))
    hint = "schrijf de hele naam of het hele nummer op"
    return [
        Problem(
            "persoonsgegeven",
            edition_file,
            "1",
            f"{key} is te kort om in de openbare set te zoeken",
            hint,
            Severity.WARNING,
        )
        for key in scanned.too_short
    ]
