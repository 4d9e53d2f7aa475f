"""How an indicator stands in an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from report_builder.model.catalogue import DELIVERY, PUBLICATION, Catalogue, Delivery, Indicator
from report_builder.model.edition import Edition
from report_builder.model.gate_state import GateState
from report_builder.model.lock import Lock
from report_builder.model.period import Period
from report_builder.model.trace import Observed


@dataclass(frozen=True)
class IndicatorState:
    """Its last period, the one expected, the documents that print it, and the door that its figures
    come in by.

    `state` is fresh, stale, accepted or missing.
    """

    indicator: Indicator
    last: Period | None
    expected: Period
    state: str
    documents: tuple[str, ...]
    door: str
    is_ended: bool = False
    """Whether its source ended it: what is there is all that will come."""
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
        return f"{self.indicator.title}, {self.part}" if self.part else self.indicator.title

    @property
    def is_late(self) -> bool:
        """Whether a document prints it while it is stale or missing, nobody accepted that, and more
        can come.
        """
        is_old = self.state in ("stale", "missing")
        return bool(self.documents) and is_old and not self.is_ended

    @property
    def is_asked(self) -> bool:
        """Whether its owner has something to send or publish: what a service gives is fetched."""
        return self.door in (DELIVERY, PUBLICATION)


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
    gates: tuple[GateState, ...]
    """How the definitive release stands with everything that it waits for."""

    @property
    def late(self) -> list[IndicatorState]:
        """What is printed while it is stale or missing, and not accepted."""
        return [state for state in self.states if state.is_late]

    @property
    def documents(self) -> dict[str, list[IndicatorState]]:
        """The states of what each document prints, in reading order; a document without figures is
        left out.
        """
        used = {
            name: [state for state in self.states if name in state.documents]
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
