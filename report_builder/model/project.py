"""A project as it was read: everything that a build works with, apart from the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from report_builder.model.catalogue import Catalogue
from report_builder.model.edition import Edition
from report_builder.model.figure import FigureSpec
from report_builder.model.series import Series


@dataclass(frozen=True)
class Vintage:
    """The figures as an earlier edition locked them."""

    title: str
    series: Mapping[str, Series]


@dataclass(frozen=True)
class Project:
    """One edition with the figures it is built from."""

    edition: Edition
    catalogue: Catalogue
    series: Mapping[str, Series]
    figures: Mapping[str, FigureSpec]
    broken: frozenset[str] = frozenset()
    """Indicators, figures and sources that have problems of their own: what follows from those is
    not told again.
    """
    vintages: tuple[Vintage, ...] = ()
    """What earlier editions printed, oldest first, as far as they hold rows of their own."""

    @property
    def accepted(self) -> frozenset[str]:
        """The indicators whose stale figures may be printed."""
        return frozenset(accepted.indicator for accepted in self.edition.accepted_stale)

    @property
    def taken_in(self) -> date | None:
        """The date of the newest delivery, where deliveries are logged."""
        return max((delivery.delivered_on for delivery in self.catalogue.deliveries), default=None)
