"""What the data coordinator asks each week: how the edition stands, as text, as JSON and as mails."""

import json
from collections import Counter
from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest
from openpyxl import load_workbook

from tests.conftest import read_csv

SOURCES = """
[IND]
name = "Dienst"
url = "https://example.org/dienst"
licence = "CC0 1.0"
contact = "Cijferloket van de Dienst"

[Eurostat]
name = "Eurostat"
url = "https://example.org/eurostat"
licence = "vrij"

[Eurostat.service]
protocol = "jsonstat"
url = "https://example.org/api"
"""
SERVICE = """
[dienst.service]
pinned = { freq = "A", unit = "PER" }
"""
ROUTE = "[decision_route]\nRAenM = 2026-07-07\nMR = 2026-07-10\n"


@pytest.fixture
def project(asylum):
    """A project on 21 June 2026 in which figures of a deliverer, a publisher and a service are late."""
    path = asylum.root / "data/sources.toml"
    path.write_text(path.read_text() + SOURCES)
    asylum.indicator(
        "asiel.laat",
        [(2024, 120)],
        title="Laat cijfer",
        source="IND",
        owner="IND",
        expected_on=date(2026, 3, 1),
    )
    asylum.indicator(
        "asiel.later", [(2023, 7)], title="Later cijfer", source="IND", expected_on=date(2026, 7, 9)
    )
    asylum.indicator("asiel.leeg", [], title="Niet afgedrukt", source="IND")
    asylum.indicator(
        "asiel.dienst",
        [(2024, 5)],
        title="Van een dienst",
        source="Eurostat",
        owner="IND",
        table="t",
    )
    catalogue = asylum.root / "data/asiel/catalogue.toml"
    catalogue.write_text(catalogue.read_text() + SERVICE)
    asylum.write(
        "data/deliveries.csv",
        "delivered_on,owner,file,sha256,indicators\n"
        f"2026-06-01,IND,eerder.xlsx,{'a' * 64},asiel.laat\n"
        f"2026-06-18,CBS,nieuw.csv,{'b' * 64},asiel.aanvragen;asiel.oud\n",
    )
    asylum.document(
        "h1", "# Asiel", "Er waren {{ asiel.laat }}, {{ asiel.later }}, {{ asiel.oud }}."
    )
    asylum.document("h2", "# Ook", "Er waren {{ asiel.dienst }} en {{ asiel.aanvragen }}.")
    asylum.edition(ROUTE)
    return asylum


def told(project, capsys, *arguments):
    capsys.readouterr()
    assert project.run("status", *arguments) == 0
    return capsys.readouterr().out


def parsed(project, capsys, *arguments):
    return json.loads(told(project, capsys, "--json", *arguments))


def mails(project):
    return project.root / "output/2026/mails"


def mail(project, owner):
    assert project.run("status", "--mails") == 0
    return mail_file(project, owner).get_body().get_content().replace("\r\n", "\n")


def mail_file(project, owner):
    """The mail to an owner, as a mail program reads it."""
    return message_from_bytes((mails(project) / f"{owner}.eml").read_bytes(), policy=default)


def counts(**known):
    """What indicators count as, of which the others are none."""
    names = [
        "fresh",
        "late",
        "awaited",
        "accepted",
        "ended",
        "withheld",
        "not_printed",
        "not_current",
    ]
    return {name: known.get(name, 0) for name in names}


def test_what_came_in_the_last_week_is_told_unless_another_day_is_asked(project, capsys):
    last = "18 juni 2026, CBS: nieuw.csv (2 indicatoren: asiel.aanvragen, asiel.oud)"
    lately = told(project, capsys).partition("Binnengekomen sinds ")[2].splitlines()
    assert lately == ["14 juni 2026", f"  {last}"]
    for day in ("2026-06-01", "1-6-2026", "1 juni 2026"):
        lately = (
            told(project, capsys, "--since", day).partition("Binnengekomen sinds ")[2].splitlines()
        )
        assert lately == [
            "1 juni 2026",
            "  1 juni 2026, IND: eerder.xlsx (1 indicator: asiel.laat)",
            f"  {last}",
        ]
    assert told(project, capsys, "--since", "2026-06-19").endswith(
        "Binnengekomen sinds 19 juni 2026\n  niets\n"
    )


