"""Small counts are not shown and others rounded, where the catalogue asks for it."""

import pytest

HEAD = "Indicator;Periode;Onderdeel;Cijfer;Status\n"
RULES = {"source": "IND", "suppress_below": 5}


@pytest.mark.parametrize(
    ("figure", "row"),
    [("5", "2025,5,A"), ("4", "2025,,Q"), ("0", "2025,,Q"), ("<5", "2025,,Q"), ("x", "2025,,Q")],
)
def test_a_count_under_five_is_not_shown(chain, figure, row):
    chain.folder.indicator("asiel.klein", [(2024, 6)], **RULES)
    assert chain.take(chain.file("l.csv", f"{HEAD}asiel.klein;2025;;{figure};\n")) == 0
    assert chain.rows("asiel.klein")[-1] == row
    assert chain.folder.run("check") == 0


@pytest.mark.parametrize(
    ("figure", "row"),
    [("4", "2025,,Q"), ("5", "2025,10,A"), ("14", "2025,10,A"), ("15", "2025,20,A")],
)
def test_what_is_shown_is_rounded_to_tens_after_small_counts_are_left_out(chain, figure, row):
    chain.folder.indicator("asiel.klein", [(2024, 10)], rounding=10, **RULES)
    assert chain.take(chain.file("l.csv", f"{HEAD}asiel.klein;2025;;{figure};\n")) == 0
    assert chain.rows("asiel.klein")[-1] == row


def test_without_a_rule_figures_stay_as_they_are(chain):
    chain.folder.indicator("asiel.klein", [(2024, 6)], source="IND")
    assert chain.take(chain.file("l.csv", f"{HEAD}asiel.klein;2025;;4;\n")) == 0
    assert chain.rows("asiel.klein")[-1] == "2025,4,A"


def test_what_is_not_shown_is_not_told_either(chain, capsys):
    chain.folder.indicator("asiel.klein", [(2024, 7)], title="Klein", **RULES)
    assert chain.take(chain.file("l.csv", f"{HEAD}asiel.klein;2025;;3;\n")) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "asiel.klein (Klein): 1 nieuw, 1 niet getoond, 0 gelijk",
        "  nieuw: 2025 geen waarde (Q)",
        "  niet getoond: 2025 (kleiner dan 5)",
    ]


def test_the_same_small_count_next_year_is_no_revision(chain):
    chain.folder.indicator("asiel.klein", [(2023, 7), (2024, "", "Q")], **RULES)
    assert chain.take(chain.file("l.csv", f"{HEAD}asiel.klein;2024;;2;\n")) == 0


def test_the_only_part_that_is_not_shown_is_doubted_as_its_total_gives_it_away(chain, capsys):
    chain.folder.indicator("asiel.land", [], dimensions=["nationaliteit"], **RULES)
    lines = "asiel.land;2025;totaal;63;\nasiel.land;2025;Syrië;60;\nasiel.land;2025;Eritrea;3;\n"
    before = chain.tree()
    assert chain.take(chain.file("l.csv", HEAD + lines)) == 1
    assert (
        "herleidbaar: 2025 [Eritrea]: het enige deel dat niet getoond wordt"
        in capsys.readouterr().out
    )
    assert chain.tree() == before


@pytest.mark.parametrize(
    ("settings", "lines"),
    [
        (
            {},
            "asiel.land;2025;totaal;65;\nasiel.land;2025;Syrië;60;\nasiel.land;2025;Eritrea;3;\nasiel.land;2025;Overig;2;\n",
        ),
        ({}, "asiel.land;2025;Syrië;60;\nasiel.land;2025;Eritrea;3;\n"),
        (
            {"rounding": 10},
            "asiel.land;2025;totaal;63;\nasiel.land;2025;Syrië;60;\nasiel.land;2025;Eritrea;3;\n",
        ),
    ],
)
def test_two_hidden_parts_no_total_or_rounding_give_nothing_away(chain, settings, lines):
    chain.folder.indicator("asiel.land", [], dimensions=["nationaliteit"], **RULES, **settings)
    assert chain.take(chain.file("l.csv", HEAD + lines)) == 0


def test_trace_tells_of_the_rule(chain, capsys):
    chain.folder.indicator("asiel.klein", [(2025, 60)], rounding=10, **RULES)
    assert chain.folder.run("trace", "asiel.klein") == 0
    assert (
        "  bij ontvangst: aantallen onder 5 niet getoond, afgerond op 10-tallen"
        in capsys.readouterr().out.splitlines()
    )


@pytest.mark.parametrize(("value", "is_told"), [(4, True), (5, False)])
def test_a_small_count_that_was_put_in_by_hand_is_warned_for(chain, capsys, value, is_told):
    chain.folder.indicator("asiel.klein", [(2025, value)], **RULES)
    assert chain.folder.run("check") == 0
    said = capsys.readouterr().err
    assert ("data/asiel/klein.csv:2: warning: 4 is kleiner dan 5" in said) is is_told
