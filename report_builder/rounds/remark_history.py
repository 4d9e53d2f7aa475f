"""The remarks of an edition over all its rounds: what comes in is laid beside what came in
before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.model.remarks import Remark
from report_builder.model.returned import Feedback
from report_builder.rounds.passage_texts import plain
from report_builder.rounds.placement import ACTIONS, CHANGE, COMMENT, NUMBER, REPLY, STATUS
from report_builder.wording.periods import date_text

_ANSWERED = (COMMENT, REPLY, CHANGE, NUMBER, STATUS)
"""The kinds of feedback that ask for an answer; what was changed without tracking is for the
drafter to ask about.
"""
_LENGTH = 7

Content = tuple[str, str, str]


@dataclass(frozen=True)
class Ledger:
    """The remarks by id, and the feedback in which each that came in now names its remark."""

    remarks: Mapping[str, Remark]
    found: tuple[Feedback, ...]

    @property
    def open(self) -> int:
        """How many remarks ask for an answer."""
        return sum(remark.is_open for remark in self.remarks.values())

    def is_open(self, item: Feedback) -> bool:
        """Whether feedback asks for something to be done still."""
        return not item.remark or self.remarks[item.remark].is_open


def merge(
    known: Iterable[Remark], found: Iterable[Feedback], day: dt.date, withhold: Callable[[str], str]
) -> Ledger:
    """The remarks with those in the feedback of `day` added; what was known already is no second
    remark.

    A remark is known by its place and content, else by its content alone: its paragraph may have
    moved.
    """
    remarks, found = {remark.id: remark for remark in known}, list(found)
    before = list(remarks.values())
    named = [_remark(item, day, withhold) if _asks(item) else None for item in found]
    came_in = {remark.id: remark for remark in named if remark}
    ids = {key: key for key in came_in if key in remarks}
    for key, remark in came_in.items():
        if key not in ids:
            same = _moved(remark, before, set(ids.values()))
            ids[key] = same.id if same else key
            if same and remark.template:
                remarks[same.id] = replace(same, template=remark.template, place=remark.place)
            elif not same:
                remarks[key] = remark
    told = (
        replace(item, remark=ids[made.id] if made else "")
        for item, made in zip(found, named, strict=True)
    )
    return Ledger(remarks, tuple(told))


def _asks(item: Feedback) -> bool:
    return bool(item.action) and item.kind in _ANSWERED


def _remark(item: Feedback, day: dt.date, withhold: Callable[[str], str]) -> Remark:
    place, text, said = withhold(item.place), withhold(item.on), withhold(item.said)
    made = Remark("", day, item.version, item.template, place, item.kind, text, said)
    told = "\0".join((item.template, place, *_content(made)))
    return replace(made, id=f"op-{hashlib.sha256(told.encode()).hexdigest()[:_LENGTH]}")


def _content(remark: Remark) -> Content:
    """What a remark says; whether a change is of a number shows only as long as the number stands
    in the report.
    """
    kind = CHANGE if remark.kind == NUMBER else remark.kind
    return kind, plain(remark.text), plain(remark.said)


def _moved(remark: Remark, before: Sequence[Remark], taken: set[str]) -> Remark | None:
    content = _content(remark)
    return next(
        (other for other in before if other.id not in taken and _content(other) == content), None
    )


def earlier_feedback(ledger: Ledger, places: Mapping[tuple[str, str], int]) -> list[Feedback]:
    """The remarks that did not come in now, as feedback; `places` are the passages of the report by
    their place.
    """
    here = {item.remark for item in ledger.found}
    return [
        _feedback(remark, places) for remark in ledger.remarks.values() if remark.id not in here
    ]


def _feedback(remark: Remark, places: Mapping[tuple[str, str], int]) -> Feedback:
    spot = places.get((remark.template, remark.place))
    notes = [
        f"ontvangen op {date_text(remark.received_on)}",
        f"bij versie {remark.version or 'onbekend'}",
    ]
    if spot is None and remark.template:
        notes.append("deze plaats staat niet meer in het sjabloon")
    return Feedback(
        remark.template,
        remark.place,
        kind=remark.kind,
        on=remark.text,
        said=remark.said,
        who="",
        when="",
        file="",
        action=ACTIONS.get(remark.kind, ""),
        notes=tuple(notes),
        spot=spot,
        version=remark.version,
        remark=remark.id,
    )
