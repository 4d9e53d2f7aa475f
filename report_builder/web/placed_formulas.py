"""Formulas put in the place of their marks in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from report_builder.model.formula import PlacedFormula
from report_builder.model.shown import FORMULA, FORMULA_END
from report_builder.wording.formula_words import formula_words

_MARK = re.compile(f"{FORMULA}([0-9]+){FORMULA_END}")


@dataclass(frozen=True)
class FormulaPicture:
    """The picture of a formula: its name in HTML, its measures and what hangs below the line, in
    millimetres.
    """

    name: str
    width: float
    height: float
    depth: float


def put_formulas(html: str, written: Callable[[int], str]) -> str:
    """The HTML with what is `written` for each number in the place of its mark."""
    return _MARK.sub(lambda mark: written(int(mark[1])), html)


def formula_image(placed: PlacedFormula, picture: FormulaPicture) -> str:
    """The element that prints a formula from its picture, with what it reads as."""
    measures = (
        f"width:{picture.width:.2f}mm;height:{picture.height:.2f}mm;"
        f"vertical-align:-{picture.depth:.2f}mm"
    )
    alt = escape(f"Formule: {formula_words(placed.formula)}")
    image = f'<img class="formule" src="{picture.name}" alt="{alt}" style="{measures}">'
    return f'<span class="formuleregel">{image}</span>' if placed.is_apart else image
