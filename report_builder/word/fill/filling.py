"""A document that is being filled: what it is, where its figures come from, what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from docx.document import Document as DocxDocument
from docx.oxml.text.paragraph import CT_P

from report_builder.model.document import PrintedValue
from report_builder.model.expression import Answer, Block
from report_builder.model.figure import DashboardContent, FigureContent, Picture, TableContent
from report_builder.model.value import Input, TracedValue
from report_builder.problems import Fault, Severity
from report_builder.word.fill.captions import Label
from report_builder.word.fill.stale_comments import StaleComment
from report_builder.word.ooxml import Element
from report_builder.word.places import Places
from report_builder.word.styles import StyleIds
from report_builder.word.template.recorder import Recorder

Advise: TypeAlias = Callable[[Sequence[TracedValue]], Iterable[Fault]]
"""Gives the warnings that the values of one sentence deserve."""


@dataclass(frozen=True)
class Supply:
    """Where the figures and tables come from, and the words that templates may use.

    `figure` gives what a figure says and its picture.
    """

    words: Mapping[str, object]
    filters: Mapping[str, Callable[..., Answer]]
    advise: Advise
    follows: str
    themes: frozenset[str]
    nouns: Mapping[str, str]
    """What each figure is called in a reference: figuur, tabel or dashboard."""
    findings: Mapping[str, str]
    """What stands above each figure and table, in the language of templates."""
    reasons: Mapping[str, str]
    """Why a stale figure may be printed, by indicator."""
    has_ended: Callable[[Input], bool]
    """Whether the source ended the series of an observation."""
    figure: Callable[[str], tuple[FigureContent, Picture]]
    awaited: Callable[[Iterable[Input]], list[str]]
    """What the stale observations among some wait for, a line for each indicator."""
    awaited_in: Callable[[str], list[str]]
    """The same for a figure or table."""
    table: Callable[[str], TableContent]
    dashboard: Callable[[str], tuple[DashboardContent, tuple[Picture | None, ...]]]


@dataclass(frozen=True)
class Setting:
    """How a document is to be filled: what it is, whether stale figures turn yellow, and the
    house styles.

    `number` is that of a chapter or the letter of an appendix; `title` is for a document of the
    report that does not open with one.
    """

    document: str
    number: str
    title: str
    is_yellow: bool
    day: date
    reporting_year: int
    house: Element
    logo: bytes = b""

    @property
    def prefix(self) -> str:
        """What stands before the numbers of figures: `3.`, or nothing."""
        return f"{self.number}." if self.number else ""


@dataclass
class Filling:
    """A document that is being filled."""

    setting: Setting
    supply: Supply
    document: DocxDocument
    styles: StyleIds
    recorder: Recorder
    places: Places
    values: list[PrintedValue] = field(default_factory=list)
    labels: dict[tuple[Block, str], Label] = field(default_factory=dict)
    stale_blocks: set[tuple[Block, str]] = field(default_factory=set)
    references: list[tuple[str, str]] = field(default_factory=list)
    """The figure and the place of each reference."""
    comments: list[StaleComment] = field(default_factory=list)

    def problem(self, fault: Fault, paragraph: CT_P, severity: Severity = Severity.ERROR) -> None:
        """Tell a fault at a paragraph; one that follows from another is not told."""
        if fault.code == self.recorder.follows:
            self.recorder.is_whole = False
        else:
            place = self.places.get(paragraph, "1")
            self.recorder.problems.append(fault.at(self.recorder.file, place, severity))

    def keep(self, place: str, value: TracedValue, context: str = "") -> None:
        """Note that a value was printed, for the register of numbers."""
        self.values.append(PrintedValue(self.setting.document, place, value, context))
