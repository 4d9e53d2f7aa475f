"""The finding above a figure or table: a sentence from its own file, in the language of templates.

It is put above the tag that places the figure before a template is run, so that its numbers and
words are traced, checked and marked as those of any other sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import (
    FINDING_STYLE,
    Element,
    make_paragraph,
    make_run,
    paragraphs_in,
    text_of,
)
from report_builder.word.styles import style_ids

_PLACED = re.compile(r"\{\{\s*(?:figuur|tabel)\(\s*[\"'“”„‘’]([\w/]+)[\"'“”„‘’]\s*\)\s*\}\}")


def put_findings(
    root: Element, styles: Element | None, findings: Mapping[str, str]
) -> Iterator[tuple[CT_P, str]]:
    """Put the finding of each figure above the paragraph that places it; give its paragraph and the
    figure. A figure that does not stand alone has none.
    """
    known = style_ids(styles) if styles is not None else {}
    for paragraph in list(paragraphs_in(root)):
        placed = _PLACED.fullmatch(text_of(paragraph).strip())
        finding = findings.get(placed[1], "") if placed else ""
        if placed and finding:
            style = known.get(FINDING_STYLE, FINDING_STYLE)
            lead = make_paragraph(style, [make_run(finding)], is_kept_with_next=True)
            paragraph.addprevious(lead)
            yield lead, placed[1]
