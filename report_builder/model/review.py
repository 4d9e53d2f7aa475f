"""What a reviewer is shown and judges: items with their origin, and the lists that lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from report_builder.model.remarks import Remark

FORMAT = "report-builder-review/1"
"""The format of the file that a reviewer sends back; its number goes up when a reader of the old
one would fail.
"""
STATUSES = ("te beoordelen", "akkoord", "niet akkoord")


@dataclass(frozen=True)
class PrintedPlace:
    """A place where something is printed: the label of the document, and where in it."""

    document: str
    place: str


@dataclass(frozen=True)
class Ingredient:
    """An observation that a number was made from; `earlier` is what the previous edition held for
    the same period.
    """

    indicator: str
    name: str
    period: str
    value: str
    state: str
    earlier: str = ""


@dataclass(frozen=True)
class ReviewItem:
    """A number, figure or table that a reviewer judges. All texts are ready to be read.

    `key` is that of the trace, or the id of a figure; `kind` is number, figure or table. `earlier`
    is the value in the previous edition, and `is_revised` whether that edition had another one for
    the same period.
    """

    key: str
    kind: str
    text: str
    name: str
    how: str
    period: str
    state: str
    source: str
    inputs: tuple[Ingredient, ...]
    places: tuple[PrintedPlace, ...]
    owners: tuple[str, ...]
    earlier: str = ""
    is_revised: bool = False
    digest: str = ""
    """Of a figure or table: a hash of all that it says, by which a next concept sees that it
    changed.
    """
    is_aside: bool = False
    """A printed period, or a number that only the description of a picture names: these can be
    judged, not counted.
    """


@dataclass(frozen=True)
class SeriesAccount:
    """Where the figures of an indicator come from, and how far they are."""

    id: str
    title: str
    unit: str
    source: str
    delivery: str
    owner: str
    about: str
    last: str
    expected: str
    state: str


@dataclass(frozen=True)
class Link:
    """A text that leads to an item."""

    text: str
    key: str


@dataclass(frozen=True)
class Compared:
    """A text beside another: its stretches, and of each whether the other lacks it."""

    stretches: tuple[tuple[str, bool], ...]
    is_old: bool


Shown = str | tuple[Link, ...] | Compared
"""What stands in a cell of a list: a text, the items that it leads to, or a text with what changed
in it.
"""


@dataclass(frozen=True)
class ReviewList:
    """A list under its heading; `lead` says what stands in it."""

    id: str
    heading: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True)
class Since:
    """What changed since the concept that went round: its version and the day; nothing is known
    when these are empty.

    `was` gives the text of an item that changed, by its key.
    """

    version: str = ""
    day: date | None = None
    rows: tuple[tuple[Shown, ...], ...] = ()
    texts: tuple[tuple[Shown, ...], ...] = ()
    was: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Former:
    """A concept that was made before: its version, and the digests of its figures and tables."""

    version: str
    digests: Mapping[str, str]


@dataclass(frozen=True)
class Review:
    """All that a review page shows besides the documents themselves."""

    edition: str
    version: str
    title: str
    titles: Mapping[str, str]
    items: tuple[ReviewItem, ...]
    accounts: tuple[SeriesAccount, ...]
    lists: tuple[ReviewList, ...]
    counts: Mapping[str, int]
    """How many of the indicators that are printed are fresh, stale, accepted or missing."""
    since: Since
    remarks: tuple[Remark, ...] = ()
    """What was said in earlier rounds, and what became of it, in the order of its list."""
