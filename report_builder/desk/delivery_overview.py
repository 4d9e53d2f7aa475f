"""How the deliveries stand: by organisation what is in, late and awaited, and what came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_builder.deliveries.delivery_archive import log_version
from report_builder.deliveries.delivery_request import asked_owners
from report_builder.desk.context import Desk
from report_builder.intake.project_folder import read_deliveries
from report_builder.model.catalogue import Delivery
from report_builder.model.state import CountedAs, EditionStatus, IndicatorState, count_states
from report_builder.problems import Stopped, has_errors
from report_builder.registers.mails import owners_to_ask
from report_builder.registers.status_report import COUNT_WORDS
from report_builder.workspace import Workspace

_SHOWN_APART = (CountedAs.FRESH, CountedAs.LATE, CountedAs.AWAITED)
_LATELY = 10


@dataclass(frozen=True)
class LoggedDelivery:
    """A delivery by its number in the log, from 1."""

    number: int
    delivery: Delivery


@dataclass(frozen=True)
class DeliveryLog:
    """All that came in, oldest first, and the version of the log that says so."""

    deliveries: tuple[LoggedDelivery, ...]
    version: str

    @property
    def last(self) -> LoggedDelivery | None:
        """What came in last."""
        return self.deliveries[-1] if self.deliveries else None

    @property
    def lately(self) -> Sequence[LoggedDelivery]:
        """The last ones, newest first."""
        return self.deliveries[: -_LATELY - 1 : -1]

    def of(self, owner: str) -> list[LoggedDelivery]:
        """Those of one organisation, newest first."""
        return [one for one in reversed(self.deliveries) if one.delivery.owner == owner]


@dataclass(frozen=True)
class OwnerTally:
    """One organisation: how many of its indicators count as what, and what there is for it."""

    owner: str
    name: str
    states: tuple[IndicatorState, ...]
    counts: Mapping[CountedAs, int]
    last: Delivery | None
    has_form: bool
    has_mail: bool

    @property
    def apart(self) -> list[int]:
        """How many are current, late, and awaited."""
        return [self.counts[kind] for kind in _SHOWN_APART]

    @property
    def others(self) -> str:
        """What the others count as, in words."""
        return ", ".join(
            f"{count} {COUNT_WORDS[kind]}"
            for kind, count in self.counts.items()
            if count and kind not in _SHOWN_APART
        )


COLUMNS = tuple(COUNT_WORDS[kind] for kind in _SHOWN_APART)


def read_log(workspace: Workspace) -> DeliveryLog:
    """The log of deliveries. Raises Stopped when it has errors."""
    version = log_version(workspace)
    deliveries, problems = read_deliveries(workspace)
    if has_errors(problems):
        raise Stopped(problems)
    numbered = enumerate(deliveries, start=1)
    return DeliveryLog(tuple(LoggedDelivery(*item) for item in numbered), version)


def find_status(desk: Desk) -> EditionStatus | None:
    """How the edition stands; None while it has not been read, or cannot be filled."""
    checked = desk.live.state.checked
    return desk.live.session.status(checked) if checked else None


def owner_tallies(status: EditionStatus) -> list[OwnerTally]:
    """Every organisation that figures are expected from."""
    asked, late = asked_owners(status.catalogue), owners_to_ask(status)
    return [
        OwnerTally(
            owner,
            status.name_of(owner),
            tuple(states),
            count_states([state for state in states if not state.part], status.day),
            status.last_delivery(owner),
            owner in asked,
            owner in late,
        )
        for owner, states in status.owners.items()
    ]
