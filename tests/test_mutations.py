"""Yellow is exactly what the trace says, whatever happens to the newest figure of any indicator.

The same run over the real edition is `python -m tests.mutations`; here it is done to a small project that has every kind
of place: sentences, changes, ranks, words and conditions, cells, a table, a figure, a dashboard and an account.
"""

import pytest

from report_builder.build.plan import Reading, read_all
from report_builder.model.catalogue import Indicator
from report_builder.model.edition import Release
from report_builder.workspace import Workspace
from tests import mutations
from tests.conftest import read_csv, yellow
from tests.mutations import AS_IT_IS, CHANGES, Outcome, Rule, run

# What a changed program made must not be left to other tests.
pytestmark = pytest.mark.usefixtures("own_store")


@pytest.fixture
def reading(asylum):
    """A small project that prints its figures in every kind of place, as it was read."""
    asylum.figure("asiel/lijn", indicators=["asiel.maand"], title="Lijn")
    asylum.figure(
        "asiel/tabel", kind="table", indicators=["asiel.aandeel", "asiel.oud"], change=True
    )
    asylum.figure(
        "asiel/delen", kind="table", indicators=["asiel.aanvragen"], split="nationaliteit"
    )
    asylum.figure("asiel/kort", kind="dashboard", indicators=["asiel.oud", "asiel.stand"])
    asylum.figure("asiel/kalender", kind="calendar")
    asylum.document(
        "h1",
        "# Asiel",
        "In {{ asiel.aanvragen.periode }} waren er {{ asiel.aanvragen }}, een {{ asiel.aanvragen|verandering }}."
        " En {{ asiel.oud }} anderen. Eerder waren het er {{ asiel.oud[2022] }}.",
        "{% if asiel.stand > 1000 %}Het is druk. {% endif %}Dat is {{ asiel.stand|richting }}.",
        'Meest uit {{ asiel.aanvragen.top(2, "nationaliteit")|opsomming }}. Samen {{ asiel.oud + asiel.stand }}.',
        '{{ figuur("asiel/lijn") }}',
        '{{ tabel("asiel/tabel") }}',
        '{{ tabel("asiel/delen") }}',
        '{{ figuur("asiel/kort") }}',
    )
    asylum.document("bijlage", "# Kalender", '{{ tabel("asiel/kalender") }}', kind="appendix")
    read = read_all(Workspace.open(asylum.root), None, Release.CONCEPT)
    assert isinstance(read, Reading)
    assert [problem for problem in read.problems if problem.is_error] == []
    return read


def test_yellow_follows_every_change_of_every_newest_figure(reading, monkeypatch):
    monkeypatch.setattr(mutations, "EVERY", 1)
    outcome = Outcome()
    run(reading, [], AS_IT_IS, reading.jobs, outcome)
    for name in CHANGES:
        for key in reading.setup.project.series:
            run(reading, [key], name, reading.jobs, outcome)
    assert outcome.differences == []
    kinds = (
        "value stale",
        "yellow as a whole",
        "yellow with a reason",
        "figure stale",
        "pages as the Word file",
    )
    assert all(outcome.counts[kind] > 20 for kind in kinds), outcome.counts


@pytest.mark.parametrize("answer", [True, False])
def test_the_run_finds_what_is_yellow_or_white_against_the_rule(reading, monkeypatch, answer):
    monkeypatch.setattr(Indicator, "is_recent", lambda *_: answer)
    outcome = Outcome()
    run(reading, [], AS_IT_IS, reading.jobs, outcome)
    kinds = {line.rpartition(": ")[2].partition(",")[0] for line in outcome.differences}
    assert {f"figure stale {not answer}", f"yellow as a whole {not answer}"} & kinds


def test_the_registers_of_a_build_say_the_same_as_its_yellow(asylum, reading):
    output = asylum.build()
    rule = Rule(reading.setup)
    for row in read_csv(output / "numbers.csv"):
        names = [part.rpartition("@")[0] for part in row["inputs"].split(";")]
        states = {name: rule.is_old(name.partition("[")[0], rule.last(name)) for name in names}
        assert (row["freshness"] == "stale") == (
            row["freshness"] != "history" and any(states.values())
        )
    for row in read_csv(output / "freshness.csv"):
        if row["state"] in ("fresh", "stale") and "[" not in row["indicator"]:
            is_old = rule.is_old(row["indicator"], rule.last(f"{row['indicator']}[TOTAL]"))
            assert (row["state"] == "stale") == is_old
    assert "Oud cijfer" in yellow(output / "rapport.docx")
