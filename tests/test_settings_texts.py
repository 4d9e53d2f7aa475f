"""Claims and figures typed in the texts of figures, catalogue and edition, which cannot have tags."""

import pytest


@pytest.fixture
def told(asylum, capsys):
    """Checks the project; returns what is warned of as typed, without the hints."""

    asylum.document("h1", "# Kop", "Tekst.")

    def check():
        assert asylum.run("check") == 0
        lines = capsys.readouterr().err.splitlines()
        typed = [line for line in lines if "getal zonder" in line or "verandert niet mee" in line]
        return [line.rpartition(" (")[0].replace(": warning", "") for line in typed]

    return check


def test_figures_catalogue_and_edition_are_read_and_each_is_told_at_its_line(told, asylum):
    asylum.figure(
        "asiel/f",
        indicators=["asiel.aanvragen"],
        title="De meeste aanvragers komen uit Syrië",
        note="Dat is een kwart van het totaal.",
        alt="Een lijn die daalt tot 24.000 aanvragen",
    )
    asylum.indicator(
        "asiel.nieuw",
        [(2025, 1)],
        title="Vijfentwintig procent",
        definition="Aantal aanvragen, nooit eerder zo hoog.",
    )
    asylum.edition(head=asylum_head(title="Een verdubbeling"))
    lines = told()
    assert [line.partition(": ")[2] for line in lines if line.startswith("figures/")] == [
        "de titel zegt 'meeste', en verandert niet mee met de cijfers",
        "de toelichting zegt 'een kwart', en verandert niet mee met de cijfers",
        "getal zonder bron: 24.000",
        "de alternatieve tekst zegt 'daalt', en verandert niet mee met de cijfers",
    ]
    rest = [line for line in lines if not line.startswith("figures/")]
    assert any("getal zonder bron: Vijfentwintig procent" in line for line in rest)
    assert any("de definitie zegt 'nooit eerder'" in line for line in rest)
    assert "data/editions/2026.toml:3: de titel zegt 'verdubbeling', en" in "\n".join(rest)


def asylum_head(title):
    return (
        'reporting_year = 2025\nname = "rapport"\n'
        f'title = "{title}"\ndate = 2026-06-21\nlanguage = "nl"\n'
    )


@pytest.mark.parametrize(
    "title",
    [
        "Tien grootste nationaliteiten onder de aanvragers",
        "Grootste groepen per jaar",
        "Uit welke landen kwamen de meeste mensen?",
        "De vijf landen waaraan Nederland de meeste verzoeken deed",
        "Migratiesaldo per 1.000 inwoners, ontheemden van 15 tot 65 jaar",
        "Aanvragen binnen vijftien maanden in zevenentwintig lidstaten",
    ],
)
def test_a_title_that_says_what_is_shown_claims_nothing(told, asylum, title):
    asylum.figure("asiel/f", indicators=["asiel.aanvragen"], title=title)
    assert told() == []


def test_a_definition_may_say_which_step_it_counts(told, asylum):
    definition = "Groei van het aantal inwoners; stijging of daling, afgerond op tientallen."
    asylum.indicator("asiel.groei", [(2025, 1)], definition=definition)
    assert told() == []
