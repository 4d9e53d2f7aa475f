"""Yellow in Word: the highlight of a run."""

from __future__ import annotations

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.text.run import CT_R

from report_builder.word.ooxml import Element, make_run, value_at


def highlight(run: CT_R) -> None:
    """Turn a run yellow, whatever highlight it had."""
    run.get_or_add_rPr().highlight_val = WD_COLOR_INDEX.YELLOW


def lit_run(text: str, is_lit: bool) -> CT_R:
    """A run with a text, yellow if asked for."""
    run = make_run(text)
    if is_lit:
        highlight(run)
    return run


def is_yellow(run: Element) -> bool:
    """Whether a run is highlighted in yellow."""
    return value_at(run, "w:rPr", "w:highlight") == "yellow"
