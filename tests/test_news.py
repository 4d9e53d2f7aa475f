"""The news item and the posts for social media, as they are handed over."""

import io
import json

import pytest
from lxml import html
from PIL import Image

from report_builder.wording.posts import post_length
from tests.conftest import Folder, new_document, read_csv, texts, yellow

pytestmark = pytest.mark.usefixtures("blank_pages")
CHANNELS = """
[news]
embargo = 2026-07-10T16:00:00

[[news.channels]]
id = "x"
name = "X"
limit = 60

[[news.channels]]
id = "linkedin"
name = "LinkedIn"
limit = 3000
"""
OPEN = CHANNELS.replace("embargo = 2026-07-10T16:00:00\n", "")
EMBARGO = "Embargo tot vrijdag 10 juli 2026, 16.00 uur"
X = "Er waren {{ asiel.aanvragen }} aanvragen."


@pytest.fixture
def news(asylum: Folder) -> Folder:
    """A project with a news item of fresh figures."""
    asylum.edition(CHANNELS)
    asylum.document("hoofdstuk", "# Kop", "Er waren {{ asiel.aanvragen }} aanvragen.")
    document = new_document()
    document.add_paragraph("Aanvragen {{ asiel.aanvragen|richting }}", style="Heading 1")
    document.add_paragraph("Er waren {{ asiel.aanvragen }} aanvragen.", style="Inleiding")
    document.add_paragraph("Meer", style="Heading 2")
    document.add_paragraph(
        'Het plan is {{ vast("30.000", bron="Raad van de EU, 8 december 2025") }}.'
    )
    asylum.add("nieuws", document, kind="news")
    return asylum


@pytest.fixture
def posts(news: Folder) -> Folder:
    """The same, with a post for each channel and a picture."""
    news.figure(
        "social/kern", kind="card", title="Eerste aanvragen", indicators=["asiel.aanvragen"]
    )
    write_posts(news)
    return news


def write_posts(folder: Folder, x: str = X, linkedin: str = X, figure: str = "social/kern") -> None:
    folder.document(
        "posts", "# Berichten", "## X", x, "## LinkedIn", linkedin, "## Beeld", f'{{{{ figuur("{figure}") }}}}', kind="social"
    )  # fmt: skip


