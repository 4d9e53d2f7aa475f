"""The comments that a concept carries: on each stale sentence, row, figure or table, what it
waits for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document as DocxDocument
from docx.oxml.text.paragraph import CT_P

from report_builder.model.value import Input
from report_builder.word.fill.stale_text import StaleText
from report_builder.word.notes import PlacedComment, add_comments
from report_builder.word.ooxml import (
    TBL,
    TC,
    TR,
    Element,
    P,
    find_around,
    make,
    make_run,
    parent_of,
    run_around,
    runs_in,
)
from report_builder.wording.awaiting import AWAITED

AUTHOR, INITIALS = "Report Builder", "RB"
_LINE = re.compile(AWAITED)


@dataclass(frozen=True)
class StaleComment:
    """A comment to be made: its lines, and the parts of a paragraph that it begins and ends at."""

    first: Element
    last: Element
    lines: tuple[str, ...]

    def with_lines(self, lines: Iterable[str]) -> StaleComment:
        """This comment with more lines behind its own, each once."""
        return StaleComment(self.first, self.last, tuple(dict.fromkeys((*self.lines, *lines))))


def comment_on(paragraph: CT_P, lines: Sequence[str]) -> Iterator[StaleComment]:
    """A comment on the whole of a paragraph, if there is anything to say and to say it of."""
    parts = [part for part in paragraph if next(runs_in(part), None) is not None]
    if lines and parts:
        yield StaleComment(parts[0], parts[-1], tuple(lines))


def stale_comments(
    yellow: Iterable[StaleText], awaited: Callable[[Iterable[Input]], list[str]]
) -> Iterator[StaleComment]:
    """A comment for each yellow sentence; in a table one for each row that has something no row
    before it had.

    A text box stands in the file twice and can hold no comment: it gets that of the paragraph
    around it.
    """
    lines_of_tables: dict[Element, set[str]] = {}
    comments: dict[Element, StaleComment] = {}
    for text in yellow:
        first, last = _outside_boxes(text)
        row, table = find_around(first, TR), find_around(first, TBL)
        lines = awaited(text.stale_inputs)
        if table is not None:
            # Thirty rows that wait for one source say so once.
            earlier_lines = lines_of_tables.setdefault(table, set())
            lines = [line for line in lines if line not in earlier_lines]
            earlier_lines.update(lines)
        if lines:
            anchor = row if row is not None else first
            comment = comments.setdefault(anchor, StaleComment(first, last, ()))
            comments[anchor] = comment.with_lines(lines)
    yield from comments.values()


def _outside_boxes(text: StaleText) -> tuple[Element, Element]:
    """What a stretch begins and ends with; for one in a text box, what holds the box."""
    paragraphs = list(text.first.iterancestors(P))
    innermost, outermost = paragraphs[0], paragraphs[-1]
    around = find_around(innermost, TC, P)
    if around is None or around.tag == TC:
        return text.first, text.last
    holder = text.first
    while parent_of(holder) is not outermost:
        holder = parent_of(holder)
    return holder, holder


def add_stale_comments(document: DocxDocument, comments: Iterable[StaleComment], day: date) -> None:
    """Put the comments in a document, dated `day`: LibreOffice gives one without a date an
    impossible one.
    """
    add_comments(
        document,
        (
            PlacedComment(make_comment(comment.lines, day), comment.first, comment.last)
            for comment in comments
        ),
    )


def make_comment(lines: Sequence[str], day: date) -> Element:
    """A comment of the program, a paragraph for each line."""
    element = make("w:comment", author=AUTHOR, date=f"{day}T00:00:00Z", initials=INITIALS)
    for number, line in enumerate(lines):
        paragraph = make("w:p")
        if not number:
            paragraph.append(run_around(make("w:annotationRef")))
        paragraph.append(make_run(line))
        element.append(paragraph)
    return element


def is_own(author: str, text: str) -> bool:
    """Whether a comment is one that the program made and nobody changed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return author == AUTHOR and all(map(_LINE.fullmatch, lines))
