"""The definitive release: an outdated figure that was accepted carries its period and a footnote."""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from report_builder.model.value import TracedValue
from report_builder.word.notes import add_footnote
from report_builder.word.ooxml import VAL, Element, make_run, text_of
from report_builder.word.styles import NOTE_REFERENCE, NOTE_TEXT, StyleIds
from report_builder.wording.periods import period_text


def add_acceptances(
    document: DocxDocument, outdated: Mapping[Element, list[TracedValue]], reasons: Mapping[str, str], styles: StyleIds
) -> None:
    """Put the period and a footnote behind each outdated value; in one paragraph a figure is explained once."""
    for paragraph, values in outdated.items():
        explained = set()
        for value in values:
            control = _control(paragraph, value.key)
            if control is None or value.period is None:
                continue
            behind, period = control, period_text(value.period)
            if period not in text_of(paragraph):
                behind = make_run(f" ({period})")
                control.addnext(behind)
            indicators = [made.indicator for made in value.inputs if made.freshness.is_outdated]
            if (period, *indicators) not in explained:
                explained.add((period, *indicators))
                text = _explanation(period, [reasons[key] for key in dict.fromkeys(indicators) if key in reasons])
                add_footnote(document, behind, text, styles[NOTE_REFERENCE], styles[NOTE_TEXT])


def _explanation(period: str, reasons: list[str]) -> str:
    said = " ".join(reason.strip().rstrip(".") + "." for reason in reasons)
    return f"Cijfers t/m {period}; bij het vaststellen van deze editie was nog geen update beschikbaar. {said}".strip()


def _control(paragraph: Element, key: str) -> Element | None:
    """The control in a paragraph that bears a key."""
    tags = (tag for tag in paragraph.iter(qn("w:tag")) if tag.get(VAL) == key)
    found = next(tags, None)
    return found.getparent().getparent() if found is not None else None
