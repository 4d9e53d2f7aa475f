"""Files that come back from reviewers, read and laid on the templates that the report is written
from.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.build.release_setup import Job, Setup
from report_builder.fingerprint import MANIFEST, read_bytes
from report_builder.intake.review_files import read_review_file
from report_builder.model.document import FilledDocument, Numbers
from report_builder.model.edition import GROUND
from report_builder.model.remarks import Remark
from report_builder.model.returned import Conflict, PlacedRemark, Received, ReviewFile, WordFile
from report_builder.privacy.masking import Withholding
from report_builder.problems import Problem, Stopped
from report_builder.registers.numbers import read_numbers
from report_builder.registers.tables_workbook import write_overview
from report_builder.rounds.conflicts import find_conflicts, joined
from report_builder.rounds.passage_texts import plain
from report_builder.rounds.placement import Laying, Report, ReportPassage, Returned, version_notes
from report_builder.rounds.remark_history import Ledger, earlier_remarks, merge
from report_builder.rounds.remark_tables import remark_book, remark_page
from report_builder.rounds.verdicts import lay_verdicts
from report_builder.web.overview_page import overview_page
from report_builder.word.fill.references import resolve_references
from report_builder.word.ooxml import P
from report_builder.word.package import open_docx, read_docx, styles_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.read.passages import read_passages
from report_builder.workspace import today

NAME = "opmerkingen"
_LEAST_SHARE = 0.3
"""A file of which less is text of the report is another document."""
_CAPTION = re.compile(r"^((?:Figuur|Tabel|Dashboard) \S+)")
_IN_TABLE = re.compile(r", tabel \d+(, rij \d+)$")


@dataclass(frozen=True)
class Reviewed:
    """What came back, laid on the report: the files, the remarks, and where it does not agree."""

    received: tuple[Received, ...]
    found: tuple[PlacedRemark, ...]
    conflicts: tuple[Conflict, ...]
    places: Mapping[tuple[str, str], int]
    """The passages of the report by template and place."""


@dataclass(frozen=True)
class Handed:
    """A document that is handed out: its job, how it was filled, and the numbers of what it refers
    to.
    """

    job: Job
    filled: FilledDocument
    numbers: Numbers


class Issued:
    """The concept that was built last, as long as its files are what was built; each is read
    once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hashes: dict[str, str] = {}
        self.read: dict[str, WordFile] = {}
        try:
            self.hashes = dict(json.loads((folder / MANIFEST).read_bytes())["files"])
        except (OSError, ValueError, KeyError, TypeError):
            return

    @property
    def words(self) -> Mapping[str, WordFile]:
        """Its Word files by name."""
        for name in (
            [name for name in self.hashes if name.endswith(".docx")] if not self.read else ()
        ):
            data = self._data(name)
            if data is not None:
                self.read[name] = read_passages(read_docx(data))
        return self.read

    def _data(self, name: str) -> bytes | None:
        path = self.folder / name
        data = path.read_bytes() if path.is_file() else b""
        return data if hashlib.sha256(data).hexdigest() == self.hashes[name] else None

    @property
    def numbers(self) -> dict[str, str]:
        """The text of each value that it prints."""
        data = self._data("numbers.csv") if "numbers.csv" in self.hashes else None
        return read_numbers(data) if data else {}

    @property
    def version(self) -> str:
        """Its version, or an empty string."""
        return next((word.version for word in self.words.values() if word.version), "")

    def like(self, word: WordFile) -> WordFile | None:
        """The file that another was made from: of the same version, with the most in common for its
        length.
        """
        texts = _texts(word)
        same = [
            other
            for other in self.words.values()
            if other.version and other.version == word.version
        ]
        return max(
            same,
            key=lambda other: len(texts & _texts(other)) / len(texts | _texts(other)),
            default=None,
        )


def _texts(word: WordFile) -> set[str]:
    return {plain(passage.text) for passage in word.passages}


def lay_all(
    setup: Setup, handed: Sequence[Handed], issued: Issued, files: Sequence[Path]
) -> Reviewed:
    """Everything that is in the files of reviewers. Raises Stopped with all that is wrong with any
    of them.
    """
    version = re.search(r"versie (\S+)", setup.banner)
    newest = issued.version or (version[1] if version else "")
    report = _report(handed, newest, issued.numbers)
    problems: list[Problem] = []
    received: list[Received] = []
    found: list[PlacedRemark] = []
    for path, name in _names(files).items():
        data = read_bytes(path)
        is_review_file = path.suffix.lower() == ".json" or data.lstrip()[:1] == b"{"
        if is_review_file:
            saved, wrong = read_review_file(data, name, setup.project.edition.id)
            laid = list(lay_verdicts(report, name, saved)) if saved else []
            received += [_verdicts_received(name, saved, newest)] if saved else []
        else:
            came, laid, wrong = _lay_word(
                report, issued, data, path, name, setup.project.edition.title
            )
            received += [came] if came else []
        problems += wrong
        found += laid
    if problems:
        raise Stopped(problems)
    found = joined(found)
    places = {
        (passage.template, passage.place): number for number, passage in enumerate(report.passages)
    }
    return Reviewed(tuple(received), tuple(found), tuple(find_conflicts(found)), places)


def _names(files: Sequence[Path]) -> dict[Path, str]:
    """What each file is called: its name, and where two have the same name its folder too."""
    counts = Counter(path.name for path in dict.fromkeys(files))
    return {
        path: path.name if counts[path.name] == 1 else f"{path.parent.name}/{path.name}"
        for path in files
    }


