"""Note marks: digits that are raised or lowered behind a word or a number are no part of it.

They become characters of their own, so that `3200` with a raised 1 is `3200¹` and never 32001: no
number, and a label that a profile has to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_ORDINALS = frozenset({"e", "de", "ste"})
NOTE_MARK = re.compile(r"[\^⁰¹²³⁴-⁹₀-₉]+\w*\)?$")
"""A note mark at the end of a text."""


@dataclass(frozen=True)
class TextRun:
    """A piece of the text of a cell that looks the same all along."""

    text: str
    is_raised: bool = False
    is_lowered: bool = False
    is_struck: bool = False


def text_of(runs: Iterable[TextRun]) -> str:
    """The text of a cell, in which note marks cannot be taken for digits, nor what is struck
    through for what is not: that stands between `~~`.

    A raised letter gets `^` before it, except in `1e` and its like.
    """
    text = ""
    for run in runs:
        piece = run.text
        if run.is_raised and not (piece.strip() in _ORDINALS and text[-1:].isdigit()):
            piece = f"^{piece}" if piece[:1].isalpha() else piece.translate(_RAISED)
        elif run.is_lowered:
            piece = piece.translate(_LOWERED)
        text += f"~~{piece}~~" if run.is_struck and piece.strip() else piece
    return text
