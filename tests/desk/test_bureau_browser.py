"""The desk as a whole in a real browser: every page of the menu, by eye, by keyboard and without script."""

from contextlib import contextmanager

import pytest

from report_builder.desk.page_rendering import NAVIGATION
from tests.conftest import Folder, with_asylum
from tests.desk.conftest import CHAPTER, started_desk
from tests.review_window import misfits

MENU = [address for address, _ in NAVIGATION]
EDITORS = ["/uitgave/accepteren", "/uitgave/instellingen"]
WIDTHS = (1280, 360)
LOOKS = ((1280, "light"), (360, "dark"))
"""The desk has one look: who asks for a dark one sees the same."""
SLOW = 4
"""So many times slower than this machine the one of a reader is."""
PATIENCE = 60_000
"""Milliseconds that a test waits for something that should come at once."""
MOST_STEPS = 200
"""More places than a page of so small a project has to stop at."""
FOCUS = """() => {
  const now = document.activeElement, style = getComputedStyle(now), box = now.getBoundingClientRect();
  return {
    name: now.tagName === "BODY" ? "" : (now.innerText || now.value || now.id || now.name || now.tagName).trim(),
    address: now.getAttribute("href") || "",
    isSeen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && box.width > 0,
    isAbove: box.bottom > 0 && box.top < innerHeight,
    isInside: box.right > 0 && box.left < innerWidth,
  };
}"""
"""What has the focus, and whether that can be seen."""


@contextmanager
def opened(browser, desk, may_refuse=False, **settings):
    """A window that was let in; what it complains of, and what it asks elsewhere, must be nothing, but
    for a page that says why it cannot be shown where it may refuse that.
    """
    context = browser.new_context(base_url=desk.origin, **settings)
    context.set_default_timeout(PATIENCE)
    window = context.new_page()
    complaints, elsewhere = [], []
    window.on(
        "console",
        lambda said: (
            complaints.append(f"{said.text} {said.location}")
            if said.type in ("error", "warning")
            else None
        ),
    )
    window.on("pageerror", lambda said: complaints.append(str(said)))
    window.on(
        "request",
        lambda asked: None if asked.url.startswith(desk.origin) else elsewhere.append(asked.url),
    )
    window.goto(f"/?token={desk.token}")
    yield window
    assert [one for one in complaints if not (may_refuse and "status of 422" in one)] == []
    assert [address for address in elsewhere if not address.startswith("data:")] == []
    context.close()


def pages_of(window):
    """Each address of the menu and, below it, the first that each leads to."""
    for address in (*MENU, *EDITORS):
        window.goto(address)
        yield address
        inner = window.locator(f'main a[href^="{address}/"]')
        if address != "/" and inner.count():
            below = inner.first.get_attribute("href")
            answer = window.request.get(below)
            # What is a file, or says that something is in the way, is no page to read.
            if answer.ok and "content-disposition" not in answer.headers:
                window.goto(below)
                yield below


def faults_of(window, machine=None):
    """What of each page runs off its side, and what axe has against it. On a slow machine axe itself is not
    slow: it sees the page as that shows it.
    """
    faults, titles = {}, {}
    for address in pages_of(window):
        set_pace(machine, 1)
        faults[address] = misfits(window)
        set_pace(machine, SLOW)
        titles[address] = window.title()
        # A chapter is a document of its own within the page, and has its own.
        assert window.evaluate("document.querySelectorAll('h1').length") == 1, address
        assert window.locator("h1").first.inner_text().strip(), address
    assert len(set(titles.values())) == len(titles), titles
    assert all(title.endswith("Staat van Migratie") for title in titles.values())
    return {address: found for address, found in faults.items() if found}


def looks(width, scheme):
    """How a window looks; axe writes styles of its own into what stands in a shadow, such as a chapter."""
    size = {"width": width, "height": 800}
    return {"viewport": size, "color_scheme": scheme, "bypass_csp": True}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_accessible_and_fits(browser, still_desk, width, scheme):
    with opened(browser, still_desk, **looks(width, scheme)) as window:
        assert faults_of(window, slow_down(window)) == {}


