"""A paragraph read as one line of plain text, for a list that shows it again: a table of contents.

Formulas and signs of symbol fonts are read too, and what Word hides is not.
"""

from __future__ import annotations

from collections.abc import Container

from docx.oxml.text.paragraph import CT_P

from report_builder.model.formula import FormulaKind
from report_builder.word.ooxml import (
    SPACE_TAGS,
    Element,
    R,
    T,
    find_around,
    find_paragraph,
    parent_of,
    read_as,
)
from report_builder.word.shown.formulas import find_fault
from report_builder.word.shown.omml import FORMULA, formula_text, read_formula
from report_builder.word.shown.symbols import SYMBOL, find_symbol
from report_builder.wording.formula_words import formula_words

_PLAIN = (FormulaKind.SIGNS, FormulaKind.WORDS)


def line_text(paragraph: CT_P, hidden: Container[Element] = ()) -> str:
    """The text of a paragraph without that of the runs that are hidden; a formula that is more than
    a row of signs in words.
    """
    tags = (T, *SPACE_TAGS, SYMBOL, FORMULA)
    shown = (
        element
        for element in paragraph.iter(*tags)
        if find_paragraph(element) is paragraph and _is_read(element, hidden)
    )
    return "".join(map(_read, shown)).strip()


def _is_read(element: Element, hidden: Container[Element]) -> bool:
    """Whether an element shows something by itself, in view."""
    if element.tag == FORMULA:
        return True
    if find_around(element, FORMULA) is not None:
        return False
    run = parent_of(element)
    return run.tag == R and run not in hidden


def _read(element: Element) -> str:
    if element.tag == FORMULA:
        return _read_formula(element)
    if element.tag == SYMBOL:
        return find_symbol(element) or ""
    return read_as(element)


def _read_formula(element: Element) -> str:
    if find_fault(element) is not None:
        return formula_text(element)
    formula = read_formula(element)
    parts = formula.parts if formula.kind is FormulaKind.ROW else (formula,)
    is_plain = all(part.kind in _PLAIN for part in parts)
    return formula_text(element) if is_plain else formula_words(formula)
