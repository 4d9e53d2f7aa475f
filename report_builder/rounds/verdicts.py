"""What reviewers judged on the review page, laid on the passages of the report."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.model.returned import PlacedRemark, ReviewFile, Verdict
from report_builder.rounds.passage_texts import moment, plain
from report_builder.rounds.placement import (
    ACTIONS,
    COMMENT,
    DOUBT,
    NOWHERE,
    STATUS,
    UNKNOWN,
    Report,
    version_notes,
)

AGREED, REFUSED = "akkoord", "niet akkoord"


def lay_verdicts(report: Report, file: str, saved: ReviewFile) -> Iterator[PlacedRemark]:
    """The remarks of a reviewer on the review page; what was agreed to without a word asks for
    nothing.
    """
    for verdict in saved.verdicts:
        remark = verdict.remark.strip()
        if verdict.status not in (AGREED, REFUSED) and not remark:
            continue
        index, is_certain = _passage_of(report, verdict)
        passage = report.passages[index] if index is not None else None
        kind = STATUS if verdict.status in (AGREED, REFUSED) else COMMENT
        is_task = verdict.status != AGREED or remark
        yield PlacedRemark(
            passage.template if passage else "",
            passage.place if passage else f"{NOWHERE}; op de reviewpagina: {verdict.place}",
            kind=kind,
            about=verdict.text,
            words=": ".join(filter(None, (verdict.status if kind == STATUS else "", remark))),
            reviewer=saved.reviewer or UNKNOWN,
            written=moment(saved.saved),
            file=file,
            action=(ACTIONS[COMMENT] if verdict.status == AGREED else ACTIONS[kind])
            if is_task
            else "",
            notes=(
                *([] if is_certain else [DOUBT]),
                *version_notes(saved.version, report.newest, None),
            ),
            passage=index,
            key=verdict.key,
            version=saved.version,
        )


def _passage_of(report: Report, verdict: Verdict) -> tuple[int | None, bool]:
    """The passage that an item stands in, and whether that is certain: by its key, its text, else
    its place alone.
    """
    passages = list(enumerate(report.passages))
    at_place = [number for number, passage in passages if passage.printed == verdict.place]
    by_key = [number for number, passage in passages if verdict.key in passage.keys]
    same = [
        number
        for number, passage in passages
        if verdict.text and plain(passage.text) == plain(verdict.text)
    ]
    for found in (by_key, same):
        if found:
            there = [number for number in found if number in at_place]
            return (there or found)[0], bool(there) or len(found) == 1 or found is by_key
    return (at_place[0], False) if at_place else (None, True)
