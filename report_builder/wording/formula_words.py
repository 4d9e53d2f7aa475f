"""A formula as it is read aloud in Dutch."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from report_builder.model.formula import ACCENTS, FENCES, LARGE_SIGNS, Formula, FormulaKind

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|\S")
_SIGNS = {
    "=": "is",
    "+": "plus",
    "-": "min",
    "\u2212": "min",
    "\u00b1": "plus of min",
    "*": "maal",
    "\u00d7": "maal",
    "\u00b7": "maal",
    "\u22c5": "maal",
    "/": "gedeeld door",
    "\u00f7": "gedeeld door",
    "\u2044": "gedeeld door",
    "<": "is kleiner dan",
    ">": "is groter dan",
    "\u2264": "is kleiner dan of gelijk aan",
    "\u2265": "is groter dan of gelijk aan",
    "\u2260": "is niet gelijk aan",
    "\u2248": "is ongeveer",
    "\u2192": "gaat naar",
    "%": "procent",
    "\u2030": "promille",
    "\u221e": "oneindig",
    "(": "haakje openen",
    ")": "haakje sluiten",
    "\u2208": "is element van",
    "\u2211": "som",
    "\u2206": "delta",
    "\u0394": "delta",
    "\u03b1": "alfa",
    "\u03b2": "bèta",
    "\u03b3": "gamma",
    "\u03b4": "delta",
    "\u03b5": "epsilon",
    "\u03b8": "thèta",
    "\u03bb": "lambda",
    "\u03bc": "mu",
    "\u03c0": "pi",
    "\u03c1": "rho",
    "\u03c3": "sigma",
    "\u03c4": "tau",
    "\u03c6": "phi",
    "\u03c9": "omega",
    "\u03a3": "sigma",
    "\u03a9": "omega",
}


def formula_words(formula: Formula) -> str:
    """How a formula is read: x is a gedeeld door b."""
    return " ".join(_READINGS[formula.kind](formula).split())


def _parts(formula: Formula) -> list[str]:
    return [formula_words(part) for part in formula.parts]


def _row(formula: Formula) -> str:
    return " ".join(_parts(formula))


def _signs(formula: Formula) -> str:
    return " ".join(_SIGNS.get(token, token) for token in _TOKENS.findall(formula.text))


def _words(formula: Formula) -> str:
    return formula.text


def _fraction(formula: Formula) -> str:
    top, bottom = _parts(formula)
    if all(part.is_single for part in formula.parts):
        return f"{top} gedeeld door {bottom}"
    return f"breuk met teller {top} en noemer {bottom}, einde breuk,"


def _stack(formula: Formula) -> str:
    return "{} boven {}".format(*_parts(formula))


def _scripts(formula: Formula) -> str:
    base, low, high = _parts(formula)
    power = "kwadraat" if high == "2" else f"tot de macht {high}"
    return f"{base}{f' index {low}' if low else ''}{f' {power}' if high else ''}"


def _before(formula: Formula) -> str:
    base, low, high = _parts(formula)
    return f"{base} met ervoor laag {low} en hoog {high}"


def _root(formula: Formula) -> str:
    body, degree = _parts(formula)
    noun = f"{degree}e-machtswortel" if degree else "wortel"
    end = "" if formula.parts[0].is_single else ", einde wortel,"
    return f"{noun} van {body}{end}"


def _large(formula: Formula) -> str:
    start, end, body = _parts(formula)
    limits = (f" van {start}" if start else "") + (f" tot en met {end}" if end else "")
    return f"{LARGE_SIGNS[formula.text]}{limits} van {body}"


def _fence(formula: Formula) -> str:
    opening, between, closing = (FENCES.get(sign, "") for sign in formula.text)
    separator = f" {between} " if between else " "
    before = f"{opening} openen " if opening else ""
    after = f" {closing} sluiten" if closing else ""
    return f"{before}{separator.join(_parts(formula))}{after}"


def _function(formula: Formula) -> str:
    return "{} van {}".format(*_parts(formula))


def _below(formula: Formula) -> str:
    return "{} met eronder {},".format(*_parts(formula))


def _above(formula: Formula) -> str:
    return "{} met erboven {},".format(*_parts(formula))


def _accent(formula: Formula) -> str:
    return f"{_parts(formula)[0]} met {ACCENTS[formula.text]}"


def _line(formula: Formula) -> str:
    return f"{_parts(formula)[0]} met streep erboven"


_READINGS: Mapping[FormulaKind, Callable[[Formula], str]] = {
    FormulaKind.ROW: _row,
    FormulaKind.SIGNS: _signs,
    FormulaKind.WORDS: _words,
    FormulaKind.FRACTION: _fraction,
    FormulaKind.STACK: _stack,
    FormulaKind.SCRIPTS: _scripts,
    FormulaKind.BEFORE: _before,
    FormulaKind.ROOT: _root,
    FormulaKind.LARGE: _large,
    FormulaKind.FENCE: _fence,
    FormulaKind.FUNCTION: _function,
    FormulaKind.BELOW: _below,
    FormulaKind.ABOVE: _above,
    FormulaKind.ACCENT: _accent,
    FormulaKind.LINE: _line,
}
