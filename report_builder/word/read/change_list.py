"""Every tracked change of a Word file, with the passage that it is told with: what is in the file
is told, or named as not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from lxml import etree

from report_builder.model.returned import ChangeKind, ChangeMark
from report_builder.word.change_marks import DELETIONS, INSERTIONS, LOOKS, change_tags, noun_of
from report_builder.word.ooxml import TBL, TR, Element, P, T, paragraphs_in, parent_of
from report_builder.word.read.stretches import change_of
from report_builder.word.shown.alternatives import is_shown

_TEXTS = {T, qn("w:delText"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")}
_MOVES = change_tags(("moveFrom", "moveTo"))
_CONTENT = change_tags((*INSERTIONS, *DELETIONS))
_LOOKS = change_tags(LOOKS)
_MOVE_RANGES = tuple(qn(f"w:{name}RangeStart") for name in ("moveFrom", "moveTo"))
"""What says how far a move reaches, beside the mark of the text itself."""
_BLOCKS = {
    (qn("w:trPr"), qn("w:ins")): ChangeKind.ROW_IN,
    (qn("w:trPr"), qn("w:del")): ChangeKind.ROW_OUT,
    (qn("w:tcPr"), qn("w:cellIns")): ChangeKind.CELL_IN,
    (qn("w:tcPr"), qn("w:cellDel")): ChangeKind.CELL_OUT,
    (qn("w:tcPr"), qn("w:cellMerge")): ChangeKind.CELL_MERGE,
    (qn("w:numPr"), qn("w:ins")): ChangeKind.LOOK,
    **{(qn("w:rPr"), tag): ChangeKind.BREAK for tag in change_tags(INSERTIONS)},
    **{(qn("w:rPr"), tag): ChangeKind.JOIN for tag in change_tags(DELETIONS)},
}
"""What a change means that stands in the properties of a row, a cell or the end of a paragraph."""
_BREAKS = (ChangeKind.BREAK, ChangeKind.JOIN)


@dataclass
class ChangeList:
    """The tracked changes of a file: by passage, and those that stand in none."""

    by_passage: dict[int, list[ChangeMark]] = field(default_factory=lambda: defaultdict(list))
    loose: list[ChangeMark] = field(default_factory=list)


def list_changes(roots: Iterable[Element], passage_numbers: Mapping[CT_P, int]) -> ChangeList:
    """Every tracked change below some roots; `passage_numbers` tells of each paragraph which
    passage it is of.
    """
    found = ChangeList()
    for change in tracked_changes(roots):
        number = _passage(change, passage_numbers)
        mark = ChangeMark(_kind(change), change_of(change))
        if number is None:
            found.loose.append(mark)
        else:
            found.by_passage[number].append(mark)
    return found


def tracked_changes(roots: Iterable[Element]) -> Iterator[Element]:
    """The elements that are tracked changes, each change once."""
    for root in roots:
        for element in root.iter(etree.Element):
            if noun_of(element) and element.tag not in _MOVE_RANGES and is_shown(element):
                yield element


def _passage(change: Element, passage_numbers: Mapping[CT_P, int]) -> int | None:
    """The passage that a change is told with: the one that it stands in, or the first of its row
    or table.
    """
    for around in change.iterancestors(P, TR, TBL):
        for paragraph in paragraphs_in(around):
            if paragraph in passage_numbers:
                return passage_numbers[paragraph]
    return None


def _kind(change: Element) -> ChangeKind:
    holder = parent_of(change)
    block = _BLOCKS.get((str(holder.tag), str(change.tag)))
    if block in _BREAKS and parent_of(holder).tag != qn("w:pPr"):
        return ChangeKind.OTHER
    if block is not None:
        return block
    if change.tag in _LOOKS:
        return ChangeKind.LOOK
    if change.tag not in _CONTENT:
        return ChangeKind.OTHER
    if change.tag in _MOVES:
        return ChangeKind.MOVE
    # A drawing, or the number of a note, is no text.
    has_text = next(change.iter(*_TEXTS), None) is not None
    return ChangeKind.TEXT if has_text else ChangeKind.PICTURE
