"""What a Word file shows, paragraph by paragraph, to be looked for in what was made of it."""

from __future__ import annotations

from dataclasses import dataclass

MARK, MARK_END = "\ue013", "\ue014"
"""Stand around the number of a paragraph on its way to HTML. Private-use characters: no text of
ours has them.
"""
FORMULA, FORMULA_END = "\ue015", "\ue016"
"""Stand around the number of a formula on its way to HTML."""


@dataclass(frozen=True)
class Position:
    """Which paragraph of a file: its part (`word/document.xml`) and its number there, from 0; and
    its number in the same part of the template. None for what the program put there itself.
    """

    part: str
    number: int | None
    origin: int | None


@dataclass(frozen=True)
class ShownParagraph:
    """What a paragraph shows.

    `stretches` are its text as it is cut by what is no text; `notes`, `pictures` and `formulas` how
    many of each stand in it.
    """

    number: int
    position: Position
    stretches: tuple[str, ...]
    notes: int = 0
    pictures: int = 0
    formulas: int = 0