def test_of_a_large_delivery_the_first_indicators_are_named(project, capsys):
    names = ";".join(f"asiel.i{number}" for number in range(9))
    project.write(
        "data/deliveries.csv",
        f"delivered_on,owner,file,sha256,indicators\n2026-06-20,CBS,x,{'a' * 64},{names}\n",
    )
    assert (
        "x (9 indicatoren: asiel.i0, asiel.i1, asiel.i2, asiel.i3, asiel.i4, asiel.i5 en nog 3)"
        in told(project, capsys)
    )


def test_a_day_that_is_none_is_wrong_usage(project, capsys):
    assert project.run("status", "--since", "31-02-2026") == 2
    assert "'31-02-2026' is geen dag" in capsys.readouterr().err


def test_an_owner_shows_when_figures_are_expected_and_what_is_fetched(project, capsys):
    project.indicator(
        "asiel.nieuw", [(2025, 1)], title="Nieuw", source="IND", expected_on=date(2026, 12, 1)
    )
    catalogue = project.root / "data/asiel/catalogue.toml"
    catalogue.write_text(catalogue.read_text() + SERVICE)
    owned = told(project, capsys).partition("  IND: ")[2].partition("\n  samen")[0].splitlines()
    assert owned == [
        "1 van 5 actueel",
        "    niet actueel (4): 2 te laat, 1 nog niet verwacht, 1 oud of leeg en niet afgedrukt",
        "    laatste levering: 1 juni 2026 (eerder.xlsx)",
        "    asiel.dienst (Van een dienst): verouderd, t/m 2024; te leveren door IND t/m 2025, publicatiemoment niet bekend, via Eurostat (JSON-stat)",
        "    asiel.laat (Laat cijfer): verouderd, t/m 2024; te leveren door IND t/m 2025, verwacht op 1 maart 2026 (geweest), via levering",
        "    asiel.later (Later cijfer): verouderd, t/m 2023; te leveren door IND t/m 2025, verwacht op 9 juli 2026, via levering",
        "    ophalen: report-builder refresh --source Eurostat",
        "    asiel.nieuw (Nieuw): actueel; volgende publicatie op 1 december 2026",
    ]


def test_json_holds_the_edition_and_its_way_to_parliament(project, capsys):
    settings = '[[consultations]]\nname = "IDAM"\nstate = "open"\ndate = 2026-06-25\n'
    project.edition(f'lock = true\n{ROUTE}{settings}[[signatories]]\nrole = "De Minister"\n')
    found = parsed(project, capsys)
    assert {name: found[name] for name in list(found)[:11]} == {
        "format": "report-builder-status/1",
        "date": "2026-06-21",
        "since": "2026-06-14",
        "edition": {"id": "2026", "title": "Rapport 2026", "reporting_year": 2025},
        "release": "concept",
        "decision_route": [
            {"step": "RAenM", "date": "2026-07-07"},
            {"step": "MR", "date": "2026-07-10"},
        ],
        "consultations": [{"name": "IDAM", "state": "open", "date": "2026-06-25"}],
        "lock_needed": True,
        "remarks_unanswered": 0,
        "signatories_without_name": ["De Minister"],
        "under_embargo": [],
    }


