"""What kinds of figures and tables there are, and everything in which they differ.

A new kind is one member of FigureKind with its traits. How it is drawn stands in charts/drawing.py,
and what the rows of an account are in values/metadata_tables.py: the only tables that name kinds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from typing import Self

SETTINGS = frozenset(
    (
        "kind",
        "title",
        "indicators",
        "from",
        "until",
        "split",
        "top",
        "per",
        "unit",
        "note",
        "row_notes",
        "alt",
        "finding",
        "change",
    )
)
"""The keys that the file of a figure may have."""
_OF_PICTURES = SETTINGS - {"row_notes"}
"""What a kind has that does not lay its series below each other."""
_WITHOUT_RATES = _OF_PICTURES - {"per"}
"""A stack and a tile show counts: what is told per inhabitant of several places adds up to
nothing, and a tile has no room to say it.
"""


class Form(Enum):
    """What a figure or table becomes; each form has a content of its own."""

    CHART = auto()
    """One picture of some series, with axes."""
    CARD = auto()
    """One picture for social media, of one figure in words and its line."""
    TABLE = auto()
    """A table of some series."""
    ACCOUNT = auto()
    """A table that gives account of the figures of the report."""
    DASHBOARD = auto()
    """A table of tiles, with a small picture in each."""


@dataclass(frozen=True)
class FigureTraits:
    """In what a kind of figure differs from the others."""

    form: Form
    picture: str = ""
    """What an alternative text calls the picture of a chart."""
    settings: frozenset[str] = _OF_PICTURES
    """The keys that its file may have."""
    needs_split: bool = False
    """Whether it shows the parts of an indicator, and so nothing without a dimension."""
    has_colours: bool = False
    """Whether it tells its series apart by colour."""
    has_one_period: bool = False
    """Whether it compares its series in their last common period, instead of over time."""
    has_two_periods: bool = False
    """Whether it compares their last common period with one before it."""
    is_overview: bool = False
    """Whether it holds the key figures of the whole report, and so is counted by itself."""
    is_reference: bool = False
    """Whether it is a long table for looking things up: the PDF says where it stands."""

    @property
    def is_table(self) -> bool:
        """Whether it is placed with `tabel()` rather than with `figuur()`."""
        return self.form in (Form.TABLE, Form.ACCOUNT)

    @property
    def is_account(self) -> bool:
        """Whether it gives account of the figures of the report, and so chooses its indicators
        itself.
        """
        return self.form is Form.ACCOUNT

    @property
    def is_picture(self) -> bool:
        """Whether it is one picture, with an alternative text."""
        return self.form in (Form.CHART, Form.CARD)

    @property
    def is_for_posts(self) -> bool:
        """Whether it may go with a post on social media."""
        return self.form is Form.CARD

    @property
    def is_over_time(self) -> bool:
        """Whether it shows every period of its series."""
        return self.shares_periods and not (self.has_one_period or self.has_two_periods)

    @property
    def shares_periods(self) -> bool:
        """Whether its series stand on the same periods; tiles have their own each."""
        return self.form is not Form.DASHBOARD

    @property
    def is_drawn(self) -> bool:
        """Whether charts/ draws anything of it."""
        return not self.is_table

    @property
    def noun(self) -> str:
        """What readers call it: a figure is one picture, a dashboard a table with small ones."""
        match self.form:
            case Form.CHART | Form.CARD:
                return "figuur"
            case Form.TABLE | Form.ACCOUNT:
                return "tabel"
            case Form.DASHBOARD:
                return "overzicht" if self.is_overview else "dashboard"


_ACCOUNT = FigureTraits(Form.ACCOUNT, settings=frozenset(("kind", "title", "note")))
_REFERENCE = replace(_ACCOUNT, is_reference=True)


class FigureKind(StrEnum):
    """How a figure shows its numbers: the word for it in its file, and its traits."""

    traits: FigureTraits

    def __new__(cls, word: str, traits: FigureTraits) -> Self:
        """A kind; one without traits cannot be made."""
        kind = str.__new__(cls, word)
        kind._value_ = word
        kind.traits = traits
        return kind

    LINE = "line", FigureTraits(Form.CHART, "Lijndiagram", has_colours=True)
    BAR = "bar", FigureTraits(Form.CHART, "Staafdiagram", has_colours=True)
    STACKED_BAR = (
        "stacked_bar",
        FigureTraits(
            Form.CHART, "Gestapeld staafdiagram", settings=_WITHOUT_RATES, has_colours=True
        ),
    )
    RANKING = (
        "ranking",
        FigureTraits(
            Form.CHART,
            "Rangschikking met liggende staven",
            needs_split=True,
            has_one_period=True,
        ),
    )
    SLOPE = (
        "slope",
        FigureTraits(Form.CHART, "Hellingdiagram", has_colours=True, has_two_periods=True),
    )
    SMALL_MULTIPLES = "small_multiples", FigureTraits(Form.CHART, "Reeks kleine lijndiagrammen")
    TABLE = "table", FigureTraits(Form.TABLE, settings=SETTINGS)
    DASHBOARD = (
        "dashboard",
        FigureTraits(Form.DASHBOARD, settings=_WITHOUT_RATES - {"finding"}),
    )
    KEY_FIGURES = (
        "key_figures",
        FigureTraits(Form.DASHBOARD, settings=_WITHOUT_RATES - {"finding"}, is_overview=True),
    )
    CARD = (
        "card",
        FigureTraits(Form.CARD, settings=_WITHOUT_RATES - {"split", "top", "change", "finding"}),
    )
    SOURCES = "sources", _ACCOUNT
    CALENDAR = "calendar", _ACCOUNT
    DEFINITIONS = "definitions", _REFERENCE
    REVISIONS = "revisions", _ACCOUNT
    STALE = "stale", _REFERENCE