def problems(folder: Folder, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    folder.run("check", *arguments)
    return [
        line
        for line in capsys.readouterr().err.splitlines()
        if "error: " in line or "warning: " in line
    ]


def test_a_news_item_has_its_embargo_above_it_and_its_sources_below_it(news):
    assert texts(news.build() / "nieuws.docx") == [
        EMBARGO,
        "Aanvragen gedaald",
        "Er waren 24.140 aanvragen.",
        "Meer",
        "Het plan is 30.000.",
        "Bronnen: Statistiek (CBS) en Raad van de EU, 8 december 2025.",
    ]


def test_an_embargo_that_the_edition_does_not_declare_is_not_there(news):
    news.edition(OPEN)
    assert texts(news.build() / "nieuws.docx")[0] == "Aanvragen gedaald"


def test_the_page_tells_a_site_what_it_is_about(news):
    page = html.fromstring((news.build() / "nieuws.html").read_text())
    assert page.get("lang") == "nl-NL"
    assert page.findtext("head/title") == "Aanvragen gedaald"
    assert (
        page.xpath("string(//meta[@name='description']/@content)") == "Er waren 24.140 aanvragen."
    )
    shown = [
        element.text_content()
        for element in page.find(".//article")
        if isinstance(element.tag, str)
    ]
    assert [element.tag for element in page.find(".//article")] == [
        "div",
        "h1",
        "p",
        "h2",
        "p",
        "p",
    ]
    assert shown[0] == EMBARGO
    assert shown[-1] == "Bronnen: Statistiek (CBS) en Raad van de EU, 8 december 2025."
    assert page.findall(".//span") == [page.find(".//span[@class='legenda-geel']")]


def test_what_is_stale_is_not_in_the_head_of_the_page_where_it_cannot_be_yellow(news):
    document = new_document()
    document.add_paragraph("Oud: {{ asiel.oud }}", style="Heading 1")
    document.add_paragraph("Nog steeds {{ asiel.oud }}.", style="Inleiding")
    news.add("oudnieuws", document, kind="news")
    built = news.build()
    page = html.fromstring((built / "oudnieuws.html").read_text())
    assert page.findtext("head/title") == "Oudnieuws"
    assert page.xpath("string(//meta[@name='description']/@content)") == "Oudnieuws"
    assert [mark.text for mark in page.iter("mark")] == ["Oud: 120", "Nog steeds 120."]
    assert yellow(built / "oudnieuws.docx") == ["Oud: 120", "Nog steeds 120."]


STALE = "templates/posts.docx:onder 'LinkedIn', alinea 1: {}: een verouderd cijfer is geen nieuws: asiel.oud (t/m 2024) "


def test_a_stale_figure_in_news_is_a_warning_in_a_concept(posts, capsys):
    write_posts(posts, linkedin="Vroeger {{ asiel.oud }}.")
    told = problems(posts, capsys)
    assert [line.partition("(lever")[0] for line in told] == [STALE.format("warning")]
    written = (posts.build() / "social/linkedin.txt").read_text()
    assert (
        "Let op: Oud cijfer (cijfers t/m 2024), nog geen update beschikbaar."
        in written.partition("---")[0]
    )


def test_it_is_an_error_in_the_definitive_release_even_when_it_was_accepted(posts, capsys):
    write_posts(posts, linkedin="Vroeger {{ asiel.oud }}.")
    accepted = (
        '\n[[accepted_stale]]\nindicator = "asiel.oud"\nreason = "later"\ndecided_on = 2026-06-01\n'
    )
    for more in (CHANNELS, CHANNELS + accepted):
        posts.edition(more)
        told = problems(posts, capsys, "--release", "definitief")
        assert [line.partition("(lever")[0] for line in told] == [STALE.format("error")]
        assert told[0].endswith(
            "(lever het nieuwe cijfer aan, of haal de zin weg; accepteren geldt hier niet)"
        )


def test_a_card_of_stale_figures_is_no_news_either(posts, capsys):
    posts.figure("social/oud", kind="card", title="Oud", indicators=["asiel.oud"])
    write_posts(posts, figure="social/oud")
    told = problems(posts, capsys, "--release", "definitief")
    assert any(
        "error: verouderde cijfers zijn geen nieuws: figuur 'social/oud' loopt t/m 2024" in line
        for line in told
    )
    alt = (posts.build() / "social/oud.txt").read_text()
    assert alt.endswith("Let op: cijfers t/m 2024, nog geen update beschikbaar.\n")


def test_each_channel_gets_a_file_with_nothing_but_the_post(posts):
    posts.edition(OPEN)
    posts.build("--release", "definitief")
    written = posts.root / "output/2026/definitief/social"
    assert (written / "x.txt").read_text() == "Er waren 24.140 aanvragen.\n\nBron: CBS.\n"
    assert sorted(path.name for path in written.iterdir()) == [
        "kern.png",
        "kern.txt",
        "linkedin.txt",
        "x.txt",
    ]


def test_a_concept_and_an_embargo_are_told_above_the_post(posts):
    concept, _, post = (posts.build() / "social/x.txt").read_text().partition("-" * 40 + "\n")
    assert concept.splitlines()[0].startswith("CONCEPT – versie ")
    assert concept.splitlines()[1:] == [EMBARGO, "Plaats alleen wat onder de streep staat."]
    assert post == "Er waren 24.140 aanvragen.\n\nBron: CBS.\n"
    posts.build("--release", "definitief")
    written = (posts.root / "output/2026/definitief/social/x.txt").read_text().splitlines()
    assert written[:2] == [EMBARGO, "Plaats alleen wat onder de streep staat."]


def test_items_of_a_list_stay_together_in_a_post(posts):
    document = new_document()
    for text, style in (
        ("Berichten", "Heading 1"),
        ("X", "Heading 2"),
        ("Cijfers:", None),
        ("een", "List Bullet"),
        ("twee", "List Bullet"),
        ("LinkedIn", "Heading 2"),
        ("Kijk.", None),
    ):
        document.add_paragraph(text, style=style)
    posts.entries.clear()
    posts.add("posts", document, kind="social")
    posts.edition(OPEN)
    posts.build("--release", "definitief")
    written = posts.root / "output/2026/definitief/social/x.txt"
    assert written.read_text() == "Cijfers:\n\n• een\n• twee\n"


def test_a_post_may_be_as_long_as_its_channel_takes_and_no_longer(posts, capsys):
    fixed = len("24.140") + len("\n\nBron: CBS.")
    write_posts(posts, x="a" * (60 - fixed - 1) + " {{ asiel.aanvragen }}")
    assert problems(posts, capsys, "--release", "definitief") == []
    write_posts(posts, x="a" * (60 - fixed) + " {{ asiel.aanvragen }}")
    for release, severity in (("concept", "warning"), ("definitief", "error")):
        assert problems(posts, capsys, "--release", release) == [
            f"templates/posts.docx:onder 'X': {severity}: het bericht voor X telt 61 tekens; er is plaats voor 60 "
            "(kort het bericht in)"
        ]


@pytest.mark.parametrize(
    ("text", "links", "length"),
    [
        ("Één zin.", None, 8),
        ("E\u0301e\u0301n zin.", None, 8),
        ("€ 5…", None, 6),
        ("Zie rijksoverheid.nl.", None, 21),
        ("Zie rijksoverheid.nl.", 23, 28),
        ("Zie https://www.example.org/een/heel/lang/adres?met=meer, en 24.140.", 23, 39),
        ("Mail a@example.org", 23, 18),
    ],
)
def test_a_post_is_as_long_as_its_channel_counts(text, links, length):
    assert post_length(text, links) == length


def test_headings_that_are_no_channel_and_channels_without_a_post_are_told(posts, capsys):
    posts.entries.pop()
    posts.document("posts", "# Berichten", "## Linkedn", "Kijk.", kind="social")
    assert problems(posts, capsys) == [
        "templates/posts.docx:in de kop 'Linkedn': error: onbekend kanaal 'Linkedn' (bedoelt u 'LinkedIn'?)",
        "templates/posts.docx:1: warning: er is geen bericht voor X (schrijf het onder een kop 'X', of haal het kanaal uit de editie)",
        "templates/posts.docx:1: warning: er is geen bericht voor LinkedIn (schrijf het onder een kop 'LinkedIn', of haal het kanaal uit de editie)",
    ]


def test_the_picture_has_its_size_and_says_nothing_of_who_made_it(posts):
    data = (posts.build() / "social/kern.png").read_bytes()
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size, picture.info) == ("PNG", (1200, 675), {})
    assert {data[place : place + 4] for place in chunk_places(data)} == {b"IHDR", b"IDAT", b"IEND"}