def _lay_word(
    report: Report, issued: Issued, data: bytes, path: Path, name: str, title: str
) -> tuple[Received | None, list[PlacedRemark], list[Problem]]:
    document, problems = open_docx(data, name)
    if document is None:
        return None, [], problems
    word = read_passages(document)
    laying = Laying(
        _with_register(report, path), Returned(name, word, handed_out := issued.like(word))
    )
    if laying.share < _LEAST_SHARE:
        message = f"dit is geen concept van {title}: bijna niets erin komt uit deze editie"
        hint = (
            "geef alleen bestanden mee die uit dit concept komen, of kies de editie met --edition"
        )
        return None, [], [Problem("review", name, "1", message, hint)]
    laid = list(laying.remarks())
    notes = version_notes(word.version, report.newest, None)
    if laying.lost_notes:
        notes.append(
            f"{laying.lost_notes} voetnoten zijn leeg of verwisseld, zoals LibreOffice doet; "
            "zij zijn weggelaten"
        )
    if handed_out is None:
        notes.append("wat zonder bijhouden gewijzigd is, is alleen aan de cijfers te zien")
    people = tuple(dict.fromkeys(item.reviewer for item in laid))
    return (
        Received(
            name, word.version, people, dict(Counter(item.kind for item in laid)), tuple(notes)
        ),
        laid,
        [],
    )


def _with_register(report: Report, path: Path) -> Report:
    """The report with the values of the register beside a file, which may be of an earlier
    concept.
    """
    register = path.with_name("numbers.csv")
    known = read_numbers(read_bytes(register)) if register.is_file() else {}
    return replace(report, numbers={**known, **report.numbers})


def _report(handed: Sequence[Handed], newest: str, numbers: Mapping[str, str]) -> Report:
    """The report as its templates make it now."""
    passages: list[ReportPassage] = []
    comments: set[tuple[str, str]] = set()
    printed = dict(numbers)
    for document in handed:
        word = _read(document)
        passages += _passages(document, word)
        comments |= {(comment.author, plain(comment.text)) for comment in word.comments}
        printed |= {made.value.key: made.value.text for made in document.filled.values}
    return Report(tuple(passages), newest, printed, frozenset(comments))


def _read(document: Handed) -> WordFile:
    opened = read_docx(document.filled.data)
    resolve_references(opened, document.numbers, is_live=document.job.traits.is_report)
    return read_passages(opened)


def _passages(document: Handed, word: WordFile) -> Iterator[ReportPassage]:
    """The passages of a document, each with the place in the template that it comes from."""
    places = _template_places(document.job.template)
    captions = {
        f"{figure.noun} {figure.number}".casefold(): figure.figure
        for figure in document.filled.placed
    }
    for passage in word.passages:
        here = passage.place
        if passage.origin is not None and passage.origin < len(places):
            row, before = _IN_TABLE.search(here), places[passage.origin]
            here = before + (row[1] if row and ", tabel" not in before else "")
        caption = _CAPTION.match(passage.text)
        figure = captions.get(caption[1].casefold(), "") if caption else ""
        keys = frozenset([*(span.key for span in passage.values), *([figure] if figure else [])])
        printed = f"{document.job.label}: {passage.place}"
        yield ReportPassage(document.job.file, here, passage.text, passage.values, keys, printed)


def _template_places(data: bytes) -> list[str]:
    """The place of each paragraph of a template, in order."""
    document = read_docx(data)
    places = find_places(document.element, heading_levels(styles_of(document)))
    return [places.get(paragraph, "") for paragraph in document.element.iter(P)]


def _verdicts_received(file: str, saved: ReviewFile, newest: str) -> Received:
    counts = dict(Counter(verdict.status for verdict in saved.verdicts))
    notes = tuple(version_notes(saved.version, newest, None))
    return Received(file, saved.version, (saved.reviewer,), counts, notes)


def kept_remarks(
    setup: Setup, reviewed: Reviewed, known: Sequence[Remark]
) -> tuple[Reviewed, Ledger]:
    """The remarks of the edition with those that came back now, and behind these what came back
    before.

    What was dealt with conflicts with nothing any more.
    """
    withheld = Withholding(setup.project.edition.personal, GROUND)
    ledger = merge(known, reviewed.found, today(), withheld.text)
    conflicts = find_conflicts([item for item in ledger.found if ledger.is_open(item)])
    whole = replace(ledger, found=(*ledger.found, *earlier_remarks(ledger, reviewed.places)))
    return replace(reviewed, conflicts=tuple(conflicts)), whole


def write_reviewed(
    setup: Setup,
    reviewed: Reviewed,
    titles: Mapping[str, str],
    ledger: Ledger | None,
    takers: Mapping[str, str],
) -> dict[str, bytes]:
    """The work list as web page and as workbook, by file name; the page leaves out what was
    dealt with.
    """
    edition = setup.project.edition
    title = f"Opmerkingen bij de {edition.title}"
    found, remarks = (ledger.found, ledger.remarks) if ledger else (reviewed.found, None)
    page = remark_page(
        title, reviewed.received, still_open(reviewed, ledger), reviewed.conflicts, titles
    )
    book = remark_book(title, reviewed.received, found, reviewed.conflicts, remarks, takers)
    return {f"{NAME}.html": overview_page(page), f"{NAME}.xlsx": write_overview(book, edition.date)}


def still_open(reviewed: Reviewed, ledger: Ledger | None) -> Sequence[PlacedRemark]:
    """The remarks that ask for something to be done."""
    return [item for item in ledger.found if ledger.is_open(item)] if ledger else reviewed.found
