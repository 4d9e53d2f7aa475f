"""A Word file that was made here and edited by others, as a PDF of the same quality."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from report_builder.build.document_tasks import Typeset, set_pages
from report_builder.build.lost_problems import SourceFile
from report_builder.build.page_edges import Stamp, lay_edges
from report_builder.fingerprint import read_bytes
from report_builder.model.document_kind import PageClass
from report_builder.pdf.joining import join
from report_builder.problems import Problem, Stopped, has_errors
from report_builder.registers.number_register import read_texts
from report_builder.word.opening import open_docx
from report_builder.word.package import WordFile, save_docx
from report_builder.word.read.returned_document import (
    find_left_changes,
    find_typed_over,
    find_unprinted,
    is_letter,
    is_nota,
    number_pages,
    take_stamp,
)
from report_builder.word.read.tracked_changes import accept_changes
from report_builder.word.shown.unshown import find_all_unshown
from report_builder.workspace import put_beside

_NO_DAY = date(2000, 1, 1)
"""The date of the properties of a file that has none; it does not reach the PDF."""


def print_beside(file: Path, target: Path, is_accepting: bool) -> list[Problem]:
    """Write the PDF of a Word file, with what the register beside it says that was printed; return
    what was changed by hand, as warnings.

    Raises Stopped when the file cannot be printed as it is.
    """
    register = file.with_name("numbers.csv")
    numbers = read_texts(read_bytes(register)) if register.is_file() else {}
    data, problems = print_file(read_bytes(file), file, numbers, is_accepting)
    if data is None:
        raise Stopped(problems)
    put_beside(target.parent, {target.name: data})
    return problems


def print_file(
    data: bytes, file: Path, numbers: Mapping[str, str], is_accepting: bool
) -> tuple[bytes | None, list[Problem]]:
    """The PDF of a Word file, or None with what hinders it; and what was changed by hand, as
    warnings.

    `numbers` gives the text of each value as it was printed, by the key of its control.
    """
    document, problems = open_docx(data, file.name)
    if document is None:
        return None, problems
    if is_accepting:
        accept_changes(document)
    problems += [
        *find_left_changes(document, file.name),
        *find_typed_over(document, numbers, file.name),
        *find_unprinted(document, file.name),
        *find_all_unshown(document, file.name),
    ]
    if has_errors(problems):
        return None, problems
    title = document.core_properties.title or file.stem
    banner, legend = take_stamp(document)
    data = _saved(document)
    typeset = _set(data, document, file, title)
    number_pages(
        document, {anchor: str(page + 1) for anchor, page in typeset.pages.anchors.items()}
    )
    numbered = _saved(document)
    if numbered != data:
        typeset = _set(numbered, document, file, title)
    overlays = lay_edges([(typeset, "")], Stamp(banner, legend), partial(_laid, file.name))
    return join([typeset.pages.data], overlays, title), [*problems, *typeset.problems]


def _saved(document: WordFile) -> bytes:
    return save_docx(document, document.core_properties.created or _NO_DAY)


def _set(data: bytes, document: WordFile, file: Path, title: str) -> Typeset:
    return set_pages(data, "bestand", SourceFile(file.name), _page_class(document), title)


def _page_class(document: WordFile) -> PageClass:
    """How a file is printed: as a nota, a letter or a report."""
    if is_nota(document):
        return PageClass.NOTA
    return PageClass.LETTER if is_letter(document) else PageClass.REPORT


def _laid(file: str, html: str) -> bytes:
    from report_builder.pdf.layout import lay_out  # WeasyPrint is slow to import

    return lay_out(html, {}, file, is_tagged=False).data
