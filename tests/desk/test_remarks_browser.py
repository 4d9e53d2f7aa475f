"""Reacties in a real browser: a round comes back and is answered; what is being typed is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Folder, read_csv
from tests.desk.conftest import PATIENCE, RunningDesk, started_desk
from tests.returned import comment_on
from tests.review_window import misfits, violations

FIRST, LAST = (
    "Tot besluit nog een zin over het vervolg.",
    "De laatste zin van het rapport gaat over later.",
)
WIDTHS = (1280, 390)


@pytest.fixture
def desk(asylum: Folder) -> Iterator[RunningDesk]:
    """A desk over a report that was built, in an edition that keeps remarks."""
    asylum.edition("review = true\n")
    asylum.document("h1", "# Asiel", "Er waren {{ asiel.aanvragen }} aanvragen in dat jaar.")
    asylum.document("h2", "# Slot", FIRST, LAST)
    asylum.build()
    with started_desk(asylum.root) as running:
        running.enter()
        running.wait_until_read()
        yield running


@pytest.fixture
def windows(browser: Browser, desk: RunningDesk) -> Iterator[tuple[Page, Page]]:
    """Two people with the page before them."""
    pages = []
    for _ in range(2):
        page = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}).new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(f"{desk.origin}/?token={desk.token}")
        page.goto(f"{desk.origin}/reacties")
        pages.append(page)
    expect.set_options(timeout=PATIENCE * 1000)
    yield (pages[0], pages[1])
    for page in pages:
        page.context.close()


def remarked(project: Folder, name: str, on: str, said: str) -> str:
    path = project.root.parent / name
    path.write_bytes((project.output / "rapport.docx").read_bytes())
    comment_on(path, on, said, "Verzonnen Lezer")
    return str(path)


def card(page: Page, said: str) -> str:
    """The remark that says something, by a selector that stays its own."""
    found = page.locator(".reactie", has_text=said)
    return f"#{found.get_attribute('id')}"


def write(page: Page, selector: str, stand: str, explanation: str) -> None:
    page.locator(selector).get_by_label(stand, exact=True).check()
    page.locator(selector).get_by_label("Toelichting").fill(explanation)


def save(page: Page, selector: str) -> None:
    page.locator(selector).get_by_role("button").click()


def kept(project: Folder) -> dict[str, tuple[str, str]]:
    rows = read_csv(project.root / "data/editions/2026/remarks.csv")
    return {row["said"]: (row["stand"], row["answer"]) for row in rows}


def is_whole(page: Page) -> bool:
    """Whether nothing of the page runs off a narrow screen, and axe has nothing against it."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert misfits(page) == []
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return True


def test_a_round_goes_out_comes_back_and_is_answered(
    asylum: Folder, desk: RunningDesk, windows: tuple[Page, Page], tmp_path: Path
) -> None:
    page, other = windows
    assert is_whole(page)
    page.get_by_label("gaat rond").check()
    page.get_by_role("button", name="Laat rondgaan").click()
    expect(page.get_by_text("gaat rond, sinds 21 juni 2026")).to_be_visible()
    files = [
        remarked(asylum, "een.docx", FIRST, "Te vaag."),
        remarked(asylum, "twee.docx", LAST, "Wanneer dan?"),
    ]
    page.locator("#bestanden").set_input_files(files)
    page.get_by_role("button", name="Lees in").click()
    expect(page.locator("h3#kop-ingelezen")).to_be_visible()
    expect(page.locator(".reactie")).to_have_count(2)
    assert is_whole(page)

    vague, when = card(page, "Te vaag."), card(page, "Wanneer dan?")
    write(page, when, "verwerkt", "Nog niet klaar met typen")
    write(page, vague, "niet overgenomen", "")
    save(page, vague)
    expect(page.locator(vague)).to_contain_text("'niet overgenomen' zonder toelichting")
    write(page, vague, "niet overgenomen", "Dit is de stijl van het huis.")
    save(page, vague)
    expect(page.locator(vague)).to_contain_text("Uw antwoord is bewaard.")
    expect(page.locator("#tellingen")).to_contain_text("1")
    # What stood half typed at another remark is still there.
    expect(page.locator(when).get_by_label("Toelichting")).to_have_value("Nog niet klaar met typen")
    assert kept(asylum) == {
        "Te vaag.": ("niet overgenomen", "Dit is de stijl van het huis."),
        "Wanneer dan?": ("open", ""),
    }
    save(page, when)
    expect(page.locator(when)).to_contain_text("Uw antwoord is bewaard.")
    other.goto(f"{desk.origin}/reacties")
    expect(other.locator("#aantal")).to_have_text("0 opmerkingen van 2.")
    other.get_by_label("Stand", exact=True).select_option("verwerkt")
    other.get_by_role("button", name="Toon").click()
    expect(other.locator(".reactie")).to_have_count(1)
    assert is_whole(other)


def test_two_who_answer_at_once_see_both_answers_and_lose_none(
    asylum: Folder, desk: RunningDesk, windows: tuple[Page, Page]
) -> None:
    page, other = windows
    page.locator("#bestanden").set_input_files(remarked(asylum, "een.docx", LAST, "Wanneer dan?"))
    page.get_by_role("button", name="Lees in").click()
    expect(page.locator(".reactie")).to_have_count(1)
    other.goto(f"{desk.origin}/reacties")
    when = card(page, "Wanneer dan?")
    write(page, when, "verwerkt", "Datum toegevoegd.")
    write(other, when, "niet overgenomen", "Dat weten wij nog niet.")
    save(page, when)
    expect(page.locator(when)).to_contain_text("Uw antwoord is bewaard.")
    # The other is still typing: nothing of that is taken away.
    desk.wait_for("/reacties?stand=alle", "Datum toegevoegd.")
    expect(other.locator(when).get_by_label("Toelichting")).to_have_value("Dat weten wij nog niet.")
    save(other, when)
    expect(other.locator(when)).to_contain_text("antwoordde een ander op deze opmerking")
    expect(other.locator(when)).to_contain_text("Datum toegevoegd.")
    expect(other.locator(when).get_by_label("Toelichting")).to_have_value("Dat weten wij nog niet.")
    assert violations(other) == []
    assert kept(asylum) == {"Wanneer dan?": ("verwerkt", "Datum toegevoegd.")}
    save(other, when)
    expect(other.locator(when)).to_contain_text("Uw antwoord is bewaard.")
    assert kept(asylum) == {"Wanneer dan?": ("niet overgenomen", "Dat weten wij nog niet.")}
