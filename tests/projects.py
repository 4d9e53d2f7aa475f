"""Projects made in memory, for tests of values: no file is read, so that each takes a hundredth of a second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from report_builder.model.catalogue import Catalogue, Indicator, Source
from report_builder.model.document_kind import DocumentKind
from report_builder.model.edition import AcceptedStale, DocumentEntry, Edition
from report_builder.model.period import Frequency, Period
from report_builder.model.project import Project
from report_builder.model.series import Observation, Series, Slice, Status

Row = Sequence[object]
"""(period, value) or (period, value, status), with the parts of a slice between period and value."""


def project_of(
    indicators: Mapping[str, Iterable[Row]],
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    accepted: Iterable[str] = (),
) -> Project:
    """A project of reporting year 2025 with these rows by indicator; `accepted` are stale ones that may be printed."""
    own = settings or {}
    entries = {key: _indicator(key, own.get(key, {})) for key in indicators}
    series = {key: _series(entries[key], rows) for key, rows in indicators.items()}
    catalogue = Catalogue({"CBS": Source(name="Statistiek", url="u", licence="l")}, entries)
    edition = Edition(
        id="2026",
        reporting_year=2025,
        name="rapport",
        title="Rapport",
        date=date(2026, 6, 21),
        documents=(DocumentEntry(id="h", kind=DocumentKind.CHAPTER, title="H", template="h.docx"),),
        accepted_stale=tuple(
            AcceptedStale(indicator=key, reason="later", decided_on=date(2026, 6, 1))
            for key in accepted
        ),
    )
    return Project(edition, catalogue, series, {})


def _indicator(key: str, settings: Mapping[str, Any]) -> Indicator:
    plain = {"title": key, "unit": "personen", "frequency": Frequency.YEAR, "source": "CBS"}
    return Indicator(id=key, **{**plain, **settings})


def _series(indicator: Indicator, rows: Iterable[Row]) -> Series:
    width = len(indicator.dimensions)
    slices: dict[Slice, list[Observation]] = {}
    for period, *rest in rows:
        parts, (value, *status) = tuple(map(str, rest[:width])), rest[width:]
        slices.setdefault(parts, []).append(_observation(period, value, *status))
    return Series(indicator.id, {key: tuple(items) for key, items in slices.items()}, "")


def _observation(period: object, value: object, status: object = "A") -> Observation:
    amount = None if value == "" else Decimal(str(value))
    return Observation(Period.parse(str(period)), amount, Status(status))
