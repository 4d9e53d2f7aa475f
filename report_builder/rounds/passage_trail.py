"""Where the paragraphs of earlier remarks stand now: a remark moves with its paragraph, and stays
where it is as long as that does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from report_builder.model.remarks import Remark
from report_builder.privacy.masking import Withholding
from report_builder.rounds.alignment import LIKELY, likeness
from report_builder.rounds.passage_texts import plain
from report_builder.rounds.placement import BEHIND
from report_builder.rounds.report_passages import ReportPassage

_REWRITTEN = 0.5
"""A paragraph that stays where it is may be rewritten so far."""


@dataclass(frozen=True)
class FollowedRemark:
    """A remark that is kept, and the passage of the report that it is on now; None where that is
    gone, or is not known.
    """

    remark: Remark
    passage: int | None

    @property
    def is_gone(self) -> bool:
        """Whether its paragraph is not in the report any more."""
        return self.passage is None and self.remark.paragraph != ""

    def is_on(self, other: Remark, passage: int | None) -> bool:
        """Whether it is on the passage of another remark."""
        if self.passage is not None:
            return self.passage == passage
        if self.is_gone:
            return passage is None  # what is gone from the report cannot be placed again
        return (self.remark.template, self.remark.place) == (other.template, other.place)


class PassageTrail:
    """The passages of the report, with the texts that paragraphs were kept in."""

    def __init__(self, passages: Sequence[ReportPassage], withholding: Withholding) -> None:
        self.passages = passages
        self.withholding = withholding

    @cached_property
    def _texts(self) -> list[str]:
        return [self.withholding.text(plain(passage.text)) for passage in self.passages]

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """Where each text stands."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            numbers[text].append(number)
        return numbers

    @cached_property
    def _places(self) -> dict[tuple[str, str], list[int]]:
        """What stands at each place, by its template and how it is kept."""
        numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, passage in enumerate(self.passages):
            numbers[passage.template, self.withholding.text(passage.place)].append(number)
        return numbers

    def first(self, passage: int | None) -> int | None:
        """The first passage at the same place that reads the same: nothing tells these apart."""
        if passage is None:
            return None
        place = (self.passages[passage].template, self.passages[passage].place)
        same = self._numbers[self._texts[passage]]
        return next(
            number
            for number in same
            if (self.passages[number].template, self.passages[number].place) == place
        )

    def text(self, passage: int | None) -> str:
        """The paragraph of a remark as it is kept; empty for one that stands nowhere."""
        return self._texts[passage] if passage is not None else ""

    def follow(self, remark: Remark) -> FollowedRemark:
        """A remark at the place where its paragraph is now."""
        number = self._find(remark) if remark.paragraph else None
        if number is None:
            return FollowedRemark(remark, None)
        passage = self.passages[number]
        behind = BEHIND if remark.place.endswith(BEHIND) else ""
        place = self.withholding.text(passage.place) + behind
        return FollowedRemark(replace(remark, template=passage.template, place=place), number)

    def _find(self, remark: Remark) -> int | None:
        """The passage that is the paragraph of a remark: at its place, or where it went to.

        The same text at another place is the paragraph only when it stands there alone, and a text
        that is like it only when it is more so than what stands at the old place.
        """
        same = self._numbers.get(remark.paragraph, [])
        in_template = self._in_template(remark, same)
        here = self._at_place(remark)
        staying = [number for number in same if number in here]
        if staying or len(in_template) == 1:
            return (staying or in_template)[0]
        stayed, likeness_here = self._most_like(remark, here)
        if likeness_here >= LIKELY:
            return stayed
        if len(same) == 1:
            return same[0]
        elsewhere = self._in_template(remark, () if same else range(len(self.passages)))
        moved, likeness_there = self._most_like(remark, elsewhere)
        if likeness_there >= LIKELY and likeness_there > likeness_here:
            return moved
        return stayed if likeness_here >= _REWRITTEN else None

    def _in_template(self, remark: Remark, numbers: Iterable[int]) -> list[int]:
        return [one for one in numbers if self.passages[one].template == remark.template]

    def _at_place(self, remark: Remark) -> list[int]:
        """The passages at the place of a remark: those that a loop makes stand at the same."""
        return self._places.get((remark.template, remark.place.removesuffix(BEHIND)), [])

    def _most_like(self, remark: Remark, numbers: Iterable[int]) -> tuple[int, float]:
        """The passage that is most like the paragraph of a remark, and how much; 0 for nothing."""
        likes = [
            (likeness(remark.paragraph, self._texts[number], _REWRITTEN), -number)
            for number in numbers
            if self._texts[number]
        ]
        best, minus_number = max(likes, default=(0.0, 0))
        return -minus_number, best
