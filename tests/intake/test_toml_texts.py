"""A tag or a mark of the program in the settings is refused on its line, for no template reads it there."""

from __future__ import annotations

import pytest

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
