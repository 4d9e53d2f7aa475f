"""Heads of which each row says something else, such as years above men and women."""

import pytest

PROFILE = """\
owner = "IND"

[[tables]]
anchor = "Nationaliteit"
rows = ["nationaliteit"]
columns = ["period", "geslacht"]
indicator = "asiel.sexe"
"""
ROWS = [
    ["Nationaliteit", "2024", None, "2025*", None],
    [None, "man", "vrouw", "man", "vrouw"],
    ["Syrië", 30, 20, 40, 20],
    ["Irak", 25, 25, 30, 30],
]
MERGED = ("A1:A2", "B1:C1", "D1:E1")
READ = [
    "2025,Irak,man,30,P",
    "2025,Irak,vrouw,30,P",
    "2025,Syrië,man,40,P",
    "2025,Syrië,vrouw,20,P",
]


@pytest.fixture
def took(chain, capsys):
    """Imports rows with merged heads; returns the exit status, the new figures and what was refused."""
    parts = [("Syrië", "man", 30), ("Syrië", "vrouw", 20), ("Irak", "man", 25)]
    rows = [(2024, *part) for part in [*parts, ("Irak", "vrouw", 25)]]
    chain.folder.indicator(
        "asiel.sexe", rows, source="IND", dimensions=["nationaliteit", "geslacht"]
    )

    def took(rows, merged=MERGED, profile=PROFILE):
        def change(book):
            for area in merged:
                book["Blad"].merge_cells(area)

        chain.profile(profile)
        status = chain.take(chain.book({"Blad": rows}, change=change))
        newest = [row for row in chain.rows("asiel.sexe") if not row.startswith("2024")]
        return status, newest, capsys.readouterr().err.splitlines()

    return took


def test_each_row_of_heads_says_its_own(took):
    assert took(ROWS) == (0, READ, [])


def test_the_order_of_the_names_is_that_of_the_rows_of_heads(took):
    turned = [
        ["Nationaliteit", "man", None, "vrouw", None],
        [None, "2024", "2025*", "2024", "2025*"],
        ["Syrië", 30, 40, 20, 20],
        ["Irak", 25, 30, 25, 30],
    ]
    profile = PROFILE.replace('["period", "geslacht"]', '["geslacht", "period"]')
    assert took(turned, profile=profile) == (0, READ, [])
    status, newest, refused = took(turned)
    assert (status, newest) == (1, READ)
    assert "'2024' is geen bekende geslacht" in refused[0]


def test_a_row_of_heads_can_be_passed_over(took):
    units = [ROWS[0], [None, "aantal", "aantal", "aantal", "aantal"], *ROWS[1:]]
    profile = PROFILE.replace('["period", "geslacht"]', '["period", "", "geslacht"]')
    merged = ("A1:A3", "B1:C1", "D1:E1")
    assert took(units, merged, profile) == (0, READ, [])


def test_a_head_that_is_not_merged_is_refused_until_the_profile_says_that_it_repeats(took):
    status, newest, refused = took(ROWS, ("A1:A2",))
    assert (status, newest) == (1, [])
    assert "cel C3: error: het opschrift voor period is leeg" in refused[0]
    assert "repeat_heads = true" in refused[0]
    repeated = PROFILE.replace("[[tables]]", "[[tables]]\nrepeat_heads = true")
    assert took(ROWS, ("A1:A2",), repeated) == (0, READ, [])


def test_a_head_left_of_the_first_one_repeats_nothing(took):
    repeated = PROFILE.replace("[[tables]]", "[[tables]]\nrepeat_heads = true")
    rows = [["Nationaliteit", None, "2024", None, "2025"], *ROWS[1:]]
    status, newest, refused = took(rows, ("A1:A2",), repeated)
    assert (status, newest) == (1, [])
    assert "cel B3: error: het opschrift voor period is leeg" in refused[0]


def test_an_inner_head_that_is_empty_does_not_come_from_another_group(took):
    repeated = PROFILE.replace("[[tables]]", "[[tables]]\nrepeat_heads = true")
    rows = [ROWS[0], [None, "man", "vrouw", None, "vrouw"], *ROWS[2:]]
    status, newest, refused = took(rows, ("A1:A2",), repeated)
    assert (status, newest) == (1, [])
    assert "cel D3: error: het opschrift voor geslacht is leeg" in refused[0]
