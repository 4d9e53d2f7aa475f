import pytest

from report_builder.cli import main
from tests.outcome import problems


@pytest.fixture
def sound(folder):
    folder.indicator("asiel.x", [("2025", 1)])
    folder.document("h1", "# Kop")
    assert problems(folder) == []
    return folder


CATALOGUE = '[x]\ntitle = "X"\nunit = "personen"\nfrequency = "A"\nsource = "CBS"\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (CATALOGUE + "colour = 1", "6: error: onbekende sleutel 'colour'"),
        (CATALOGUE + 'tabel = "1"', "6: error: onbekende sleutel 'tabel' (bedoelt u 'table'?)"),
        (
            CATALOGUE.replace('source = "CBS"\n', ""),
            "1: error: de sleutel 'source' ontbreekt (voeg source = … toe)",
        ),
        (CATALOGUE.replace("CBS", "CBD"), "5: error: onbekende bron 'CBD' (bedoelt u 'CBS'?)"),
        (
            CATALOGUE.replace('"A"', '"J"'),
            "4: error: frequency = 'J' is onbekend (kies uit A, S, Q, M, D)",
        ),
        (CATALOGUE + 'decimals = "1"', "6: error: decimals moet een geheel getal zijn"),
        (
            CATALOGUE + 'minimum = "0"',
            "6: error: minimum moet een getal zijn, zonder aanhalingstekens",
        ),
        (CATALOGUE + "lag = -1", "6: error: lag = -1 valt buiten de grenzen"),
        (CATALOGUE.replace("title = ", "title "), "2: error: geen geldige TOML"),
        (CATALOGUE + CATALOGUE, "6: error: deze naam staat twee keer in het bestand"),
        (CATALOGUE + CATALOGUE.replace("[x]", "[y]"), "6: error: data/asiel/y.csv ontbreekt"),
        (CATALOGUE + 'dimensions = ["obs_value"]', "6: error: 'obs_value' kan geen dimensie heten"),
    ],
)
def test_mistakes_in_a_catalogue_are_told_with_their_line(sound, text, problem):
    sound.write("data/asiel/catalogue.toml", text + "\n")
    found = [text for text in problems(sound) if text.startswith("data/asiel/catalogue.toml:")]
    assert any(line.startswith("data/asiel/catalogue.toml:" + problem) for line in found), found


def test_an_id_must_be_lower_case(sound):
    sound.write("data/asiel/catalogue.toml", CATALOGUE.replace("[x]", "[Xx]"))
    assert "error: 'Xx' kan geen naam van een indicator zijn" in problems(sound)[0]


def test_a_theme_cannot_have_the_name_of_something_else(sound):
    sound.write("data/editie/catalogue.toml", "")
    (problem,) = problems(sound)
    assert problem.startswith(
        "data/editie/catalogue.toml:1: error: een thema kan niet 'editie' heten"
    )


def test_a_csv_without_a_catalogue_is_told(sound):
    sound.write("data/los/y.csv", "time_period,obs_value,obs_status\n")
    assert problems(sound) == [
        "data/los/y.csv:1: error: 'y' staat niet in de catalogus (voeg [y] toe aan data/los/catalogue.toml)"
    ]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (
            '[[documents]]\nid = "h1"\nkind = "chapter"\ntitle = "T"\ntemplate = "h1.docx"\n',
            "het id 'h1' komt twee keer voor",
        ),
        (
            '[[documents]]\nid = "h2"\nkind = "chapter"\ntitle = "T"\ntemplate = "../../h1.docx"\n',
            "verlaat de map templates",
        ),
        (
            '[[documents]]\nid = "h2"\nkind = "chapter"\ntitle = "T"\ntemplate = "/etc/passwd"\n',
            "verlaat de map templates",
        ),
        (
            '[[documents]]\nid = "h2"\nkind = "chapter"\ntitle = "T"\ntemplate = "h2.docx"\n',
            "templates/h2.docx ontbreekt",
        ),
        (
            '[[documents]]\nid = "h2"\nkind = "hoofdstuk"\ntitle = "T"\ntemplate = "h1.docx"\n',
            "kind = 'hoofdstuk' is onbekend",
        ),
        (
            '[[documents]]\nid = "rapport"\nkind = "nota"\ntitle = "T"\ntemplate = "h1.docx"\n',
            "al de naam van een uitvoerbestand",
        ),
        (
            '[[accepted_stale]]\nindicator = "asiel.y"\nreason = "r"\ndecided_on = 2026-01-01\n',
            "onbekende indicator 'asiel.y'",
        ),
        (
            '[[accepted_stale]]\nindicator = "asiel.x"\nreason = "r"\ndecided_on = "gisteren"\n',
            "decided_on moet een datum zijn",
        ),
    ],
)
def test_mistakes_in_an_edition_are_told(sound, more, problem):
    sound.edition(more)
    found = problems(sound)
    assert len(found) == 1, found
    assert found[0].startswith("data/editions/2026.toml:")
    assert problem in found[0]


