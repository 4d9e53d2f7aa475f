"""Numbers, years and claims that a drafter typed by hand where the figures should speak: warnings,
never errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from report_builder.problems import Fault, Problem, Severity
from report_builder.word.ooxml import paragraphs_in, text_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.template.branches import Branches, figure_in, prints_current
from report_builder.word.template.tag_text import TAG
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
        current = [tag for tag in sentence.tags if prints_current(tag, themes)]
        if current:
            figures = [name for tag in current if (name := figure_in(tag, themes))]
            for fault in _beside_values(sentence, reporting_year, figures):
                yield fault.at(template.file, sentence.place, Severity.WARNING)
        for number in typed_numbers(sentence.text):
            hint = f'gebruik een indicator, of schrijf {{{{ vast("{number}", bron="…") }}}}'
            fault = Fault("getal", f"getal zonder bron: {number}", hint)
            yield fault.at(template.file, sentence.place, Severity.WARNING)


def _beside_values(
    sentence: _Sentence, reporting_year: int, figures: Sequence[str]
) -> Iterator[Fault]:
    """What the next figures can make untrue in a sentence that holds a current one."""
    if re.search(rf"(?<!\d){reporting_year}(?!\d)", sentence.text):
        message = (
            f"het verslagjaar {reporting_year} is met de hand getypt in een zin met een "
            "actueel cijfer"
        )
        figure = next(iter(figures), "x")
        yield Fault("verslagjaar", message, f"schrijf {{{{ {figure}.periode }}}}")
    for word, way_out in typed_claims(sentence.free, sentence.has_ranking):
        message = f"'{word}' is met de hand getypt bij een cijfer en verandert niet mee"
        hint = f"{way_out}, of zet het in een {{% if %}} die de cijfers vergelijkt"
        yield Fault("bewering", message, hint)


def _sentences(template: OpenTemplate) -> Iterator[_Sentence]:
    body = template.stories[0].root
    places = find_places(body, heading_levels(template.styles))
    branches = Branches()
    paragraphs = list(paragraphs_in(body))
    texts = [*map(text_of, paragraphs), ""]
    for paragraph, (text, next_text) in zip(paragraphs, pairwise(texts), strict=True):
        free = branches.free_text(text)
        if "{" in text or _has_digits(text):
            yield from _cut(text, free, places.get(paragraph, ""), next_text)


def _has_digits(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _cut(text: str, free: str, place: str, follows: str) -> Iterator[_Sentence]:
    """The sentences of a paragraph. With holes for its tags, of the same length, a point in a tag
    ends none.
    """
    tags = list(TAG.finditer(text))
    without_tags = TAG.sub(lambda tag: HOLE * len(tag[0]), text)
    for start, end in sentence_spans(without_tags):
        inside = tuple(_starting_between(tags, start, end))
        yield _Sentence(place, without_tags[start:end], inside, free[start:end], follows)


def _starting_between(tags: Iterable[re.Match[str]], start: int, end: int) -> Iterator[str]:
    for tag in tags:
        if start <= tag.start() < end:
            yield tag[0]
