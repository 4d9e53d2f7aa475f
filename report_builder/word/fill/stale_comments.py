"""The comments that a concept carries: on each stale sentence, row, figure or table, what it
waits for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document as DocxDocument

from report_builder.model.value import Input
from report_builder.word.fill.marking import Yellow
from report_builder.word.notes import add_comments
from report_builder.word.ooxml import TBL, TC, TR, Element, P, R, make, make_run
from report_builder.wording.awaiting import AWAITED

AUTHOR, INITIALS = "Report Builder", "RB"
_LINE = re.compile(AWAITED)


@dataclass(frozen=True)
class StaleComment:
    """A comment to be made: its lines, and the parts of a paragraph that it begins and ends at."""

    first: Element
    last: Element
    lines: tuple[str, ...]


def comment_on(paragraph: Element, lines: Sequence[str]) -> Iterator[StaleComment]:
    """A comment on the whole of a paragraph, if there is anything to say and to say it of."""
    parts = [part for part in paragraph if part.tag == R or next(part.iter(R), None) is not None]
    if lines and parts:
        yield StaleComment(parts[0], parts[-1], tuple(lines))


def stale_comments(
    yellow: Iterable[Yellow], awaited: Callable[[Iterable[Input]], list[str]]
) -> Iterator[StaleComment]:
    """A comment for each yellow sentence; in a table one for each row that has something no row
    before it had.

    A text box stands in the file twice and can hold no comment: it gets that of the paragraph
    around it.
    """
    told: dict[Element, set[str]] = {}
    made: dict[Element, StaleComment] = {}
    for stretch in yellow:
        first, last = _outside_boxes(stretch)
        row = next(first.iterancestors(TR), None)
        lines = awaited(stretch.stale_inputs)
        if row is not None:
            known = told.setdefault(next(row.iterancestors(TBL)), set())
            lines = [line for line in lines if line not in known]
            known.update(lines)
        if not lines:
            continue
        anchor = row if row is not None else first
        before = made.get(anchor)
        whole = tuple(dict.fromkeys([*(before.lines if before else ()), *lines]))
        made[anchor] = StaleComment(
            before.first if before else first, before.last if before else last, whole
        )
    yield from made.values()


def _outside_boxes(stretch: Yellow) -> tuple[Element, Element]:
    """What a stretch begins and ends with; for one in a text box, what holds the box."""
    around = list(stretch.first.iterancestors(P))
    if len(around) == 1 or next(around[0].iterancestors(TC, P)).tag == TC:
        return stretch.first, stretch.last
    outer = around[-1]
    holder = next(part for part in stretch.first.iterancestors() if part.getparent() is outer)
    return holder, holder


def add_stale_comments(document: DocxDocument, comments: Iterable[StaleComment], day: date) -> None:
    """Put the comments in a document, dated `day`: LibreOffice gives one without a date an
    impossible one.
    """
    add_comments(
        document, ((_comment(comment, day), comment.first, comment.last) for comment in comments)
    )


def _comment(comment: StaleComment, day: date) -> Element:
    element = make("w:comment", author=AUTHOR, date=f"{day}T00:00:00Z", initials=INITIALS)
    for number, line in enumerate(comment.lines):
        paragraph = make("w:p")
        if not number:
            mark = make("w:r")
            mark.append(make("w:annotationRef"))
            paragraph.append(mark)
        paragraph.append(make_run(line))
        element.append(paragraph)
    return element


def is_own(author: str, text: str) -> bool:
    """Whether a comment is one that the program made and nobody changed."""
    return author == AUTHOR and all(
        _LINE.fullmatch(line.strip()) for line in text.splitlines() if line.strip()
    )
