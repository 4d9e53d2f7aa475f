"""A key that stands in the wrong table of a settings file is told with the table that it belongs to."""

import pytest

from report_builder.intake.toml_files import make_record, read_toml
from report_builder.model.catalogue import Indicator, Source
from report_builder.model.edition import Edition
from report_builder.model.figure import FigureSpec
from report_builder.model.profile import Profile

TABLE = 'owner = "IND"\n[[tables]]\nanchor = "Jaar"\n'
TOP = "bovenaan, boven de eerste kop tussen [ ]"
SOURCE = '[IND]\nname = "Dienst"\nurl = "https://example.org"\nlicence = "CC0"\n'


@pytest.fixture
def told(tmp_path):
    """The problems of a file that writes a record, at the top or in a table."""

    def told(kind, text, *path, **fixed):
        (tmp_path / "instellingen.toml").write_text(text)
        file, problems = read_toml(tmp_path / "instellingen.toml", "instellingen.toml")
        assert not problems
        data = file.data[path[0]] if path else file.data
        return [str(problem) for problem in make_record(kind, file, path, data, **fixed)[1]]

    return told


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (
            TABLE + 'split_years = "first"',
            4,
            f"onbekende sleutel 'split_years' ('split_years' hoort {TOP})",
        ),
        (TABLE + "partial = true", 4, f"onbekende sleutel 'partial' ('partial' hoort {TOP})"),
        (
            'until = "Bron"\n' + TABLE,
            1,
            "onbekende sleutel 'until' ('until' hoort onder [[tables]])",
        ),
        (TABLE + "untill = 1", 4, "onbekende sleutel 'untill' (bedoelt u 'until'?)"),
        (
            'untill = "Bron"\n' + TABLE,
            1,
            "onbekende sleutel 'untill' (bedoelt u 'until'? dat hoort onder [[tables]])",
        ),
        (
            TABLE + "[tables.labels]\ngaps = true",
            5,
            "'gaps' is geen naam die hier kan staan ('gaps' hoort onder [[tables]])",
        ),
        (
            '[marks]\nsplit_years = "first"\n[labels]\n',
            2,
            f"'split_years' is geen naam die hier kan staan ('split_years' hoort {TOP})",
        ),
    ],
)
def test_a_key_of_a_profile_in_the_wrong_table_is_told_with_the_right_one(
    told, text, line, problem
):
    assert f"instellingen.toml:{line}: error: {problem}" in told(Profile, text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[news]\nlimit = 3", "'limit' ('limit' hoort onder [[news.channels]])"),
        ("[news]\ndossier = '1'", f"'dossier' ('dossier' hoort {TOP})"),
        (
            "[[news.channels]]\nembargo = 2026-01-01",
            "'embargo' ('embargo' hoort onder [news])",
        ),
        ("template = 'a.docx'", "'template' ('template' hoort onder [[documents]])"),
        ("role = 'minister'", "'role' ('role' hoort onder [[signatories]])"),
    ],
)
def test_a_key_of_an_edition_in_the_wrong_table_is_told_with_the_right_one(told, text, problem):
    (found,) = [line for line in told(Edition, text, id="2026") if "onbekende sleutel" in line]
    assert found.endswith(f"onbekende sleutel {problem}")


def test_a_key_of_an_indicator_or_a_source_in_the_wrong_table_is_told_with_the_right_one(told):
    service = '[x]\ntitle = "X"\nmeasure = "M"\n[x.service]\nlag = 1\n[x.service.split.land]\npinned = "a"\n'
    found = " ".join(told(Indicator, service, "x", id="t.x"))
    assert "('measure' hoort onder [x.service])" in found
    assert "('lag' hoort onder [x])" in found
    assert "('pinned' hoort onder [x.service])" in found
    found = " ".join(told(Indicator, '[x]\nnames = "a"\n', "x", id="t.x"))
    assert "('names' hoort onder [x.service.split.…])" in found
    found = " ".join(told(Source, SOURCE + 'protocol = "odata"', "IND"))
    assert "('protocol' hoort onder [IND.service])" in found


def test_a_key_above_the_first_table_of_a_file_of_tables_is_told(told):
    assert told(Source, 'licence = "CC0"\n' + SOURCE, "licence") == [
        "instellingen.toml:1: error: 'licence' staat boven de eerste kop (zet het onder zijn [kop])"
    ]
    (found,) = told(Source, "iets = 1", "iets")
    assert "'iets' moet een tabel met sleutels zijn (schrijf [iets])" in found


def test_a_key_of_a_figure_that_is_nowhere_known_is_told_as_before(told):
    found = told(FigureSpec, 'kleur = "rood"', id="f")
    assert any(line.endswith("onbekende sleutel 'kleur'") for line in found)
