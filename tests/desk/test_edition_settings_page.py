"""Uitgave: an editor accepts stale figures and fills in what the edition decides, without a terminal."""

import re
import shutil
from html import unescape

import pytest

from tests.conftest import MOMENT, Folder, read_csv, with_asylum
from tests.desk.conftest import proxied_desk, read_desk

pytestmark = pytest.mark.xdist_group("edition_settings")

SETTINGS = """
# Wie ondertekent.
[[signatories]]
role = "De Minister"

[[consultations]]
name = "IDAM"
state = "open"
"""
CHAPTER = (
    "# Instroom",
    "In 2025 waren het er {{ asiel.aanvragen }}.",
    "In 2024 waren het er {{ asiel.oud }} en {{ asiel.ouder }}.",
)
REASON = 'De bron "levert" in het najaar.'
KEYS = ("asiel.oud", "asiel.ouder")


@pytest.fixture(scope="module")
def started(tmp_path_factory, _store):
    """A desk over a project that prints two stale figures, for all tests here."""
    project = with_asylum(Folder(tmp_path_factory.mktemp("instellingen") / "project"))
    project.indicator("asiel.ouder", [("2022", 70)], title="Ouder cijfer")
    project.document("1", *CHAPTER, title="Asiel")
    project.edition(SETTINGS)
    with read_desk(project.root, _store) as desk:
        yield project, desk


@pytest.fixture
def desk(started):
    """The desk, over the settings as they were written."""
    project, desk = started
    shutil.rmtree(project.root / "data/editions/2026", ignore_errors=True)
    project.edition(SETTINGS)
    desk.wait_for("/uitgave", "Verouderde cijfers die niet geaccepteerd zijn</h3>")
    return desk


@pytest.fixture
def edition(started, desk):
    """The file of the edition."""
    del desk
    return started[0].root / "data/editions/2026.toml"


def version_of(desk, path="/uitgave/accepteren"):
    return re.search(r'name="versie" value="(\w+)"', desk.client.get(path).text)[1]


def accept(desk, *chosen, version=None, shared="", **own):
    """Send the form as the page has it."""
    fields = {
        "versie": version or version_of(desk),
        "leverancier": ["CBS"],
        "samen": [shared],
        "kies": list(chosen),
        "cijfer": list(KEYS),
        "reden": [own.get(key.partition(".")[2], "") for key in KEYS],
    }
    return desk.client.post("/uitgave/accepteren", data=fields)


def test_each_stale_figure_stands_by_who_delivers_it_with_where_it_is_printed(desk):
    page = unescape(desk.client.get("/uitgave/accepteren").text)
    assert ">CBS (2)</h2>" in page
    assert re.findall(r'for="kies-([\w.]+)"', page) == list(KEYS)
    assert "(cijfers t/m 2022; te leveren door CBS)" in page
    assert "hoofdstuk 1, onder 'Instroom', alinea 2" in page


def test_what_is_accepted_stands_in_the_edition_as_the_command_proposes_it(
    desk, edition, started, capsys
):
    project, before = started[0], edition.read_text()
    assert project.run("check", "--release", "definitief") == 1
    proposed = capsys.readouterr().out
    assert accept(desk, *KEYS, shared=REASON, ouder="  Een  eigen reden ").status_code == 200
    blocks = proposed.split("\n\n", 1)[1].replace('reason = ""', f"reason = '{REASON}'", 1)
    assert "accepted_stale" in blocks
    written = edition.read_text().removeprefix(before.rstrip("\n"))
    expected = blocks.replace(f"'{REASON}'", '"De bron \\"levert\\" in het najaar."')
    assert written.strip() == expected.replace('reason = ""', 'reason = "Een eigen reden"').strip()
    page = desk.wait_for("/uitgave", "Verouderde cijfers die niet geaccepteerd zijn</h3>", False)
    assert "Geaccepteerde cijfers op een plaats zonder voetnoot" in page


def test_one_figure_is_accepted_and_the_other_waits(desk, edition):
    answer = accept(desk, "asiel.ouder", shared=REASON)
    page = unescape(answer.text)
    assert re.findall(r'for="kies-([\w.]+)"', page) == ["asiel.oud"]
    assert re.findall(r'for="terug-([\w.]+)"', page) == ["asiel.ouder"]
    assert REASON in page
    assert edition.read_text().count("[[accepted_stale]]") == 1


