"""Numbers that were typed over in a file of which the concept is not there any more as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_builder.model.remarks import RemarkKind
from report_builder.model.returned import Passage, PlacedRemark, Span, TextPart, UnreadPart
from report_builder.rounds.passage_texts import differing, short
from report_builder.rounds.placement import RemarkContent, Returned, place_remark
from report_builder.rounds.text_changes import NOT_TRACKED, REMOVED

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNKNOWN = "cijfers waarvan niet na te gaan is of zij met de hand veranderd zijn"


@dataclass(frozen=True)
class TypedNumbers:
    """The numbers that are not what was printed, and those of which that cannot be told."""

    remarks: tuple[PlacedRemark, ...]
    unknown: tuple[UnreadPart, ...]


def typed_numbers(returned: Returned) -> TypedNumbers:
    """The numbers that were altered by hand: each in its content control against what was printed
    there, the others against the same passage of the report.
    """
    remarks: list[PlacedRemark] = []
    unknown: list[UnreadPart] = []
    is_comparable = returned.word.version in ("", returned.report.newest)
    for number, passage in enumerate(returned.word.passages):
        if passage.is_contents or passage.part is TextPart.EDGE:
            continue
        altered = list(_altered_values(returned, passage))
        remarks += [place_remark(returned, number, content) for content in altered]
        old, new = _other_numbers(returned, number)
        if altered or old == new:
            continue
        if is_comparable:
            content = _content(passage, " en ".join(new) or REMOVED, " en ".join(old))
            remarks.append(place_remark(returned, number, content))
        else:
            unknown.append(UnreadPart(_UNKNOWN, passage.place))
    return TypedNumbers(tuple(remarks), tuple(unknown))


def _altered_values(returned: Returned, passage: Passage) -> Iterator[RemarkContent]:
    """The values whose control says something else than what was printed in it."""
    for span in passage.values:
        text, printed = _value_text(passage, span), returned.report.numbers.get(span.key)
        if printed not in (None, text):
            yield _content(passage, text, printed or "")


def _content(passage: Passage, words: str, printed: str) -> RemarkContent:
    return RemarkContent(
        kind=RemarkKind.NUMBER,
        about=short(passage.text),
        words=words,
        new_text=passage.text,
        notes=(f"afgedrukt was {printed}" if printed else "nieuw cijfer", NOT_TRACKED),
    )


def _value_text(passage: Passage, span: Span) -> str:
    return passage.text[span.start : span.end]


def _other_numbers(returned: Returned, number: int) -> tuple[list[str], list[str]]:
    """The numbers of the report and of a passage that differ, but for those of which the control
    tells that they are what was printed.
    """
    passage, match = returned.word.passages[number], returned.matches[number]
    if match is None or not match.is_certain:
        return [], []
    printed = returned.report.passages[match.index].text
    sound = [span for span in passage.values if _is_sound(returned, passage, span)]
    found = [one for one in _NUMBER.finditer(passage.text) if not _is_inside(one, sound)]
    before = _NUMBER.findall(printed)
    for settled in (one for span in sound for one in _NUMBER.findall(_value_text(passage, span))):
        if settled in before:
            before.remove(settled)
    return differing(before, [one.group() for one in found])


def _is_sound(returned: Returned, passage: Passage, span: Span) -> bool:
    """Whether a control tells that its value is as it was printed."""
    text = _value_text(passage, span)
    return returned.report.numbers.get(span.key) == text or returned.report.is_printed(
        span.key, text
    )


def _is_inside(number: re.Match[str], spans: Sequence[Span]) -> bool:
    return any(span.start <= number.start() and number.end() <= span.end for span in spans)
