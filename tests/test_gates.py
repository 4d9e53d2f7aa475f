"""What a definitive release waits for: one table that the refusal, `status` and the docs follow."""

import json
import re
import tomllib

import docx
import pytest
from docx.oxml.ns import qn

from report_builder.build.gates import GATES
from tests.conftest import new_document
from tests.documented import page
from tests.pictures import document_with_picture
from tests.wordxml import add_xml, chart, document_with_link

pytestmark = pytest.mark.usefixtures("blank_pages")
TITLES = {gate.code: gate.title for gate in GATES}
STALE = [
    '{{ figuur("asiel/oud") }}',
    "Oud: {{ asiel.oud }}.",
    "Ook {{ asiel.oud|verandering }}.",
    "{% if asiel.oud > asiel.oud.vorig %}Er kwam meer.{% endif %}",
    "{{ asiel.ouder|aandeel(van=asiel.oud) }}",
]


@pytest.fixture
def project(asylum):
    """A project with two stale indicators that stand in a chapter, in its figure and in a part."""
    asylum.indicator("asiel.ouder", [(2022, 5), (2023, 6)], title=r"Ouder\ncijfer", owner="IND")
    asylum.figure("asiel/oud", indicators=["asiel.oud"], title="Oud")
    asylum.document("h1", "# Asiel", *STALE)
    asylum.document("deel", "Oud: {{ asiel.oud }}.", kind="part")
    asylum.edition()
    return asylum


def refusal(project, capsys):
    capsys.readouterr()
    assert project.run("build", "--release", "definitief") == 1
    return capsys.readouterr()


def gates(project, capsys, *arguments):
    """How each gate stands, by its code."""
    capsys.readouterr()
    assert project.run("status", "--json", *arguments) == 0
    return {gate["code"]: gate for gate in json.loads(capsys.readouterr().out)["gates"]}


def waiting(project, capsys):
    """How much each gate that waits does wait for."""
    found = gates(project, capsys)
    return {code: gate["count"] for code, gate in found.items() if gate["state"] == "waiting"}


def test_each_gate_has_a_code_of_its_own_a_title_and_something_to_do():
    assert len(TITLES) == len(GATES) == len(set(TITLES.values()))
    assert all(gate.title and gate.action for gate in GATES)


def test_the_page_on_releasing_names_each_gate_and_no_other():
    rows = re.findall(r"^\| (.+?) \| `(\w+)` \| .+ \|$", page("docs/vrijgeven.md"), re.MULTILINE)
    assert {code: title for title, code in rows} == TITLES


def test_status_tells_how_each_gate_stands_as_text_and_as_json(project, capsys):
    found = gates(project, capsys)
    assert {code: gate["title"] for code, gate in found.items()} == TITLES
    assert found["verouderd"] == {
        "code": "verouderd",
        "title": TITLES["verouderd"],
        "state": "waiting",
        "count": 2,
        "action": "laat ze leveren, of accepteer ze onder [[accepted_stale]]",
    }
    assert (found["opmerking"]["state"], found["embargo"]["state"]) == ("passed", "not_applicable")
    assert project.run("status") == 0
    told = capsys.readouterr().out.partition("Definitieve versie\n")[2].partition("\n\n")[0].lower()
    for title in TITLES.values():
        assert title.lower() in told
    assert "  wacht op: verouderde cijfers die niet geaccepteerd zijn (2); laat ze leveren" in told


def test_a_stale_indicator_is_told_once_with_how_often_it_stands_where(project, capsys):
    errors = [line for line in refusal(project, capsys).err.splitlines() if ": error: " in line]
    assert [re.sub(r":\d+:", ":LINE:", line) for line in errors] == [
        "data/asiel/catalogue.toml:LINE: error: verouderd cijfer: asiel.oud (t/m 2024) staat op "
        "6 plaatsen: hoofdstuk 1 (5) en Deel (1); onder meer hoofdstuk 1, onder 'Asiel', "
        "alinea 2; hoofdstuk 1, onder 'Asiel', alinea 3; hoofdstuk 1, onder 'Asiel', alinea 5 "
        "(laat CBS het cijfer leveren, of neem de indicator op onder [[accepted_stale]])",
        "data/asiel/catalogue.toml:LINE: error: verouderd cijfer: asiel.ouder (t/m 2023) staat op "
        "1 plaats: hoofdstuk 1, onder 'Asiel', alinea 5 "
        "(laat IND het cijfer leveren, of neem de indicator op onder [[accepted_stale]])",
    ]