def test_what_was_accepted_is_taken_back(desk, edition):
    before = edition.read_text()
    accept(desk, *KEYS, shared=REASON)
    fields = {"versie": version_of(desk), "kies": ["asiel.oud"]}
    page = desk.client.post("/uitgave/accepteren/intrekken", data=fields).text
    assert re.findall(r'for="terug-([\w.]+)"', page) == ["asiel.ouder"]
    fields = {"versie": version_of(desk), "kies": ["asiel.ouder"]}
    desk.client.post("/uitgave/accepteren/intrekken", data=fields)
    assert edition.read_text().rstrip() == before.rstrip()


@pytest.mark.parametrize(
    ("chosen", "reasons", "said"),
    [
        ((), {"shared": REASON}, "vink aan welke cijfers u accepteert"),
        (("asiel.oud",), {}, "schrijf waarom Oud cijfer verouderd gedrukt mag worden"),
        (("asiel.oud",), {"shared": REASON, "ouder": "x"}, "bij Ouder cijfer staat een reden"),
        (("asiel.aanvragen",), {"shared": REASON}, "asiel.aanvragen is intussen bij"),
        (("asiel.weg",), {"shared": REASON}, "asiel.weg is intussen bij"),
    ],
)
def test_what_is_not_whole_is_not_kept_and_stays_in_the_form(desk, edition, chosen, reasons, said):
    before = edition.read_bytes()
    answer = accept(desk, *chosen, **reasons)
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert said.casefold() in page.casefold()
    assert edition.read_bytes() == before
    for key in set(chosen) & set(KEYS):
        assert re.search(rf'id="kies-{key}"[^>]* checked', page)
    for text in reasons.values():
        assert f'value="{text}"' in answer.text.replace("&#34;", '"') or text in page


def test_two_who_accept_at_one_moment_do_not_write_over_each_other(desk, edition):
    seen = version_of(desk)
    assert accept(desk, "asiel.oud", version=seen, shared="De eerste.").status_code == 200
    answer = accept(desk, "asiel.ouder", version=seen, shared="De tweede.")
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert "Een ander wijzigde intussen de instellingen van de editie" in page
    assert 'value="De tweede."' in page
    assert "De eerste." in edition.read_text()
    assert "De tweede." not in edition.read_text()
    assert accept(desk, "asiel.ouder", shared="De tweede.").status_code == 200
    assert edition.read_text().count("[[accepted_stale]]") == 2


@pytest.fixture
def proxied(tmp_path, _store):
    """A project like that, and a desk over it behind a proxy that says who works."""
    project = with_asylum(Folder(tmp_path / "project"))
    project.indicator("asiel.ouder", [("2022", 70)], title="Ouder cijfer")
    project.document("1", *CHAPTER, title="Asiel")
    project.edition(SETTINGS)
    surroundings = {"REPORT_BUILDER_CACHE": str(_store), "SOURCE_DATE_EPOCH": MOMENT}
    with proxied_desk(project.root, "=Eerste Redacteur", **surroundings) as desk:
        desk.wait_until_read()
        yield project, desk


def test_who_accepted_a_figure_is_logged_beside_the_project_and_shown_on_the_page(proxied):
    project, desk = proxied
    assert accept(desk, *KEYS, shared="Later.").status_code == 303
    page = desk.client.get("/uitgave/accepteren").text
    assert len(re.findall(r"Op [^<]+, door =Eerste Redacteur: Later\.", page)) == 2
    second = {"X-User": "Tweede Redacteur"}
    path = "/uitgave/accepteren/intrekken"
    fields = {"versie": version_of(desk), "kies": ["asiel.oud"]}
    assert desk.client.post(path, data=fields, headers=second).status_code == 303
    whole = (project.root / "data/editions/2026.toml").read_text().replace("Later.", "Nooit.")
    fields = {"versie": version_of(desk), "tekst": whole}
    path = "/uitgave/instellingen/bestand"
    assert desk.client.post(path, data=fields, headers=second).status_code == 303
    log = read_csv(project.root / "returned/2026/acceptances.csv")
    first, other = "“=Eerste Redacteur”", "“Tweede Redacteur”"
    assert [tuple(row.values())[1:] for row in log] == [
        (first, "asiel.oud", "geaccepteerd", "“Later.”"),
        (first, "asiel.ouder", "geaccepteerd", "“Later.”"),
        (other, "asiel.oud", "ingetrokken", "“Later.”"),
        (other, "asiel.ouder", "geaccepteerd", "“Nooit.”"),
    ]
    assert (project.root / "returned/.gitignore").read_text().endswith("*\n")
    for path in (project.root / "data").rglob("*.*"):
        assert b"Redacteur" not in path.read_bytes()
    desk.wait_for("/uitgave/accepteren", ", door Tweede Redacteur: Nooit.")


