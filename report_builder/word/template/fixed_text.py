"""What in a template does not follow the figures: years, periods and numbers by hand, and text
without figures.

It stays as it is from one edition to the next, unless somebody looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.problems import Problem
from report_builder.word.ooxml import P, text_of
from report_builder.word.package import open_docx, stories, styles_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.template.tags import TAG
from report_builder.wording.sentences import sentence_spans
from report_builder.wording.typed_numbers import HOLE, typed_years

YEAR, PERIOD, FIXED, TEXT = "Jaartal", "Periode in een tag", "Vast getal", "Tekst"
_ACTIONS = {
    YEAR: "klopt het jaartal nog, of kan er een tag staan?",
    PERIOD: "is deze periode nog bedoeld? Het cijfer wordt nooit geel",
    FIXED: "klopt het getal nog? Het wordt nooit geel",
    TEXT: "klopt deze tekst nog?",
}
_PERIOD_IN_TAG = re.compile(r"\[\s*[\"'“”]?(\d{4}(?:-[SQ]?\d{1,2}){0,2})[\"'“”]?\s*\]")
_FIXED_IN_TAG = re.compile(r"\bvast\s*\(\s*(\"[^\"]*\"|“[^”]*”|'[^']*'|‘[^’]*’)")
_SETTING = re.compile(r"\{\{-?\s*(?:editie|persoon|geadresseerde)\.|\{#")
_NOTES = (qn("w:footnotes"), qn("w:endnotes"))
_SHORTEST = 6
"""A text of fewer words is a label."""


@dataclass(frozen=True)
class Leftover:
    """Something that does not follow the figures: its kind, where it stands, what is written
    there.
    """

    kind: str
    place: str
    text: str
    found: str = ""

    @property
    def action(self) -> str:
        """What to ask of it."""
        return _ACTIONS[self.kind]


@dataclass(frozen=True)
class TemplateText:
    """What of a template a later edition looks back at: what is left in it, and all that is written
    in it.
    """

    leftovers: tuple[Leftover, ...]
    written: frozenset[str]
    """Its paragraphs and their sentences, as `plain` writes them."""


def plain(text: str) -> str:
    """A text without differences in white space: what makes two passages the same."""
    return " ".join(text.split())


def read_text(data: bytes, file: str) -> tuple[TemplateText | None, list[Problem]]:
    """What is left in a template and what is written in it; or None with the problem that it is no
    Word file.

    Notes are not looked at: they name sources, whose dates stay as they are.
    """
    document, problems = open_docx(data, file)
    if document is None:
        return None, problems
    leftovers: list[Leftover] = []
    written: set[str] = set()
    for place, text, is_heading in _paragraphs(document):
        sentences = _sentences(text)
        written |= {plain(text), *map(plain, sentences)}
        for sentence in sentences:
            leftovers += _in_sentence(sentence, place)
        if not is_heading and _is_passage(text):
            leftovers.append(Leftover(TEXT, place, plain(text)))
    return TemplateText(tuple(leftovers), frozenset(written)), []


def _paragraphs(document: DocxDocument) -> Iterator[tuple[str, str, bool]]:
    """The place and the text of every paragraph that has any, and whether it is a heading."""
    levels = heading_levels(styles_of(document))
    for story in stories(document):
        places = find_places(story.root, levels) if story.root.tag not in _NOTES else {}
        for paragraph in story.root.iter(P):
            text = text_of(paragraph)
            if paragraph in places and text.strip():
                yield places[paragraph], text, places[paragraph].startswith("in de kop")


def _sentences(text: str) -> list[str]:
    blank = TAG.sub(lambda found: HOLE * len(found[0]), text)
    return [text[start:end] for start, end in sentence_spans(blank)]


def _in_sentence(sentence: str, place: str) -> Iterator[Leftover]:
    years = typed_years(TAG.sub(HOLE, sentence))
    if years:
        yield Leftover(YEAR, place, plain(sentence), ", ".join(dict.fromkeys(years)))
    tags = TAG.findall(sentence)
    if periods := [period for tag in tags for period in _PERIOD_IN_TAG.findall(tag)]:
        yield Leftover(PERIOD, place, plain(sentence), ", ".join(dict.fromkeys(periods)))
    if fixed := [text[1:-1] for tag in tags for text in _FIXED_IN_TAG.findall(tag)]:
        yield Leftover(FIXED, place, plain(sentence), ", ".join(dict.fromkeys(fixed)))


def _is_passage(text: str) -> bool:
    """Whether a paragraph is text of some length without figures: only settings stand between its
    braces.
    """
    tags = [
        tag
        for tag in TAG.findall(text)
        if not _SETTING.match(tag) and not _FIXED_IN_TAG.search(tag)
    ]
    return not tags and len(TAG.sub(" ", text).split()) >= _SHORTEST
