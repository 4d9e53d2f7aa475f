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
    """Say behind each mark of a body that it is stale, once for each period up to which it runs. A
    mark that goes on in a link and behind it is one: words before the link would part it from its
    bracket.

    `until` gives that period for each stale value by its key, `captions` the words of each stale
    figure by the anchor of its caption.
    """
    for stretch in _stretches(body):
        if any(map(_is_said, stretch)):
            continue
        words = dict.fromkeys(word for mark in stretch for word in _words(mark, until, captions))
        if len(words) > 1:
            words.pop(_PLAIN, None)
        aside = html.Element("span")
        aside.set("class", UNSEEN)
        aside.text = f" ({'; '.join(words)})"
        stretch[-1].append(aside)


def _stretches(body: Element) -> list[list[Element]]:
    """The marks of what is stale, those together that go on in each other."""
    stretches: list[list[Element]] = []
    for mark in body.iter("mark"):
        if "stale" not in (mark.get("class") or "").split():
            continue
        if stretches and _goes_on(stretches[-1][-1], mark):
            stretches[-1].append(mark)
        else:
            stretches.append([mark])
    return stretches


def _goes_on(mark: Element, following: Element) -> bool:
    """Whether another mark is the same one over the edge of a link."""
    before, behind = _around_link(mark), _around_link(following)
    is_edge = before is not mark or behind is not following
    return is_edge and before.getnext() is behind and not before.tail


def _around_link(mark: Element) -> Element:
    """The link that has nothing in it but a mark; the mark itself where there is none."""
    parent = mark.getparent()
    if parent is None or parent.tag != "a":
        return mark
    is_whole = len(parent) == 1 and not parent.text and not mark.tail
    return parent if is_whole else mark


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
