"""A sentence with tags as it would read in a document: filled by the language that fills templates,
and yellow where a document would be.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn

from report_builder.model.expression import Answer
from report_builder.model.value import TracedValue
from report_builder.problems import Problem, Severity, in_order
from report_builder.word.fill.highlights import is_yellow
from report_builder.word.fill.marking import mark
from report_builder.word.fill.period_sweep import check_sentences
from report_builder.word.fill.sentence_periods import Spoken
from report_builder.word.ooxml import Element, find_around, make, make_run, read_as, runs_in
from report_builder.word.template.recorder import Recorder
from report_builder.word.template.rendering import one_tag_a_line
from report_builder.word.template.sandbox import Language
from report_builder.word.template.tag_numbers import find_number_fault
from report_builder.word.template.tag_text import TAG, as_meant, with_quotes_kept

_FILE = "zin"
_FIRST_TAG = 2
"""The line of the first tag in a source with one tag a line."""


@dataclass(frozen=True)
class TriedPart:
    """A stretch of a tried sentence: whether it is a value, and whether it is yellow."""

    text: str
    is_value: bool
    is_stale: bool


@dataclass(frozen=True)
class TriedText:
    """What a sentence with tags reads as, the values in it, and what is wrong with it."""

    parts: tuple[TriedPart, ...]
    values: tuple[TracedValue, ...]
    problems: tuple[Problem, ...]

    @property
    def is_stale(self) -> bool:
        """Whether any of it is yellow."""
        return any(part.is_stale for part in self.parts)

    @property
    def text(self) -> str:
        """The words of it."""
        return "".join(part.text for part in self.parts)


def try_text(
    source: str,
    words: Mapping[str, object],
    filters: Mapping[str, Callable[..., Answer]],
    follows: str,
    reporting_year: int,
) -> TriedText:
    """A sentence with tags as it would read in a concept. Faults with the code `follows` are told
    elsewhere: then it has neither words nor problems.
    """
    recorder = Recorder(_FILE, filters, follows)
    marked = _run(source, Language(words, recorder))
    if marked is None or not recorder.is_whole:
        return TriedText((), (), tuple(in_order(recorder.problems)))
    return _read(marked, recorder, reporting_year)


def _run(source: str, language: Language) -> str | None:
    """The text with the marks of its values, None where it cannot be run."""
    for line, tag in enumerate(TAG.findall(source), start=_FIRST_TAG):
        if fault := find_number_fault(tag):
            language.recorder.tell(fault, line)
            return None
    text = language.run(one_tag_a_line(_escaped(source)))
    return None if text is None else html.unescape(text)


def _escaped(source: str) -> str:
    """The source as a part of a Word file holds it: what stands beside the tags escaped."""
    pieces, position = "", 0
    for tag in TAG.finditer(source):
        pieces += html.escape(source[position : tag.start()], quote=False)
        pieces += with_quotes_kept(as_meant(tag[0]))
        position = tag.end()
    return pieces + html.escape(source[position:], quote=False)


def _read(marked: str, recorder: Recorder, reporting_year: int) -> TriedText:
    """The parts of a text, made yellow as a paragraph of a document is, and its sentences held
    against the periods that they name.
    """
    paragraph = make("w:p")
    paragraph.append(make_run(marked))
    found = mark(
        paragraph, recorder.printed, is_yellow=True, stale_branches=recorder.stale_branches
    )
    parts = tuple(map(_part, runs_in(paragraph)))
    text = "".join(part.text for part in parts)
    figures = [figure for own in found.figures.values() for figure in own]
    sentences = check_sentences(text, figures, Spoken(), reporting_year)
    strange = [fault for _, checked in sentences for fault in checked.faults]
    told = [fault.at(_FILE, "1", Severity.WARNING) for fault in strange]
    values = tuple(placed.value for placed in found.values)
    return TriedText(parts, values, tuple(in_order([*recorder.problems, *told])))


def _part(run: Element) -> TriedPart:
    text = "".join(read_as(element) for element in run)
    return TriedPart(text, find_around(run, qn("w:sdt")) is not None, is_yellow(run))
