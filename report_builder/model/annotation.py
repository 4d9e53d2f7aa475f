"""What people put on the pages of a PDF, as the file tells it (ISO 32000-2, 12.5.6)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageArea:
    """A part of a page, in points from its origin."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle: how far to the right, and how far up."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@dataclass(frozen=True)
class Annotation:
    """One annotation: its kind as the standard calls it (`Highlight`), on which page counted from
    1, by whom and when (ISO 8601), and its words.

    `areas` is the text that it marks, or else where it stands itself. `parent` is the number of the
    annotation that it answers, or that it makes one with when `is_part`. `state` is what somebody
    chose of its parent, as `Completed`.
    """

    number: int
    page: int
    kind: str
    author: str
    written: str
    words: str
    areas: tuple[PageArea, ...]
    parent: int | None = None
    is_part: bool = False
    state: str = ""


@dataclass(frozen=True)
class PageText:
    """The characters of a page in reading order, and the area of each, where these were asked
    for.
    """

    characters: str
    areas: tuple[PageArea, ...] = ()
