"""Formulas in the part of TeX that matplotlib sets itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from report_builder.model.formula import Formula, FormulaKind

_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_SIGNS = str.maketrans(
    {
        "*": "\u00b7",
        "-": "\u2212",
        "\\": r"\backslash ",
        "^": r"\wedge ",
        "~": r"\sim ",
        "$": r"\$",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "{": r"\{",
        "}": r"\}",
    }
)
"""What has another meaning in TeX, or another look in a formula."""
_IN_WORDS = str.maketrans({"{": r"\{", "}": r"\}", "$": r"\$", "\\": "\u2216"})
ACCENTS = {
    "\u0300": "grave",
    "\u0301": "acute",
    "\u0302": "hat",
    "\u0303": "tilde",
    "\u0304": "bar",
    "\u0305": "overline",
    "\u00af": "overline",
    "\u0306": "breve",
    "\u0307": "dot",
    "\u0308": "ddot",
    "\u030c": "check",
    "\u20d7": "vec",
}
FENCES = {
    **{sign: sign for sign in "()[]|/<>"},
    "{": r"\{",
    "}": r"\}",
    "\u2016": r"\Vert",
    "\u27e8": r"\langle",
    "\u27e9": r"\rangle",
    "\u2308": r"\lceil",
    "\u2309": r"\rceil",
    "\u230a": r"\lfloor",
    "\u230b": r"\rfloor",
    " ": ".",
}
_PLAINFENCES = "()[]|/<>"
LARGE = {
    "\u2211": r"\sum",
    "\u220f": r"\prod",
    "\u2210": r"\coprod",
    "\u222b": r"\int",
    "\u222c": r"\iint",
    "\u222d": r"\iiint",
    "\u222e": r"\oint",
    "\u22c3": r"\bigcup",
    "\u22c2": r"\bigcap",
    "\u22c1": r"\bigvee",
    "\u22c0": r"\bigwedge",
}


def formula_tex(formula: Formula) -> str:
    """A formula in the TeX that matplotlib reads."""
    return _TEX[formula.kind](formula)


def _parts(formula: Formula) -> list[str]:
    return [formula_tex(part) for part in formula.parts]


def _row(formula: Formula) -> str:
    return " ".join(_parts(formula))


def _signs(formula: Formula) -> str:
    return _DECIMAL.sub("{,}", formula.text.translate(_SIGNS))


def _words(formula: Formula) -> str:
    return rf"\text{{{formula.text.translate(_IN_WORDS)}}}"


def _fraction(formula: Formula) -> str:
    return r"\frac{{{}}}{{{}}}".format(*_parts(formula))


def _stack(formula: Formula) -> str:
    return r"\genfrac{{}}{{}}{{0}}{{}}{{{}}}{{{}}}".format(*_parts(formula))


def _scripts(formula: Formula) -> str:
    base, low, high = _parts(formula)
    return f"{{{base}}}" + (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")


def _before(formula: Formula) -> str:
    base, low, high = _parts(formula)
    return r"\mathrm{}" + f"_{{{low}}}^{{{high}}}{{{base}}}"


def _root(formula: Formula) -> str:
    body, degree = _parts(formula)
    return rf"\sqrt[{degree}]{{{body}}}" if degree else rf"\sqrt{{{body}}}"


def _large(formula: Formula) -> str:
    start, end, body = _parts(formula)
    sign = LARGE[formula.text]
    return (
        sign
        + (f"_{{{start}}}" if start else "")
        + (f"^{{{end}}}" if end else "")
        + rf"\ {{{body}}}"
    )


def _fence(formula: Formula) -> str:
    opening, between, closing = tuple(formula.text)
    inside = f" {_signs(Formula(FormulaKind.SIGNS, text=between))} ".join(_parts(formula))
    return rf"\left{FENCES[opening]} {inside} \right{FENCES[closing]}"


def _function(formula: Formula) -> str:
    return r"{}\,{}".format(*_parts(formula))


def _below(formula: Formula) -> str:
    base, mark = _parts(formula)
    return rf"\underset{{{mark}}}{{{base}}}"


def _above(formula: Formula) -> str:
    base, mark = _parts(formula)
    return rf"\overset{{{mark}}}{{{base}}}"


def _accent(formula: Formula) -> str:
    return rf"\{ACCENTS[formula.text]}{{{_parts(formula)[0]}}}"


def _line(formula: Formula) -> str:
    return rf"\overline{{{_parts(formula)[0]}}}"


_TEX: Mapping[FormulaKind, Callable[[Formula], str]] = {
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
