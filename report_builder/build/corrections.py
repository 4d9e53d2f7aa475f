"""What was put right after an edition was sent: it must be printed, and what changes must be
told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.build.locked_numbers import Prints, differences
from report_builder.build.release_setup import Job
from report_builder.fingerprint import read_bytes
from report_builder.model.edition import Edition
from report_builder.problems import Problem, Severity
from report_builder.registers.numbers import printed_rows, read_numbers
from report_builder.word.package import open_docx, stories
from report_builder.word.template.tags import tags_in
from report_builder.workspace import Workspace

WORD = "editie.correcties"
_SHOWN = 3


def check_corrections(
    workspace: Workspace, edition: Edition, jobs: Sequence[Job]
) -> Iterator[Problem]:
    """The corrections that the edition names and no document of the report prints."""
    if not edition.corrections or any(_prints(job) for job in jobs if job.traits.is_report):
        return
    message = "de editie noemt correcties, maar geen document van het rapport drukt ze af"
    hint = f"zet {{%p for c in {WORD} %}} … {{%p endfor %}} in het colofon"
    yield Problem(
        "correctie", workspace.name(workspace.choose_edition(edition.id)), "1", message, hint
    )


def _prints(job: Job) -> bool:
    document, _ = open_docx(job.template, job.file)
    return document is not None and any(
        WORD in tag for story in stories(document) for tag in tags_in(story.root)
    )


def check_published(workspace: Workspace, edition: Edition, prints: Prints) -> Iterator[Problem]:
    """A warning where the definitive release would print something else than the one that was made
    before it.
    """
    path = workspace.published / f"{edition.id}.csv"
    if not path.is_file():
        return
    before, wrong = read_numbers(read_bytes(path), workspace.name(path))
    made = [] if wrong else list(differences(before, printed_rows(prints.values)))
    if made:
        shown = "; ".join(f"{row.document}: {message}" for row, message in made[:_SHOWN])
        more = f" en nog {len(made) - _SHOWN}" if len(made) > _SHOWN else ""
        message = f"anders dan in de vorige definitieve versie: {shown}{more}"
        hint = "is die al verstuurd, noem dan wat er gecorrigeerd is onder [[corrections]]"
        yield Problem("correctie", workspace.name(path), "1", message, hint, Severity.WARNING)
