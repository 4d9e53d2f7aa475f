"""Formulas on their way to HTML: a number in the text stands for each."""

from __future__ import annotations

from docx.oxml.ns import qn

from report_builder.model.formula import PlacedFormula
from report_builder.model.shown import FORMULA as MARK
from report_builder.model.shown import FORMULA_END as MARK_END
from report_builder.problems import Fault
from report_builder.word.ooxml import Element, find_around, local_name, make_run, parent_of, remove
from report_builder.word.shown.omml import FORMULA, formula_text, read_formula

_APART = "oMathPara"


def find_fault(element: Element) -> Fault | None:
    """What is to be told of a formula that cannot be shown as one."""
    try:
        read_formula(element)
    except Fault as fault:
        return fault
    return None


def write_formulas(root: Element, formulas: list[PlacedFormula]) -> None:
    """Put a mark with its number in the place of each formula, and add it to the list; one that
    cannot be shown leaves its signs.
    """
    for element in list(root.iter(FORMULA)):
        around = parent_of(element)
        is_apart = local_name(around) == _APART
        if is_in_edge(element) or find_fault(element) is not None:
            text = formula_text(element)
        else:
            text = f"{MARK}{len(formulas)}{MARK_END}"
            formulas.append(PlacedFormula(read_formula(element), is_apart))
        (around if is_apart else element).addprevious(make_run(text))
        remove(element)


def is_in_edge(element: Element) -> bool:
    """Whether a formula stands in a header or footer, where none is shown."""
    return find_around(element, qn("w:hdr"), qn("w:ftr")) is not None
