"""Figures and tables: what to draw, and what was drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StrictInt, StrictStr

from report_builder.model.figure_kind import FigureKind, FigureTraits
from report_builder.model.period import Period
from report_builder.model.record import Id, PeriodText, Record, Text
from report_builder.model.series import Status
from report_builder.model.tone import Tone
from report_builder.model.value import Freshness, TracedValue

MOST_TILES = 10
"""A page holds a dashboard of so many tiles."""
LONGEST_CARD_TITLE = 55
"""A card has room for a title of so many characters, on two lines."""


LONGEST_ALT = 300
"""An alternative text is heard in one go: so many characters at most."""
LONGEST_OPENING = 160
"""Of these so many are for what its file says that there is to see."""


class FigureSpec(Record):
    """What a figure or table shows; `id` is its file: `asiel/per_maand`."""

    id: StrictStr
    kind: FigureKind
    title: Text
    indicators: Annotated[tuple[Text, ...], Field(min_length=1)] = ()
    since: Annotated[PeriodText | None, Field(alias="from")] = None
    until: PeriodText | None = None
    split: Id | None = None
    top: Annotated[StrictInt, Field(ge=1)] | None = None
    per: Text | None = None
    """The inhabitants that its counts are laid beside."""
    unit: StrictStr = ""
    note: StrictStr = ""
    row_notes: Mapping[str, Text] = {}
    """What holds for the rows of one indicator of a table, by that indicator."""
    alt: StrictStr = ""
    finding: StrictStr = ""
    """The sentence above it, in the language of templates."""
    change: bool = False

    @property
    def ingredients(self) -> tuple[str, ...]:
        """Every indicator that it is made from."""
        return (*self.indicators, self.per) if self.per else self.indicators

    @property
    def traits(self) -> FigureTraits:
        """In what it differs from figures of another kind."""
        return self.kind.traits


@dataclass(frozen=True)
class Point:
    """One observation in a figure; a point without amount is a gap."""

    period: Period
    amount: Decimal | None
    status: Status


@dataclass(frozen=True)
class StaleSpan:
    """Series of a figure or table that are stale, accepted or not, and end together."""

    until: str
    """Their last period in words: "2024"."""
    names: str = ""
    """Which they are, in words; empty where it is all of them."""
    is_ended: bool = False
    """Whether their source ended them there."""


StaleSpans = tuple[StaleSpan, ...]
"""The stale series of a figure or table, the oldest first; empty when all are up to date."""


def _oldest(spans: StaleSpans) -> str:
    return spans[0].until if spans else ""


@dataclass(frozen=True)
class PlottedLine:
    """One series of a figure: an indicator, or one slice of it."""

    name: str
    points: tuple[Point, ...]
    freshness: Freshness
    tone: Tone = Tone.SKY
    """Its colour, where a figure tells its series apart by that."""

    def at(self, period: Period) -> Point | None:
        """The point of a period, if the line has one."""
        return next((point for point in self.points if point.period == period), None)

    def points_between(self, first: Period, last: Period) -> list[Point]:
        """The points after a period, up to and including another."""
        return [point for point in self.points if first.last < point.period.last <= last.last]


@dataclass(frozen=True)
class Card:
    """The words on a picture for social media, beside the line of its only series."""

    number: str
    counted: str
    """What is counted, and when."""
    change: str
    """How it changed in a year; empty where that is not known."""
    footer: str


@dataclass(frozen=True)
class FigureContent:
    """Everything that a figure or table says, apart from how it looks.

    `cells` holds the values that a table prints, by row and column; a figure has none.
    """

    id: str
    kind: FigureKind
    title: str
    unit: str
    decimals: int
    periods: tuple[Period, ...]
    lines: tuple[PlottedLine, ...]
    freshness: Freshness
    stale_spans: StaleSpans
    source: str
    note: str
    alt: str
    spoken: tuple[TracedValue, ...] = ()
    """The values that the picture and its alternative text name."""
    card: Card | None = None
    """What a card says in words; other figures have none."""
    signs: tuple[str, ...] = ()
    """What each sign means that a table of its figures has: `* = voorlopig cijfer`. The picture
    explains its own.
    """

    def stale_from(self, line: PlottedLine) -> Period | None:
        """Where a stale series has its last value of those shown: from there on it is stale. None
        of one that is not.
        """
        if not line.freshness.is_stale:
            return None
        known = {point.period for point in line.points if point.amount is not None}
        return max(known.intersection(self.periods), default=None)

    @property
    def stale_until(self) -> str:
        """The last period of the oldest series ("2024") when something is stale or accepted."""
        return _oldest(self.stale_spans)


@dataclass(frozen=True)
class TableCell:
    """One cell of a table: a value, a text, or nothing; `missing` is why there is no value."""

    text: str
    value: TracedValue | None = None
    is_stale: bool = False
    is_number: bool = False
    group: str = ""
    """Of a cell that names a row: what its row is a part of, said once above all parts of that."""
    part: str = ""
    """What the row is called below its group."""
    is_group: bool = False
    """Whether it is such a name, over the width of the table."""
    is_total: bool = False
    """Of a cell that names a row: whether the row counts all parts together."""
    mark: str = ""
    """The letter of the note on its row, or on its group where it has one."""


TableRow = tuple[TableCell, ...]


@dataclass(frozen=True)
class TableContent:
    """A table, ready to be written: the first row is its head, the first column names the rows."""

    id: str
    title: str
    head: tuple[str, ...]
    rows: tuple[TableRow, ...]
    freshness: Freshness
    stale_spans: StaleSpans
    opening: str
    """What stands below it before the notes on its rows: the sources, the signs, its note."""
    row_notes: str = ""
    """The notes on its rows, each behind its letter or behind what it is about."""
    is_reference: bool = False
    """Whether it is long and for looking things up, so that the PDF says where it stands."""

    @property
    def source(self) -> str:
        """What stands below it."""
        return f"{self.opening} {self.row_notes}".strip()

    @property
    def stale_until(self) -> str:
        """The last period of the oldest series ("2024") when something is stale or accepted."""
        return _oldest(self.stale_spans)


@dataclass(frozen=True)
class Tile:
    """One indicator of a dashboard: its current value, how that changed in a year, and how it went
    before.

    `change` and `direction` are None when there is no value of a year before; `compared` then says
    so. `signs` stand behind the value, `change_sign` behind the change; `arrow` repeats the
    direction.
    """

    title: str
    unit: str
    value: TracedValue
    signs: str
    period: str
    change: TracedValue | None
    change_sign: str
    direction: TracedValue | None
    arrow: str
    compared: str
    trend: FigureContent | None
    """What its small picture shows; None when there is a single observation."""
    source: str
    freshness: Freshness
    stale_spans: StaleSpans

    @property
    def stale_until(self) -> str:
        """The last period of the oldest series ("2024") when something is stale or accepted."""
        return _oldest(self.stale_spans)


@dataclass(frozen=True)
class DashboardContent:
    """The tiles of a dashboard in order; `source` is the line below it, and each tile names its own
    source.
    """

    id: str
    title: str
    tiles: tuple[Tile, ...]
    freshness: Freshness
    stale_spans: StaleSpans
    source: str

    @property
    def stale_until(self) -> str:
        """The last period of the oldest series ("2024") when something is stale or accepted."""
        return _oldest(self.stale_spans)


@dataclass(frozen=True)
class PlotArea:
    """Where the axes of a picture lie and each period in them, as parts of its width and height
    counted from the upper left corner.
    """

    left: float
    top: float
    right: float
    bottom: float
    places: tuple[float, ...]


@dataclass(frozen=True)
class NarrowPicture:
    """A figure drawn for the screen of a phone, with its texts as large as on paper."""

    svg: bytes
    areas: tuple[PlotArea, ...]


@dataclass(frozen=True)
class Picture:
    """A drawn figure: the same picture as vector and as raster, and its size in millimetres.

    `pdf` is the vector for a PDF; in both vectors texts are outlines, so that they look the same
    everywhere.
    """

    svg: bytes
    pdf: bytes
    png: bytes
    width: float
    height: float
    areas: tuple[PlotArea, ...] = ()
    """Its axes in the order of its panels; none where a period has no place of its own."""
    narrow: NarrowPicture | None = None
    """The same figure for a narrow screen; tiles and cards have none."""
