"""What fields within the instruction of another one made: Word reads it, and shows it nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, R

_CHAR, _KIND = qn("w:fldChar"), qn("w:fldCharType")
_FIELD_PARTS = (_CHAR, qn("w:instrText"), qn("w:rPr"))


@dataclass
class _OpenField:
    """A field of which the end is not yet read, with the runs in its instruction."""

    runs: list[Element] = field(default_factory=list)
    is_result: bool = False


def drop_inner_results(root: Element) -> None:
    """Take out what stands between the beginning of a field and its result.

    A field without an end keeps its text: Word shows it.
    """
    open_fields: list[_OpenField] = []
    for run in list(root.iter(R)):
        for char in run.iter(_CHAR):
            kind = char.get(_KIND)
            if kind == "begin":
                open_fields.append(_OpenField())
            elif open_fields and kind == "separate":
                open_fields[-1].is_result = True
            elif open_fields and kind == "end":
                _drop_texts(open_fields.pop().runs)
        for around in open_fields:
            if not around.is_result:
                around.runs.append(run)


def _drop_texts(runs: list[Element]) -> None:
    for run in runs:
        for child in list(run):
            if child.tag not in _FIELD_PARTS:
                run.remove(child)
