"""Up to when the stale series of a figure or table run, in words: of which series that is true, and
which their source ended.
"""

from __future__ import annotations

from collections.abc import Iterable

from report_builder.model.document import PrintedValue
from report_builder.model.figure import StaleSpan, StaleSpans
from report_builder.wording.periods import ended_text, period_text, stale_text

_ALERT = "Let op: "


def stale_words(spans: StaleSpans) -> str:
    """What a concept says: `cijfers t/m 2019, nog geen update beschikbaar: A; t/m 2024: B`. Empty
    when nothing is stale.
    """
    if not spans:
        return ""
    oldest, *later = spans
    words = [_named(_until(oldest), oldest)]
    before = oldest
    for span in later:
        is_same = span.is_ended == before.is_ended
        text = f"t/m {span.until}" if is_same else _until(span).removeprefix("cijfers ")
        words.append(_named(text, span))
        before = span
    return "; ".join(words)


def stale_sentence(spans: StaleSpans) -> str:
    """The same as a sentence, to stand behind others."""
    words = stale_words(spans)
    return f"{_ALERT}{words}." if words else ""


def accepted_words(spans: StaleSpans) -> str:
    """What a definitive release says, as a sentence: only up to when the series run, and which
    were ended.
    """
    if not spans:
        return ""
    words = [
        _named(f"t/m {span.until}{', reeks beëindigd' if span.is_ended else ''}", span)
        for span in spans
    ]
    return f"Cijfers {'; '.join(words)}."


def frame_words(spans: StaleSpans) -> str:
    """What stands in the yellow frame of a figure, which has no room for names: the oldest last
    period (contract, section 2).
    """
    if not spans:
        return ""
    until = spans[0].until
    return ended_text(until) if all(span.is_ended for span in spans) else stale_text(until)


def alert_words(spans: StaleSpans, *, is_accepted: bool = False) -> str:
    """What an alternative text adds: up to when the oldest series run; the line below the figure
    names them. Empty when nothing is stale.
    """
    if not spans:
        return ""
    words = f"cijfers t/m {spans[0].until}" if is_accepted else frame_words(spans)
    return f"{_ALERT}{words}."


def _until(span: StaleSpan) -> str:
    return ended_text(span.until) if span.is_ended else stale_text(span.until)


def _named(text: str, span: StaleSpan) -> str:
    return f"{text}: {span.names}" if span.names else text


def stale_until(values: Iterable[PrintedValue]) -> dict[str, str]:
    """Up to which period each stale value runs, by its key."""
    until: dict[str, str] = {}
    for value in (printed.value for printed in values):
        if (value.freshness.is_stale or value.chosen_by) and value.stale_until:
            until[value.key] = period_text(value.stale_until)
    return until