def test_json_holds_every_indicator_with_its_state_door_and_dates(project, capsys):
    found = {one["id"]: one for one in parsed(project, capsys)["indicators"]}
    assert found["asiel.laat"] == {
        "id": "asiel.laat",
        "title": "Laat cijfer",
        "owner": "IND",
        "source": "IND",
        "door": "delivery",
        "service": None,
        "state": "stale",
        "counts_as": "late",
        "last_period": "2024",
        "expected_period": "2025",
        "expected_on": "2026-03-01",
        "publication": None,
        "ended": False,
        "withheld": False,
        "embargo": None,
        "documents": ["h1"],
    }
    assert (found["asiel.dienst"]["door"], found["asiel.dienst"]["service"]) == (
        "service",
        "Eurostat (JSON-stat)",
    )
    assert (found["asiel.oud"]["door"], found["asiel.oud"]["owner"]) == ("publication", "CBS")
    assert (found["asiel.leeg"]["state"], found["asiel.leeg"]["last_period"]) == ("missing", None)


def test_json_holds_documents_owners_and_deliveries(project, capsys):
    found = parsed(project, capsys, "--since", "2026-06-10")
    assert found["documents"] == [
        {
            "id": "h1",
            "title": "H1",
            "indicators": 3,
            "fresh": 0,
            "late": ["asiel.laat", "asiel.later", "asiel.oud"],
            "counts": counts(late=2, awaited=1),
            "part_counts": counts(),
        },
        {
            "id": "h2",
            "title": "H2",
            "indicators": 2,
            "fresh": 1,
            "late": ["asiel.dienst"],
            "counts": counts(fresh=1, late=1),
            "part_counts": counts(),
        },
    ]
    assert found["owners"][1] == {
        "id": "IND",
        "name": "Dienst",
        "indicators": 4,
        "fresh": 0,
        "late": ["asiel.dienst", "asiel.laat", "asiel.later"],
        "counts": counts(late=2, awaited=1, not_printed=1),
        "part_counts": counts(),
        "last_delivery": {"date": "2026-06-01", "file": "eerder.xlsx"},
    }
    assert found["deliveries"] == [
        {
            "date": "2026-06-18",
            "owner": "CBS",
            "file": "nieuw.csv",
            "sha256": "b" * 64,
            "indicators": ["asiel.aanvragen", "asiel.oud"],
        }
    ]


def test_json_and_text_tell_the_same(project, capsys):
    text, found = told(project, capsys), parsed(project, capsys)
    for document in found["documents"]:
        assert (
            f"  {document['title']}: {document['fresh']} van {document['indicators']} actueel\n"
            in text
        )
    for owner in found["owners"]:
        assert f"  {owner['id']}: {owner['fresh']} van {owner['indicators']} actueel\n" in text
    late = [
        one["id"]
        for one in found["indicators"]
        if one["state"] in ("stale", "missing") and one["documents"]
    ]
    assert sorted({key for owner in found["owners"] for key in owner["late"]}) == late
    per_owner = text.partition("Per eigenaar")[2]
    assert [
        key for key in sorted(one["id"] for one in found["indicators"]) if f"{key} (" in per_owner
    ] == late


def test_a_problem_leaves_no_half_json(project, capsys):
    project.document("h3", "# Kop", "{{ asiel.onzin }}")
    capsys.readouterr()
    assert project.run("status", "--json") == 1
    assert capsys.readouterr().out == ""


