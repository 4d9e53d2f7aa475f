"""Formulas as MathML Core, which browsers and screen readers know themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from report_builder.model.formula import Formula, FormulaKind, PlacedFormula
from report_builder.wording.formula_words import formula_words

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|\S")
_LIMITS_BESIDE = "\u222b\u222c\u222d\u222e"
"""Integrals: their limits stand beside them."""


def formula_markup(placed: PlacedFormula) -> str:
    """The element of a formula; what it reads as goes with it."""
    display = ' display="block"' if placed.is_apart else ""
    words = escape(formula_words(placed.formula))
    return f'<math alttext="{words}"{display}>{_markup(placed.formula)}</math>'


def _markup(formula: Formula) -> str:
    return _ELEMENTS[formula.kind](formula)


def _element(tag: str, *parts: str, more: str = "") -> str:
    return f"<{tag}{more}>{''.join(parts)}</{tag}>"


def _parts(formula: Formula) -> list[str]:
    return [_markup(part) for part in formula.parts]


def _row(formula: Formula) -> str:
    return _element("mrow", *_parts(formula))


def _signs(formula: Formula) -> str:
    tokens = [_token(token) for token in _TOKENS.findall(formula.text)]
    return tokens[0] if len(tokens) == 1 else _element("mrow", *tokens)


def _token(token: str) -> str:
    tag = "mn" if token[0].isdigit() else "mi" if token.isalpha() else "mo"
    return _element(tag, escape(token.replace("-", "\u2212")))


def _words(formula: Formula) -> str:
    return _element("mtext", escape(formula.text))


def _fraction(formula: Formula) -> str:
    return _element("mfrac", *_parts(formula))


def _stack(formula: Formula) -> str:
    return _element("mfrac", *_parts(formula), more=' linethickness="0"')


def _scripts(formula: Formula) -> str:
    return _scripted(formula, ("msub", "msup", "msubsup"))


def _scripted(formula: Formula, tags: tuple[str, str, str]) -> str:
    """A base with what stands low, high or both."""
    base, low, high = formula.parts
    below, above, both = tags
    if low.is_empty:
        return _markup(base) if high.is_empty else _element(above, _markup(base), _markup(high))
    if high.is_empty:
        return _element(below, _markup(base), _markup(low))
    return _element(both, *_parts(formula))


def _before(formula: Formula) -> str:
    base, low, high = _parts(formula)
    return _element("mmultiscripts", base, "<mprescripts></mprescripts>", low, high)


def _root(formula: Formula) -> str:
    body, degree = formula.parts
    if degree.is_empty:
        return _element("msqrt", _markup(body))
    return _element("mroot", *_parts(formula))


def _large(formula: Formula) -> str:
    start, end, body = formula.parts
    sign = Formula(FormulaKind.SIGNS, text=formula.text)
    is_beside = formula.text in _LIMITS_BESIDE
    tags = ("msub", "msup", "msubsup") if is_beside else ("munder", "mover", "munderover")
    limited = Formula(FormulaKind.SCRIPTS, (sign, start, end))
    return _element("mrow", _scripted(limited, tags), _markup(body))


def _fence(formula: Formula) -> str:
    opening, between, closing = (_sign(sign) for sign in formula.text)
    return _element("mrow", opening, between.join(_parts(formula)), closing)


def _sign(sign: str) -> str:
    return _element("mo", escape(sign)) if sign.strip() else ""


def _function(formula: Formula) -> str:
    name, body = _parts(formula)
    return _element("mrow", name, "<mo>\u2061</mo>", body)


def _below(formula: Formula) -> str:
    return _element("munder", *_parts(formula))


def _above(formula: Formula) -> str:
    return _element("mover", *_parts(formula))


def _accent(formula: Formula) -> str:
    return _element("mover", *_parts(formula), _element("mo", formula.text), more=' accent="true"')


def _line(formula: Formula) -> str:
    return _element("mover", *_parts(formula), "<mo>\u00af</mo>", more=' accent="true"')


_ELEMENTS: Mapping[FormulaKind, Callable[[Formula], str]] = {
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
