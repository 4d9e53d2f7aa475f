"""The comments of a Word file: who made them, on what, in answer to which other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from docx.document import Document as DocxDocument
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from lxml import etree

from report_builder.model.returned import Comment
from report_builder.word.fill.stale_comments import is_own
from report_builder.word.ooxml import ID, Element, P, T, paragraphs_in, read_as
from report_builder.word.package import root_of

_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WORD_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
COMMENT = qn("w:comment")
_RANGE_START, _RANGE_END = qn("w:commentRangeStart"), qn("w:commentRangeEnd")
_REFERENCE = qn("w:commentReference")
_TEXTS = (T, qn("w:delText"), qn("w:tab"))


@dataclass(frozen=True)
class _Thread:
    """The paragraph id of the comment that one answers, and whether it was marked as done."""

    parent: str = ""
    is_done: bool = False


@dataclass
class _Range:
    """The text that a comment is on, and the number of the passage in which it starts."""

    texts: list[str] = field(default_factory=list)
    passage: int | None = None

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def read_comments(
    document: DocxDocument, roots: Iterable[Element], passage_numbers: Mapping[CT_P, int]
) -> Iterator[Comment]:
    """The comments in the order of their part; `roots` are the parts that they can stand in, and
    `passage_numbers` tells of each paragraph which passage it is of.
    """
    root = find_root(document, "comments")
    if root is None:
        return
    ranges = _ranges(roots, passage_numbers)
    threads = _threads(document)
    comments = list(root.iter(COMMENT))
    texts = {_paragraph_id(comment): _text(comment) for comment in comments}
    texts[""] = ""  # of comments that answer none
    for comment in comments:
        author, text = comment.get(qn("w:author"), ""), _text(comment)
        thread = threads.get(_paragraph_id(comment), _Thread())
        span = ranges.get(comment.get(ID, ""), _Range())
        yield Comment(
            author,
            comment.get(qn("w:date"), ""),
            text,
            span.text,
            span.passage,
            texts.get(thread.parent, ""),
            thread.is_done,
            is_own(author, text),
        )


def _text(comment: Element) -> str:
    return "\n".join(map(_line, paragraphs_in(comment))).strip()


def _line(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(T))


def find_root(document: DocxDocument, name: str) -> Element | None:
    """The root of a part that stands beside the text; None where there is none that can be read."""
    for part in _parts(document, name):
        try:
            return root_of(part)
        except etree.XMLSyntaxError:
            return None
    return None


def has_broken_part(document: DocxDocument) -> bool:
    """Whether there are comments that cannot be read."""
    has_part = next(_parts(document, "comments"), None) is not None
    return has_part and find_root(document, "comments") is None


def _parts(document: DocxDocument, name: str) -> Iterator[Part]:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] == name:
            yield relation.target_part


def _paragraph_id(comment: Element) -> str:
    """What Word calls a comment by in its threads: the id of its last paragraph.

    Threads came to Word later, in a part of their own, which knows nothing of the ids of comments.
    """
    paragraphs = list(paragraphs_in(comment))
    return paragraphs[-1].get(f"{_WORD_2010}paraId", "") if paragraphs else ""


def _threads(document: DocxDocument) -> dict[str, _Thread]:
    """The thread of each comment by its paragraph id."""
    root = find_root(document, "commentsExtended")
    threads = {}
    for entry in root.iter(f"{_WORD_2012}commentEx") if root is not None else ():
        parent = entry.get(f"{_WORD_2012}paraIdParent", "")
        is_done = entry.get(f"{_WORD_2012}done", "0") in ("1", "true")
        threads[entry.get(f"{_WORD_2012}paraId", "")] = _Thread(parent, is_done)
    return threads


def _ranges(roots: Iterable[Element], passage_numbers: Mapping[CT_P, int]) -> dict[str, _Range]:
    """What each comment is on, by its id."""
    ranges: dict[str, _Range] = {}
    for root in roots:
        _add_ranges(ranges, root, passage_numbers)
    return ranges


def _add_ranges(
    ranges: dict[str, _Range], root: Element, passage_numbers: Mapping[CT_P, int]
) -> None:
    """Add what the comments in one part are on.

    A range may start between two paragraphs: its passage is then that of the next thing in it. A
    comment without a range has a reference only, which tells its passage.
    """
    open_ids: list[str] = []
    for element in root.iter(_RANGE_START, _RANGE_END, _REFERENCE, *_TEXTS):
        identity = element.get(ID, "")
        if element.tag in (_RANGE_START, _REFERENCE) and identity not in ranges:
            ranges[identity] = _Range(passage=_passage(element, passage_numbers))
        if element.tag == _RANGE_START:
            open_ids.append(identity)
        elif element.tag == _RANGE_END:
            open_ids = [other for other in open_ids if other != identity]
        elif element.tag in _TEXTS:
            for open_id in open_ids:
                ranges[open_id].texts.append(read_as(element) or element.text or "")
        if open_ids and ranges[open_ids[-1]].passage is None:
            ranges[open_ids[-1]].passage = _passage(element, passage_numbers)


def _passage(element: Element, passage_numbers: Mapping[CT_P, int]) -> int | None:
    """The number of the passage that an element stands in; None outside the text."""
    for paragraph in cast("Iterator[CT_P]", element.iterancestors(P)):
        if paragraph in passage_numbers:
            return passage_numbers[paragraph]
    return None