def test_a_mail_asks_a_deliverer_for_what_is_late_with_the_form(project):
    assert mail(project, "IND").splitlines() == [
        "Aan: Cijferloket van de Dienst",
        "",
        "Geachte collega,",
        "",
        "Voor Rapport 2026 (verslagjaar 2025) wachten wij nog op 2 cijfers van uw organisatie. "
        "Deze cijfers zijn in het concept geel, omdat er nog geen update is:",
        "",
        "- Laat cijfer (asiel.laat): wij hebben cijfers t/m 2024, nodig t/m 2025; verwacht op 1 maart 2026.",
        "- Later cijfer (asiel.later): wij hebben cijfers t/m 2023, nodig t/m 2025; verwacht op 9 juli 2026.",
        "",
        "De volgende stap in de besluitvorming is de RAenM, op 7 juli 2026. Wij ontvangen de cijfers graag voor die dag.",
        "Sommige cijfers worden pas op of na die dag verwacht. Laat het ons weten als het eerder kan.",
        "",
        "Vul de cijfers in op het formulier in de bijlage (levering-IND-2025.xlsx), en stuur het terug. "
        "Een eigen tabel in Excel of CSV mag ook.",
        "Het formulier noemt ook cijfers die nu niet in het rapport staan, of oud mogen zijn. "
        "Wat u daarvan niet heeft, laat u leeg.",
        "",
        "Lukt het niet, of klopt er iets niet in dit overzicht? Laat het ons dan weten.",
        "",
        "Met vriendelijke groet,",
        "",
        "[uw naam en telefoonnummer]",
    ]
    form = load_workbook(mails(project) / "levering-IND-2025.xlsx")
    asked = {
        name: {row[0] for row in form[name].iter_rows(min_row=2, values_only=True) if row[0]}
        for name in ("Cijfers", "Overige cijfers")
    }
    assert asked == {"Cijfers": {"asiel.laat", "asiel.later"}, "Overige cijfers": {"asiel.leeg"}}


def test_nobody_is_asked_for_what_a_publication_gives(project, capsys):
    assert project.run("status", "--mails") == 0
    assert sorted(path.name for path in mails(project).iterdir()) == [
        "IND.eml",
        "levering-IND-2025.xlsx",
    ]
    way = "overnemen uit wat CBS publiceert: report-builder import BESTAND --from CBS"
    assert way in told(project, capsys)


def test_an_owner_is_not_asked_for_what_another_publishes(project, capsys):
    project.indicator(
        "asiel.oud", [(2024, 1)], title="Oud cijfer", source="CBS", owner="IND", lag=0
    )
    assert "asiel.oud" not in mail(project, "IND")
    form = load_workbook(mails(project) / "levering-IND-2025.xlsx")
    names = ("Cijfers", "Overige cijfers", "Lijsten")
    assert "asiel.oud" not in {cell.value for name in names for cell in form[name]["A"]}
    said = told(project, capsys)
    assert (
        "te leveren door IND t/m 2025, publicatiemoment niet bekend, via publicatie van CBS" in said
    )
    assert "overnemen uit wat CBS publiceert: report-builder import BESTAND --from CBS" in said


def test_an_owner_is_asked_for_what_is_sent_in_under_another_name(project):
    sources = project.root / "data/sources.toml"
    rapport = 'name = "Rapport"\nurl = "https://example.org"\nlicence = "vrij"\ndelivers = true\n'
    sources.write_text(f"{sources.read_text()}\n[Rapport]\n{rapport}")
    project.indicator("asiel.oud", [(2024, 1)], title="Oud cijfer", source="Rapport", owner="IND")
    assert "- Oud cijfer (asiel.oud)" in mail(project, "IND")


ALL_KINDS = """
Er waren {{ asiel.laat }}, {{ asiel.later }}, {{ asiel.aanvaard }}, {{ asiel.dicht }},
{{ asiel.verborgen }}, in 2023 {{ asiel.toen[2023] }}, en nu {{ asiel.aanvragen }}.
"""


@pytest.fixture
def all_kinds(project):
    """A project with an indicator of the IND of every kind that one can count as, and two late parts."""
    own = {"source": "IND"}
    project.indicator("asiel.aanvaard", [(2024, 1)], title="Aanvaard", **own)
    project.indicator("asiel.dicht", [(2024, 1)], title="Dicht", ended="2024", **own)
    project.indicator("asiel.toen", [(2023, 1), (2024, 2)], title="Toen", **own)
    project.indicator("asiel.verborgen", [(2024, 1), (2025, "", "Q")], title="Verborgen", **own)
    project.indicator("asiel.nieuw", [(2025, 1)], title="Nieuw", **own)
    parts = [(2025, "TOTAL", 9), (2024, "Aa", 4), (2024, "Bb", 5), (2025, "Cc", 1)]
    project.indicator("asiel.deel", parts, title="Naar soort", dimensions=["soort"], **own)
    catalogue = project.root / "data/asiel/catalogue.toml"
    catalogue.write_text(catalogue.read_text() + SERVICE)
    project.document("h1", "# Asiel", " ".join(ALL_KINDS.split()))
    parts = (
        "{{ asiel.deel(soort='Aa') }}, {{ asiel.deel(soort='Bb') }} en {{ asiel.deel(soort='Cc') }}"
    )
    project.document(
        "h3", "# Delen", f"Er waren {parts}.", "In 2025 waren dat er {{ asiel.laat }}."
    )
    accepted = '[[accepted_stale]]\nindicator = "asiel.aanvaard"\nreason = "Komt later."\ndecided_on = 2026-06-01\n'
    project.edition(ROUTE + accepted)
    return project


