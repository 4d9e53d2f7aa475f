"""Numbers, years and claims that a drafter typed by hand where the figures should speak: warnings,
never errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn

from report_builder.problems import Fault, Problem, Severity
from report_builder.word.ooxml import VAL, P, text_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.template.branches import Branches, prints_current
from report_builder.word.template.tags import TAG
from report_builder.word.template.template_file import OpenTemplate
from report_builder.wording.claims import typed_claims
from report_builder.wording.sentences import sentence_spans
from report_builder.wording.typed_numbers import HOLE, typed_numbers


@dataclass(frozen=True)
class _Sentence:
    place: str
    text: str
    tags: tuple[str, ...]
    free: str
    """The text outside branches that figures chose."""
    follows: str
    """The paragraph behind it."""

    @property
    def has_ranking(self) -> bool:
        """Whether names come from a ranking, here or in the list that this sentence opens."""
        opens = self.text.rstrip().endswith(":") and ".top(" in self.follows
        return opens or any(".top(" in tag for tag in self.tags)


def check_typed(
    template: OpenTemplate, themes: frozenset[str], reporting_year: int
) -> Iterator[Problem]:
    """A warning for each sentence with a number by hand, or with a year or a claim by hand beside a
    current value.
    """
    for sentence in _sentences(template):
        if any(prints_current(tag, themes) for tag in sentence.tags):
            for fault in _beside_values(sentence, reporting_year):
                yield fault.at(template.file, sentence.place, Severity.WARNING)
        for number in typed_numbers(sentence.text):
            hint = f'gebruik een indicator, of schrijf {{{{ vast("{number}", bron="…") }}}}'
            fault = Fault("getal", f"getal zonder bron: {number}", hint)
            yield fault.at(template.file, sentence.place, Severity.WARNING)


def _beside_values(sentence: _Sentence, reporting_year: int) -> Iterator[Fault]:
    """What the next figures can make untrue in a sentence that holds a current one."""
    if re.search(rf"(?<!\d){reporting_year}(?!\d)", sentence.text):
        message = (
            f"het verslagjaar {reporting_year} is met de hand getypt in een zin met een "
            "actueel cijfer"
        )
        yield Fault(
            "verslagjaar",
            message,
            "schrijf {{ editie.verslagjaar }}, of de .periode van het cijfer",
        )
    for word, way_out in typed_claims(sentence.free, sentence.has_ranking):
        message = f"'{word}' is met de hand getypt bij een cijfer en verandert niet mee"
        yield Fault(
            "bewering",
            message,
            f"{way_out}, of zet het in een {{% if %}} die de cijfers vergelijkt",
        )


def check_yellow(template: OpenTemplate, is_concept: bool) -> Iterator[Problem]:
    """Text that was marked yellow by hand: yellow comes from the figures, and none is left in a
    definitive edition.
    """
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
            "geel",
            template.file,
            places.get(paragraph, ""),
            "tekst is met de hand geel gemarkeerd",
            hint,
            severity,
        )


def _sentences(template: OpenTemplate) -> Iterator[_Sentence]:
    body = template.stories[0].root
    places = find_places(body, heading_levels(template.styles))
    branches = Branches()
    texts = [(paragraph, text_of(paragraph)) for paragraph in body.iter(P)]
    for (paragraph, text), (_, follows) in zip(texts, [*texts[1:], (None, "")], strict=True):
        free = branches.free_text(text)
        if "{" not in text and not any(character.isdigit() for character in text):
            continue
        tags = [(found.start(), found[0]) for found in TAG.finditer(text)]
        blank = TAG.sub(lambda found: HOLE * len(found[0]), text)
        for start, end in sentence_spans(blank):
            inside = tuple(tag for position, tag in tags if start <= position < end)
            yield _Sentence(
                places.get(paragraph, ""), blank[start:end], inside, free[start:end], follows
            )
