"""A tag or a mark of the program in the settings is refused on its line, for no template reads it there."""

from __future__ import annotations

import tomllib

import pytest

from report_builder.intake.toml_files import TomlFile

FIGURE = "figures/asiel/lijn.toml"
SIGNS = {
    "{{ editie.titel }}": "plaats",
    "{% if x %}": "plaats",
    "{# x #}": "plaats",
    "a\ue001b": "teken",
    "\\uE012": "teken",
}


@pytest.mark.parametrize("text", SIGNS)
def test_a_text_that_cannot_be_printed_is_refused_on_its_line(asylum, capsys, text):
    asylum.document("h1", "# Kop", "{{ asiel.aanvragen }}")
    asylum.figure("asiel/lijn", indicators=["asiel.aanvragen"], note="Noot")
    path = asylum.root / FIGURE
    asylum.write(FIGURE, path.read_text().replace("Noot", text))
    assert asylum.run("check") == 1
    line = 1 + path.read_text()[: path.read_text().index("note")].count("\n")
    said = capsys.readouterr().err
    assert f"{FIGURE}:{line}: error: " in said
    assert said.count("error") == 1


def test_a_comment_and_a_brace_are_left_alone(asylum):
    asylum.document("h1", "# Kop", "{{ asiel.aanvragen }}")
    asylum.figure("asiel/lijn", indicators=["asiel.aanvragen"], note="Noot {a}")
    path = asylum.root / FIGURE
    asylum.write(FIGURE, "# zie {{ asiel.aanvragen }} \ue001\n" + path.read_text())
    assert asylum.run("check") == 0


def test_a_tag_in_the_name_of_a_part_is_refused_on_its_line(asylum, capsys):
    asylum.document("h1", "# Kop", "{{ asiel.aanvragen }}")
    rows = [(2025, "TOTAL", 10), (2025, "{{ x }}", 3)]
    asylum.indicator("asiel.delen", rows, dimensions=["land"])
    assert asylum.run("check") == 1
    assert (
        "data/asiel/delen.csv:3: error: de naam '{{ x }}' bevat een tag" in capsys.readouterr().err
    )


def test_a_text_that_is_too_long_is_refused_on_its_line(asylum, capsys):
    asylum.document("h1", "# Kop", "{{ asiel.aanvragen }}")
    asylum.figure("asiel/lijn", indicators=["asiel.aanvragen"], note="9" * 16_000)
    assert asylum.run("check") == 1
    assert "error: 16000 tekens zonder spatie ertussen" in capsys.readouterr().err


DEEP = {"too deep for settings": 25, "too deep to be read": 5_000}


@pytest.mark.parametrize("depth", DEEP.values(), ids=DEEP)
def test_lists_within_lists_are_refused(asylum, capsys, depth):
    asylum.document("h1", "# Kop", "{{ asiel.aanvragen }}")
    asylum.figure("asiel/lijn", indicators=["asiel.aanvragen"])
    path = asylum.root / FIGURE
    asylum.write(FIGURE, f"diep = {'[' * depth}{']' * depth}\n{path.read_text()}")
    assert asylum.run("check") == 1
    message = f"{FIGURE}:1: error: tabellen of lijsten staan hier meer dan 20 diep in elkaar"
    assert message in capsys.readouterr().err


def test_a_heading_with_spaces_around_its_name_keeps_its_line():
    text = "[[ a . b ]]\nx = 1\n\n[[a.b]] # nog een\n\ny = 2\n"
    file = TomlFile("f.toml", tomllib.loads(text), text)
    assert [file.line("a", "b", 0, "x"), file.line("a", "b", 1, "y")] == ["2", "6"]
