"""What a deliverer wrote with its figures, as it is told at import: each text once, and what may
not be published as a warning.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from report_builder.deliveries.arrivals import DeliveredFigures
from report_builder.problems import Problem, Severity
from report_builder.wording.periods import period_text

_RESERVED = re.compile(
    r"""
    \b niet \s+ (?: \w+ \s+ ){0,3}?
        (?: public\w* | gepubl\w* | openba\w* | verspr\w* | delen | gedeeld | gebruik\w*
          | naar \s+ buiten | extern | gevalid\w* | valid\w* | definitief | vastgesteld
          | geaccord\w* | akkoord | gecontrol\w* | vrijge\w* )
  | \b (?: embargo\w* | ongevalid\w* | ongecontrol\w* | vertrouwelijk\w* | geheim\w* | intern
         | voorbehoud\w* | onder \s+ de \s+ pet ) \b
  | \b not \s+ (?: for \s+ publication | validated )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words by which a deliverer keeps a figure back. What is missed is shown all the same, less
loudly.
"""


class _Said(NamedTuple):
    """A text, with the indicator that it is about where that is known."""

    indicator: str
    text: str


class _Mark(NamedTuple):
    """Where a text stands, and with which figure; empty where it is with none."""

    place: str
    figure: str


def told_explanations(figures: DeliveredFigures) -> Iterator[str]:
    """Each text, with where it stands and how many figures it is with."""
    for said, marks in _gathered(figures).items():
        yield f"toelichting {_about(said, marks)} ({_places(marks)}): {said.text}"


def reservations(figures: DeliveredFigures, file: str) -> Iterator[Problem]:
    """A warning for each text by which the deliverer seems to keep something back: a person
    decides what that means.
    """
    for said, marks in _gathered(figures).items():
        if _RESERVED.search(said.text):
            message = f"de leverancier maakt een voorbehoud {_about(said, marks)}: {said.text}"
            hint = "vraag wanneer het gebruikt mag worden; zet zo nodig embargo in de catalogus"
            place = marks[0].place
            yield Problem("voorbehoud", file, place, message, hint, Severity.WARNING)


def _gathered(figures: DeliveredFigures) -> Mapping[_Said, list[_Mark]]:
    gathered: dict[_Said, list[_Mark]] = defaultdict(list)
    for one in figures.explanations:
        gathered[_Said(one.indicator, one.text)].append(_Mark(one.place, ""))
    for key, arrivals in figures.arrivals.items():
        for arrival in arrivals:
            if arrival.explanation:
                part = f" [{', '.join(arrival.slice)}]" if arrival.slice else ""
                figure = f"{period_text(arrival.observation.period)}{part}"
                gathered[_Said(key, arrival.explanation)].append(_Mark(arrival.place, figure))
    return gathered


def _about(said: _Said, marks: list[_Mark]) -> str:
    """What a text is about."""
    figures = [mark.figure for mark in marks if mark.figure]
    if not figures:
        return f"over {said.indicator}, zonder cijfer" if said.indicator else "zonder cijfer"
    more = f" en {_others(len(figures) - 1)}" if len(figures) > 1 else ""
    return f"bij {said.indicator} {figures[0]}{more}"


def _places(marks: list[_Mark]) -> str:
    if len(marks) == 1:
        return marks[0].place
    return f"{marks[0].place} t/m {marks[-1].place}"


def _others(count: int) -> str:
    return "1 ander cijfer" if count == 1 else f"{count} andere cijfers"