def chunk_places(data: bytes) -> list[int]:
    place, found = 8, []
    while place < len(data):
        found.append(place + 4)
        place += 12 + int.from_bytes(data[place : place + 4], "big")
    return found


def test_its_alternative_text_states_the_figures(posts):
    assert (posts.build() / "social/kern.txt").read_text() == (
        "Kaart met één cijfer en een lijndiagram: Eerste aanvragen. Aanvragen, 2025: 24.140, daling van 25% vergeleken "
        "met 2024. Eerste aanvragen: eerste 18.140 (2016), laatste 24.140 (2025), hoogste 38.340 (2023), laagste "
        "13.740 (2020).\n"
    )


def test_a_picture_that_is_no_card_cannot_be_posted(posts, capsys):
    posts.figure("social/lijn", indicators=["asiel.aanvragen"])
    write_posts(posts, figure="social/lijn")
    assert problems(posts, capsys) == [
        "templates/posts.docx:1: error: 'social/lijn' is geen beeld voor sociale media (maak een kaart: kind = \"card\")"
    ]


@pytest.mark.usefixtures("own_store")
def test_another_title_of_the_edition_shows_on_a_card_that_was_drawn_before(posts):
    edition = posts.root / "data/editions/2026.toml"
    (card,) = posts.build().rglob("*.png")
    before = card.read_bytes()
    edition.write_text(edition.read_text().replace('title = "Rapport 2026"', 'title = "Verslag"'))
    posts.build()
    assert card.read_bytes() != before


