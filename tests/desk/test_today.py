"""Vandaag: how the edition stands, and where each line leads."""

import html
import re


def test_the_page_tells_how_far_the_figures_are(still_desk):
    page = still_desk.client.get("/").text
    assert "<h1>Rapport 2026</h1>" in page
    cards = re.findall(r'class="groot">(\d+)</p><p><a href="([^"]+)">([^<]+)<', page)
    assert [(count, words) for count, _, words in cards] == [("1", "actueel"), ("1", "te laat")]
    late = still_desk.client.get(html.unescape(cards[1][1])).text
    rows = re.findall(r"<tr [^>]*?( hidden)?>\s*<th[^>]*><a href=\"/cijfers/([\w.]+)\"", late)
    assert [key for hidden, key in rows if not hidden] == ["asiel.oud"]


def test_each_document_leads_to_its_page_with_its_count_of_problems(still_desk):
    page = still_desk.client.get("/").text
    assert '<a href="/hoofdstukken/1">1</a>' in page
    assert '<span class="merkje let-op">1</span>' in page
    assert "1 van 2" in page


def test_what_keeps_the_definitive_release_is_told_with_what_to_do(still_desk):
    page = still_desk.client.get("/").text
    assert "Verouderde cijfers die niet geaccepteerd zijn" in page
    assert 'href="/uitgave#verouderd"' in page


def test_a_project_that_cannot_be_read_says_why(desk, asylum):
    asylum.write("data/editions/2026.toml", "reporting_year = = 2025")
    page = desk.wait_for("/", "zo niet te lezen")
    assert "data/editions/2026.toml" in page


def test_every_page_of_the_menu_is_there(still_desk):
    for path in ("/", "/vast/bureau.css", "/vast/bureau.js", "/vast/merk.svg"):
        assert still_desk.client.get(path).status_code == 200
    assert still_desk.client.get("/letters/SourceSans3-Regular.ttf").status_code == 200
