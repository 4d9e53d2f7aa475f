"""Form fields of Word's older kind, which show what is chosen in them and hold no text of it."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn

from report_builder.word.ooxml import VAL, Element, find_child, make_run, parent_of, value_at

FIELD_CHAR = qn("w:fldChar")
TICKED, UNTICKED = "\u2612", "\u2610"
_OFF = ("0", "false", "off")


def form_text(char: Element) -> str:
    """What a form field shows that begins with a w:fldChar: a box with or without a tick, or the
    entry that was chosen. Empty for other fields.
    """
    box = find_child(char, "w:ffData", "w:checkBox")
    if box is not None:
        return TICKED if _is_ticked(box) else UNTICKED
    choices = find_child(char, "w:ffData", "w:ddList")
    return _chosen(choices) if choices is not None else ""


def _is_ticked(box: Element) -> bool:
    for tag in ("w:checked", "w:default"):
        state = box.find(qn(tag))
        if state is not None:
            return state.get(VAL) not in _OFF
    return False


def _chosen(choices: Element) -> str:
    entries = [entry.get(VAL, "") for entry in choices.iter(qn("w:listEntry"))]
    number = value_at(choices, "w:result") or value_at(choices, "w:default") or "0"
    is_entry = number.isdigit() and int(number) < len(entries)
    return entries[int(number)] if is_entry else ""


def write_forms(root: Element) -> None:
    """Write what each form field shows before it, and let it be no field of a form any more."""
    for char in list(root.iter(FIELD_CHAR)):
        text = form_text(char)
        if text:
            parent_of(char).addprevious(make_run(text))
            for code in _codes(char):
                code.text = ""


def _codes(char: Element) -> Iterator[Element]:
    """The elements of the instruction of the field that begins with a w:fldChar."""
    for run in parent_of(char).itersiblings():
        yield from run.iter(qn("w:instrText"))
        if run.find(FIELD_CHAR) is not None:
            return
