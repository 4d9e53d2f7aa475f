"""The files that were given to be taken back: each read before anything is done with any of
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from report_builder.fingerprint import is_owner_file
from report_builder.model.returned import Received
from report_builder.problems import Problem, Severity, Unusable, reason_of

_BOOK = ".xlsx"
_PDF_MARK = b"%PDF-"
_PDF_START = 1024
"""Readers look so far for the mark of a PDF: what mail puts before it is passed over."""
_RTF_MARK = b"{\\rtf"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class ReturnedFile:
    """A file as it came in, and what the work list calls it."""

    path: Path
    name: str
    content: bytes

    @property
    def is_book(self) -> bool:
        """Whether it is a work list that was filled in."""
        return self.path.suffix.lower() == _BOOK

    @property
    def is_review_file(self) -> bool:
        """Whether it was saved on the review page, whatever it is called."""
        start = self.content.removeprefix(_BYTE_ORDER_MARK).lstrip()[: len(_RTF_MARK)]
        is_json = start.startswith(b"{") and start != _RTF_MARK
        return self.path.suffix.lower() == ".json" or is_json

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF, whatever it is called."""
        return _PDF_MARK in self.content[:_PDF_START]


@dataclass(frozen=True)
class ReturnedFiles:
    """What was given: the work lists, all other files, and the names of what a program left beside
    a file that it has open.
    """

    books: tuple[ReturnedFile, ...]
    others: tuple[ReturnedFile, ...]
    owner_files: tuple[str, ...]

    @property
    def warnings(self) -> list[Problem]:
        """That a file was passed over, for each."""
        message = "hier staat alleen in wie een bestand open heeft; het is overgeslagen"
        hint = "sluit het bestand zelf, en geef dat mee"
        return [
            Problem("review", name, "1", message, hint, Severity.WARNING)
            for name in self.owner_files
        ]

    @property
    def passed_over(self) -> list[Received]:
        """These files as the work list names them."""
        return [
            Received(name, "", (), unread=("het hele bestand: van Word of LibreOffice zelf",))
            for name in self.owner_files
        ]


def read_files(paths: Sequence[Path]) -> ReturnedFiles:
    """The files, each once.

    Raises Unusable that names all that cannot be read.
    """
    unique = list(dict.fromkeys(paths))
    names = _names(unique)
    owner_files = tuple(names[path] for path in unique if is_owner_file(path))
    wanted = [path for path in unique if not is_owner_file(path)]
    contents, refusals = _contents(wanted)
    if refusals:
        raise Unusable(f"{'; '.join(refusals)}; er is niets gedaan")
    files = [ReturnedFile(path, names[path], contents[path]) for path in wanted]
    books = tuple(file for file in files if file.is_book)
    return ReturnedFiles(books, tuple(file for file in files if not file.is_book), owner_files)


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """How each file is called: by its name, by its folder too, or by its whole path, whichever is
    its own.
    """
    names: dict[Path, str] = {}
    for path in paths:
        forms = (path.name, f"{path.parent.name}/{path.name}", str(path))
        names[path] = next(form for form in forms if _is_own(form, paths) or form == forms[-1])
    return names


def _is_own(form: str, paths: Sequence[Path]) -> bool:
    return sum(f"/{path.as_posix()}".endswith(f"/{form}") for path in paths) == 1


def _contents(paths: Sequence[Path]) -> tuple[dict[Path, bytes], list[str]]:
    """What each file holds, and for each that cannot be read why not."""
    contents: dict[Path, bytes] = {}
    refusals: list[str] = []
    for path in paths:
        try:
            contents[path] = path.read_bytes()
        except OSError as error:
            refusals.append(f"kan {path} niet lezen: {reason_of(error)}")
    return contents, refusals
