"""The marks that a run template leaves in its text, read back: which text is a value, and which was
chosen by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from report_builder.model.expression import Placement
from report_builder.model.value import Freshness, TracedValue, worst
from report_builder.word.ooxml import SPACES, Element, P, R, T, own_texts
from report_builder.wording.sentences import sentence_spans

MARKS = re.compile("\ue000([0-9]+)\ue001([^\ue002]*)\ue002|\ue003([a-z]+)([0-9]+)\ue001|\ue004")
MIDDLE = "\ue001"
_ANY = re.compile("[\ue000-\ue004]")


@dataclass(frozen=True)
class Scopes:
    """The marked branches that something stands in: how fresh they are, and their numbers."""

    freshness: Freshness = Freshness.HISTORY
    numbers: tuple[int, ...] = ()


@dataclass
class Piece:
    """A stretch of text in one w:t: a printed value or plain text, and the marked branches that it
    stands in.
    """

    text: str
    shown: int | None = None
    scopes: Scopes = Scopes()


@dataclass
class Line:
    """A paragraph with marks: its pieces by w:t, in order, and where branches without text
    stood.
    """

    paragraph: Element
    pieces: dict[Element, list[Piece]] = field(default_factory=dict)
    points: list[tuple[int, Scopes]] = field(default_factory=list)

    def of(self, element: Element) -> list[Piece]:
        """The pieces of one w:t; one without marks is a piece by itself."""
        return self.pieces.get(element) or [Piece(element.text or "")]

    def stretches(self) -> Iterator[tuple[int, Piece]]:
        """Every piece with the offset at which it starts in the text."""
        position = 0
        for element in own_texts(self.paragraph):
            pieces = self.of(element) if element.tag == T else [Piece(SPACES[element.tag])]
            for piece in pieces:
                yield position, piece
                position += len(piece.text)

    @property
    def text(self) -> str:
        """The text of the paragraph without marks."""
        return "".join(piece.text for _, piece in self.stretches())

    def values(self, shown: Sequence[TracedValue | Placement]) -> Iterator[tuple[int, TracedValue]]:
        """The values that were printed in the paragraph, each with the offset at which it
        starts.
        """
        for position, piece in self.stretches():
            found = shown[piece.shown] if piece.shown is not None else None
            if isinstance(found, TracedValue):
                yield position, found

    def sentences(self, shown: Sequence[TracedValue | Placement]) -> Iterator[list[TracedValue]]:
        """The values of each sentence that has any."""
        values = list(self.values(shown))
        for start, end in sentence_spans(self.text) if values else ():
            if inside := [value for position, value in values if start <= position < end]:
                yield inside


def read_marks(root: Element) -> tuple[list[Line], list[int]]:
    """The paragraphs that have marks or stand in a marked branch, and the values that stand outside
    ordinary text.

    All marks are taken out of the tree.
    """
    lines: dict[Element, Line] = {}
    open_scopes: list[Scopes] = []
    strays: list[int] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            if element.tail and _ANY.search(element.tail):
                strays += _values_in(element.tail)
                element.tail = _outside(element.tail, open_scopes)
        elif element.tag == T:
            _read_text(element, lines, open_scopes)
        else:
            if (
                not len(element)
                and element.tag not in (P, R)
                and element.text
                and _ANY.search(element.text)
            ):
                strays += _values_in(element.text)
                element.text = _outside(element.text, open_scopes)
            for name, value in element.attrib.items():
                if _ANY.search(value):
                    strays += _values_in(value)
                    element.set(name, without_marks(value))
    return list(lines.values()), strays


def _values_in(text: str) -> list[int]:
    """The numbers of the values that are marked in a text."""
    return [int(found[1]) for found in MARKS.finditer(text) if found[1] is not None]


def _outside(text: str, open_scopes: list[Scopes]) -> str:
    """Follow the branches that whole paragraphs stand in; text there is not for reading."""
    for found in MARKS.finditer(text):
        _follow(found, open_scopes)
    return without_marks(text)


def _follow(found: re.Match[str], open_scopes: list[Scopes]) -> None:
    """Open a branch, inside those that are open, or close the last one."""
    if found[3]:
        around = open_scopes[-1] if open_scopes else Scopes()
        open_scopes.append(
            Scopes(worst([around.freshness, Freshness(found[3])]), (*around.numbers, int(found[4])))
        )
    elif found[1] is None:
        open_scopes.pop()


def without_marks(text: str) -> str:
    """The text as it is read, for places that cannot be marked."""
    return MARKS.sub(lambda found: found[2] or "", text)


def _read_text(element: Element, lines: dict[Element, Line], open_scopes: list[Scopes]) -> None:
    text = element.text or ""
    if not open_scopes and not _ANY.search(text):
        return
    paragraph = next(element.iterancestors(P))
    line = lines.setdefault(paragraph, Line(paragraph))
    line.pieces[element] = pieces = []
    position = 0
    inside = open_scopes[-1] if open_scopes else Scopes()
    for found in MARKS.finditer(text):
        if found.start() > position:
            pieces.append(Piece(text[position : found.start()], None, inside))
        is_empty = found[1] is None and found[3] is None and text[: found.start()].endswith(MIDDLE)
        if found[1] is not None:
            pieces.append(Piece(found[2], int(found[1]), inside))
        elif is_empty:  # a branch that closes right after it opened: nothing stands in it
            line.points.append((_offset(line, element), inside))
        _follow(found, open_scopes)
        inside = open_scopes[-1] if open_scopes else Scopes()
        position = found.end()
    if position < len(text) or not pieces:
        pieces.append(Piece(text[position:], None, inside))


def _offset(line: Line, until: Element) -> int:
    """How much text of a paragraph stands before the end of what was read of a w:t."""
    position = 0
    for element in own_texts(line.paragraph):
        if element is until:
            break
        position += sum(len(piece.text) for piece in line.of(element)) if element.tag == T else 1
    return position + sum(len(piece.text) for piece in line.pieces[until])
