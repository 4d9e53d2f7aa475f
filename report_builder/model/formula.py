"""Formulas: what is written above, below and beside what, apart from how a file says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FormulaKind(StrEnum):
    """What a part of a formula is, with what its parts are, in order."""

    ROW = "row"
    """Parts behind each other."""
    SIGNS = "signs"
    """Letters, figures and signs, as `text`."""
    WORDS = "words"
    """Upright text, as `text`."""
    FRACTION = "fraction"
    """What stands above the bar, and below it."""
    STACK = "stack"
    """The same without a bar."""
    SCRIPTS = "scripts"
    """A base, what stands low behind it and what stands high; either may be an empty row."""
    BEFORE = "before"
    """A base, and what stands low and high before it."""
    ROOT = "root"
    """What the root is of, and its degree; an empty row for a square root."""
    LARGE = "large"
    """A sum, product or integral with its sign as `text`: from, to, of what."""
    FENCE = "fence"
    """Parts between brackets; `text` is the opening, the separating and the closing sign."""
    FUNCTION = "function"
    """A name, and what it is of."""
    BELOW = "below"
    """A base, and what stands below it."""
    ABOVE = "above"
    """A base, and what stands above it."""
    ACCENT = "accent"
    """A base with an accent, as `text`."""
    LINE = "line"
    """A base with a line above it."""


@dataclass(frozen=True)
class Formula:
    """A formula, or a part of one."""

    kind: FormulaKind
    parts: tuple[Formula, ...] = ()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here."""
        return not self.text and all(part.is_empty for part in self.parts)

    @property
    def is_single(self) -> bool:
        """Whether it is one letter, number or word."""
        if self.kind is FormulaKind.ROW and len(self.parts) == 1:
            return self.parts[0].is_single
        return self.kind in (FormulaKind.SIGNS, FormulaKind.WORDS) and (
            len(self.text) == 1 or self.text.isalnum()
        )


NOTHING = Formula(FormulaKind.ROW)


@dataclass(frozen=True)
class PlacedFormula:
    """A formula of a document; `is_apart` when it has a line of its own."""

    formula: Formula
    is_apart: bool


ACCENTS = {
    "\u0300": "accent grave",
    "\u0301": "accent aigu",
    "\u0302": "dakje",
    "\u0303": "tilde",
    "\u0304": "streepje",
    "\u0305": "streep",
    "\u00af": "streep",
    "\u0306": "boogje",
    "\u0307": "punt",
    "\u0308": "trema",
    "\u030c": "haakje",
    "\u20d7": "pijl",
}
"""The accents that are drawn, and how each is read in Dutch."""
FENCES = {
    "(": "haakje",
    ")": "haakje",
    "[": "vierkant haakje",
    "]": "vierkant haakje",
    "{": "accolade",
    "}": "accolade",
    "<": "punthaak",
    ">": "punthaak",
    "\u27e8": "punthaak",
    "\u27e9": "punthaak",
    "|": "streep",
    "/": "schuine streep",
    "\u2016": "dubbele streep",
    "\u2308": "haak naar boven",
    "\u2309": "haak naar boven",
    "\u230a": "haak naar beneden",
    "\u230b": "haak naar beneden",
    " ": "",
}
"""The brackets that are drawn; a space where there is none."""
LARGE_SIGNS = {
    "\u2211": "som",
    "\u220f": "product",
    "\u2210": "coproduct",
    "\u222b": "integraal",
    "\u222c": "dubbele integraal",
    "\u222d": "drievoudige integraal",
    "\u222e": "kringintegraal",
    "\u22c3": "vereniging",
    "\u22c2": "doorsnede",
    "\u22c1": "of",
    "\u22c0": "en",
}
"""The large signs that are drawn."""
