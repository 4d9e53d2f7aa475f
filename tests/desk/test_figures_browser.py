"""Cijfers in a browser: searching while one types, tags that follow what is chosen, copying, and by keyboard alone."""

import pytest

from tests.desk.conftest import PATIENCE, started_desk
from tests.review_window import misfits, violations

MILLISECONDS = PATIENCE * 1000


@pytest.fixture
def window(browser, asylum):
    """A page of a desk over a project with a drawn figure; the browser must have nothing to complain of."""
    asylum.figure("asiel/lijn", indicators=["asiel.aanvragen"], title="Aanvragen per jaar")
    asylum.document("1", "{{ asiel.aanvragen }} en {{ asiel.oud }}.", '{{ figuur("asiel/lijn") }}')
    with started_desk(asylum.root) as desk:
        desk.enter()
        desk.wait_until_read()
        context = browser.new_context(
            base_url=desk.origin, permissions=["clipboard-read", "clipboard-write"]
        )
        page = context.new_page()
        page.set_default_timeout(MILLISECONDS)
        complaints = []
        page.on("pageerror", lambda said: complaints.append(str(said)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
        page.goto(f"/?token={desk.token}")
        yield page
        assert complaints == []
        context.close()


def shown(page):
    return page.locator("#rijen tr:visible th code").all_inner_texts()


def test_a_figure_is_found_chosen_and_copied(window, asylum):
    window.goto("/cijfers")
    assert len(shown(window)) == 5
    assert violations(window) == []
    window.get_by_label("Zoek", exact=True).fill("eerste AANV")
    assert shown(window) == ["asiel.aanvragen"]
    assert window.locator("#aantal").inner_text() == "1 van 5 cijfers"
    assert window.url.endswith("/cijfers?zoek=eerste+AANV")
    window.get_by_label("Zoek", exact=True).fill("")
    window.get_by_label("Stand", exact=True).select_option("te laat")
    assert shown(window) == ["asiel.oud"]
    window.get_by_label("Zoek", exact=True).fill("niets")
    assert window.get_by_text("Geen cijfer past hierbij.").is_visible()

    window.goto("/cijfers/asiel.aanvragen")
    assert violations(window) == []
    window.get_by_label("Nationaliteit").select_option("Syrië")
    tag = window.locator("#tag-1")
    tag.filter(has_text="Syrië").wait_for()
    assert tag.inner_text() == '{{ asiel.aanvragen(nationaliteit="Syrië") }}'
    assert "Syrië" in window.locator("svg.grafiek").get_attribute("aria-label")
    window.get_by_role("button", name="Kopieer de tag: Het getal", exact=True).click()
    window.get_by_role("button", name="Gekopieerd").wait_for()
    assert window.evaluate("navigator.clipboard.readText()") == tag.inner_text()

    # What there is to choose follows: of Syria there are two years.
    window.get_by_label("Periode").locator("option[value='2015']").wait_for(state="detached")
    window.get_by_label("Periode").select_option("2024")
    tag.filter(has_text="[2024]").wait_for()
    assert window.url.endswith("Syri%C3%AB&periode=2024&tegen=vorig&aantal=3")
    window.reload()
    assert tag.inner_text() == '{{ asiel.aanvragen(nationaliteit="Syrië")[2024] }}'

    # The figures change while the page stands open.
    asylum.indicator("asiel.aanvragen", [(2024, 9), (2025, 7)], title="Nieuwe telling")
    window.locator("p.waarde .groot", has_text="7").wait_for()


def test_the_pages_serve_the_keyboard_a_small_screen_and_a_reader_without_script(window):
    window.set_viewport_size({"width": 360, "height": 800})
    for path in (
        "/cijfers",
        "/cijfers/asiel.aanvragen",
        "/cijfers/figuren",
        "/cijfers/figuren/asiel/lijn",
    ):
        window.goto(path)
        assert misfits(window) == []

    window.goto("/cijfers/figuren")
    button = window.get_by_role("button", name="Kopieer de tag van Aanvragen per jaar")
    button.focus()
    window.keyboard.press("Enter")
    window.get_by_role("button", name="Gekopieerd").wait_for()
    assert window.evaluate("navigator.clipboard.readText()") == '{{ figuur("asiel/lijn") }}'
    assert window.locator("img").evaluate("image => image.naturalWidth") > 0

    context = window.context.browser.new_context(
        java_script_enabled=False, storage_state=window.context.storage_state()
    )
    page = context.new_page()
    page.goto(window.url.replace("/figuren", "/asiel.aanvragen"))
    page.get_by_label("Nationaliteit").select_option("Eritrea")
    page.get_by_role("button", name="Toon").click()
    assert page.locator("#tag-1").inner_text() == '{{ asiel.aanvragen(nationaliteit="Eritrea") }}'
    context.close()
