"""Figures that leave a sentence that cannot be filled: told before they come in, and kept out unless somebody agrees."""

import subprocess
import sys

import pytest

HEAD = "Indicator;Periode;Onderdeel;Cijfer;Status\n"


@pytest.fixture
def take(chain, capsys):
    """Delivers lines of a form to a project with this sentence; returns the exit status, and what was told of the sentence and refused."""

    def take(sentence, lines, *arguments):
        chain.folder.document("h2", "# Gevolg", sentence)
        capsys.readouterr()
        status = chain.take(chain.file("levering.csv", HEAD + lines), *arguments)
        told = capsys.readouterr().err.splitlines()
        in_templates = [line for line in told if line.startswith("templates/")]
        return status, in_templates, [line for line in told if "--accept-breaks" in line]

    return take


@pytest.mark.parametrize(
    ("sentence", "lines", "problem"),
    [
        (
            "Het was {{ asiel.instroom|verandering }}.",
            "asiel.instroom;2024;;0;\nasiel.instroom;2025;;5;\n",
            "error: ",
        ),
        (
            "Er waren {{ asiel.instroom[2023] }} mensen.",
            "asiel.instroom;2023;;;O ontbreekt\n",
            "error: asiel.instroom heeft geen waarneming voor 2023",
        ),
        (
            "{{ asiel.instroom|op_rij }}.",
            "asiel.instroom;2023;;;O ontbreekt\nasiel.instroom;2025;;1150;\n",
            "error: op_rij: asiel.instroom heeft geen waarde voor 2023",
        ),
    ],
)
def test_a_sentence_that_would_break_is_named_with_its_place_and_nothing_is_written(
    chain, take, sentence, lines, problem
):
    before = chain.rows("asiel.instroom")
    for arguments in (["--dry-run"], []):
        consents = ["--accept-revisions", "--accept-doubts", *arguments]
        status, told, refused = take(sentence, lines, *consents)
        assert status == 1
        assert len(told) == 1
        assert "onder 'Gevolg', alinea 1" in told[0]
        assert problem in told[0]
        assert refused == [
            "levering.csv:asiel.instroom: error: met deze cijfers is het rapport niet te bouwen:"
            " 1 plaats, hierboven genoemd (verbeter ze eerst in het sjabloon, of neem de cijfers"
            " toch over met --accept-breaks)"
        ]
        assert chain.rows("asiel.instroom") == before


def test_who_agrees_to_what_breaks_gets_the_figures_in(chain, take):
    consents = ["--accept-revisions", "--accept-breaks"]
    status, told, refused = take(
        "Er waren {{ asiel.instroom[2023] }}.", "asiel.instroom;2023;;;O ontbreekt\n", *consents
    )
    assert (status, len(told), refused) == (0, 1, [])
    assert "2023,,O" in chain.rows("asiel.instroom")


def test_what_was_wrong_before_is_no_consequence(chain, take):
    status, told, refused = take("Fout: {{ asiel.onzin }}.", "asiel.instroom;2025;;1150;\n")
    assert (status, told, refused) == (0, [], [])
    assert "2025,1150,A" in chain.rows("asiel.instroom")


def test_a_warning_that_comes_with_new_figures_is_told_and_keeps_nothing_out(chain, take):
    status, told, refused = take(
        "In 2024 waren er {{ asiel.instroom }}.", "asiel.instroom;2025;;1150;\n"
    )
    assert (status, refused) == (0, [])
    assert [": warning: " in line for line in told] == [True]


def test_a_delivery_comes_in_where_figures_are_looked_at_in_more_than_one_process(chain):
    for number in (1, 2):
        chain.folder.figure(f"asiel/figuur{number}", indicators=["asiel.instroom"])
    chain.folder.document("h2", "# Figuren", "{{ figuur('asiel/figuur1') }}")
    path = chain.file("levering.csv", HEAD + "asiel.instroom;2025;;1150;\n")
    arguments = ["import", str(path), "--from", "IND", "--project", str(chain.folder.root)]
    program = [sys.executable, "-m", "report_builder"]
    arguments += ["--jobs", "2"]
    ran = subprocess.run([*program, *arguments], check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,A"