def test_a_template_behind_a_link_out_of_the_project_is_refused(sound, tmp_path):
    outside = tmp_path / "elders.docx"
    outside.write_bytes((sound.root / "templates/h1.docx").read_bytes())
    (sound.root / "templates/h2.docx").symlink_to(outside)
    sound.edition('[[documents]]\nid = "h2"\nkind = "chapter"\ntitle = "T"\ntemplate = "h2.docx"\n')
    assert "verlaat de map templates" in problems(sound)[0]


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (
            {"indicators": ["asiel.z"]},
            "3: error: onbekende indicator 'asiel.z' (bedoelt u 'asiel.x'?)",
        ),
        ({"indicators": ["asiel.x"], "kind": "pie"}, "1: error: kind = 'pie' is onbekend"),
        (
            {"indicators": ["asiel.x"], "split": "land"},
            "4: error: asiel.x heeft geen dimensie 'land'",
        ),
        ({"indicators": ["asiel.x"], "top": 3}, "4: error: top vraagt om split"),
        (
            {"indicators": ["asiel.x"], "since": "2024-11"},
            "4: error: from = '2024-11' past niet bij de frequentie A",
        ),
        ({"indicators": ["asiel.x"], "kleur": "rood"}, "4: error: onbekende sleutel 'kleur'"),
        ({"indicators": []}, "3: error: indicators mag niet leeg zijn"),
        (
            {"indicators": ["asiel.x", "asiel.m"]},
            "3: error: de indicatoren hebben verschillende frequenties",
        ),
        (
            {"indicators": ["asiel.x", "asiel.p"]},
            "3: error: aantallen en percentages passen niet op één as",
        ),
        (
            {"indicators": ["asiel.z"], "kind": "dashboard"},
            "3: error: onbekende indicator 'asiel.z' (bedoelt u 'asiel.x'?)",
        ),
        (
            {"indicators": ["asiel.x"] * 11, "kind": "dashboard"},
            "3: error: een dashboard past met 10 tegels op een pagina, dit zijn er 11",
        ),
        (
            {"indicators": ["asiel.x", "asiel.m"], "kind": "dashboard", "since": "2024-11"},
            "4: error: from = '2024-11' past niet bij de frequentie A",
        ),
        ({"indicators": ["asiel.x"], "per": "asiel.w"}, "4: error: onbekende indicator 'asiel.w'"),
        (
            {"indicators": ["asiel.x"], "per": "asiel.m"},
            "4: error: asiel.m telt geen inwoners op een dag",
        ),
        (
            {"indicators": ["asiel.x"], "per": "asiel.i"},
            "4: error: asiel.i is uitgesplitst naar land, asiel.x niet",
        ),
        (
            {"indicators": ["asiel.p"], "per": "asiel.i"},
            "4: error: asiel.p telt in procent: dat is niet per inwoner te zeggen",
        ),
        (
            {"indicators": ["asiel.x"], "kind": "stacked_bar", "per": "asiel.i"},
            "4: error: per past niet bij kind = 'stacked_bar'",
        ),
    ],
)
def test_mistakes_in_a_figure_are_told(sound, settings, problem):
    sound.indicator("asiel.m", [("2025-01", 1)], frequency="M")
    sound.indicator("asiel.p", [("2025", 1)], unit="procent")
    inhabitants = {"unit": "inwoners", "frequency": "D", "dimensions": ["land"]}
    sound.indicator("asiel.i", [("2025-01-01", "Nederland", 1)], **inhabitants)
    sound.figure("asiel/f", **settings)
    (found,) = problems(sound)
    assert found.startswith("figures/asiel/f.toml:" + problem)


def test_a_dashboard_may_mix_frequencies_and_units(sound):
    sound.indicator("asiel.m", [("2025-01", 1)], frequency="M")
    sound.indicator("asiel.p", [("2025", 1)], unit="procent")
    sound.figure("asiel/f", kind="dashboard", indicators=["asiel.x", "asiel.m", "asiel.p"])
    assert problems(sound) == []


def test_what_follows_from_another_problem_is_not_told_again(sound):
    sound.write("data/asiel/x.csv", "time_period,obs_value,obs_status\n2025,x,A\n")
    sound.figure("asiel/f", indicators=["asiel.x"])
    sound.document("h2", "# Kop", "Er waren {{ asiel.x }}.", '{{ figuur("asiel/f") }}')
    assert sound.run("check") == 1
    assert len(problems(sound)) == 1


