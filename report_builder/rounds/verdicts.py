"""What reviewers judged on the review page, laid on the passages of the report."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.model.returned import Answer, Feedback, ReviewFile
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


def lay_answers(report: Report, file: str, answers: ReviewFile) -> Iterator[Feedback]:
    """What a reviewer said on the review page; what was agreed to without a word asks for
    nothing.
    """
    for answer in answers.answers:
        remark = answer.remark.strip()
        if answer.status not in (AGREED, REFUSED) and not remark:
            continue
        index, is_certain = _spot_of(report, answer)
        spot = report.spots[index] if index is not None else None
        kind = STATUS if answer.status in (AGREED, REFUSED) else COMMENT
        is_task = answer.status != AGREED or remark
        yield Feedback(
            spot.template if spot else "",
            spot.place if spot else f"{NOWHERE}; op de reviewpagina: {answer.place}",
            kind=kind,
            on=answer.text,
            said=": ".join(filter(None, (answer.status if kind == STATUS else "", remark))),
            who=answers.reviewer or UNKNOWN,
            when=moment(answers.saved),
            file=file,
            action=(ACTIONS[COMMENT] if answer.status == AGREED else ACTIONS[kind])
            if is_task
            else "",
            notes=(
                *([] if is_certain else [DOUBT]),
                *version_notes(answers.version, report.newest, None),
            ),
            spot=index,
            key=answer.key,
            version=answers.version,
        )


def _spot_of(report: Report, answer: Answer) -> tuple[int | None, bool]:
    """The passage that an item stands in, and whether that is certain: by its key, its text, else
    its place alone.
    """
    spots = list(enumerate(report.spots))
    at_place = [number for number, spot in spots if spot.printed == answer.place]
    by_key = [number for number, spot in spots if answer.key in spot.keys]
    same = [
        number for number, spot in spots if answer.text and plain(spot.text) == plain(answer.text)
    ]
    for found in (by_key, same):
        if found:
            there = [number for number in found if number in at_place]
            return (there or found)[0], bool(there) or len(found) == 1 or found is by_key
    return (at_place[0], False) if at_place else (None, True)
