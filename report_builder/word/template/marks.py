"""The marks that a run template leaves in its text, read back: which text is a value, and which was
chosen by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from docx.oxml.text.paragraph import CT_P
from lxml import etree

from report_builder.model.expression import Placement
from report_builder.model.value import Freshness, TracedValue, worst
from report_builder.word.ooxml import (
    Element,
    P,
    R,
    T,
    find_paragraph,
    read_as,
    texts_in,
)
from report_builder.wording.sentences import sentence_spans

# A template is run as text, so what it did can only travel in that text. These characters are of
# the private-use area: allowed in XML, left alone by Jinja and docxtpl, and typed by nobody.
VALUE, MIDDLE, VALUE_END = "\ue000", "\ue001", "\ue002"
"""Around a printed value: VALUE, its number, MIDDLE, its text, VALUE_END."""
BRANCH, BRANCH_END = "\ue003", "\ue004"
"""Around a branch that a stale value chose: BRANCH, its freshness, its number, MIDDLE, what stands
in it, BRANCH_END.
"""
_MARK = re.compile(
    rf"""
      {VALUE}(?P<value>[0-9]+){MIDDLE}(?P<text>[^{VALUE_END}]*){VALUE_END}
    | {BRANCH}(?P<freshness>[a-z]+)(?P<branch>[0-9]+){MIDDLE}
    | {BRANCH_END}
    """,
    re.VERBOSE,
)
_ANY = re.compile(f"[{VALUE}{MIDDLE}{VALUE_END}{BRANCH}{BRANCH_END}]")

Printed: TypeAlias = Sequence[TracedValue | Placement]
"""What a template printed, by the number in its mark."""


@dataclass(frozen=True)
class OpenBranches:
    """The marked branches that something stands in: how fresh they are, and their numbers."""

    freshness: Freshness = Freshness.HISTORY
    numbers: tuple[int, ...] = ()

    def opened(self, freshness: Freshness, number: int) -> OpenBranches:
        """These and one more inside them."""
        return OpenBranches(worst([self.freshness, freshness]), (*self.numbers, number))


@dataclass(frozen=True)
class Fragment:
    """A stretch of text in one w:t: a printed value, figure or reference, or plain text, and the
    marked branches that it stands in.
    """

    text: str
    printed: TracedValue | Placement | None = None
    branches: OpenBranches = OpenBranches()

    @property
    def is_stale(self) -> bool:
        """Whether it is a stale value, or a stale one chose it."""
        is_stale_value = isinstance(self.printed, TracedValue) and self.printed.freshness.is_stale
        return is_stale_value or self.branches.freshness.is_stale


@dataclass(frozen=True)
class EmptyBranch:
    """A marked branch without text: where in the text of its paragraph it stood, and the branches
    around it.
    """

    offset: int
    branches: OpenBranches


@dataclass
class MarkedParagraph:
    """A paragraph with marks: its fragments by w:t, in order, and where branches without text
    stood.
    """

    paragraph: CT_P
    fragments: dict[Element, list[Fragment]] = field(default_factory=dict)
    empty_branches: list[EmptyBranch] = field(default_factory=list)

    def fragments_of(self, element: Element) -> list[Fragment]:
        """The fragments of one w:t; one without marks is a fragment by itself, and so is a tab or
        break.
        """
        return self.fragments.get(element) or [Fragment(read_as(element))]

    def positions(self) -> Iterator[tuple[int, Fragment]]:
        """Every fragment with the offset at which it starts in the text."""
        offset = 0
        for element in texts_in(self.paragraph):
            for fragment in self.fragments_of(element):
                yield offset, fragment
                offset += len(fragment.text)

    @property
    def text(self) -> str:
        """The text of the paragraph without marks."""
        return "".join(fragment.text for _, fragment in self.positions())

    def values(self) -> Iterator[tuple[int, TracedValue]]:
        """The values that were printed in the paragraph, each with the offset at which it
        starts.
        """
        for offset, fragment in self.positions():
            if isinstance(fragment.printed, TracedValue):
                yield offset, fragment.printed

    def sentences(self) -> Iterator[list[TracedValue]]:
        """The values of each sentence that has any."""
        values = list(self.values())
        for start, end in sentence_spans(self.text) if values else ():
            values_inside = [value for offset, value in values if start <= offset < end]
            if values_inside:
                yield values_inside

    def offset_of(self, text: Element) -> int:
        """Where in the text of the paragraph a w:t starts."""
        offset = 0
        for element in texts_in(self.paragraph):
            if element is text:
                break
            offset += sum(len(fragment.text) for fragment in self.fragments_of(element))
        return offset


def read_marks(root: Element, printed: Printed) -> tuple[list[MarkedParagraph], list[TracedValue]]:
    """The paragraphs that have marks or stand in a marked branch, and the values that stand outside
    ordinary text.

    All marks are taken out of the tree.
    """
    reader = _MarkReader(printed)
    reader.read(root)
    return list(reader.paragraphs.values()), reader.strays


def without_marks(text: str) -> str:
    """The text as it is read, for places that cannot be marked."""
    return _MARK.sub(lambda mark: mark["text"] or "", text)


class _MarkReader:
    """Goes through a part in the order of its text, and follows the branches as they open and
    close: a branch may hold whole paragraphs, rows and tables.
    """

    def __init__(self, printed: Printed) -> None:
        self.printed = printed
        self.paragraphs: dict[Element, MarkedParagraph] = {}
        self.strays: list[TracedValue] = []
        self.open_branches = [OpenBranches()]

    def read(self, root: Element) -> None:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "end":
                if element.tail and _ANY.search(element.tail):
                    element.tail = self._unmarked(element.tail)
            elif element.tag == T:
                self._read_text(element)
            else:
                self._read_other(element)

    def _read_other(self, element: Element) -> None:
        """Take the marks out of an element that holds no text to read: those between paragraphs, in
        formulas, in descriptions.
        """
        is_leaf = len(element) == 0 and element.tag not in (P, R)
        if is_leaf and element.text and _ANY.search(element.text):
            element.text = self._unmarked(element.text)
        for name, value in element.attrib.items():
            if _ANY.search(value):
                self._keep_strays(value)
                element.set(name, without_marks(value))

    def _unmarked(self, text: str) -> str:
        """A text without its marks, which are followed."""
        self._keep_strays(text)
        for mark in _MARK.finditer(text):
            self._follow(mark)
        return without_marks(text)

    def _keep_strays(self, text: str) -> None:
        for mark in _MARK.finditer(text):
            stray = self._printed(mark)
            if isinstance(stray, TracedValue):
                self.strays.append(stray)

    def _printed(self, mark: re.Match[str]) -> TracedValue | Placement | None:
        return self.printed[int(mark["value"])] if mark["value"] is not None else None

    def _follow(self, mark: re.Match[str]) -> None:
        """Open a branch, inside those that are open, or close the last one."""
        if mark["branch"] is not None:
            freshness, number = Freshness(mark["freshness"]), int(mark["branch"])
            self.open_branches.append(self.open_branches[-1].opened(freshness, number))
        elif _is_end(mark):
            self.open_branches.pop()

    def _read_text(self, element: Element) -> None:
        """Read a w:t that has marks, or stands in a marked branch."""
        text = element.text or ""
        if len(self.open_branches) == 1 and not _ANY.search(text):
            return
        paragraph = find_paragraph(element)
        assert paragraph is not None
        marked = self.paragraphs.setdefault(paragraph, MarkedParagraph(paragraph))
        marked.fragments[element] = self._fragments(text, marked, element)

    def _fragments(self, text: str, marked: MarkedParagraph, element: Element) -> list[Fragment]:
        """The fragments of a w:t, at least one; what it has of branches without text is added to
        its paragraph.
        """
        fragments: list[Fragment] = []
        position = 0
        for mark in _MARK.finditer(text):
            branches = self.open_branches[-1]
            if mark.start() > position:
                fragments.append(Fragment(text[position : mark.start()], None, branches))
            position = mark.end()
            if mark["value"] is not None:
                fragments.append(Fragment(mark["text"], self._printed(mark), branches))
            elif _is_end(mark) and text[: mark.start()].endswith(MIDDLE):
                # It closes right behind the mark that opened it.
                length = sum(len(fragment.text) for fragment in fragments)
                offset = marked.offset_of(element) + length
                marked.empty_branches.append(EmptyBranch(offset, branches))
            self._follow(mark)
        if position < len(text) or not fragments:
            fragments.append(Fragment(text[position:], None, self.open_branches[-1]))
        return fragments


def _is_end(mark: re.Match[str]) -> bool:
    return mark[0] == BRANCH_END
