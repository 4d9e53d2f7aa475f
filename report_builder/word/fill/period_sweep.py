"""All sentences of a part in order, each held against the periods that it and those before it
name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docx.oxml.text.paragraph import CT_P

from report_builder.problems import Severity
from report_builder.word.fill.filling import Filling
from report_builder.word.fill.marking import Marked
from report_builder.word.fill.period_heads import periods_of_heads
from report_builder.word.fill.sentence_figures import Figure
from report_builder.word.fill.sentence_periods import (
    CheckedSentence,
    Spoken,
    check_heads,
    check_periods,
)
from report_builder.word.ooxml import (
    Element,
    find_child,
    paragraph_style,
    paragraphs_in,
    parent_of,
    text_of,
)
from report_builder.wording.sentences import sentence_spans

_LIST_STYLE = re.compile(r"list|lijst|opsom", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—•*]\s")

Look = tuple[str, bool]
"""The style of a paragraph, and whether it is numbered itself."""


@dataclass
class _Opener:
    """The paragraph that may open a list, with what it said; and the look of the items, once there
    is one.
    """

    paragraph: CT_P
    spoken: Spoken
    items: Look | None = None

    def opens(self, paragraph: CT_P) -> bool:
        """Whether a paragraph behind it is an item of its list."""
        if parent_of(paragraph) is not parent_of(self.paragraph):
            return False
        look = _look(paragraph)
        if self.items is not None and look != _look(self.paragraph):
            return look == self.items
        if _is_list(look) or _DASH.match(text_of(paragraph)):
            return True
        return self.items is None and text_of(self.paragraph).rstrip().endswith(":")


def tell_strange_periods(filling: Filling, root: Element, marked: Marked) -> None:
    """Warn of each figure in a part that stands under a period that is not its own (contract,
    section 3).

    What is named lasts until the end of the paragraph, and for the items of a list that the
    paragraph opens.
    """
    opener: _Opener | None = None
    for paragraph in paragraphs_in(root):
        text = text_of(paragraph)
        if not text.strip():
            continue
        figures = marked.figures.get(paragraph, [])
        if opener is not None and opener.opens(paragraph):
            opener.items = _look(paragraph)
            _tell(filling, paragraph, text, figures, opener.spoken)
        else:
            opener = _Opener(paragraph, _tell(filling, paragraph, text, figures, Spoken()))


def _look(paragraph: CT_P) -> Look:
    is_numbered = find_child(paragraph, "w:pPr", "w:numPr") is not None
    return paragraph_style(paragraph), is_numbered


def _is_list(look: Look) -> bool:
    style, is_numbered = look
    return is_numbered or _LIST_STYLE.match(style) is not None


def _tell(
    filling: Filling, paragraph: CT_P, text: str, figures: list[Figure], spoken: Spoken
) -> Spoken:
    """Tell what is wrong with the sentences of a paragraph; return what they said."""
    year = filling.setting.reporting_year
    for own, checked in check_sentences(text, figures, spoken, year):
        faults = list(checked.faults)
        if own and not checked.spoken.names:
            faults += check_heads(list(periods_of_heads(paragraph, year)), own)
        for fault in faults:
            filling.problem(fault, paragraph, Severity.WARNING)
        spoken = checked.spoken
    return spoken


def check_sentences(
    text: str, figures: Sequence[Figure], spoken: Spoken, year: int
) -> Iterator[tuple[list[Figure], CheckedSentence]]:
    """Each sentence of a text, held against the periods that it and those before it name, with its
    figures.
    """
    for start, end in sentence_spans(text):
        own = [
            replace(figure, start=figure.start - start, end=figure.end - start)
            for figure in figures
            if start <= figure.start < end
        ]
        checked = check_periods(text[start:end], own, spoken, year)
        yield own, checked
        spoken = checked.spoken
