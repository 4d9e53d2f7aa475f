"""Texts that were agreed: each stands in a file beside the test that compares with it.

`pytest --renew` runs the tests that have such a text and writes the files anew; what changed is
then read in the difference before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest


class Golden:
    """The files with agreed texts beside one test module."""

    def __init__(self, folder: Path, is_renewed: bool) -> None:
        self.folder = folder
        self.is_renewed = is_renewed

    def read(self, name: str) -> str:
        """The text that was agreed."""
        return (self.folder / name).read_text("utf-8")

    def check(self, name: str, text: str) -> None:
        """Compare a text with what was agreed, or agree on it."""
        if self.is_renewed:
            (self.folder / name).write_text(text, "utf-8")
        assert text.splitlines() == self.read(name).splitlines()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The agreed texts of the test module."""
    return Golden(request.path.parent, request.config.getoption("--renew"))