def test_an_unknown_edition_is_wrong_usage(sound):
    assert sound.run("check", "--edition", "2031") == 2


def test_the_newest_edition_is_the_default(sound):
    sound.write("data/editions/2019.toml", "kapot")
    assert sound.run("check") == 0
    assert sound.run("check", "--edition", "2019") == 1


def test_a_folder_without_data_is_no_project(tmp_path, capsys):
    assert main(["check", "--project", str(tmp_path)]) == 2
    assert "is geen projectmap" in capsys.readouterr().err


def test_a_part_that_is_kept_out_of_rankings_must_be_there(sound):
    rows = [(2025, "Noodopvang", 1), (2025, "Regulier", 2)]
    sound.indicator("asiel.soort", rows, dimensions=["soort"], rest=["Noodopvang"])
    assert problems(sound) == []
    sound.indicator("asiel.soort", rows, dimensions=["soort"], rest=["Noodopvan"])
    (problem,) = problems(sound)
    assert "warning: asiel.soort heeft geen deel 'Noodopvan' (bedoelt u 'Noodopvang'?)" in problem


def test_a_part_has_the_same_place_in_every_order(sound):
    rows = [(2025, name, 1) for name in ("Arbeid", "Gezin", "Overig")]
    own = {"dimensions": ["soort"]}
    sound.indicator("asiel.een", rows, **own, order=["Arbeid", "Gezin", "Overig"])
    sound.indicator("asiel.twee", rows, **own, order=["Arbeid", "Gezin"])
    sound.indicator("asiel.drie", rows, **own, order=["Overig"])
    assert problems(sound) == []
    sound.indicator("asiel.twee", rows, **own, order=["Gezin", "Arbeidd"])
    absent, other = sorted(problems(sound), key=lambda text: "Gezin" in text)
    assert "warning: asiel.twee heeft geen deel 'Arbeidd' (bedoelt u 'Arbeid'?)" in absent
    assert "het krijgt dan twee kleuren (geef een deel overal dezelfde plaats)" in other


def test_units_of_another_scale_do_not_share_an_axis(sound):
    sound.indicator("asiel.veel", [(2025, 2)], unit="miljoen personen")
    sound.figure("asiel/f", kind="bar", title="F", indicators=["asiel.x", "asiel.veel"])
    (problem,) = problems(sound)
    assert "personen en miljoen personen passen niet op één as" in problem


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"kind": "bar"}, ["de as heet 'personen', en er staan ook aanvragen"]),
        ({"kind": "bar", "unit": "aantal"}, []),
        (
            {"kind": "stacked_bar", "unit": "aantal"},
            ["deze staven tellen personen en aanvragen op"],
        ),
        ({"kind": "table"}, []),
    ],
)
def test_different_units_on_one_axis_are_a_warning(sound, settings, told):
    sound.indicator("asiel.vragen", [(2025, 2)], unit="aanvragen")
    sound.figure("asiel/f", title="F", indicators=["asiel.x", "asiel.vragen"], **settings)
    warnings = problems(sound)
    assert [text in warning for text, warning in zip(told, warnings, strict=True)] == [True] * len(
        told
    )
    assert all("warning" in warning for warning in warnings)
    assert "asiel/f" in sound.project().figures


@pytest.mark.parametrize(
    "ended", ['"2024-Q9"', '"rommel"', '{ TOTAL = "2025", "soort=Uit" = "ooit" }']
)
def test_an_end_that_is_no_period_is_told_once_and_not_of_what_prints_it(asylum, ended):
    asylum.indicator(
        "asiel.dicht",
        [(2024, "TOTAL", 2), (2025, "TOTAL", 3), (2025, "Uit", 1)],
        dimensions=["soort"],
        ended="2025",
    )
    asylum.document("h", "# Kop", "Er waren {{ asiel.dicht }} en {{ asiel.dicht(soort='Uit') }}.")
    path = asylum.root / "data/asiel/catalogue.toml"
    path.write_text(path.read_text().replace('ended = "2025"', f"ended = {ended}"))
    (problem,) = problems(asylum)
    assert "past niet bij de frequentie A" in problem


def test_a_list_is_not_called_empty_for_what_is_wrong_in_it(sound):
    path = sound.root / "data/editions/2026.toml"
    path.write_text(path.read_text().replace('template = "h1.docx"', "template = 1"))
    (problem,) = problems(sound)
    assert "template moet een tekst zijn" in problem


def test_a_table_that_is_named_only_within_another_is_told_where_that_begins(sound):
    sound.write("data/sources.toml", (sound.root / "data/sources.toml").read_text() + "\n[a.b]\n")
    lines = [text for text in problems(sound) if "'name' ontbreekt" in text]
    assert [line.split(": ")[0] for line in lines] == ["data/sources.toml:7"]
