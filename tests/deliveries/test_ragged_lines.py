"""A line of a text file with other fields than the head of its table is an error at that line."""

import pytest

PROFILE = """\
owner = "IND"
[[tables]]
anchor = "Jaar"
{}
[tables.labels]
"Aantal" = "asiel.instroom"
"Noot" = ""
"""


@pytest.fixture
def took(chain, capsys):
    """Imports a text file; returns the exit status and what was refused."""

    def took(text, until="", name="l.csv"):
        chain.profile(PROFILE.format(f'until = "{until}"' if until else ""))
        status = chain.take(chain.file(name, text), "--accept-doubts")
        return status, capsys.readouterr().err.splitlines()

    return took


@pytest.mark.parametrize(
    ("text", "line", "fields", "width"),
    [
        ("Jaar,Aantal\n2024,1100\n2025,1,150\n", 3, 3, 2),
        ("Jaar;Aantal;Noot\n2024;1100;\n2025;1150\n", 3, 2, 3),
        ("Jaar;Aantal;Noot\n2024;1100;\n2025\n", 3, 1, 3),
        ("Jaar;Aantal\n2024;1100;;9\n2025;1150\n", 2, 4, 2),
        ("Titel\n\nJaar;Aantal\n2024;1100\n2025;1150;1\n", 5, 3, 2),
        ("sep=;\nJaar;Aantal\n2024;1100\n2025;1150;1\n", 4, 3, 2),
        ('Jaar;Aantal;Noot\n2024;1100;"twee\nregels"\n2025;1150\n', 4, 2, 3),
    ],
)
def test_a_line_of_a_table_with_more_or_fewer_fields(chain, took, text, line, fields, width):
    before = chain.tree()
    status, refused = took(text)
    assert status == 1
    assert (
        f"l.csv:regel {line}: error: de regel heeft {fields} velden en de kop van de tabel {width} "
        "(zet velden met een scheidingsteken erin tussen aanhalingstekens, of vul de regel aan)"
    ) in refused
    assert {**chain.tree(), **before} == chain.tree()


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Jaar;Aantal\n2024;1100;;\n2025;1150;\n", ""),
        ("Jaar;Aantal;;\n2024;1100\n2025;1150\n", ""),
        ("Titel; met; tekens;x\nJaar;Aantal\n2024;1100\n2025;1150\n", ""),
        ("Jaar;Aantal\n2024;1100\n2025;1150\n\nBron: Dienst; Den Haag; 2026\n", ""),
        ("Jaar;Aantal\n2024;1100\n2025;1150\nBron: Dienst; Den Haag; 2026\n", "Bron"),
        ('Jaar;Aantal;Noot\n2024;1100;"een; twee"\n2025;1150;"hij zei ""ja"""\n', ""),
        ('Jaar;Aantal;Noot\n2024;1100;"twee\nregels"\n2025;1150;\n', ""),
        ("Jaar;Aantal\r\n2024;1100\r\n2025;1150\r\n", ""),
        ("sep=|\nJaar|Aantal\n2024|1100\n2025|1150\n", ""),
    ],
)
def test_lines_that_are_whole_and_those_outside_the_table_come_in(chain, took, text, until):
    assert took(text, until) == (0, [])
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"


def test_a_place_below_a_field_of_two_lines_is_its_line_in_the_file(took):
    status, refused = took('Jaar;Aantal;Noot\n2024;1100;"twee\nregels"\n2025;veel;\n')
    assert status == 1
    assert refused[0].startswith("l.csv:regel 4, kolom 2: error: 'veel' is geen getal")


@pytest.mark.parametrize("row", ["asiel.instroom;2025;;1;150;P", "asiel.instroom;2025;;1150"])
def test_a_line_of_a_form_with_other_fields_than_its_head(chain, capsys, row):
    text = f"Indicator;Periode;Onderdeel;Cijfer;Status\n{row}\n"
    assert chain.take(chain.file("form.csv", text)) == 1
    assert "form.csv:regel 2: error: de regel heeft" in capsys.readouterr().err
