"""The remarks that a reviewer saved on the review page, laid on the passages of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import PlacedRemark, ReviewFile, Span, TrackedChange, Verdict
from report_builder.rounds.alignment import Match
from report_builder.rounds.passage_texts import moment, plain
from report_builder.rounds.placement import (
    ACTIONS,
    DOUBT,
    NOBODY,
    NOWHERE,
    RemarkContent,
    version_notes,
)
from report_builder.rounds.report_passages import Report, ReportPassage
from report_builder.rounds.text_changes import TextChange, change_content

AGREED, REFUSED, OPEN = "akkoord", "niet akkoord", "te beoordelen"
_PROPOSAL = "voorstel"
_NUMBER = "number"
_SEE_PROPOSAL = "Zie het voorstel."
"""What the page says for a reviewer who proposed a text without a word about it."""


def verdict_remarks(report: Report, file: str, saved: ReviewFile) -> Iterator[PlacedRemark]:
    """The remarks in what a reviewer saved, and the texts that were proposed; what was agreed to
    without a word asks for nothing.
    """
    sheet = _AnswerSheet(report, file, saved, saved.writer)
    for verdict in saved.verdicts:
        match = _find_passage(report, verdict)
        if _is_judged(verdict) or _said(verdict):
            yield sheet.placed(verdict, match, _remark_content(verdict), _action(verdict))
        if _proposes(verdict):
            content = _proposal_content(verdict, report.passages[match.index] if match else None)
            yield sheet.placed(verdict, match, content, ACTIONS[content.kind])


def count_verdicts(saved: ReviewFile) -> Counter[str]:
    """How much a reviewer saved: verdicts, remarks without one, proposals, and items that were left
    open.
    """
    counts: Counter[str] = Counter()
    for verdict in saved.verdicts:
        if _is_judged(verdict):
            counts[verdict.status] += 1
        elif _said(verdict):
            counts[RemarkKind.COMMENT.value] += 1
        elif not _proposes(verdict):
            counts[OPEN] += 1
        counts[_PROPOSAL] += _proposes(verdict)
    return +counts


@dataclass(frozen=True)
class _AnswerSheet:
    """A file of the review page, beside the report; `writer` is who it is of."""

    report: Report
    file: str
    saved: ReviewFile
    writer: str

    def placed(
        self, verdict: Verdict, match: Match | None, content: RemarkContent, action: str
    ) -> PlacedRemark:
        """What was said of an item, at the passage that it stands in."""
        passage = self.report.passages[match.index] if match else None
        doubts = [DOUBT] if match and not match.is_certain else []
        is_same = _is_same(verdict, passage, match) if passage and match else None
        version_doubts = version_notes(self.saved.version, self.report.newest, is_same)
        return PlacedRemark(
            template=passage.template if passage else "",
            place=passage.place if passage else f"{NOWHERE}; op de reviewpagina: {verdict.place}",
            kind=content.kind,
            about=content.about,
            words=content.words,
            reviewer=self.saved.reviewer or NOBODY,
            written=moment(self.saved.saved),
            file=self.file,
            action=action,
            notes=(*content.notes, *doubts, *version_doubts),
            passage=match.index if match else None,
            new_text=content.new_text,
            key=verdict.key,
            version=self.saved.version,
            writer=self.writer,
            moment=self.saved.saved,
        )


def _is_same(verdict: Verdict, passage: ReportPassage, match: Match) -> bool:
    """Whether an item still reads as it did: a key is found, or a text without doubt, as long as it
    does.
    """
    return match.is_certain or plain(passage.text) == plain(verdict.text)


def _is_judged(verdict: Verdict) -> bool:
    return verdict.status in (AGREED, REFUSED)


def _said(verdict: Verdict) -> str:
    """What a reviewer wrote about an item."""
    remark = verdict.remark.strip()
    return "" if remark == _SEE_PROPOSAL and _proposes(verdict) else remark


def _proposes(verdict: Verdict) -> bool:
    """Whether a text was proposed that is another one."""
    about = verdict.selection or verdict.text
    return bool(verdict.proposal.strip()) and plain(verdict.proposal) != plain(about)


def _remark_content(verdict: Verdict) -> RemarkContent:
    parts = (verdict.status if _is_judged(verdict) else "", _said(verdict))
    return RemarkContent(
        kind=RemarkKind.VERDICT if _is_judged(verdict) else RemarkKind.COMMENT,
        about=verdict.selection or verdict.text,
        words=": ".join(part for part in parts if part),
    )


def _action(verdict: Verdict) -> str:
    """What to do: a remark with an agreement is a comment; an agreement alone asks for nothing."""
    if verdict.status == REFUSED:
        return ACTIONS[RemarkKind.VERDICT]
    return ACTIONS[RemarkKind.COMMENT] if _said(verdict) else ""


def _proposal_content(verdict: Verdict, passage: ReportPassage | None) -> RemarkContent:
    """A proposed text as the change of the passage that it is, or of the item where the passage
    does not hold that.
    """
    place = _find_span(verdict, passage) if passage else None
    if passage and place:
        old, values = passage.text, passage.values
    else:
        old = verdict.text if verdict.kind == _NUMBER else verdict.selection or verdict.text
        place = Span(0, len(old), verdict.key)
        values = (place,) if verdict.kind == _NUMBER else ()
    new = old[: place.start] + verdict.proposal.strip() + old[place.end :]
    # Who proposes a text means to: it is no change that slipped in.
    return change_content(TextChange(old, new, values, TrackedChange("", "")))


def _find_span(verdict: Verdict, passage: ReportPassage) -> Span | None:
    """Where in a passage stands what a proposal would have otherwise."""
    if verdict.kind == _NUMBER:
        return next((span for span in passage.values if span.key == verdict.key), None)
    about = verdict.selection or verdict.text
    start = passage.text.find(about)
    if start < 0 or passage.text.count(about) > 1:
        return None
    return Span(start, start + len(about), verdict.key)


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
