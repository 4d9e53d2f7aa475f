"""The remarks of an edition over all its rounds: what comes in is laid beside what came in
before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.model.remarks import Remark
from report_builder.model.returned import PlacedRemark
from report_builder.rounds.passage_texts import plain
from report_builder.rounds.placement import ACTIONS, CHANGE, COMMENT, NUMBER, REPLY, STATUS
from report_builder.wording.periods import date_text

_KEPT = (COMMENT, REPLY, CHANGE, NUMBER, STATUS)
"""The kinds of remark that are kept until something is done with them; what was changed
without tracking is for the drafter to ask about.
"""
_LENGTH = 7

Content = tuple[str, str, str]


@dataclass(frozen=True)
class Ledger:
    """The remarks by id, and the remarks that came in now, each with the id that it is kept
    under.
    """

    remarks: Mapping[str, Remark]
    found: tuple[PlacedRemark, ...]

    @property
    def open(self) -> int:
        """How many remarks nothing was done with yet."""
        return sum(remark.is_open for remark in self.remarks.values())

    def is_open(self, item: PlacedRemark) -> bool:
        """Whether a remark asks for something to be done still."""
        return not item.remark or self.remarks[item.remark].is_open


def merge(
    known: Iterable[Remark],
    found: Iterable[PlacedRemark],
    day: dt.date,
    withhold: Callable[[str], str],
) -> Ledger:
    """The remarks with those that came in on `day` added; what was known already is no second
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


def _asks(item: PlacedRemark) -> bool:
    return bool(item.action) and item.kind in _KEPT


def _remark(item: PlacedRemark, day: dt.date, withhold: Callable[[str], str]) -> Remark:
    place, about, words = withhold(item.place), withhold(item.about), withhold(item.words)
    made = Remark("", day, item.version, item.template, place, item.kind, about, words)
    told = "\0".join((item.template, place, *_content(made)))
    return replace(made, id=f"op-{hashlib.sha256(told.encode()).hexdigest()[:_LENGTH]}")


def _content(remark: Remark) -> Content:
    """What a remark says; whether a change is of a number shows only as long as the number stands
    in the report.
    """
    kind = CHANGE if remark.kind == NUMBER else remark.kind
    return kind, plain(remark.about), plain(remark.words)


def _moved(remark: Remark, before: Sequence[Remark], taken: set[str]) -> Remark | None:
    content = _content(remark)
    return next(
        (other for other in before if other.id not in taken and _content(other) == content), None
    )


def earlier_remarks(ledger: Ledger, places: Mapping[tuple[str, str], int]) -> list[PlacedRemark]:
    """The remarks that did not come in now, laid on the report; `places` are the passages of
    the report by their place.
    """
    here = {item.remark for item in ledger.found}
    return [_placed(remark, places) for remark in ledger.remarks.values() if remark.id not in here]


def _placed(remark: Remark, places: Mapping[tuple[str, str], int]) -> PlacedRemark:
    passage = places.get((remark.template, remark.place))
    notes = [
        f"ontvangen op {date_text(remark.received_on)}",
        f"bij versie {remark.version or 'onbekend'}",
    ]
    if passage is None and remark.template:
        notes.append("deze plaats staat niet meer in het sjabloon")
    return PlacedRemark(
        remark.template,
        remark.place,
        kind=remark.kind,
        about=remark.about,
        words=remark.words,
        reviewer="",
        written="",
        file="",
        action=ACTIONS.get(remark.kind, ""),
        notes=tuple(notes),
        passage=passage,
        version=remark.version,
        remark=remark.id,
    )
