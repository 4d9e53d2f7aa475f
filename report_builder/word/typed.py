"""Numbers and years that a drafter typed by hand where the figures should speak: warnings, never errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn

from report_builder.problems import Problem, Severity
from report_builder.word.ooxml import VAL, P, text_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.tags import TAG
from report_builder.word.template import OpenTemplate
from report_builder.wording.sentences import sentence_spans
from report_builder.wording.typed import HOLE, typed_numbers

_ROOT = re.compile(r"\{\{-?\s*([a-z_]\w*)\.(\w+)")


@dataclass(frozen=True)
class _Sentence:
    place: str
    text: str
    tags: tuple[str, ...]


def check_typed(template: OpenTemplate, themes: frozenset[str], reporting_year: int) -> Iterator[Problem]:
    """A warning for each sentence with a number by hand, or with the reporting year beside a current value."""
    for sentence in _sentences(template):
        is_current = any(_is_current(tag, themes) for tag in sentence.tags)
        if is_current and re.search(rf"(?<!\d){reporting_year}(?!\d)", sentence.text):
            message = f"het verslagjaar {reporting_year} is met de hand getypt in een zin met een actueel cijfer"
            hint = "schrijf {{ editie.verslagjaar }}, of de .periode van het cijfer"
            yield Problem("verslagjaar", template.file, sentence.place, message, hint, Severity.WARNING)
        for number in typed_numbers(sentence.text):
            hint = f'gebruik een indicator, of schrijf {{{{ vast("{number}", bron="…") }}}}'
            yield Problem(
                "getal", template.file, sentence.place, f"getal zonder bron: {number}", hint, Severity.WARNING
            )


def check_yellow(template: OpenTemplate, is_concept: bool) -> Iterator[Problem]:
    """Text that was marked yellow by hand: yellow comes from the figures, and none is left in a definitive edition."""
    body = template.stories[0].root
    places = find_places(body, heading_levels(template.styles))
    told = set()
    for mark in body.iter(qn("w:highlight")):
        paragraph = next(mark.iterancestors(P), None)
        if mark.get(VAL) != "yellow" or paragraph is None or paragraph in told:
            continue
        told.add(paragraph)
        severity = Severity.WARNING if is_concept else Severity.ERROR
        hint = "haal de markering weg; het programma kleurt zelf wat verouderd is"
        yield Problem(
            "geel", template.file, places.get(paragraph, ""), "tekst is met de hand geel gemarkeerd", hint, severity
        )


def _sentences(template: OpenTemplate) -> Iterator[_Sentence]:
    body = template.stories[0].root
    places = find_places(body, heading_levels(template.styles))
    for paragraph in body.iter(P):
        text = text_of(paragraph)
        if not any(character.isdigit() for character in text):
            continue
        tags = [(found.start(), found[0]) for found in TAG.finditer(text)]
        blank = TAG.sub(lambda found: HOLE * len(found[0]), text)
        for start, end in sentence_spans(blank):
            inside = tuple(tag for position, tag in tags if start <= position < end)
            yield _Sentence(places.get(paragraph, ""), blank[start:end], inside)


def _is_current(tag: str, themes: frozenset[str]) -> bool:
    """Whether a tag prints a value that follows the figures; one with a period between brackets does not."""
    found = _ROOT.match(tag)
    return bool(found) and found[1] in themes and "[" not in tag  # type: ignore[index]
