"""The review page in a real browser, and what a reviewer does there."""

import json
import shutil
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BESIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => document.documentElement.scrollWidth > innerWidth && one.getBoundingClientRect().right > innerWidth)
  .map((one) => `${one.outerHTML.slice(0, 80)} eindigt op ${one.getBoundingClientRect().right}`)"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
AXE = {"runOnly": RULES, "resultTypes": ["violations"]}
"""Of the rules that are kept no list of elements is made: that is most of the work."""
LEFT_OUT = (
    # A window of Chromium that is not shown has lists under its address bar too, a page each.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    # What Playwright leaves out; Chromium heeds the last list alone.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable"),
    *("LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
)


@contextmanager
def chromium():
    """Chromium: that of Playwright where it was downloaded, else that of the machine; without any there is no test."""
    with sync_playwright() as playwright:
        own = next(filter(None, map(shutil.which, NAMES)), None)
        try:
            found = playwright.chromium.launch(
                executable_path=own,
                args=["--no-sandbox", f"--disable-features={','.join(LEFT_OUT)}"],
            )
        except Error:
            pytest.skip(
                "geen Chromium gevonden; installeer het met .venv/bin/playwright install chromium"
            )
        yield found
        found.close()


@contextmanager
def opened(browser, folder, page="review.html", **settings):
    """The page of a new build, in a window of its own; what the browser complains of must be nothing."""
    context = browser.new_context(**settings)
    window = context.new_page()
    complaints = []
    window.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
    )
    window.on("pageerror", lambda said: complaints.append(str(said)))
    window.goto((folder.build() / page).as_uri())
    yield window
    assert complaints == []
    context.close()


def judge(window, text, status, remark=""):
    """Open the first place of a number, and judge it."""
    window.locator("main a.waarde", has_text=text).first.click()
    window.get_by_label(status, exact=True).check()
    window.get_by_label("Opmerking", exact=True).fill(remark)
    window.keyboard.press("Escape")


def saved(window, name="IND, afdeling cijfers"):
    """The file that a reviewer sends back, and what it is called."""
    if not window.locator("#mijn").is_visible():
        window.get_by_role("button", name="Mijn beoordeling").click()
    window.locator("#naam").fill(name)
    with window.expect_download() as download:
        window.get_by_role("button", name="Sla op als bestand").click()
    made = download.value
    return json.loads(made.path().read_text(encoding="utf-8")), made.suggested_filename


def violations(window):
    """The rules for accessibility that the page as it stands now does not keep, each with an element.

    A page of which the style has yet to come keeps other rules, so that is waited for.
    """
    window.wait_for_load_state()
    found = Axe().run(window, options=AXE).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


def misfits(window):
    """What of the page lies beside the window, and the rules for accessibility that it does not keep."""
    window.wait_for_load_state()
    return [*window.evaluate(BESIDE), *violations(window)]
