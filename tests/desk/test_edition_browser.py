"""Uitgave in a real browser: an editor builds, sees how far it is, and takes home what was built."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.conftest import MOMENT, Folder, with_asylum
from tests.desk.conftest import CHAPTER, PATIENCE, read_desk, started_desk
from tests.desk.remarked_project import remarked_project
from tests.review_window import misfits, violations

NARROW = {"width": 360, "height": 800}
WAIT = PATIENCE * 2_000


@contextmanager
def let_in(browser, running, path, **settings):
    """A window on a page of a desk."""
    context = browser.new_context(bypass_csp=True, **settings)
    context.set_default_timeout(WAIT)
    page = context.new_page()
    page.goto(f"{running.origin}/?token={running.token}")
    page.goto(f"{running.origin}{path}")
    yield page
    context.close()


@pytest.fixture
def window(browser, tmp_path, _store):
    """The page of a desk that was let in."""
    project = with_asylum(Folder(tmp_path / "project"))
    project.document("1", *CHAPTER)
    with (
        read_desk(project.root, _store) as running,
        let_in(browser, running, "/uitgave") as page,
    ):
        yield page


@pytest.fixture(scope="module")
def editor(tmp_path_factory, _store):
    """A desk over a project with a stale figure and a signatory without a name."""
    project = remarked_project(tmp_path_factory.mktemp("redactie") / "project")
    surroundings = {"REPORT_BUILDER_CACHE": str(_store), "SOURCE_DATE_EPOCH": MOMENT}
    with started_desk(project.root, **surroundings) as running:
        running.enter()
        yield running


@pytest.fixture
def own_editor(tmp_path, _store):
    """The same for one test, which makes it another project."""
    with read_desk(remarked_project(tmp_path / "project").root, _store) as running:
        yield running


def test_the_page_comes_by_itself_once_the_project_was_read(browser, editor):
    with let_in(browser, editor, "/uitgave") as page:
        expect(page.get_by_role("heading", name="Uitgave 2026")).to_be_visible(timeout=WAIT)


def test_a_stale_figure_is_accepted_with_a_reason_and_taken_back(browser, editor):
    editor.wait_until_read()
    with let_in(browser, editor, "/uitgave/accepteren", viewport=NARROW) as page:
        page.get_by_label("Oud cijfer", exact=True).check()
        page.get_by_role("button", name="Accepteer wat is aangevinkt").click()
        expect(page.get_by_role("alert")).to_contain_text("Schrijf waarom Oud cijfer")
        expect(page.get_by_label("Oud cijfer", exact=True)).to_be_checked()
        page.get_by_label("Waarom mogen de aangevinkte").fill("De bron levert in het najaar.")
        assert violations(page) == []
        page.get_by_role("button", name="Accepteer wat is aangevinkt").click()
        expect(page.get_by_role("heading", name="Geaccepteerd (1)")).to_be_visible()
        expect(page.locator("main")).to_contain_text("De bron levert in het najaar.")
        assert misfits(page) == []
        page.get_by_label("Oud cijfer", exact=True).check()
        page.get_by_role("button", name="Accepteer de aangevinkte niet meer").click()
        expect(page.get_by_role("heading", name="Geaccepteerd (0)")).to_be_visible()


def test_two_who_name_a_signatory_are_told_and_lose_nothing(browser, editor):
    editor.wait_until_read()
    path, name = "/uitgave/instellingen", "De Minister"
    with let_in(browser, editor, path) as other, let_in(browser, editor, path) as page:
        other.get_by_label(name).fill("Van de ander")
        other.get_by_role("button", name="Bewaar", exact=True).click()
        expect(other.get_by_role("status").filter(has_text="Bewaard.")).to_be_visible()
        page.set_viewport_size(NARROW)
        page.get_by_label(name).fill("Van mij")
        page.get_by_label("Datum van de MR").fill("2026-07-10")
        page.get_by_role("button", name="Bewaar", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("Een ander wijzigde intussen")
        expect(page.get_by_label(name)).to_have_value("Van mij")
        expect(page.get_by_label("Datum van de MR")).to_have_value("2026-07-10")
        expect(page.get_by_text("Een ander maakte hiervan: Van de ander.")).to_be_visible()
        assert misfits(page) == []
        page.get_by_role("button", name="Bewaar", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="Bewaard.")).to_be_visible()
        expect(page.get_by_label(name)).to_have_value("Van mij")


def test_a_new_edition_is_begun_and_every_open_page_hears_of_it(browser, own_editor):
    with (
        let_in(browser, own_editor, "/uitgave", viewport=NARROW) as page,
        let_in(browser, own_editor, "/") as day,
        let_in(browser, own_editor, "/uitgave/instellingen") as typing,
    ):
        typing.get_by_label("De Minister").fill("Half getypt")
        expect(page.get_by_label("Jaar van de nieuwe editie")).to_have_value("2027")
        page.get_by_role("button", name="Nieuwe editie beginnen").click()
        expect(page.get_by_role("heading", name="Editie 2027 beginnen")).to_be_visible()
        page.get_by_text("Wat in de instellingen open blijft").click()
        assert misfits(page) == []
        page.get_by_label("Begin editie 2027 toch").check()
        page.get_by_role("button", name="Ja, begin editie 2027").click()
        expect(page.get_by_role("heading", name="Uitgave 2027")).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("link", name="nieuwe-editie.xlsx")).to_be_visible()
        assert misfits(page) == []
        expect(day.locator(".waar")).to_contain_text("editie 2027", timeout=WAIT)
        expect(typing.locator("#balk-tekst")).to_contain_text("toont nu editie 2027", timeout=WAIT)
        typing.get_by_role("button", name="Bewaar", exact=True).click()
        expect(typing.get_by_role("alert")).to_contain_text("wijzigde intussen")
        expect(typing.get_by_label("De Minister")).to_have_value("Half getypt")


def test_an_editor_builds_follows_it_and_is_refused_what_still_waits(window):
    window.get_by_role("button", name="Bouw het concept").click()
    expect(window.locator("progress")).to_be_visible(timeout=WAIT)
    expect(window.locator("#balk-taak")).to_have_text("Het concept bouwen is klaar", timeout=WAIT)
    expect(window.locator("progress")).to_have_count(0, timeout=WAIT)
    with window.expect_download() as download:
        window.get_by_role("link", name="rapport.pdf").click()
    assert download.value.suggested_filename == "rapport.pdf"
    window.set_viewport_size(NARROW)
    assert misfits(window) == []
    window.get_by_text("Maak de definitieve versie").click()
    window.wait_for_url(re.compile("/uitgave/vrijgeven"))
    assert violations(window) == []


def test_a_question_that_failed_does_not_keep_the_next_one_back(browser, editor):
    editor.wait_until_read()
    asked = []

    def fail_once(route):
        asked.append(route.request.resource_type)
        route.abort() if asked.count("fetch") == 1 else route.continue_()

    news = "(nummer) => document.dispatchEvent(new CustomEvent('bureau:stand', {detail: {nummer}}))"
    with let_in(browser, editor, "/uitgave") as page:
        page.route("**/uitgave", fail_once)
        with page.expect_event("requestfailed"):
            page.evaluate(news, 1001)
        with page.expect_response("**/uitgave", timeout=20_000):
            page.evaluate(news, 1002)
