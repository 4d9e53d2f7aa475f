"""The remarks of an edition over all its rounds: what comes in is laid beside what came in
before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from report_builder.model.remarks import Remark, RemarkKind
from report_builder.model.returned import PlacedRemark
from report_builder.privacy.masking import Withholding
from report_builder.rounds.passage_texts import plain
from report_builder.rounds.placement import ACTIONS
from report_builder.wording.periods import date_text

_KEPT_KINDS = (
    RemarkKind.COMMENT,
    RemarkKind.REPLY,
    RemarkKind.CHANGE,
    RemarkKind.NUMBER,
    RemarkKind.VERDICT,
)
"""What is kept until something is done with it; what was changed without tracking is for the
drafter to ask about.
"""
_ID_LENGTH = 7

Content = tuple[str, str, str]
"""What a remark says: its kind, what it is about, and its words."""


@dataclass(frozen=True)
class Ledger:
    """The remarks that the edition keeps, by id, and those that came in now: each of these with the
    id that it is kept under.
    """

    kept: Mapping[str, Remark]
    incoming: tuple[PlacedRemark, ...]

    def is_open(self, remark: PlacedRemark) -> bool:
        """Whether a remark asks for something to be done still."""
        return not remark.id or self.kept[remark.id].is_open

    def earlier(self, places: Mapping[tuple[str, str], int]) -> list[PlacedRemark]:
        """The remarks that did not come in now, laid on the report; `places` are its passages by
        template and place.
        """
        incoming_ids = {remark.id for remark in self.incoming}
        absent = [remark for remark in self.kept.values() if remark.id not in incoming_ids]
        return [_placed(remark, places) for remark in absent]


def merge(
    kept: Iterable[Remark],
    incoming: Iterable[PlacedRemark],
    day: dt.date,
    withholding: Withholding,
) -> Ledger:
    """The remarks with those that came in on `day` added, without personal data.

    A remark that is kept already is no second one. It is known by its place and content, else by
    its content alone: its paragraph may have moved.
    """
    remarks = {remark.id: remark for remark in kept}
    placed = list(incoming)
    candidates = [_candidate(one, day, withholding) if _is_kept(one) else None for one in placed]
    newcomers = {candidate.id: candidate for candidate in candidates if candidate}
    ids = _known_ids(remarks, newcomers)
    for new_id, remark in newcomers.items():
        if new_id == ids[new_id]:
            remarks.setdefault(new_id, remark)
        elif remark.template:
            moved = remarks[ids[new_id]]
            remarks[moved.id] = replace(moved, template=remark.template, place=remark.place)
    named = (
        replace(one, id=ids[candidate.id]) if candidate else one
        for one, candidate in zip(placed, candidates, strict=True)
    )
    return Ledger(remarks, tuple(named))


def _is_kept(remark: PlacedRemark) -> bool:
    return bool(remark.action) and remark.kind in _KEPT_KINDS


def _candidate(placed: PlacedRemark, day: dt.date, withholding: Withholding) -> Remark:
    """The remark as it is kept when it is a new one; its id is made of its place and content."""
    remark = Remark(
        id="",
        received_on=day,
        version=placed.version,
        template=placed.template,
        place=withholding.text(placed.place),
        kind=placed.kind,
        about=withholding.text(placed.about),
        words=withholding.text(placed.words),
    )
    text = "\0".join((remark.template, remark.place, *_content(remark)))
    return replace(remark, id=f"op-{hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]}")


def _known_ids(kept: Mapping[str, Remark], newcomers: Mapping[str, Remark]) -> dict[str, str]:
    """The id that each newcomer is kept under: that of the remark that it is, else its own.

    Those that stand where they stood come first, so that no other one is taken for them.
    """
    ids = {new_id: new_id for new_id in newcomers if new_id in kept}
    for new_id, remark in newcomers.items():
        if new_id not in ids:
            ids[new_id] = _find_moved(remark, kept.values(), ids.values()) or new_id
    return ids


def _find_moved(remark: Remark, kept: Iterable[Remark], taken: Collection[str]) -> str | None:
    """The id of a remark that says the same at another place, and that no other one is."""
    content = _content(remark)
    free = (other for other in kept if other.id not in taken)
    return next((other.id for other in free if _content(other) == content), None)


def _content(remark: Remark) -> Content:
    """What a remark says; whether a change is of a number shows only as long as the number stands
    in the report.
    """
    kind = RemarkKind.CHANGE if remark.kind == RemarkKind.NUMBER else remark.kind
    return kind, plain(remark.about), plain(remark.words)


def _placed(remark: Remark, places: Mapping[tuple[str, str], int]) -> PlacedRemark:
    passage = places.get((remark.template, remark.place))
    notes = [
        f"ontvangen op {date_text(remark.received_on)}",
        f"bij versie {remark.version or 'onbekend'}",
    ]
    if passage is None and remark.template:
        notes.append("deze plaats staat niet meer in het sjabloon")
    return PlacedRemark(
        template=remark.template,
        place=remark.place,
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
        id=remark.id,
    )
