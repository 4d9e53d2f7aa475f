"""The remarks of an edition as the desk shows them: each with its place, what was said, what stands
there now and how it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from report_builder.desk.text_now import PlaceNow, TextNow
from report_builder.model.remarks import Remark, Stand
from report_builder.model.returned import Conflict, PlacedRemark
from report_builder.rounds.placement import ACTIONS
from report_builder.rounds.round_worklist import RoundWorklist

LOOSE = "niet-te-plaatsen"
_LOOSE_TITLE = "Niet met zekerheid te plaatsen"


@dataclass(frozen=True)
class RemarkView:
    """One remark at the place where it is now. `label` is that of its document; `said` is what the
    work list adds: who said it, in which file, and what to look out for.
    """

    remark: Remark
    rank: int
    """Which document it is on, counted in the order of the report."""
    label: str
    document: str
    has_page: bool
    now: PlaceNow
    is_kept: bool
    said: PlacedRemark | None
    action: str

    @property
    def is_gone(self) -> bool:
        """Whether its paragraph is in the report no more."""
        return self.now.number is None and self.now.template != ""


@dataclass(frozen=True)
class ChapterCount:
    """How many remarks of a document stand how."""

    label: str
    title: str
    counts: Mapping[Stand, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class RemarkOverview:
    """All remarks in the order of the report, how many there are, and which do not agree."""

    views: tuple[RemarkView, ...]
    chapters: tuple[ChapterCount, ...]
    conflicts: tuple[Conflict, ...]
    titles: Mapping[str, str]
    """What the document is called that a template makes."""

    def title_of(self, conflict: Conflict) -> str:
        """In which document remarks do not agree."""
        template = conflict.sides[0].template
        return self.titles.get(template, template) or _LOOSE_TITLE

    def count(self, stand: Stand) -> int:
        """How many remarks stand so."""
        return sum(chapter.counts[stand] for chapter in self.chapters)

    def find(self, name: str) -> RemarkView | None:
        """A remark by its id."""
        return next((view for view in self.views if view.remark.id == name), None)

    def chosen(self, label: str, stand: str, always: str = "") -> list[RemarkView]:
        """The remarks of a document that stand so, of all where a choice is empty; and the one that
        is to be there always.
        """
        return [
            view
            for view in self.views
            if view.remark.id == always or _is_chosen(view, label, stand)
        ]


def _is_chosen(view: RemarkView, label: str, stand: str) -> bool:
    return label in ("", view.label) and stand in ("", view.remark.stand)


def overview_of(
    remarks: Sequence[Remark] | None, worklist: RoundWorklist | None, text: TextNow | None
) -> RemarkOverview:
    """The remarks that are kept, or those of the last work list where none are."""
    titles = dict(worklist.titles) if worklist else {}
    if text:
        titles |= {template: name.title for template, name in text.documents.items()}
    listed = [one for one in worklist.remarks if one.action] if worklist else []
    pairs: list[tuple[Remark, PlacedRemark | None]]
    if remarks is None:
        pairs = [(_unkept(one, number), one) for number, one in enumerate(listed, start=1)]
    else:
        said = {one.id: one for one in listed}
        pairs = [(remark, said.get(remark.id)) for remark in remarks]
    is_kept = remarks is not None
    views = [_view(remark, one, is_kept, titles, text) for remark, one in pairs]
    views.sort(key=_reading_order)
    conflicts = worklist.conflicts if worklist else ()
    return RemarkOverview(tuple(views), tuple(_chapters(views)), conflicts, titles)


def _unkept(said: PlacedRemark, number: int) -> Remark:
    """A remark of a work list as it would be kept."""
    return Remark(
        id=said.id or f"regel-{number}",
        received_on=date.min,
        version=said.version,
        template=said.template,
        place=said.place,
        kind=said.kind,
        about=said.about,
        words=said.words,
    )


def _view(
    remark: Remark,
    said: PlacedRemark | None,
    is_kept: bool,
    titles: Mapping[str, str],
    text: TextNow | None,
) -> RemarkView:
    now = text.find(remark) if text else PlaceNow(remark.template, remark.place)
    name = text.documents.get(now.template) if text else None
    return RemarkView(
        remark=remark,
        rank=_rank(now.template, text),
        label=name.label if name else now.template or LOOSE,
        document=titles.get(now.template, now.template) or _LOOSE_TITLE,
        has_page=name is not None,
        now=now,
        is_kept=is_kept,
        # What came in before has no name and no file any more.
        said=said if said and said.file else None,
        action=ACTIONS.get(remark.kind, ""),
    )


def _rank(template: str, text: TextNow | None) -> int:
    """Which document a template makes; what has none comes last."""
    templates = list(text.documents) if text else []
    known = templates.index(template) if template in templates else len(templates)
    return known if template else len(templates) + 1


def _reading_order(view: RemarkView) -> tuple[int, str, bool, int, str]:
    now = view.now
    return (view.rank, now.template, now.number is None, now.number or 0, now.place)


def _chapters(views: Iterable[RemarkView]) -> list[ChapterCount]:
    by_label: dict[str, list[RemarkView]] = {}
    for view in views:
        by_label.setdefault(view.label, []).append(view)
    return [
        ChapterCount(
            label,
            of_label[0].document,
            {stand: sum(view.remark.stand is stand for view in of_label) for stand in Stand},
        )
        for label, of_label in by_label.items()
    ]
