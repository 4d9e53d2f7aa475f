"""When an embargo has passed: by the clock of Amsterdam, whatever the machine's says."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime

import pytest

from report_builder.intake.release_rules import under_embargo
from report_builder.model.dutch_time import moment_code
from report_builder.wording.periods import moment_text
from tests.projects import project_of

KEY = "asiel.instroom"
MOMENTS = [
    pytest.param("2026-12-11T14:00:00", "2026-12-11T13:00:00", id="a winter time"),
    pytest.param("2026-07-10T14:00:00", "2026-07-10T12:00:00", id="a summer time"),
    pytest.param("2026-12-11T14:00:00-05:00", "2026-12-11T19:00:00", id="a time elsewhere"),
    pytest.param("2026-12-11T14:00:00Z", "2026-12-11T14:00:00", id="a time in UTC"),
    pytest.param("2026-12-11", "2026-12-10T23:00:00", id="a day in winter"),
    pytest.param("2026-07-10", "2026-07-09T22:00:00", id="a day in summer"),
    pytest.param("2026-10-25T02:30:00", "2026-10-25T01:30:00", id="a time that comes twice"),
    pytest.param("2027-03-28T02:30:00", "2027-03-28T01:30:00", id="a time that never comes"),
]


def held_back(written: str, at: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a figure with an embargo as a file writes it is held back at a moment."""
    settings = {KEY: tomllib.loads(f"embargo = {written}")}
    catalogue = project_of({KEY: [(2025, 1)]}, settings).catalogue
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(at))
    return [indicator.id for indicator in under_embargo(catalogue, [KEY])] == [KEY]


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.parametrize(("written", "end"), MOMENTS)
def test_a_figure_is_held_back_up_to_the_second(written, end, zone, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    second = int(datetime.fromisoformat(end).replace(tzinfo=UTC).timestamp())
    assert held_back(written, second - 1, monkeypatch)
    assert not held_back(written, second, monkeypatch)


@pytest.mark.parametrize(
    ("written", "text", "code"),
    [
        ("2026-07-01", "1 juli 2026", "2026-07-01"),
        ("2026-12-11T14:00:00", "11 december 2026, 14.00 uur", "2026-12-11T14:00:00+01:00"),
        ("2026-07-10T12:05:00Z", "10 juli 2026, 14.05 uur", "2026-07-10T14:05:00+02:00"),
    ],
)
def test_a_moment_is_told_by_the_dutch_clock(written, text, code):
    settings = {KEY: tomllib.loads(f"embargo = {written}")}
    moment = project_of({KEY: [(2025, 1)]}, settings).catalogue.indicators[KEY].embargo
    assert moment is not None
    assert (moment_text(moment), moment_code(moment)) == (text, code)
