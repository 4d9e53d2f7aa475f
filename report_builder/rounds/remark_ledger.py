"""The remarks of an edition over all its rounds: what comes in is laid beside what came in
before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from report_builder.model.remarks import Remark, RemarkKind
from report_builder.model.returned import PlacedRemark
from report_builder.privacy.masking import Withholding
from report_builder.rounds.passage_texts import plain
from report_builder.rounds.passage_trail import FollowedRemark, PassageTrail
from report_builder.rounds.placement import ACTIONS
from report_builder.rounds.report_passages import ReportPassage
from report_builder.wording.periods import date_text

_ID_LENGTH = 7

Content = tuple[str, str, str]
"""What a remark says: its kind, what it is about, and its words."""


@dataclass(frozen=True)
class Ledger:
    """The remarks that the edition keeps, by id, and those that came in now: each of these with the
    id that it is kept under. `gone` are those whose paragraph is not in the report any more.
    """

    kept: Mapping[str, Remark]
    incoming: tuple[PlacedRemark, ...]
    gone: frozenset[str] = frozenset()

    def is_open(self, remark: PlacedRemark) -> bool:
        """Whether a remark asks for something to be done still."""
        return not remark.id or self.kept[remark.id].is_open

    def earlier(self, places: Mapping[tuple[str, str], int]) -> list[PlacedRemark]:
        """The remarks that did not come in now, laid on the report; `places` are its passages by
        template and place.
        """
        incoming_ids = {remark.id for remark in self.incoming}
        absent = [remark for remark in self.kept.values() if remark.id not in incoming_ids]
        return [_placed(remark, {} if remark.id in self.gone else places) for remark in absent]


def merge(
    kept: Iterable[Remark],
    incoming: Iterable[PlacedRemark],
    day: dt.date,
    withholding: Withholding,
    passages: Sequence[ReportPassage],
) -> Ledger:
    """The remarks with those that came in on `day` added, without personal data; `passages` are
    those of the report.

    A remark that is kept already is no second one: it says the same of the same paragraph. It goes
    along with its paragraph when that has moved, and only then.
    """
    trail = PassageTrail(passages, withholding)
    followed = {remark.id: trail.follow(remark) for remark in kept}
    named: list[PlacedRemark] = []
    for placed in incoming:
        if not _is_kept(placed):
            named.append(placed)
            continue
        newcomer, passage = _candidate(placed, day, trail), trail.first(placed.passage)
        known = _find_known(newcomer, passage, followed.values())
        remark = known.remark if known else replace(newcomer, id=_new_id(newcomer, followed))
        # What was kept before paragraphs were can be followed from now on.
        remark = replace(remark, paragraph=remark.paragraph or newcomer.paragraph)
        followed[remark.id] = FollowedRemark(remark, passage)
        named.append(replace(placed, id=remark.id))
    remarks = {name: one.remark for name, one in followed.items()}
    gone = frozenset(name for name, one in followed.items() if one.is_gone)
    return Ledger(remarks, tuple(named), gone)


def _is_kept(remark: PlacedRemark) -> bool:
    """Whether it asks for something: all that does is kept until something is done with it."""
    return bool(remark.action)


def _candidate(placed: PlacedRemark, day: dt.date, trail: PassageTrail) -> Remark:
    """The remark as it is kept when it is a new one, without its id."""
    withholding = trail.withholding
    return Remark(
        id="",
        received_on=day,
        version=placed.version,
        template=placed.template,
        place=withholding.text(placed.place),
        kind=placed.kind,
        about=withholding.text(placed.about),
        words=withholding.text(placed.words),
        paragraph=trail.text(placed.passage),
    )


def _new_id(remark: Remark, taken: Collection[str]) -> str:
    """An id made of the place and content of a remark, which no other one has."""
    text = "\0".join((remark.template, remark.place, *_content(remark)))
    texts = (f"{text}\0{number}" if number else text for number in count())
    names = (f"op-{hashlib.sha256(one.encode()).hexdigest()[:_ID_LENGTH]}" for one in texts)
    return next(name for name in names if name not in taken)


def _find_known(
    newcomer: Remark, passage: int | None, followed: Iterable[FollowedRemark]
) -> FollowedRemark | None:
    """The remark that one that came in is already: it says the same, of the same passage."""
    content = _content(newcomer)
    alike = (one for one in followed if _content(one.remark) == content)
    return next((one for one in alike if one.is_on(newcomer, passage)), None)


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
        notes.append("deze alinea staat niet meer in het sjabloon")
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
