"""The files that come back from reviewers, each read and laid on the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.fingerprint import read_bytes
from report_builder.intake.review_files import read_review_file
from report_builder.model.edition import Edition
from report_builder.model.returned import PlacedRemark, Received, ReviewFile
from report_builder.problems import Problem, Stopped
from report_builder.registers.number_register import read_texts
from report_builder.rounds.issued_concept import IssuedConcept
from report_builder.rounds.page_verdicts import verdict_remarks
from report_builder.rounds.placement import lay_beside, version_notes
from report_builder.rounds.report_passages import Report
from report_builder.rounds.word_remarks import word_remarks
from report_builder.word.opening import open_docx
from report_builder.word.read.passages import read_passages

_LEAST_SHARE = 0.3
"""A file of which less is text of the report is another document."""


@dataclass(frozen=True)
class ReturnedFile:
    """A file as it came in, and what the work list calls it."""

    path: Path
    name: str
    content: bytes

    @property
    def is_review_file(self) -> bool:
        """Whether it was saved on the review page, whatever it is called."""
        return self.path.suffix.lower() == ".json" or self.content.lstrip()[:1] == b"{"


@dataclass(frozen=True)
class FileRemarks:
    """What is in a file: the remarks and what to say of it as a whole, or what is wrong with it."""

    received: Received | None = None
    remarks: tuple[PlacedRemark, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Incoming:
    """Everything that came in: the files, and the remarks in them."""

    received: tuple[Received, ...]
    remarks: tuple[PlacedRemark, ...]


def read_incoming(
    files: Sequence[Path], report: Report, issued: IssuedConcept, edition: Edition
) -> Incoming:
    """The remarks in the files of reviewers. Raises Stopped with all that is wrong with any of
    these.
    """
    outcomes = [
        _review_file_remarks(file, report, edition)
        if file.is_review_file
        else _word_file_remarks(file, report, issued, edition)
        for file in _read_files(files)
    ]
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    if problems:
        raise Stopped(problems)
    return Incoming(
        tuple(outcome.received for outcome in outcomes if outcome.received),
        tuple(remark for outcome in outcomes for remark in outcome.remarks),
    )


def _read_files(paths: Sequence[Path]) -> list[ReturnedFile]:
    """Each file once, by its name; with its folder before it where two have the same name."""
    unique = list(dict.fromkeys(paths))
    counts = Counter(path.name for path in unique)
    files: list[ReturnedFile] = []
    for path in unique:
        name = path.name if counts[path.name] == 1 else f"{path.parent.name}/{path.name}"
        files.append(ReturnedFile(path, name, read_bytes(path)))
    return files


def _review_file_remarks(file: ReturnedFile, report: Report, edition: Edition) -> FileRemarks:
    saved, problems = read_review_file(file.content, file.name, edition.id)
    if saved is None:
        return FileRemarks(problems=tuple(problems))
    remarks = tuple(verdict_remarks(report, file.name, saved))
    return FileRemarks(_received_verdicts(file.name, saved, report), remarks, tuple(problems))


def _received_verdicts(name: str, saved: ReviewFile, report: Report) -> Received:
    counts = Counter(verdict.status for verdict in saved.verdicts)
    notes = version_notes(saved.version, report.newest)
    return Received(name, saved.version, (saved.reviewer,), dict(counts), tuple(notes))


def _word_file_remarks(
    file: ReturnedFile, report: Report, issued: IssuedConcept, edition: Edition
) -> FileRemarks:
    document, problems = open_docx(file.content, file.name)
    if document is None:
        return FileRemarks(problems=tuple(problems))
    word = read_passages(document)
    original = issued.find_original(word)
    returned = lay_beside(_with_register(report, file.path), file.name, word, original)
    if returned.share < _LEAST_SHARE:
        return FileRemarks(problems=(_other_document(file.name, edition),))
    found = word_remarks(returned)
    notes = version_notes(word.version, report.newest)
    if found.lost_notes:
        notes.append(
            f"{found.lost_notes} voetnoten zijn leeg of verwisseld, zoals LibreOffice doet; "
            "zij zijn weggelaten"
        )
    if original is None:
        notes.append("wat zonder bijhouden gewijzigd is, is alleen aan de cijfers te zien")
    people = tuple(dict.fromkeys(remark.reviewer for remark in found.remarks))
    counts = dict(Counter(remark.kind for remark in found.remarks))
    received = Received(file.name, word.version, people, counts, tuple(notes))
    return FileRemarks(received, found.remarks)


def _with_register(report: Report, path: Path) -> Report:
    """The report with the values of the register beside a file, which may be of an earlier
    concept.
    """
    register = path.with_name("numbers.csv")
    earlier = read_texts(read_bytes(register)) if register.is_file() else {}
    return replace(report, numbers={**earlier, **report.numbers})


def _other_document(name: str, edition: Edition) -> Problem:
    message = f"dit is geen concept van {edition.title}: bijna niets erin komt uit deze editie"
    hint = "geef alleen bestanden mee die uit dit concept komen, of kies de editie met --edition"
    return Problem("review", name, "1", message, hint)
