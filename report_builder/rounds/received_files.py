"""The files that come back from reviewers, each read and laid on the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from report_builder.fingerprint import read_bytes
from report_builder.intake.review_files import read_review_file
from report_builder.model.edition import Edition
from report_builder.model.returned import PlacedRemark, Received, ReviewFile
from report_builder.problems import Problem, Stopped
from report_builder.registers.number_register import read_texts
from report_builder.rounds.issued_concept import LEAST_SHARE, IssuedConcept
from report_builder.rounds.page_verdicts import count_verdicts, verdict_remarks
from report_builder.rounds.passage_texts import legible
from report_builder.rounds.pdf_remarks import pdf_remarks
from report_builder.rounds.placement import lay_beside, version_notes
from report_builder.rounds.report_passages import Report
from report_builder.rounds.returned_files import ReturnedFile
from report_builder.rounds.word_remarks import word_remarks
from report_builder.word.opening import open_docx
from report_builder.word.read.passages import read_passages

_ILLEGIBLE = "tekens die geen tekst zijn, staan er als \ufffd"


@dataclass(frozen=True)
class FileRemarks:
    """What is in a file: the remarks, what to say of it as a whole, and what is wrong with it or
    with a part of it.
    """

    received: Received
    remarks: tuple[PlacedRemark, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_read: bool = True


@dataclass(frozen=True)
class Incoming:
    """Everything that came in: the files, the remarks in them, what could not be read, and the
    names of the files of which nothing was.
    """

    received: tuple[Received, ...]
    remarks: tuple[PlacedRemark, ...]
    problems: tuple[Problem, ...]
    refused: tuple[str, ...]

    @property
    def is_any_read(self) -> bool:
        """Whether there is a file of which anything was read."""
        return len(self.refused) < len(self.received)


def read_incoming(
    files: Iterable[ReturnedFile], report: Report, issued: IssuedConcept, edition: Edition
) -> Incoming:
    """The remarks in the files of reviewers. What is wrong with one of these hinders no other."""
    outcomes = [_legible(_file_remarks(file, report, issued, edition)) for file in files]
    return Incoming(
        tuple(outcome.received for outcome in outcomes),
        tuple(remark for outcome in outcomes for remark in outcome.remarks),
        tuple(problem for outcome in outcomes for problem in outcome.problems),
        tuple(outcome.received.file for outcome in outcomes if not outcome.is_read),
    )


def _file_remarks(
    file: ReturnedFile, report: Report, issued: IssuedConcept, edition: Edition
) -> FileRemarks:
    if file.is_review_file:
        return _review_file_remarks(file, report, edition)
    try:
        if file.is_pdf:
            return _pdf_file_remarks(file, report, issued, edition)
        return _word_file_remarks(file, report, issued, edition)
    except Stopped as stopped:  # by the register that lies beside it
        return _refused(file, stopped.problems)


def _refused(file: ReturnedFile, problems: Sequence[Problem]) -> FileRemarks:
    """A file of which nothing was read, as the work list names it."""
    reasons = (problem.message for problem in problems)
    received = Received(file.name, "", (), unread=(f"het hele bestand: {'; '.join(reasons)}",))
    return FileRemarks(received, problems=tuple(problems), is_read=False)


def _legible(outcome: FileRemarks) -> FileRemarks:
    """What is in a file without characters that no page and no workbook can hold."""
    remarks = tuple(map(_legible_remark, outcome.remarks))
    people = tuple(map(legible, outcome.received.people))
    received = replace(outcome.received, people=people, version=legible(outcome.received.version))
    return replace(outcome, remarks=remarks, received=received)


def _legible_remark(remark: PlacedRemark) -> PlacedRemark:
    fields = ("place", "about", "words", "reviewer", "new_text", "version")
    texts = {name: getattr(remark, name) for name in fields}
    changed: dict[str, Any] = {
        name: legible(text) for name, text in texts.items() if legible(text) != text
    }
    if not changed:
        return remark
    return replace(remark, **changed, notes=(*remark.notes, _ILLEGIBLE))


def _review_file_remarks(file: ReturnedFile, report: Report, edition: Edition) -> FileRemarks:
    saved, problems = read_review_file(file.content, file.name, edition.id)
    if saved is None:
        return _refused(file, problems)
    remarks = tuple(verdict_remarks(report, file.name, saved))
    received = _received_verdicts(file.name, saved, report)
    unread = tuple(problem.message for problem in problems)
    return FileRemarks(replace(received, unread=unread), remarks, tuple(problems))


def _received_verdicts(name: str, saved: ReviewFile, report: Report) -> Received:
    notes = version_notes(saved.version, report.newest)
    return Received(name, saved.version, (saved.reviewer,), count_verdicts(saved), tuple(notes))


def _word_file_remarks(
    file: ReturnedFile, report: Report, issued: IssuedConcept, edition: Edition
) -> FileRemarks:
    document, problems = open_docx(file.content, file.name)
    if document is None:
        return _refused(file, problems)
    word = read_passages(document)
    original = issued.find_original(word)
    printed = replace(report, numbers=_numbers(report, issued, file.path, word.version))
    returned = lay_beside(printed, file.name, word, original)
    if returned.share < LEAST_SHARE:
        return _refused(file, [_other_document(file.name, edition)])
    found = word_remarks(returned)
    notes = version_notes(word.version, report.newest)
    if found.lost_notes:
        notes.append(
            f"{found.lost_notes} voetnoten zijn leeg of verwisseld, zoals LibreOffice doet; "
            "zij zijn weggelaten"
        )
    if original is None:
        notes.append("wat zonder bijhouden gewijzigd is, is alleen aan de cijfers te zien")
    notes += [tally.text for tally in found.tallies]
    received = _received(file.name, word.version, found.remarks, notes)
    unread = tuple(f"{one.place}: {one.noun}" for one in found.unread)
    return FileRemarks(replace(received, unread=unread), found.remarks)


def _pdf_file_remarks(
    file: ReturnedFile, report: Report, issued: IssuedConcept, edition: Edition
) -> FileRemarks:
    found = pdf_remarks(file.content, file.name, report, issued)
    if found.problem:
        return _refused(file, [found.problem])
    if found.share < LEAST_SHARE:
        return _refused(file, [_other_document(file.name, edition)])
    notes = [*version_notes(found.version, report.newest), *found.notes]
    received = _received(file.name, found.version, found.remarks, notes)
    return FileRemarks(replace(received, unread=found.unread), found.remarks)


def _received(
    name: str, version: str, remarks: Sequence[PlacedRemark], notes: Sequence[str]
) -> Received:
    people = tuple(dict.fromkeys(remark.reviewer for remark in remarks))
    counts = Counter(str(remark.kind) for remark in remarks)
    return Received(name, version, people, counts, tuple(notes))


def _numbers(report: Report, issued: IssuedConcept, path: Path, version: str) -> dict[str, str]:
    """The values as they were printed in the version of a file; else as the register beside it has
    them, and else as they are now.
    """
    register = path.with_name("numbers.csv")
    beside = read_texts(read_bytes(register)) if register.is_file() else {}
    return {**report.numbers, **beside, **issued.numbers_of(version)}


def _other_document(name: str, edition: Edition) -> Problem:
    message = f"dit is geen concept van {edition.title}: bijna niets erin komt uit deze editie"
    hint = "geef alleen bestanden mee die uit dit concept komen, of kies de editie met --edition"
    return Problem("review", name, "1", message, hint)