def test_the_parts_of_every_count_add_up_to_it(all_kinds, capsys):
    found = parsed(all_kinds, capsys)
    (owner,) = [one for one in found["owners"] if one["id"] == "IND"]
    assert owner["counts"] == counts(
        fresh=2, late=2, awaited=1, accepted=1, ended=1, withheld=1, not_printed=1, not_current=1
    )
    assert owner["part_counts"] == counts(late=2)
    for one in (*found["documents"], *found["owners"]):
        assert sum(one["counts"].values()) == one["indicators"]
        assert one["counts"]["fresh"] == one["fresh"]
        shared = [
            one["counts"][kind] + one["part_counts"][kind]
            for kind in ("late", "awaited", "withheld")
        ]
        assert sum(shared) == len(one["late"])
    for kind, count in owner["counts"].items():
        mine = [
            one["id"]
            for one in found["indicators"]
            if one["owner"] == "IND" and one["counts_as"] == kind and "slice" not in one
        ]
        assert len(mine) == count


def test_the_text_says_what_all_that_is_not_fresh_counts_as(all_kinds, capsys):
    said = told(all_kinds, capsys)
    owned = said.partition("  IND: ")[2].splitlines()
    assert owned[:3] == [
        "2 van 10 actueel",
        "    niet actueel (8): 2 te laat, 1 nog niet verwacht, 1 aanvaard, 1 beëindigd door de bron, "
        "1 door de bron niet getoond, 1 oud of leeg en niet afgedrukt, "
        "1 oud en niet als actueel cijfer afgedrukt",
        "    delen die achterlopen (2): 2 te laat",
    ]
    assert (
        "asiel.toen (Toen): verouderd, t/m 2024; alleen eerdere perioden of actuele delen zijn afgedrukt"
        in said
    )
    assert (
        "asiel.verborgen (Verborgen): verouderd, t/m 2024; de bron toont daarna geen cijfer (status Q of M)"
        in said
    )


def test_nobody_is_asked_for_what_is_not_waited_for(all_kinds):
    text = mail(all_kinds, "IND")
    asked = [line.partition(" (asiel")[0] for line in text.splitlines() if line.startswith("- ")]
    assert asked == [
        "- Laat cijfer",
        "- Later cijfer",
        "- Naar soort, soort: Aa",
        "- Naar soort, soort: Bb",
    ]


def test_freshness_csv_has_a_row_for_all_that_status_counts(all_kinds, capsys):
    found = parsed(all_kinds, capsys)
    rows = read_csv(all_kinds.build() / "freshness.csv")
    assert len(rows) == len(found["indicators"])
    states = Counter(row["state"] for row in rows)
    assert states == Counter(one["state"] for one in found["indicators"])


def test_nobody_is_asked_for_what_a_service_gives_or_what_was_accepted(project):
    accepted = '[[accepted_stale]]\nindicator = "asiel.oud"\nreason = "Komt later."\ndecided_on = 2026-06-01\n'
    assert project.run("status", "--mails") == 0
    project.edition(ROUTE + accepted)
    assert "asiel.dienst" not in mail(project, "IND")
    assert not (mails(project) / "CBS.eml").exists()


