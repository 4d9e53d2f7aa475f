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
from report_builder.word.hidden_text import remove_hidden_runs
from report_builder.word.ooxml import paragraphs_in, text_of
from report_builder.word.opening import open_docx
from report_builder.word.package import stories, styles_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.run_looks import RunLooks
from report_builder.word.template.tag_text import TAG
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
_IN_HEADING = "in de kop"
"""How the place of a heading begins."""


@dataclass(frozen=True)
class FixedText:
    """Something that does not follow the figures: its kind, where it stands, what is written
    there.
    """

    kind: str
    place: str
    text: str
    parts: str = ""
    """What of the text it is about: the years, periods or numbers."""

    @property
    def action(self) -> str:
        """What to ask of it."""
        return _ACTIONS[self.kind]


@dataclass(frozen=True)
class TemplateText:
    """What of a template a later edition looks back at: what does not follow the figures in it, and
    all that is written in it.
    """

    fixed: tuple[FixedText, ...]
    written: frozenset[str]
    """Its paragraphs and their sentences, as `plain` writes them."""


def plain(text: str) -> str:
    """A text without differences in white space: what makes two passages the same."""
    return " ".join(text.split())


def read_text(data: bytes, file: str) -> tuple[TemplateText | None, list[Problem]]:
    """What is fixed in a template and what is written in it; or None with the problem that it is no
    Word file.

    Notes are not looked at: they name sources, whose dates stay as they are.
    """
    document, problems = open_docx(data, file)
    if document is None:
        return None, problems
    fixed: list[FixedText] = []
    written: set[str] = set()
    for place, text in _paragraphs(document):
        sentences = _sentences(text)
        written.add(plain(text))
        written.update(map(plain, sentences))
        for sentence in sentences:
            fixed += _in_sentence(sentence, place)
        if not place.startswith(_IN_HEADING) and _is_passage(text):
            fixed.append(FixedText(TEXT, place, plain(text)))
    return TemplateText(tuple(fixed), frozenset(written)), []


def _paragraphs(document: DocxDocument) -> Iterator[tuple[str, str]]:
    """The place and the text of every paragraph that has any."""
    levels, looks = heading_levels(styles_of(document)), RunLooks(styles_of(document))
    for story in stories(document):
        remove_hidden_runs(story.root, looks)
        if story.root.tag in _NOTES:
            continue
        places = find_places(story.root, levels)
        for paragraph in paragraphs_in(story.root):
            text = text_of(paragraph)
            if paragraph in places and text.strip():
                yield places[paragraph], text


def _sentences(text: str) -> list[str]:
    # A hole is as long as its tag, so that a sentence of the one text is found in the other.
    without_tags = TAG.sub(lambda tag: HOLE * len(tag[0]), text)
    return [text[start:end] for start, end in sentence_spans(without_tags)]


def _in_sentence(sentence: str, place: str) -> Iterator[FixedText]:
    tags = TAG.findall(sentence)
    years = typed_years(TAG.sub(HOLE, sentence))
    periods = _all_in(tags, _PERIOD_IN_TAG)
    numbers = [quoted[1:-1] for quoted in _all_in(tags, _FIXED_IN_TAG)]
    for kind, parts in ((YEAR, years), (PERIOD, periods), (FIXED, numbers)):
        if parts:
            yield FixedText(kind, place, plain(sentence), ", ".join(dict.fromkeys(parts)))


def _all_in(tags: list[str], pattern: re.Pattern[str]) -> list[str]:
    return [text for tag in tags for text in pattern.findall(tag)]


def _is_passage(text: str) -> bool:
    """Whether a paragraph is text of some length without figures: only settings stand between its
    braces.
    """
    has_figures = any(map(_is_figure, TAG.findall(text)))
    return not has_figures and len(TAG.sub(" ", text).split()) >= _SHORTEST


def _is_figure(tag: str) -> bool:
    return not _SETTING.match(tag) and not _FIXED_IN_TAG.search(tag)