def test_what_is_pasted_from_the_refusal_and_given_reasons_is_accepted(project, capsys):
    block = refusal(project, capsys).out
    accepted = tomllib.loads(block)["accepted_stale"]
    assert [one["indicator"] for one in accepted] == ["asiel.oud", "asiel.ouder"]
    assert {str(one["decided_on"]) for one in accepted} == {"2026-06-21"}
    project.edition(block)
    assert project.run("build") == 1
    assert "reason" in capsys.readouterr().err
    project.edition(block.replace('reason = ""', 'reason = "De bron levert later."'))
    assert project.run("build", "--release", "definitief") == 0
    assert capsys.readouterr().out == ""


def test_the_refusal_is_put_together_by_what_must_be_done(project, capsys):
    document = new_document()
    paragraph = document.add_paragraph("Tekst {{ asiel.onzin }}.")
    document.add_comment(paragraph.runs, text="Nagaan", author="O", initials="O")
    project.add("h2", document)
    project.edition('[[signatories]]\nrole = "De Minister"\n')
    lines = refusal(project, capsys).err.splitlines()
    assert [line for line in lines if line.startswith("# ")] == [
        f"# {TITLES['fout']} (1): herstel wat report-builder check noemt",
        f"# {TITLES['opmerking']} (1): verwerk elke opmerking, en haal haar in Word weg",
        f"# {TITLES['verouderd']} (2): laat ze leveren, of accepteer ze onder [[accepted_stale]]",
        f"# {TITLES['ondertekenaar']} (1): vul name in onder [[signatories]]",
    ]


def test_check_refuses_as_a_build_does(project, capsys):
    built = refusal(project, capsys)
    assert project.run("check", "--release", "definitief") == 1
    checked = capsys.readouterr()
    assert checked.out == built.out
    errors = [line for line in checked.err.splitlines() if ": error: " in line]
    assert errors == [line for line in built.err.splitlines() if ": error: " in line]


SOUND = {"verouderd": 2}


def comment(project):
    path = project.root / "templates/h1.docx"
    document = docx.Document(str(path))
    document.add_comment(document.paragraphs[-1].runs, text="Nagaan", author="O", initials="O")
    document.save(str(path))


def yellow_by_hand(project):
    document = new_document()
    run = document.add_paragraph().add_run("Geel.")
    run.font.highlight_color = docx.enum.text.WD_COLOR_INDEX.YELLOW
    project.add("h2", document)
    project.edition()


def chart_of_word(project):
    document = new_document()
    add_xml(document, chart())
    project.add("h2", document)
    project.edition()


def picture_in_a_shape(project):
    document = document_with_picture(({}, {}))
    next(document.element.iter(qn("a:prstGeom"))).set("prst", "ellipse")
    project.add("h2", document)
    project.edition()


def link_inside(project):
    project.add("h2", document_with_link("http://intranet/beleid"))
    project.edition()


def reference_to_the_concept(project):
    project.figure("asiel/apart", indicators=["asiel.maand"], title="Apart")
    project.document("lijst", '{{ figuur("asiel/apart") }}', kind="appendix", only="concept")
    project.document("h2", "# Kop", 'Zie {{ verwijs("asiel/apart") }}.')
    project.edition()


def stale_news(project):
    project.document("bericht", "Nieuw: {{ asiel.oud }}.", kind="news")
    project.edition()


def long_post(project):
    project.document("posts", "# X", "Een heel lang bericht.", kind="social")
    project.edition('[[news.channels]]\nid = "x"\nname = "X"\nlimit = 5\n')


def embargo(project):
    path = project.root / "data/asiel/catalogue.toml"
    path.write_text(path.read_text().replace("[oud]\n", "[oud]\nembargo = 2026-07-01\n"))


def unlocked(project):
    project.edition("lock = true\n")


def locked_otherwise(project):
    assert project.run("lock") == 0
    project.document("deel", "Oud: {{ asiel.ouder }}.", kind="part")
    project.edition()


def unanswered(project):
    project.edition("review = true\n")
    row = "AB12,2026-06-01,abc,templates/h1.docx,alinea 1,Opmerking,tekst,Klopt dit?,open,\n"
    head = "id,received_on,version,template,place,kind,text,said,stand,answer\n"
    project.write("data/editions/2026/remarks.csv", head + row)


