"""Builds whose pages stay blank, for tests that read only what else is made: to lay out the pages
takes half the time of a small build.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from report_builder.pdf.page_records import LaidOut


@pytest.fixture
def real_pages() -> None:
    """For a test that reads pages, in a module of which the others do not."""


@pytest.fixture
def blank_pages(
    request: pytest.FixtureRequest, _store: Path, _surroundings: None
) -> Iterator[None]:
    """Each page of a test is blank, but for one with `real_pages`."""
    if "real_pages" in request.fixturenames:
        yield
        return
    with pages_left_blank(_store):
        yield


@contextmanager
def pages_left_blank(store: Path) -> Iterator[None]:
    """Leave the pages of builds in this process blank. What they keep is nothing to print, so that
    in the place of the store of the run they share another beside it.
    """
    page = _blank_page()

    def lay_out(html: str, *_beside: object, **_settings: object) -> LaidOut:
        return replace(page, anchors=dict.fromkeys(re.findall(r'\bid="([^"]+)"', html), 0))

    with pytest.MonkeyPatch.context() as patch:
        if os.environ["REPORT_BUILDER_CACHE"] == str(store):
            patch.setenv("REPORT_BUILDER_CACHE", str(store.with_name("blank")))
        patch.setattr("report_builder.pdf.layout.lay_out", lay_out)
        patch.setattr("report_builder.build.deliverables.bind_pages", lambda *_given: page.data)
        yield


@cache
def _blank_page() -> LaidOut:
    from report_builder.pdf.layout import lay_out  # noqa: PLC0415  # WeasyPrint is slow to import

    return lay_out('<html lang="nl"><title>Leeg</title><p></p></html>', {}, "leeg")