def test_a_mail_opens_as_a_draft_with_its_address_and_its_form(project):
    sources = project.root / "data/sources.toml"
    text = sources.read_text().replace("contact = ", 'mail = "cijfers@dienst.example"\ncontact = ')
    sources.write_text(text.replace('"Dienst"', '"Dienst, Cijfers en Zo"'))
    mail(project, "IND")
    found = mail_file(project, "IND")
    assert (found["X-Unsent"], found["Subject"]) == ("1", "Cijfers voor Rapport 2026 (IND)")
    (receiver,) = found["To"].addresses
    assert (receiver.display_name, receiver.addr_spec) == (
        "Dienst, Cijfers en Zo",
        "cijfers@dienst.example",
    )
    (form,) = found.iter_attachments()
    assert form.get_filename() == "levering-IND-2025.xlsx"
    assert form.get_content() == (mails(project) / "levering-IND-2025.xlsx").read_bytes()
    before = (mails(project) / "IND.eml").read_bytes()
    mail(project, "IND")
    assert (mails(project) / "IND.eml").read_bytes() == before


def test_a_mail_asks_when_a_figure_comes_of_which_that_is_not_known(project):
    asked = "Staat er bij een cijfer geen moment, dan weten wij niet wanneer het komt."
    assert asked not in mail(project, "IND")
    project.indicator("asiel.laat", [(2024, 120)], title="Laat cijfer", source="IND")
    catalogue = project.root / "data/asiel/catalogue.toml"
    catalogue.write_text(catalogue.read_text() + SERVICE)
    assert asked in mail(project, "IND")


def test_a_mail_without_an_address_leaves_it_to_who_sends_it(project):
    mail(project, "IND")
    assert mail_file(project, "IND")["To"] is None


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("geen adres", "mail is geen e-mailadres"),
        ("a@b.example, c@d.example", "mail is geen e-mailadres"),
        ("x@dienst.example\\nBcc: y@dienst.example", "mail is geen e-mailadres"),
        ("q.voorbeeld@dienst.example", "mail lijkt het adres van een persoon"),
    ],
)
def test_an_address_that_is_none_or_a_persons_is_refused_at_its_line(
    project, capsys, address, said
):
    sources = project.root / "data/sources.toml"
    sources.write_text(sources.read_text().replace("contact = ", f'mail = "{address}"\ncontact = '))
    assert project.run("check") == 1
    assert f"error: {said}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "\nWij ontvangen de cijfers graag zo snel mogelijk.\n"),
        (
            "[decision_route]\nRAenM = 2026-06-01\n",
            "De besluitvorming is voorbij: de RAenM was op 1 juni 2026.",
        ),
        (
            "[decision_route]\nRAenM = 2026-06-01\nMR = 2026-06-21\n",
            "is de MR, op 21 juni 2026. Wij ontvangen de cijfers graag vandaag nog.",
        ),
    ],
)
def test_a_mail_asks_before_the_step_that_comes_next(project, settings, said):
    project.edition(settings)
    assert said in mail(project, "IND")


def test_without_mails_nothing_is_written(project):
    assert project.run("status", "--json") == 0
    assert not (project.root / "output").exists()


def test_an_owner_delivers_unless_the_sources_say_that_it_does_not(asylum):
    """Contract, section 1: the owner must deliver, by default the source."""
    asylum.write(
        "data/sources.toml",
        '[CBS]\nname = "Statistiek"\nurl = "https://example.org"\nlicence = "vrij"\n'
        '[IND]\nname = "Dienst"\nurl = "https://example.org"\nlicence = "vrij"\n',
    )
    asylum.indicator("asiel.ander", [(2024, 120)], title="Ander cijfer", owner="IND")
    asylum.document("1", "{{ asiel.oud }} en {{ asiel.ander }}")
    assert asylum.run("status", "--mails") == 0
    mails = sorted(path.name for path in (asylum.root / "output/2026/mails").glob("*.eml"))
    assert mails == ["CBS.eml", "IND.eml"]