def test_a_reason_that_was_written_elsewhere_is_nobodys(proxied):
    project, desk = proxied
    accept(desk, "asiel.oud", shared="Later.")
    path = project.root / "data/editions/2026.toml"
    path.write_text(path.read_text().replace("Later.", "Met de hand."))
    page = desk.wait_for("/uitgave/accepteren", "Met de hand.")
    assert ", door " not in page


def test_nobody_is_logged_where_no_proxy_names_who_works(desk, started):
    accept(desk, *KEYS, shared=REASON)
    assert not (started[0].root / "returned").exists()


def settings_form(desk, **changed):
    """The form of the settings as the page has it, with some of it changed."""
    page = unescape(desk.client.get("/uitgave/instellingen").text)
    fields = dict(
        re.findall(r'<input (?:type="date" )?id="([\w-]+)" name="[^"]+" value="([^"]*)"', page)
    )
    fields["stand-0"] = re.search(r"<option selected>([^<]+)<", page)[1]
    version = re.search(r'name="versie" value="(\w+)"', page)[1]
    return {
        "versie": version,
        **fields,
        **{key.replace("_", "-"): value for key, value in changed.items()},
    }


def test_an_editor_fills_in_who_signs_and_what_was_agreed(desk, edition):
    before = edition.read_text()
    fields = settings_form(
        desk, naam_0="N. Bewindspersoon", stand_0="akkoord", route_MR="2026-07-10"
    )
    answer = desk.client.post("/uitgave/instellingen", data=fields)
    assert "Bewaard." in answer.text
    after = edition.read_text()
    assert 'role = "De Minister"\nname = "N. Bewindspersoon"\n\n[[consultations]]' in after
    assert 'state = "akkoord"' in after
    assert "[decision_route]\nMR = 2026-07-10" in after
    assert "# Wie ondertekent." in after
    assert len(after.splitlines()) - len(before.splitlines()) <= 4
    desk.wait_for("/uitgave", "Ondertekenaars zonder naam</h3>", is_there=False)


