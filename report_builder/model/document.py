"""Documents on their way to paper: what a filled template holds, and what was placed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from report_builder.model.period import Period
from report_builder.model.trace import Thing
from report_builder.model.value import TracedValue
from report_builder.problems import Problem


@dataclass(frozen=True)
class PrintedValue:
    """A traced value that stands in a document, and where."""

    document: str
    place: str
    value: TracedValue
    context: str = ""
    """What is read with it: its paragraph, or its row and the head of a table; empty in what the
    program made.
    """


@dataclass(frozen=True)
class Use:
    """Where an indicator is printed: in the text of a document (hoofdstuk 3), or in a figure
    (figuur 3.4).
    """

    indicator: str
    place: str
    stale_until: Period | None = None
    """The last period of what is printed there, when that is stale."""
    slices: frozenset[str] = frozenset()
    """What of it is printed there, as `Indicator.slice_text` writes it."""


@dataclass(frozen=True)
class StaleChoice:
    """A condition that stale values decided: where it stands, and of which indicators they were,
    with the last period of each.
    """

    place: str
    indicators: tuple[tuple[str, Period], ...] = ()


@dataclass(frozen=True)
class NumberedFigure:
    """A figure or table that was placed: how it is called and where a reference leads."""

    figure: str
    noun: str
    number: str
    bookmark: str
    is_stale: bool = False
    """Whether its caption is marked as stale."""


@dataclass(frozen=True)
class Heading:
    """A heading as the table of contents lists it; `anchor` is the bookmark around it."""

    level: int
    number: str
    text: str
    anchor: str
    is_stale: bool = False
    """Whether it is marked as stale, and so must be wherever it is listed."""


Numbers = Mapping[str, NumberedFigure]
"""The figures and tables of the report by id, as references call them."""


@dataclass(frozen=True)
class FilledDocument:
    """A template that was filled: a Word file whose references to figures are still to be
    resolved.
    """

    id: str
    data: bytes
    values: tuple[PrintedValue, ...] = ()
    placed: tuple[NumberedFigure, ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    """The figures that are referred to, each with the place of the reference."""
    headings: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()
    stale_choices: tuple[StaleChoice, ...] = ()
    """The conditions that a stale value decided which was not accepted."""
    accepted_choices: tuple[str, ...] = ()
    """The places of conditions that an accepted stale value decided."""
    unfinished: tuple[Problem, ...] = ()
    """What drafters left in the template that only the definitive release waits for."""
    used: frozenset[str] = frozenset()
    """The indicators that the document asked for."""
    absent: frozenset[Thing] = frozenset()
    """The slices that a ranking in its text had to do without, because they lag behind."""
    figures: frozenset[str] = field(default_factory=frozenset)
    """The figures and tables that it placed."""

    def with_used(self, used: frozenset[str], absent: frozenset[Thing]) -> FilledDocument:
        """The same document, with the indicators that it asked for and the slices that its rankings
        missed.
        """
        return replace(self, used=used, absent=absent)
