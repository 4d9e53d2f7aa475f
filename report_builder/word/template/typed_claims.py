"""Numbers, years and claims that a drafter typed by hand where the figures should speak: warnings,
never errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn

from report_builder.problems import Fault, Problem, Severity
from report_builder.word.ooxml import Element, find_paragraph
from report_builder.word.places import find_places, heading_levels
from report_builder.word.template.branches import figure_in
from report_builder.word.template.template_file import OpenTemplate
from report_builder.word.template.typed_sentences import TypedSentence, typed_sentences
from report_builder.wording.claims import typed_claims
from report_builder.wording.lone_claims import is_history, lone_claims
from report_builder.wording.typed_number_words import numbers_in_words
from report_builder.wording.typed_numbers import typed_numbers


def check_typed(
    template: OpenTemplate, themes: frozenset[str], reporting_year: int
) -> Iterator[Problem]:
    """A warning for each sentence with a number by hand, with a year by hand beside a current
    value, or with a claim by hand.
    """
    levels = heading_levels(template.styles)
    for story in template.stories:
        places = find_places(story.root, levels)
        for sentence in typed_sentences(story, places, themes):
            for fault in _faults(sentence, themes, reporting_year):
                yield fault.at(template.file, sentence.place or "1", Severity.WARNING)
        for element, text in _described(story.root):
            paragraph = find_paragraph(element)
            place = places.get(paragraph, "") if paragraph is not None else ""
            for fault in text_faults(text):
                yield fault.at(template.file, place or "1", Severity.WARNING)


def _described(root: Element) -> Iterator[tuple[Element, str]]:
    """The alternative texts of pictures, shapes and charts that were put in with Word."""
    for element in root.iter(qn("wp:docPr")):
        text = element.get("descr", "")
        if text and "{" not in text:
            yield element, text


def text_faults(text: str) -> Iterator[Fault]:
    """What is wrong with a text that stands apart from figures and cannot have tags."""
    way_out = "laat het weg: deze tekst verandert niet mee met de cijfers"
    for number in _numbers(text):
        yield Fault("getal", f"getal zonder bron: {number}", way_out)
    for word, _ in lone_claims(text, is_near_figures=True):
        yield Fault("bewering", f"'{word}' verandert niet mee met de cijfers", way_out)


def _faults(
    sentence: TypedSentence, themes: frozenset[str], reporting_year: int
) -> Iterator[Fault]:
    if sentence.current:
        yield from _year_faults(sentence, themes, reporting_year)
    for word, way_out in _claims(sentence, reporting_year):
        where = "bij een cijfer " if sentence.current else ""
        message = f"'{word}' is met de hand getypt {where}en verandert niet mee"
        hint = f"{way_out}, of zet het in een {{% if %}} die de cijfers vergelijkt"
        yield Fault("bewering", message, hint)
    for number in _numbers(sentence.text):
        hint = f'gebruik een indicator, of schrijf {{{{ vast("{number}", bron="…") }}}}'
        yield Fault("getal", f"getal zonder bron: {number}", hint)


def _year_faults(
    sentence: TypedSentence, themes: frozenset[str], reporting_year: int
) -> Iterator[Fault]:
    """The reporting year by hand in a sentence with a current figure."""
    if re.search(rf"(?<!\d){reporting_year}(?!\d)", sentence.text):
        message = (
            f"het verslagjaar {reporting_year} is met de hand getypt in een zin met een "
            "actueel cijfer"
        )
        named = (figure_in(tag, themes) for tag in sentence.current)
        figure = next(filter(None, named), "x")
        yield Fault("verslagjaar", message, f"schrijf {{{{ {figure}.periode }}}}")


def _claims(sentence: TypedSentence, reporting_year: int) -> Sequence[tuple[str, str]]:
    """What a sentence says of figures without them: all claims where it, or another sentence of its
    paragraph, prints a current one; elsewhere what is surely about figures.

    History and what has its own source stays as it is.
    """
    if sentence.current:
        return typed_claims(sentence.free, sentence.has_ranking)
    if sentence.has_figures or sentence.is_citation or is_history(sentence.text, reporting_year):
        return []
    is_near_figures = sentence.is_near_figures or bool(_numbers(sentence.text))
    return lone_claims(sentence.free, is_near_figures, sentence.is_backed)


def _numbers(text: str) -> list[str]:
    """The figures by hand in a text, in digits and in words."""
    return [*typed_numbers(text), *numbers_in_words(text)]
