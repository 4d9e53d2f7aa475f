"""Where a figure comes from, in Dutch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.deliveries.arrivals import Explanation, NoticeKind
from report_builder.deliveries.cell_histories import CellHistory, Mention
from report_builder.deliveries.merged_series import value_text
from report_builder.model.catalogue import Delivery
from report_builder.model.series import Observation
from report_builder.wording.periods import date_text

_MOST = 5
"""So many deliveries that may have brought a figure are named, the last ones."""
_UNKNOWN = "niet vastgelegd welke levering dit cijfer bracht"


def history_lines(history: CellHistory, name: str, now: Observation) -> Iterator[str]:
    """Which delivery brought a figure and which confirmed it, what the deliverer wrote with it, and
    what was agreed to. `name` is what `Observed` writes of it.
    """
    if history.brought:
        yield f"gekomen met: {_mention_text(history.brought)}"
    else:
        yield from _unknown_lines(history, now)
    for mention in history.later:
        if mention.cell.change is NoticeKind.STATUS:
            status = mention.cell.observation.status
            yield f"status {status} sinds: {_mention_text(mention)}"
    confirmed = [mention for mention in history.later if mention.cell.change is None]
    if confirmed:
        yield f"bevestigd met: {_mention_text(confirmed[-1])}"
    mentions = [*([history.brought] if history.brought else []), *history.later]
    for mention in mentions:
        yield from _said_lines(mention, name)


def _unknown_lines(history: CellHistory, now: Observation) -> Iterator[str]:
    """What there is to say of a figure that no delivery is known to have brought."""
    if history.other:
        left = observed_text(history.other.cell.observation)
        before = f"de levering ervoor ({_mention_text(history.other)}) bracht {left}"
        changed = f"gewijzigd na een levering: er staat {observed_text(now)}; {before}"
        yield f"{changed}; {_UNKNOWN}" if history.candidates else f"met de hand {changed}"
    elif history.candidates:
        yield f"{_UNKNOWN}; leveringen van deze indicator: {_candidates_text(history.candidates)}"
    else:
        yield "geen vastgelegde levering bracht dit cijfer"


def _candidates_text(deliveries: Sequence[Delivery]) -> str:
    earlier = len(deliveries) - _MOST
    named = [delivery_text(one) for one in deliveries[-_MOST:]]
    return "; ".join([*named, *([f"en {earlier} eerdere"] if earlier > 0 else [])])


def _mention_text(mention: Mention) -> str:
    place = f", {mention.cell.place}" if mention.cell.place else ""
    return f"{delivery_text(mention.kept.delivery)}{place}"


def delivery_text(delivery: Delivery) -> str:
    """A delivery: its day, who sent it, and which file it was."""
    day, sha256 = date_text(delivery.delivered_on), delivery.sha256[:12]
    return f"{day}, {delivery.owner}: {delivery.file} (sha256 {sha256}…)"


def observed_text(observation: Observation) -> str:
    """A figure as the observations hold it: two that differ are never told of as equal."""
    value = value_text(observation.value) or "geen waarde"
    return f"{value} ({observation.status})"


def _said_lines(mention: Mention, name: str) -> Iterator[str]:
    """What the deliverer wrote with a figure, and what was agreed to when it came in."""
    if mention.cell.explanation:
        yield f"toelichting van {mention.kept.delivery.owner}: {mention.cell.explanation}"
    for one in mention.kept.agreements:
        if one.figure == name:
            yield f"aanvaard: {one.kind} ({one.finding}); reden: {one.reason}; door {one.by}"


def remark_text(delivery: Delivery, said: Explanation) -> str:
    """What a deliverer wrote that is with no figure, with where it did."""
    return f"toelichting van {delivery_text(delivery)}, {said.place}: {said.text}"
