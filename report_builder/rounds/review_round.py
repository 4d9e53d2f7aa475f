"""What comes back of a round: laid on the report, kept with the edition, and written as a
work list.

This is the way of one remark. A file comes in (`returned_files`, `received_files`); it is laid
beside the report as its templates make it now (`report_passages`, `placement`, `alignment`), and
what reviewers did in it is read there (`word_remarks`, `pdf_remarks`, `page_verdicts`). The remarks
are told once (`repeated_remarks`), kept by the edition (`remark_ledger`), and put on a work list
(`round_worklist`) beside those that do not agree (`conflicts`). Drafters fill that in
(`filled_worklist`), and remarks.csv says what was done.
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
from report_builder.model.returned import PlacedRemark, Received
from report_builder.privacy.masking import Withholding
from report_builder.problems import Problem, Stopped, Unusable
from report_builder.rounds.circulated_concept import CirculatedConcepts
from report_builder.rounds.conflicts import find_conflicts
from report_builder.rounds.filled_worklist import read_takers, with_stands
from report_builder.rounds.issued_concept import IssuedConcept
from report_builder.rounds.received_files import Incoming, read_incoming
from report_builder.rounds.received_tally import with_tallies
from report_builder.rounds.remark_ledger import Ledger, merge
from report_builder.rounds.repeated_remarks import without_repeats
from report_builder.rounds.report_passages import IssuedDocument, Report, read_report
from report_builder.rounds.returned_files import read_files
from report_builder.rounds.round_worklist import (
    NAME,
    RoundWorklist,
    worklist_files,
    worklist_lines,
)
from report_builder.workspace import Workspace, put_beside, today


@dataclass(frozen=True)
class RoundResult:
    """What came of it: what to tell, the work list without its suffix, the remarks that the edition
    keeps, and what was wrong with any of the files.
    """

    lines: tuple[str, ...] = ()
    worklist: Path | None = None
    remarks: Sequence[Remark] | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class IssuedReport:
    """The report that went round: the project, the report as it is now, the concept as it was
    built and those that went round before, and the title of the document that each template makes.
    """

    setup: Setup
    report: Report
    concept: IssuedConcept
    circulated: CirculatedConcepts
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
    are laid on the report. What is wrong with one of these hinders no other. Raises Stopped when
    the project has errors, and Unusable when a file cannot be read, or the edition keeps no
    remarks.
    """
    taken = read_files(files)
    found = _kept_remarks(workspace, edition, is_asked=bool(taken.books))
    kept, problems = with_stands(found, taken.books) if found is not None else (None, [])
    problems = [*taken.warnings, *problems]
    if taken.others:
        issued = _issued_report(workspace, edition, output, workers, console)
        incoming = read_incoming(
            taken.others, issued.report, issued.concept, issued.setup.project.edition
        )
        problems += [*incoming.problems, *issued.circulated.problems]
        if incoming.is_any_read:
            worklist = _worklist(issued, incoming, taken.passed_over, kept)
            return _write(edition, output / edition.stem, issued, worklist, problems)
    if kept is not None and kept != found:
        write_remarks(edition, kept)
    return RoundResult(remarks=kept, problems=tuple(problems))


def _worklist(
    issued: IssuedReport,
    incoming: Incoming,
    passed_over: Sequence[Received],
    kept: Sequence[Remark] | None,
) -> RoundWorklist:
    """What the round asks of drafters."""
    once = without_repeats(incoming.remarks)
    ledger = _ledger(issued, once.remarks, kept)
    shown = [*ledger.incoming, *ledger.earlier(issued.report.places)]
    return RoundWorklist(
        title=f"Opmerkingen bij de {issued.setup.project.edition.title}",
        received=(*with_tallies(incoming.received, incoming.remarks, once), *passed_over),
        remarks=tuple(shown),
        open_remarks=tuple(remark for remark in shown if ledger.is_open(remark)),
        # What was dealt with conflicts with nothing any more.
        conflicts=tuple(find_conflicts([one for one in ledger.incoming if ledger.is_open(one)])),
        titles=issued.titles,
        kept=ledger.kept if kept is not None else None,
    )


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
    withholding = Withholding(project.setup.project.edition.personal, GROUND)
    circulated = CirculatedConcepts(workspace, edition, withholding)
    concept = IssuedConcept(output / edition.stem / Release.CONCEPT.value, circulated)
    newest = concept.version or project.setup.version
    report = read_report(documents, newest, concept.numbers)
    titles = {job.file: job.entry.title for job in jobs}
    return IssuedReport(project.setup, report, concept, circulated, titles)


def _ledger(
    issued: IssuedReport, remarks: Sequence[PlacedRemark], kept: Sequence[Remark] | None
) -> Ledger:
    """The remarks beside those that the edition keeps; where it keeps none, beside nothing."""
    if kept is None:
        return Ledger({}, tuple(remarks))
    withholding = issued.circulated.withholding
    return merge(kept, remarks, today(), withholding, issued.report.passages)


def _write(
    edition: Path,
    folder: Path,
    issued: IssuedReport,
    worklist: RoundWorklist,
    problems: Sequence[Problem],
) -> RoundResult:
    """Keep the remarks where the edition does, and write the work list."""
    kept = None
    if worklist.kept is not None:
        kept = tuple(worklist.kept.values())
        book = folder / f"{NAME}.xlsx"
        try:
            worklist = replace(worklist, takers=read_takers(book, str(book), worklist.kept))
        except Stopped as stopped:
            raise Stopped([*problems, *stopped.problems]) from None
        write_remarks(edition, kept)
    put_beside(folder, worklist_files(worklist, issued.setup.project.edition.date))
    lines = tuple(worklist_lines(worklist))
    return RoundResult(lines, folder / NAME, kept, tuple(problems))