def no_agreement(project):
    project.edition('[[consultations]]\nname = "IDAM"\nstate = "open"\n')


def no_name(project):
    project.edition('[[signatories]]\nrole = "De Minister"\n')


def no_date(project):
    project.document("nota", "Op {{ editie.besluitvorming.MR }}.", kind="nota")
    project.edition()


def hidden_correction(project):
    project.edition('[[corrections]]\ndate = 2026-09-01\ntext = "Hersteld."\n')


WAITING = {
    "opmerking": (comment, 1),
    "geel": (yellow_by_hand, 1),
    "omzetting": (chart_of_word, 1),
    "bijsnijden": (picture_in_a_shape, 1),
    "intranet": (link_inside, 1),
    "verwijzing": (reference_to_the_concept, 1),
    "nieuws": (stale_news, 1),
    "bericht": (long_post, 1),
    "embargo": (embargo, 1),
    "vergrendeld": (unlocked, 1),
    "onbeantwoord": (unanswered, 1),
    "voorportaal": (no_agreement, 1),
    "ondertekenaar": (no_name, 1),
    "besluitvorming": (no_date, 1),
    "correctie": (hidden_correction, 1),
}


@pytest.mark.parametrize("code", WAITING)
def test_status_of_a_concept_counts_what_the_definitive_release_is_refused_for(
    project, capsys, code
):
    make, count = WAITING[code]
    make(project)
    assert waiting(project, capsys) == {**SOUND, code: count}
    told = refusal(project, capsys).err
    assert f"# {TITLES[code]} ({count}): " in told


def test_another_figure_than_when_it_was_locked_is_waited_for(project, capsys):
    locked_otherwise(project)
    assert waiting(project, capsys)["vergrendeld"] == 2
    assert "anders dan bij de vergrendeling" in refusal(project, capsys).err


def test_every_gate_was_seen_waiting_but_those_that_stop_a_concept_or_show_when_built():
    rest = {"fout", "wijziging", "verouderd", "voetnoot", "persoonsgegeven", "periode"}
    assert set(TITLES) - set(WAITING) == rest


def test_what_shows_only_when_built_is_not_said_to_be_in_order(project, capsys):
    accepted = (
        '[[accepted_stale]]\nindicator = "asiel.oud"\nreason = "x"\ndecided_on = 2026-06-01\n'
    )
    project.edition(accepted + '[personal]\nnaam = "Noor Verzonnen"\n')
    found = gates(project, capsys)
    assert {code for code, gate in found.items() if gate["state"] == "unknown"} == {
        "voetnoot",
        "persoonsgegeven",
    }


def test_an_edition_with_a_route_tells_every_waiting_gate_before_its_step(project, capsys):
    comment(project)
    project.edition("[decision_route]\nMR = 2026-07-10\n")
    assert project.run("status") == 0
    assert capsys.readouterr().out.partition("\n\n")[0].splitlines()[2:] == [
        "  Nog te doen voor de MR van 10 juli 2026",
        "    2 cijfers leveren of aanvaarden ([[accepted_stale]])",
        "  Nog te doen voor de verzending",
        "    opmerkingen in sjablonen (1); verwerk elke opmerking, en haal haar in Word weg",
    ]


def test_sentences_of_another_period_are_named_apart_and_keep_nothing(asylum, capsys):
    asylum.document("h1", "# Asiel", "In 2023 waren het er {{ asiel.aanvragen }}.")
    asylum.document("h2", "# Kop", "In {{ asiel.aanvragen.periode }} {{ asiel.aanvragen }}.")
    asylum.edition()
    warning = (
        "templates/h1.docx:onder 'Asiel', alinea 1: warning: de zin noemt 2023, maar 24.140 "
        "(asiel.aanvragen) gaat over 2025 (schrijf bij dit cijfer {{ asiel.aanvragen.periode }})"
    )
    heading = (
        f"# {TITLES['periode']} (1): kijk elke zin na, en schrijf de .periode van het cijfer erbij"
    )
    assert asylum.run("status") == 0
    assert "  let op: zinnen die een andere periode noemen dan hun cijfer (1); " in (
        capsys.readouterr().out
    )
    assert gates(asylum, capsys)["periode"]["state"] == "warned"
    for command in ("check", "build"):
        capsys.readouterr()
        assert asylum.run(command, "--release", "definitief") == 0
        told = capsys.readouterr().err.splitlines()
        assert told[told.index(heading) + 1] == warning
        assert told.count(warning) == 1
