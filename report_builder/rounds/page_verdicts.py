"""The remarks that a reviewer saved on the review page, laid on the passages of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import PlacedRemark, ReviewFile, Verdict
from report_builder.rounds.alignment import Match
from report_builder.rounds.passage_texts import moment, plain
from report_builder.rounds.placement import ACTIONS, DOUBT, NOBODY, NOWHERE, version_notes
from report_builder.rounds.report_passages import Report, ReportPassage

AGREED, REFUSED = "akkoord", "niet akkoord"


def verdict_remarks(report: Report, file: str, saved: ReviewFile) -> Iterator[PlacedRemark]:
    """The remarks in what a reviewer saved; what was agreed to without a word asks for nothing."""
    for verdict in saved.verdicts:
        if _is_judged(verdict) or verdict.remark.strip():
            yield _placed(report, file, saved, verdict)


def _is_judged(verdict: Verdict) -> bool:
    return verdict.status in (AGREED, REFUSED)


def _placed(report: Report, file: str, saved: ReviewFile, verdict: Verdict) -> PlacedRemark:
    match = _find_passage(report, verdict)
    passage = report.passages[match.index] if match else None
    doubts = [DOUBT] if match and not match.is_certain else []
    return PlacedRemark(
        template=passage.template if passage else "",
        place=passage.place if passage else f"{NOWHERE}; op de reviewpagina: {verdict.place}",
        kind=RemarkKind.VERDICT if _is_judged(verdict) else RemarkKind.COMMENT,
        about=verdict.text,
        words=_words(verdict),
        reviewer=saved.reviewer or NOBODY,
        written=moment(saved.saved),
        file=file,
        action=_action(verdict),
        notes=(*doubts, *version_notes(saved.version, report.newest)),
        passage=match.index if match else None,
        key=verdict.key,
        version=saved.version,
    )


def _words(verdict: Verdict) -> str:
    parts = (verdict.status if _is_judged(verdict) else "", verdict.remark.strip())
    return ": ".join(part for part in parts if part)


def _action(verdict: Verdict) -> str:
    """What to do: a remark with an agreement is a comment; an agreement alone asks for nothing."""
    if verdict.status == REFUSED:
        return ACTIONS[RemarkKind.VERDICT]
    return ACTIONS[RemarkKind.COMMENT] if verdict.remark.strip() else ""


def _find_passage(report: Report, verdict: Verdict) -> Match | None:
    """The passage that an item stands in: by its key, else by its text, else by its place alone.

    Only a key, or a text that stands at the place or occurs once, leaves no doubt.
    """
    at_place = _numbers(report, lambda passage: passage.printed_place == verdict.place)
    by_key = _numbers(report, lambda passage: verdict.key in passage.keys)
    if by_key:
        return Match(_preferred(by_key, at_place), 1)
    text = plain(verdict.text)
    by_text = _numbers(report, lambda passage: plain(passage.text) == text) if text else []
    if by_text:
        number = _preferred(by_text, at_place)
        is_certain = number in at_place or len(by_text) == 1
        return Match(number, 1 if is_certain else 0)
    return Match(at_place[0], 0) if at_place else None


def _numbers(report: Report, is_wanted: Callable[[ReportPassage], bool]) -> list[int]:
    return [number for number, passage in enumerate(report.passages) if is_wanted(passage)]


def _preferred(numbers: Sequence[int], at_place: Sequence[int]) -> int:
    """The first of the passages that stands at the place, else the first."""
    return next((number for number in numbers if number in at_place), numbers[0])
