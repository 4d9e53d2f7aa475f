"""Uitgave in a real browser: an editor builds, sees how far it is, and takes home what was built."""

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import MOMENT, Folder, with_asylum
from tests.desk.conftest import CHAPTER, PATIENCE, started_desk
from tests.review_window import violations

NARROW = {"width": 360, "height": 800}
WAIT = PATIENCE * 2_000


@pytest.fixture
def window(browser, tmp_path, _store):
    """The page of a desk that was let in."""
    project = with_asylum(Folder(tmp_path / "project"))
    project.document("1", *CHAPTER)
    surroundings = {"REPORT_BUILDER_CACHE": str(_store), "SOURCE_DATE_EPOCH": MOMENT}
    with started_desk(project.root, **surroundings) as running:
        running.enter()
        running.wait_until_read()
        context = browser.new_context()
        context.set_default_timeout(WAIT)
        page = context.new_page()
        page.goto(f"{running.origin}/?token={running.token}")
        page.goto(f"{running.origin}/uitgave")
        yield page
        context.close()


def test_an_editor_builds_follows_it_and_is_refused_what_still_waits(window):
    window.get_by_role("button", name="Bouw het concept").click()
    expect(window.locator("progress")).to_be_visible(timeout=WAIT)
    expect(window.locator("#balk-taak")).to_have_text("Het concept bouwen is klaar", timeout=WAIT)
    expect(window.locator("progress")).to_have_count(0, timeout=WAIT)
    with window.expect_download() as download:
        window.get_by_role("link", name="rapport.pdf").click()
    assert download.value.suggested_filename == "rapport.pdf"
    window.set_viewport_size(NARROW)
    assert window.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert violations(window) == []
    window.get_by_text("Maak de definitieve versie").click()
    window.wait_for_url(re.compile("/uitgave/vrijgeven"))
    assert violations(window) == []