def test_a_card_shows_one_figure(posts, capsys):
    posts.figure(
        "social/kern", kind="card", title="Twee", indicators=["asiel.aanvragen", "asiel.oud"], top=2
    )
    told = problems(posts, capsys)
    assert any("een kaart toont één cijfer, dit zijn er 2" in line for line in told)
    assert any(
        "figures/social/kern.toml:4: error: top past niet bij kind = 'card'" in line
        for line in told
    )


def test_the_manifest_lists_the_files_for_social_media_and_a_build_knows_them_again(posts, capsys):
    built = posts.build()
    listed = json.loads((built / "manifest.json").read_text())["files"]
    assert {name for name in listed if name.startswith("social/")} == {
        "social/kern.png",
        "social/kern.txt",
        "social/linkedin.txt",
        "social/x.txt",
    }
    (built / "social/x.txt").unlink()
    posts.build()
    assert (built / "social/x.txt").is_file()


def test_every_number_in_the_posts_is_in_the_register(posts):
    rows = [row for row in read_csv(posts.build() / "numbers.csv") if row["document"] == "posts"]
    assert ("onder 'X', alinea 1", "24.140") in {(row["location"], row["text"]) for row in rows}
    assert ("figuur 1, alternatieve tekst", "daling van 25%") in {
        (row["location"], row["text"]) for row in rows
    }


def test_the_posts_can_be_built_by_themselves(posts):
    built = posts.build("--document", "posts", "--document", "nieuws")
    assert sorted(path.name for path in built.iterdir()) == [
        "nieuws.docx",
        "nieuws.html",
        "nieuws.pdf",
        "posts.docx",
        "posts.html",
        "posts.pdf",
        "social",
    ]
    page = html.fromstring((built / "posts.html").read_text())
    assert [note.text for note in page.find_class("telling")] == [
        "38 van 60 tekens",
        "38 van 3000 tekens",
    ]


@pytest.mark.parametrize(
    ("setting", "shown"),
    [
        ("2026-07-10", "Embargo tot vrijdag 10 juli 2026, 0.00 uur"),
        ("2026-07-10T16:00", EMBARGO),
        ("2026-07-10T16:00:00+02:00", EMBARGO),
        ("2026-07-10T15:00+01:00 # wintertijd", EMBARGO),
        ("2026-07-10T14:00:00Z", EMBARGO),
    ],
)
def test_an_embargo_is_told_by_the_clock_of_amsterdam(news, setting, shown):
    news.edition(CHANNELS.replace("2026-07-10T16:00:00", setting))
    assert texts(news.build() / "nieuws.docx")[0] == shown


@pytest.mark.parametrize("setting", ['"vrijdag"', "16:00:00", "2026", "0001-01-01"])
def test_what_is_no_moment_is_no_embargo(news, capsys, setting):
    news.edition(CHANNELS.replace("2026-07-10T16:00:00", setting))
    (told,) = problems(news, capsys)
    assert told == (
        "data/editions/2026.toml:8: error: embargo moet een datum zijn, met of zonder tijd "
        "(schrijf 2026-07-10T16:00 (Nederlandse tijd), zonder aanhalingstekens)"
    )


def test_posts_need_channels_and_channels_their_own_names(posts, capsys):
    posts.edition("")
    assert any("er is geen kanaal voor deze berichten" in line for line in problems(posts, capsys))
    posts.edition(OPEN.replace('id = "linkedin"', 'id = "x"'))
    assert any("id = 'x' komt twee keer voor" in line for line in problems(posts, capsys))


def test_an_embargo_does_not_roll_on_to_the_next_edition_but_the_channels_do(posts):
    assert posts.run("new-edition", "2027") == 0
    settings = (posts.root / "data/editions/2027.toml").read_text()
    assert (
        "# embargo = …  # nog te doen: vul de datum in; in editie 2026 was dat 2026-07-10 16:00:00"
        in settings
    )
    assert "limit = 3000" in settings