def write_nothing(folder):
    folder.edition()


def write_an_unknown_tag(folder):
    with_asylum(folder).document("1", "Er waren {{ asiel.weg }}.")


def write_settings_that_cannot_be_read(folder):
    with_asylum(folder).document("1", *CHAPTER)
    path = folder.root / "data/editions/2026.toml"
    path.write_text(f"{path.read_text()}\n= stuk")


@pytest.mark.parametrize(
    "write", [write_nothing, write_an_unknown_tag, write_settings_that_cannot_be_read]
)
def test_a_project_with_nothing_or_with_errors_in_it_is_as_accessible(browser, tmp_path, write):
    folder = Folder(tmp_path / "project")
    write(folder)
    with started_desk(folder.root) as desk:
        desk.enter()
        desk.wait_until_read()
        with opened(browser, desk, may_refuse=True, **looks(*LOOKS[-1])) as window:
            assert faults_of(window) == {}


def test_the_menu_is_walked_by_keyboard_alone(browser, still_desk):
    with opened(browser, still_desk) as window:
        for address, name in NAVIGATION:
            window.goto("/")
            while (focus := tabbed(window))["address"] != address:
                assert focus["name"], f"the menu has no {name}"
            window.keyboard.press("Enter")
            window.wait_for_url(address)
            assert window.locator('[aria-current="page"]').inner_text() == name


def test_the_first_tab_leads_past_the_menu(browser, still_desk):
    with opened(browser, still_desk) as window:
        for address in MENU:
            window.goto(address)
            assert tabbed(window)["name"] == "Naar de inhoud"
            window.keyboard.press("Enter")
            assert window.evaluate("document.activeElement.id") == "inhoud"
            window.keyboard.press("Tab")
            within = window.evaluate("document.activeElement.closest('nav.menu') === null")
            assert within, address


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_holds_the_keyboard_and_what_has_it_is_seen(browser, still_desk, width):
    with opened(browser, still_desk, viewport={"width": width, "height": 800}) as window:
        slow_down(window)
        for address in (*MENU, *EDITORS):
            window.goto(address)
            for _ in range(MOST_STEPS):
                focus = tabbed(window)
                if not focus["name"]:
                    break
                assert focus["isSeen"], (address, focus)
                assert focus["isAbove"], (address, focus)
                assert focus["isInside"], (address, focus)
            else:
                raise AssertionError(f"{address}: Tab never leaves the page")


def slow_down(window):
    """Let the machine of the reader be a slow one; gives that machine."""
    machine = window.context.new_cdp_session(window)
    set_pace(machine, SLOW)
    return machine


def set_pace(machine, times):
    """Let a machine, where one was made slow, be that many times slower than this one."""
    if machine:
        machine.send("Emulation.setCPUThrottlingRate", {"rate": times})


def tabbed(window):
    window.keyboard.press("Tab")
    return window.evaluate(FOCUS)


def test_back_leads_to_the_page_before(browser, still_desk):
    with opened(browser, still_desk) as window:
        headings = []
        for address in MENU:
            window.goto(address)
            headings.append(window.locator("h1").first.inner_text())
        for address, heading in reversed(list(zip(MENU[:-1], headings, strict=False))):
            window.go_back()
            assert window.url.removeprefix(still_desk.origin) == address
            assert window.locator("h1").first.inner_text() == heading


def test_without_script_every_page_shows_the_same(browser, still_desk):
    shown = {}
    for has_script in (True, False):
        with opened(browser, still_desk, java_script_enabled=has_script) as window:
            shown[has_script] = dict(headings_of(window))
    assert shown[False] == shown[True]


def headings_of(window):
    """The headings and the links of each page."""
    for address in pages_of(window):
        window.wait_for_load_state()
        headings = window.locator("main h1, main h2").all_inner_texts()
        yield address, (headings, window.locator("main a").count())
