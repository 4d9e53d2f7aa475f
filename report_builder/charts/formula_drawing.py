"""Formulas as pictures: vectors, for a screen and for paper."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser

from report_builder.charts.formula_tex import formula_tex
from report_builder.charts.renderer import drawn
from report_builder.model.formula import Formula
from report_builder.problems import Fault

SIZE = 11.0
"""Points; the size of the text of the report."""
_MM_PER_POINT = 25.4 / 72
_ROOM = 1.0
"""Points around a formula, for what reaches past its measures."""
_SETTINGS: dict[Any, Any] = {"mathtext.fontset": "dejavusans"}
_LOG = logging.getLogger("matplotlib.mathtext")


@dataclass(frozen=True)
class DrawnFormula:
    """A formula as vectors; measures in millimetres, `depth` is what hangs below the line."""

    svg: bytes
    pdf: bytes
    width: float
    height: float
    depth: float


def draw_formula(formula: Formula, is_apart: bool) -> DrawnFormula:
    """The picture of a formula; one with a line of its own has large fractions. Raises Fault for
    one that cannot be drawn.
    """
    tex = formula_tex(formula)
    if is_apart:
        tex = tex.replace(r"\frac", r"\dfrac")
    with rc_context(_SETTINGS), _refusing():
        measures = MathTextParser("path").parse(f"${tex}$", 72, FontProperties(size=SIZE))
        width, height, depth = (float(measure) for measure in measures[:3])
        return _drawn(f"${tex}$", width + 2 * _ROOM, height + 2 * _ROOM, depth + _ROOM)


def _drawn(text: str, width: float, height: float, depth: float) -> DrawnFormula:
    figure = Figure(figsize=(width / 72, height / 72), frameon=False)
    figure.text(_ROOM / width, depth / height, text, fontsize=SIZE, va="baseline")
    vectors = drawn(figure)
    millimetres = (measure * _MM_PER_POINT for measure in (width, height, depth))
    return DrawnFormula(vectors.svg, vectors.pdf, *millimetres)


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse what matplotlib cannot read, and signs that its typefaces do not have, which it only
    logs.
    """
    logged: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logged.append(record.getMessage())

    listener, before = Listener(logging.WARNING), _LOG.propagate
    _LOG.addHandler(listener)
    _LOG.propagate = False
    try:
        yield
    except ValueError as error:
        raise Fault("omzetting", "een formule is niet te tekenen") from error
    finally:
        _LOG.removeHandler(listener)
        _LOG.propagate = before
    if logged:
        raise Fault("omzetting", "een formule heeft een teken dat geen lettertype kent")
