"""Words for who does not see yellow: behind each mark, unseen, what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import html

from report_builder.web.page_elements import Element

UNSEEN = "onzichtbaar"
"""The class of what is read aloud and not seen."""
_PLAIN = "verouderd"
_AWAITED = "nog geen update beschikbaar"
_SAID = (_AWAITED, "reeks beëindigd")
"""Words of the page itself that say it already."""
_GAPS = frozenset({".", "x", "–", "-", ""})
"""What stands in a cell that waits for a number."""


def add_asides(body: Element, until: Mapping[str, str], captions: Mapping[str, str]) -> None:
    """Say behind each mark of a body that it is stale, once for each period up to which it runs.

    `until` gives that period for each stale value by its key, `captions` the words of each stale
    figure by the anchor of its caption.
    """
    for mark in body.iter("mark"):
        if "stale" not in (mark.get("class") or "").split():
            continue
        if _is_said(mark):
            continue
        aside = html.Element("span")
        aside.set("class", UNSEEN)
        aside.text = f" ({'; '.join(_words(mark, until, captions))})"
        mark.append(aside)


def _is_said(mark: Element) -> bool:
    """Whether it can be read beside the mark: in its own words, or in its tile of a dashboard."""
    place = mark
    for around in mark.iterancestors("tr", "li"):
        tables = (table.get("class") for table in around.iterancestors("table"))
        if around.get("class") == "tegel" or "dashboard" in tables:
            place = around
    text = "".join(place.itertext())
    return any(words in text for words in _SAID)


def _words(mark: Element, until: Mapping[str, str], captions: Mapping[str, str]) -> list[str]:
    for element in mark.iterancestors("figcaption"):
        if words := captions.get(element.get("id") or ""):
            return [words]
    if "".join(mark.itertext()).strip() in _GAPS:
        return [_AWAITED]
    periods = dict.fromkeys(_periods(mark, until))
    return [f"{_PLAIN}, t/m {period}" for period in periods] or [_PLAIN]


def _periods(mark: Element, until: Mapping[str, str]) -> Iterator[str]:
    """The periods up to which the values in a mark run, that which it bears itself, or that of the
    value that it lies within.
    """
    if own := mark.get("data-tot"):
        yield own
    for element in (*mark.iter("span"), *mark.iterancestors("span")):
        period = until.get(element.get("data-key") or "")
        if period:
            yield period
