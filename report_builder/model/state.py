"""How an indicator stands in an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from report_builder.model.catalogue import DELIVERY, PUBLICATION, Catalogue, Delivery, Indicator
from report_builder.model.edition import Edition
from report_builder.model.edition_prints import EditionPrints
from report_builder.model.gate_state import GateState
from report_builder.model.lock import Lock
from report_builder.model.period import Period
from report_builder.model.trace import Observed


class CountedAs(StrEnum):
    """What an indicator, or a part of one, counts as: exactly one of these."""

    FRESH = "fresh"
    LATE = "late"
    AWAITED = "awaited"
    """It is published on a day that has still to come."""
    ACCEPTED = "accepted"
    ENDED = "ended"
    WITHHELD = "withheld"
    """Its source said of every period that is missing that there is no figure to show."""
    NOT_PRINTED = "not_printed"
    """No document prints it, so that nobody waits for it."""
    NOT_CURRENT = "not_current"
    """Documents print earlier periods of it by name, or fresh parts: nothing old."""


@dataclass(frozen=True)
class IndicatorState:
    """Its last period, the one expected, the documents that print it, and the door that its figures
    come in by.

    `state` is fresh, stale, accepted or missing; `stale_in` are the documents that print something
    old of it.
    """

    indicator: Indicator
    last: Period | None
    expected: Period
    state: str
    documents: tuple[str, ...]
    stale_in: tuple[str, ...]
    door: str
    is_ended: bool = False
    """Whether its source ended it: what is there is all that will come."""
    is_withheld: bool = False
    """Whether its source said of all that is missing that there is no figure to show."""
    part: str = ""
    """The slice that this is of, in words; empty for the indicator itself. A slice has a state of
    its own where it is printed and lags behind its indicator.
    """

    @property
    def name(self) -> str:
        """What registers call it: `asiel.aanvragen`, or `asiel.aanvragen[nationaliteit=Syrië]`."""
        return f"{self.indicator.id}[{self.part}]" if self.part else self.indicator.id

    @property
    def title(self) -> str:
        """What people call it."""
        if not self.part:
            return self.indicator.title
        return f"{self.indicator.title}, {self.part.replace('=', ': ')}"

    @property
    def is_late(self) -> bool:
        """Whether a document prints something old of it, nobody accepted that, and more can
        come.
        """
        is_old = self.state in ("stale", "missing")
        return bool(self.stale_in) and is_old and not self.is_ended

    @property
    def is_served(self) -> bool:
        """Whether a service gives it, so that it is fetched."""
        return self.door not in (DELIVERY, PUBLICATION)

    @property
    def is_asked(self) -> bool:
        """Whether its owner is asked to deliver it: it is late, and no service, publication or
        silence of its source stands in for its owner.
        """
        return self.is_late and self.door == DELIVERY and not self.is_withheld

    def within(self, document: str) -> IndicatorState:
        """How it stands in one of its documents."""
        return replace(self, stale_in=(document,) if document in self.stale_in else ())

    def counted_as(self, day: date) -> CountedAs:
        """What it counts as on a day."""
        due = self.indicator.expected_on
        cases = {
            CountedAs.FRESH: self.state == "fresh",
            CountedAs.ACCEPTED: self.state == "accepted",
            CountedAs.ENDED: self.is_ended,
            CountedAs.NOT_PRINTED: not self.documents,
            CountedAs.NOT_CURRENT: not self.stale_in,
            CountedAs.WITHHELD: self.is_withheld,
            CountedAs.AWAITED: due is not None and due >= day,
        }
        return next((kind for kind, holds in cases.items() if holds), CountedAs.LATE)


def count_states(states: Iterable[IndicatorState], day: date) -> dict[CountedAs, int]:
    """How many of these count as what on a day; together they are all of them."""
    found = Counter(state.counted_as(day) for state in states)
    return {kind: found[kind] for kind in CountedAs}


@dataclass(frozen=True)
class EditionStatus:
    """How an edition stands on a day: its figures, what came in since another day, and the way to
    parliament.

    `titles` has the documents in reading order; `embargoed` are the indicators that may not be
    printed yet, and `open_remarks` is how many remarks of reviewers nobody answered, where the
    edition waits for answers.
    """

    edition: Edition
    catalogue: Catalogue
    states: tuple[IndicatorState, ...]
    titles: Mapping[str, str]
    lock: Lock
    embargoed: tuple[Indicator, ...]
    open_remarks: int
    day: date
    since: date
    prints: EditionPrints
    gates: tuple[GateState, ...]
    """How the definitive release stands with everything that it waits for."""

    @property
    def late(self) -> list[IndicatorState]:
        """What is printed while it is stale or missing, and not accepted."""
        return [state for state in self.states if state.is_late]

    @property
    def documents(self) -> dict[str, list[IndicatorState]]:
        """The states of what each document prints, as they stand in that document, in reading
        order; a document without figures is left out.
        """
        used = {
            name: [state.within(name) for state in self.states if name in state.documents]
            for name in self.titles
        }
        return {name: states for name, states in used.items() if states}

    @property
    def owners(self) -> dict[str, list[IndicatorState]]:
        """The states of what each owner delivers, by owner."""
        in_order = sorted(self.states, key=lambda state: state.indicator.deliverer)
        return {
            owner: list(group)
            for owner, group in groupby(in_order, key=lambda state: state.indicator.deliverer)
        }

    @property
    def came_in(self) -> list[Delivery]:
        """What came in since, oldest first."""
        deliveries = (
            delivery
            for delivery in self.catalogue.deliveries
            if delivery.delivered_on >= self.since
        )
        return sorted(deliveries, key=lambda delivery: delivery.delivered_on)

    @property
    def route(self) -> list[tuple[str, date]]:
        """The steps of the decision route by date."""
        return sorted(self.edition.decision_route.items(), key=lambda step: step[1])

    @property
    def unsigned(self) -> list[str]:
        """The roles of the signatories without a name."""
        return [
            signatory.role for signatory in self.edition.signatories if not signatory.name.strip()
        ]

    @property
    def needs_lock(self) -> bool:
        """Whether the figures must still be locked before the definitive release."""
        return self.edition.lock and not self.lock.is_locked

    def last_delivery(self, owner: str) -> Delivery | None:
        """The newest delivery of an owner, if one is known; of one day the last that was logged."""
        came = [delivery for delivery in self.catalogue.deliveries if delivery.owner == owner]
        return max(reversed(came), key=lambda delivery: delivery.delivered_on, default=None)

    def name_of(self, owner: str) -> str:
        """The full name of an owner where the sources give it."""
        source = self.catalogue.sources.get(owner)
        return source.name if source else owner


@dataclass(frozen=True)
class OwnRows:
    """The rows that an edition holds itself: the file of each indicator, and which observations are
    another today.

    `revised` tells of these in words.
    """

    files: Mapping[str, str]
    revised: Mapping[Observed, str]
