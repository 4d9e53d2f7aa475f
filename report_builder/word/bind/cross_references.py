"""References to figures and tables: pointed at their numbers once all documents have been
filled.
"""

from __future__ import annotations

from docx.document import Document as DocxDocument

from report_builder.model.document import NumberedFigure, Numbers
from report_builder.word.fields import PENDING, instruction_words, instructions, result_runs
from report_builder.word.ooxml import Element, make_run, parent_of, remove, run_properties
from report_builder.word.package import stories


def resolve_references(document: DocxDocument, numbers: Numbers, is_live: bool) -> None:
    """Give every pending reference its number: as a field that leads to the caption, or as text in
    another file.
    """
    for story in stories(document):
        pending = list(filter(_is_pending, instructions(story.root)))
        for code in pending:
            key = instruction_words(code)[1].removeprefix(PENDING)
            _resolve(code, numbers[key], is_live)
        if pending:
            story.write()


def _is_pending(code: Element) -> bool:
    return PENDING in (code.text or "")


def _resolve(code: Element, figure: NumberedFigure, is_live: bool) -> None:
    code.text = f" REF {figure.bookmark} \\h "
    first, *others = result_runs(code)
    number = make_run(figure.number, run_properties(first))
    parent_of(first).replace(first, number)
    for run in others:
        remove(run)
    if not is_live:
        _drop_field(code, number)


def _drop_field(code: Element, result: Element) -> None:
    """Leave of a field its result; each of its four other parts stands in a run of its own."""
    instruction = parent_of(code)
    for run in (
        instruction.getprevious(),
        instruction,
        instruction.getnext(),
        result.getnext(),
    ):
        assert run is not None
        remove(run)