def test_what_is_sent_unchanged_changes_nothing(desk, edition):
    before = edition.read_bytes()
    assert desk.client.post("/uitgave/instellingen", data=settings_form(desk)).status_code == 200
    assert edition.read_bytes() == before


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"stand_0": "misschien"}, "kies bij IDAM uit open, akkoord, niet akkoord"),
        ({"route_MR": "10 juli"}, "is geen datum"),
        ({"datum": ""}, "vul de datum van brief en nota in"),
        ({"versie": "0"}, "een ander wijzigde intussen de instellingen"),
        ({"naam_0": "{{ persoon.naam }}"}, "bevat een tag"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(desk, edition, changed, said):
    before = edition.read_bytes()
    answer = desk.client.post("/uitgave/instellingen", data=settings_form(desk, **changed))
    assert answer.status_code in (409, 422)
    assert said.casefold() in unescape(answer.text).casefold()
    assert edition.read_bytes() == before


def sent(page):
    """The form of the settings as a browser sends it."""
    form = page.text.partition('action="/uitgave/instellingen">')[2].partition("</form>")[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        [name], [value] = (re.findall(rf'{key}="([^"]*)"', tag) for key in (" name", " value"))
        if "checkbox" not in tag or " checked" in tag:
            fields[name] = unescape(value)
    return fields | {"stand-0": re.search(r"<option selected>([^<]+)<", form)[1]}


def save(desk, page, **changed):
    """Send the form of a page with some of it changed."""
    fields = sent(page) | {key.replace("_", "-"): value for key, value in changed.items()}
    return desk.client.post("/uitgave/instellingen", data=fields)


def test_two_who_change_other_settings_both_get_theirs(desk, edition):
    mine = others = desk.client.get("/uitgave/instellingen")
    assert save(desk, others, naam_0="Van de ander", slot="ja").status_code == 200
    refused = save(desk, mine, route_MR="2026-07-10")
    assert refused.status_code == 422
    assert "een ander wijzigde intussen de instellingen" in refused.text.casefold()
    assert "Een ander maakte hiervan" not in refused.text
    assert save(desk, refused).status_code == 200
    written = edition.read_text()
    assert "MR = 2026-07-10" in written
    assert 'name = "Van de ander"' in written
    assert "lock = true" in written


def test_who_changed_what_another_changed_too_sees_both_and_chooses(desk, edition):
    mine = others = desk.client.get("/uitgave/instellingen")
    save(desk, others, naam_0="Van de ander", stand_0="akkoord", route_MR="2026-07-10")
    refused = save(desk, mine, naam_0="Van mij", stand_0="niet akkoord", route_MR="2026-07-10")
    told = re.findall(r"Een ander maakte hiervan: ([^<]+)\.<", refused.text)
    assert told == ["Van de ander", "akkoord"]
    assert 'value="Van mij" aria-describedby="naam-0-nu"' in refused.text
    assert "<option selected>niet akkoord<" in refused.text
    assert "Van mij" not in edition.read_text()
    save(desk, refused)
    assert 'name = "Van mij"' in edition.read_text()
    assert 'state = "niet akkoord"' in edition.read_text()


def test_what_was_filled_in_for_who_is_gone_is_told(desk, edition):
    mine = desk.client.get("/uitgave/instellingen")
    edition.write_text(edition.read_text().replace('[[signatories]]\nrole = "De Minister"\n', ""))
    refused = save(desk, mine, naam_0="Van mij")
    assert "'Van mij' hoort bij iets dat er niet meer staat" in unescape(refused.text)


@pytest.mark.parametrize(
    "changed", [{"stand_0": "misschien"}, {"route_MR": "10 juli"}, {"datum": ""}]
)
def test_what_else_was_filled_in_stays_when_one_thing_cannot_be(desk, edition, changed):
    del edition
    refused = save(desk, desk.client.get("/uitgave/instellingen"), naam_0="Van mij", **changed)
    assert refused.status_code == 422
    assert 'value="Van mij"' in refused.text


def whole_file(desk, text, version=None):
    fields = {"versie": version or version_of(desk, "/uitgave/instellingen"), "tekst": text}
    return desk.client.post("/uitgave/instellingen/bestand", data=fields)


def test_the_whole_file_is_written_with_its_own_line_ends(desk, edition):
    text = edition.read_text() + "\n# Een opmerking.\n"
    assert whole_file(desk, text.replace("\n", "\r\n")).status_code == 200
    assert edition.read_text() == text


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text + "\n[[", "geen geldige TOML"),
        (lambda text: text.replace("reporting_year", "reporting_yaer"), "reporting_year"),
        (lambda text: text.replace('state = "open"', 'state = "half"'), "kies uit open"),
    ],
)
def test_a_file_that_cannot_be_read_comes_back_to_be_mended(desk, edition, spoil, said):
    before = edition.read_bytes()
    text = spoil(edition.read_text())
    answer = whole_file(desk, text)
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert said in page
    assert text.strip() in page
    assert edition.read_bytes() == before


def test_who_wrote_on_an_earlier_file_sees_both_and_loses_nothing(desk, edition):
    seen = version_of(desk, "/uitgave/instellingen")
    edition.write_text(edition.read_text() + "\n# Van een ander.\n")
    answer = whole_file(desk, "title = 'Van mij'\n" + SETTINGS, seen)
    assert answer.status_code in (409, 422)
    current = edition.read_text()
    mine = current.replace("# Van een ander.", "# Van mij.")
    answer = whole_file(desk, mine, seen)
    assert answer.status_code == 409
    page = unescape(answer.text)
    assert "Zo staat het bestand er nu" in page
    assert "# Van een ander." in page
    assert "# Van mij." in page
    assert edition.read_text() == current


def test_a_file_that_was_broken_outside_is_mended_in_the_page(desk, edition):
    good = edition.read_text()
    edition.write_text("reporting_year = = 2025\n")
    page = unescape(desk.client.get("/uitgave/instellingen").text)
    assert "zo niet te lezen" in page
    assert "reporting_year = = 2025" in page
    assert whole_file(desk, good).status_code == 200
    assert edition.read_text() == good
