"""The sentences that were typed in a template, of its text, notes, headers and footers, with their
tags and what stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.fields import instructions, result_runs
from report_builder.word.ooxml import Element, T, paragraphs_in, read_as, texts_in
from report_builder.word.package import Story
from report_builder.word.places import Places
from report_builder.word.template.branches import (
    Branches,
    chooses_by_figures,
    prints_current,
    prints_figure,
)
from report_builder.word.template.tag_text import TAG
from report_builder.wording.sentences import sentence_spans
from report_builder.wording.typed_numbers import HOLE, MONTHS

_POINTS_AT_FIGURE = re.compile(
    rf"\bsta(?:at|an)\b[^.;]*{HOLE}|{HOLE}\)?\s+(?:toont|laat|geeft|bevat|noemt)\b"
)
_CITATION = re.compile(
    rf"(?:https?://|www\.|\b\w+\.(?:nl|eu|com|org|int)\b|\bkamerstuk|\bgeraadpleegd|\bStaatscourant"
    rf"|\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}})",
    re.IGNORECASE,
)


_POINTS_BACK = re.compile(r"\s*(?:dat|dit|daarmee|hiermee|die|deze|zo)\b", re.IGNORECASE)
"""How a paragraph begins that is about the figures of the one before it."""
_NOTES = re.compile(r"footnotes|endnotes")


@dataclass(frozen=True)
class TypedSentence:
    """A sentence as it was typed, with holes for its tags."""

    place: str
    text: str
    tags: tuple[str, ...]
    free: str
    """The text outside branches that figures chose."""
    follows: str = ""
    """The paragraph behind it."""
    current: tuple[str, ...] = ()
    """Its tags that print a current figure."""
    is_near_figures: bool = False
    """Whether a sentence beside it prints a current figure."""
    is_note: bool = False

    @property
    def has_ranking(self) -> bool:
        """Whether names come from a ranking, here or in the list that this sentence opens."""
        opens = self.text.rstrip().endswith(":") and ".top(" in self.follows
        return opens or any(".top(" in tag for tag in self.tags)

    @property
    def has_figures(self) -> bool:
        """Whether it prints a figure, of whatever period, or a fixed text with its source."""
        return any(prints_figure(tag) or "vast(" in tag for tag in self.tags)

    @property
    def is_backed(self) -> bool:
        """Whether names in it come from a ranking, from a branch that figures chose, or stand in
        the figure or table that it points at.
        """
        chosen = any(chooses_by_figures(tag) for tag in self.tags)
        return self.has_ranking or chosen or _POINTS_AT_FIGURE.search(self.text) is not None

    @property
    def is_citation(self) -> bool:
        """Whether it is a note that names a source, with words that are not ours."""
        return self.is_note and _CITATION.search(self.text) is not None


def typed_sentences(
    story: Story, places: Places, themes: frozenset[str]
) -> Iterator[TypedSentence]:
    """The sentences of a part, in order; what fields of Word show is not typed."""
    branches = Branches()
    shown = _shown_by_fields(story.root)
    paragraphs = list(paragraphs_in(story.root))
    texts = [*(_typed_text(paragraph, shown) for paragraph in paragraphs), ""]
    is_note = _NOTES.search(story.name) is not None
    has_just_printed = False
    for paragraph, (text, next_text) in zip(paragraphs, pairwise(texts), strict=True):
        free = branches.free_text(text)
        if not text.strip():
            continue
        has_current = any(prints_current(tag[0], themes) for tag in TAG.finditer(text))
        is_near = (
            has_current or is_note or (has_just_printed and _POINTS_BACK.match(text) is not None)
        )
        for sentence in _cut(text, free, places.get(paragraph, ""), next_text, themes):
            yield replace(sentence, is_near_figures=is_near, is_note=is_note)
        has_just_printed = has_current


def _shown_by_fields(root: Element) -> set[Element]:
    """The texts that fields show, such as page numbers."""
    runs = [run for code in instructions(root) for run in result_runs(code)]
    simple = list(root.iter(qn("w:fldSimple")))
    return {text for part in (*runs, *simple) for text in part.iter(T)}


def _typed_text(paragraph: CT_P, shown: set[Element]) -> str:
    parts = []
    for element in texts_in(paragraph):
        text = read_as(element)
        parts.append(" " * len(text) if element in shown else text)
    return "".join(parts)


def _cut(
    text: str, free: str, place: str, follows: str, themes: frozenset[str]
) -> Iterator[TypedSentence]:
    """The sentences of a paragraph. With holes for its tags, of the same length, a point in a tag
    ends none.
    """
    tags = list(TAG.finditer(text))
    without_tags = TAG.sub(lambda tag: HOLE * len(tag[0]), text)
    for start, end in sentence_spans(without_tags):
        own = tuple(_starting_between(tags, start, end))
        yield TypedSentence(
            place,
            without_tags[start:end],
            own,
            free[start:end],
            follows,
            tuple(tag for tag in own if prints_current(tag, themes)),
        )


def _starting_between(tags: Iterable[re.Match[str]], start: int, end: int) -> Iterator[str]:
    for tag in tags:
        if start <= tag.start() < end:
            yield tag[0]
