"""What became of the remarks of earlier rounds, for those who made them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from report_builder.build.review_summaries import Row, without_braces
from report_builder.model.remarks import Remark
from report_builder.model.review import Link, ReviewList, Shown
from report_builder.web.review_places import Paragraph
from report_builder.wording.periods import date_text

_HEAD = ("Stand", "Antwoord", "Opmerking", "Bij welke tekst", "Document", "Plaats", "Ontvangen")


def shown_remarks(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The remarks as they may be shown to reviewers: without the braces of tags."""
    return tuple(_shown(remark) for remark in remarks)


def _shown(remark: Remark) -> Remark:
    return replace(
        remark,
        place=without_braces(remark.place),
        about=without_braces(remark.about),
        words=without_braces(remark.words),
        explanation=without_braces(remark.explanation),
        paragraph=without_braces(remark.paragraph),
    )


def answers_list(
    remarks: Sequence[Remark], documents: Mapping[str, str], paragraphs: Iterable[Paragraph]
) -> Iterator[ReviewList]:
    """The list of these remarks with their answers, when there are any; `documents` gives the
    title of the document that is written from a template.
    """
    if not remarks:
        return
    keys = {paragraph.text: paragraph.key for paragraph in paragraphs}
    lead = (
        "Alle opmerkingen die bij deze editie binnenkwamen, met wat de redactie ermee deed. "
        "Wat u zelf in deze browser schreef, staat bovenaan."
    )
    rows = tuple(_row(remark, documents, keys) for remark in remarks)
    heading = "Wat er met opmerkingen gebeurde"
    yield ReviewList("opmerkingen-rondes", heading, lead, _HEAD, rows)


def _row(remark: Remark, documents: Mapping[str, str], keys: Mapping[str, str]) -> Row:
    about: Shown = remark.about
    key = keys.get(" ".join(remark.about.split()))
    if key:
        about = (Link(remark.about, key),)
    return (
        remark.stand.value,
        remark.explanation,
        remark.words,
        about,
        documents.get(remark.template, remark.template),
        remark.place,
        f"{date_text(remark.received_on)}, bij versie {remark.version}",
    )
