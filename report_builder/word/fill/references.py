"""References to figures and tables: pointed at their numbers once all documents have been
filled.
"""

from __future__ import annotations

from docx.document import Document as DocxDocument

from report_builder.model.document import NumberedFigure, Numbers
from report_builder.word.fields import instructions, result_runs, style_of
from report_builder.word.ooxml import Element, make_run
from report_builder.word.package import stories

PENDING = "figuur:"
"""What a reference's field leads to until the numbers of all documents are known."""


def resolve_references(document: DocxDocument, numbers: Numbers, is_live: bool) -> None:
    """Give every pending reference its number: as a field that leads to the caption, or as text in
    another file.
    """
    for story in stories(document):
        pending = [code for code in instructions(story.root) if PENDING in (code.text or "")]
        for code in pending:
            key = (code.text or "").split()[1].removeprefix(PENDING)
            _resolve(code, numbers[key], is_live)
        if pending:
            story.write()


def _resolve(code: Element, figure: NumberedFigure, is_live: bool) -> None:
    run, results = code.getparent(), result_runs(code)
    shown = make_run(figure.number, style_of(results[0]))
    for result in results[1:]:
        result.getparent().remove(result)
    results[0].getparent().replace(results[0], shown)
    code.text = f" REF {figure.bookmark} \\h "
    if not is_live:
        for field in (run.getprevious(), run, run.getnext(), shown.getnext()):
            field.getparent().remove(field)
