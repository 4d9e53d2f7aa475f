"""The remarks in a PDF that came back: its annotations, each laid on the text that it marks, or
else on what stands nearest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from report_builder.model.annotation import Annotation, PageText
from report_builder.model.returned import Passage, PlacedRemark, Stretch, WordFile
from report_builder.pdf.annotations import read_annotations
from report_builder.pdf.page_characters import read_pages
from report_builder.problems import Fault, Problem
from report_builder.rounds.annotation_content import Thread, thread_content, threads
from report_builder.rounds.issued_concept import IssuedConcept
from report_builder.rounds.page_marks import MarkedText, PageMarks
from report_builder.rounds.placement import NOWHERE, Returned, lay_beside, place_remark
from report_builder.rounds.report_passages import Report, ReportPassage
from report_builder.rounds.squeezed_text import SqueezedText, squeezed

_VERSION = re.compile(r"\bversie\s+([0-9a-f]{7})\b")
_LONG = 5
"""From so many words on a line tells which report it is of."""
_GUESSED = "de plaats is geraden, naar waar het op de pagina staat"
_NO_TEXT = "in deze PDF is geen tekst te lezen, zoals in een scan: alleen de pagina is bekend"
_RETYPED = "wat in de PDF zelf overgetypt is, is niet te zien"


@dataclass(frozen=True)
class PdfRemarks:
    """What is in a PDF: its version, how much of it is text of the report, the remarks, what was
    not read with its page, and what to know; or what is wrong with it.
    """

    version: str = ""
    share: float = 0
    remarks: tuple[PlacedRemark, ...] = ()
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problem: Problem | None = None


def pdf_remarks(data: bytes, file: str, report: Report, issued: IssuedConcept) -> PdfRemarks:
    """Every annotation of a PDF that says something."""
    try:
        found = read_annotations(data)
        pages = read_pages(data, {one.page for one in found.annotations})
    except Fault as fault:
        return PdfRemarks(problem=fault.at(file, "1"))
    lines = _long_lines(pages)
    version = _version(pages)
    word = _most_alike(lines, version, report, issued)
    letters = _letters(word)
    laid = _LaidPdf(lay_beside(report, file, word, None), letters, pages)
    return PdfRemarks(
        version=version,
        share=_share(lines, letters),
        remarks=tuple(laid.remarks(found.annotations)),
        unread=found.unread,
        notes=(_RETYPED,) if any(page.characters.strip() for page in pages) else (_NO_TEXT,),
    )


def _version(pages: Sequence[PageText]) -> str:
    """The version that the edge of a page names, or an empty string."""
    found = (_VERSION.search(page.characters) for page in pages)
    return next((match[1] for match in found if match), "")


def _long_lines(pages: Sequence[PageText]) -> set[str]:
    """The lines that tell which report a page is of, by their letters. What stands at the edge of
    each page is one of them.
    """
    lines = {line for page in pages for line in page.characters.splitlines()}
    return {squeezed(line) for line in lines if len(line.split()) >= _LONG}


def _share(lines: Collection[str], letters: SqueezedText) -> float:
    """How much of the lines is text of the report, from 0 to 1; where there are none, who can
    tell.
    """
    return sum(line in letters.letters for line in lines) / len(lines) if lines else 1


def _most_alike(
    lines: Collection[str], version: str, report: Report, issued: IssuedConcept
) -> WordFile:
    """The Word file that a PDF was made from, as it was handed out; else the report as it is."""
    originals = issued.originals_of(WordFile(version, ()))
    if not originals:
        return WordFile(version, tuple(map(_as_passage, report.passages)))
    shares = [_share(lines, _letters(word)) for word in originals]
    # Of two that hold all of it the shorter one: the report is part of what goes to parliament.
    ranks = [(share, -len(word.passages)) for share, word in zip(shares, originals, strict=True)]
    return originals[ranks.index(max(ranks))]


def _letters(word: WordFile) -> SqueezedText:
    return SqueezedText(["" if one.is_contents else one.text for one in word.passages])


def _as_passage(passage: ReportPassage) -> Passage:
    stretches: list[Stretch] = []
    position = 0
    for span in passage.values:
        stretches.append(Stretch(passage.text[position : span.start]))
        stretches.append(Stretch(passage.text[span.start : span.end], key=span.key))
        position = span.end
    stretches.append(Stretch(passage.text[position:]))
    return Passage(passage.place, tuple(stretches))


class _LaidPdf:
    """A PDF beside the report; `returned` and `letters` have the passages that its text is of."""

    def __init__(
        self, returned: Returned, letters: SqueezedText, pages: Sequence[PageText]
    ) -> None:
        self.returned = returned
        self.letters = letters
        self.pages = pages
        self._marks: dict[int, PageMarks] = {}

    def remarks(self, annotations: Sequence[Annotation]) -> Iterator[PlacedRemark]:
        """The remark that each annotation is, or those that make one together."""
        for thread in threads(annotations):
            yield self._remark(thread)

    def _remark(self, thread: Thread) -> PlacedRemark:
        marked = self._page(thread.root.page).find(thread.root)
        located = marked.located
        passage = self.returned.word.passages[located.number] if located else None
        content = thread_content(thread, marked, passage)
        page = f"pagina {thread.annotation.page} van de PDF"
        notes = [*content.notes, page, *([_GUESSED] if self._is_guess(marked) else [])]
        content = replace(content, notes=tuple(notes))
        if located is None:
            remark = place_remark(self.returned, None, content)
            return replace(remark, place=f"{NOWHERE}; op {page}")
        return place_remark(self.returned, located.number, content)

    def _is_guess(self, marked: MarkedText) -> bool:
        return marked.located is not None and marked.is_guess

    def _page(self, number: int) -> PageMarks:
        if number not in self._marks:
            self._marks[number] = PageMarks(self.pages[number - 1], self.letters)
        return self._marks[number]
