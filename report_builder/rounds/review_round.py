"""What comes back of a round: laid on the report, kept with the edition, and written as a
work list.

This is the way of one remark. A file comes in (`received_files`); it is laid beside the report as
its templates make it now (`report_passages`, `placement`, `alignment`), and what reviewers did in
it is read there (`word_remarks`, `page_verdicts`). The remarks are told once (`repeated_remarks`),
kept by the edition (`remark_ledger`), and put on a work list (`round_worklist`) beside those that
do not agree (`conflicts`). Drafters fill that in (`filled_worklist`), and remarks.csv says what was
done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.build.filled_project import numbers_for, usable
from report_builder.build.inspection import inspect_project
from report_builder.build.release_setup import Setup
from report_builder.console import Console
from report_builder.intake.remark_files import read_remarks, write_remarks
from report_builder.intake.settings import read_edition
from report_builder.jobs import Workers
from report_builder.model.edition import GROUND, Release
from report_builder.model.remarks import Remark
from report_builder.model.returned import PlacedRemark
from report_builder.privacy.masking import Withholding
from report_builder.problems import Stopped, Unusable
from report_builder.rounds.conflicts import find_conflicts
from report_builder.rounds.filled_worklist import SUFFIX, read_takers, with_stands
from report_builder.rounds.issued_concept import IssuedConcept
from report_builder.rounds.received_files import read_incoming
from report_builder.rounds.remark_ledger import Ledger, merge
from report_builder.rounds.repeated_remarks import without_repeats
from report_builder.rounds.report_passages import IssuedDocument, Report, read_report
from report_builder.rounds.round_worklist import (
    NAME,
    RoundWorklist,
    worklist_files,
    worklist_lines,
)
from report_builder.workspace import Workspace, put_beside, today


@dataclass(frozen=True)
class RoundResult:
    """What came of it: what to tell, the work list without its suffix, and the remarks that the
    edition keeps.
    """

    lines: tuple[str, ...] = ()
    worklist: Path | None = None
    remarks: Sequence[Remark] | None = None


@dataclass(frozen=True)
class IssuedReport:
    """The report that went round: the project, the report as it is now, the concept as it was
    built, and the title of the document that each template makes.
    """

    setup: Setup
    report: Report
    concept: IssuedConcept
    titles: Mapping[str, str]


def take_back(
    workspace: Workspace,
    edition: Path,
    files: Sequence[Path],
    output: Path,
    workers: Workers,
    console: Console,
) -> RoundResult:
    """Take in what reviewers and drafters sent back.

    Work lists that were filled in say how the remarks stand that the edition keeps; all other files
    are laid on the report. Raises Stopped with all that is wrong with any of them, and Unusable
    when the edition keeps no remarks.
    """
    books = [path for path in files if path.suffix.lower() == SUFFIX]
    returned = [path for path in files if path not in books]
    kept = _kept_remarks(workspace, edition, is_asked=bool(books))
    if kept is not None:
        kept = with_stands(kept, books)
    if not returned:
        if kept is not None:
            write_remarks(edition, kept)
        return RoundResult(remarks=kept)
    issued = _issued_report(workspace, edition, output, workers, console)
    incoming = read_incoming(returned, issued.report, issued.concept, issued.setup.project.edition)
    remarks = without_repeats(incoming.remarks)
    ledger = _ledger(issued, remarks, kept)
    shown = [*ledger.incoming, *ledger.earlier(issued.report.places)]
    worklist = RoundWorklist(
        title=f"Opmerkingen bij de {issued.setup.project.edition.title}",
        received=incoming.received,
        remarks=tuple(shown),
        open_remarks=tuple(remark for remark in shown if ledger.is_open(remark)),
        # What was dealt with conflicts with nothing any more.
        conflicts=tuple(find_conflicts([one for one in ledger.incoming if ledger.is_open(one)])),
        titles=issued.titles,
        kept=ledger.kept if kept is not None else None,
    )
    return _write(edition, output / edition.stem, issued, worklist)


def _kept_remarks(workspace: Workspace, file: Path, is_asked: bool) -> Sequence[Remark] | None:
    """The remarks that an edition keeps; None when it keeps none, and none are asked for."""
    edition, _, problems = read_edition(workspace, file)
    if edition is None:
        raise Stopped(problems)
    if not edition.review:
        if is_asked:
            name = workspace.name(file)
            message = f"editie {file.stem} houdt geen opmerkingen bij; zet review = true in {name}"
            raise Unusable(message)
        return None
    remarks, problems = read_remarks(workspace, file)
    if problems:
        raise Stopped(problems)
    return remarks


def _issued_report(
    workspace: Workspace, edition: Path, output: Path, workers: Workers, console: Console
) -> IssuedReport:
    """The report that remarks are laid on. Raises Stopped when the project has errors."""
    project = usable(inspect_project(workspace, edition.stem, Release.CONCEPT, workers, console))
    # A letter that goes to two addressees has two jobs; the first of them stands for both.
    jobs = [job for job in project.all_jobs if job.label == job.entry.id]
    documents = [
        IssuedDocument(job, project.filled[job.label], numbers_for(project, job)) for job in jobs
    ]
    concept = IssuedConcept(output / edition.stem / Release.CONCEPT.value)
    newest = concept.version or project.setup.version
    report = read_report(documents, newest, concept.numbers)
    titles = {job.file: job.entry.title for job in jobs}
    return IssuedReport(project.setup, report, concept, titles)


def _ledger(
    issued: IssuedReport, remarks: Sequence[PlacedRemark], kept: Sequence[Remark] | None
) -> Ledger:
    """The remarks beside those that the edition keeps; where it keeps none, beside nothing."""
    if kept is None:
        return Ledger({}, tuple(remarks))
    withholding = Withholding(issued.setup.project.edition.personal, GROUND)
    return merge(kept, remarks, today(), withholding)


def _write(
    edition: Path, folder: Path, issued: IssuedReport, worklist: RoundWorklist
) -> RoundResult:
    """Keep the remarks where the edition does, and write the work list."""
    kept = None
    if worklist.kept is not None:
        kept = tuple(worklist.kept.values())
        book = folder / f"{NAME}.xlsx"
        worklist = replace(worklist, takers=read_takers(book, str(book), worklist.kept))
        write_remarks(edition, kept)
    put_beside(folder, worklist_files(worklist, issued.setup.project.edition.date))
    return RoundResult(tuple(worklist_lines(worklist)), folder / NAME, kept)
