"""How the command line is read, and what it says of itself."""

import ast
import gettext
import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from report_builder.cli import main
from report_builder.cli.dutch import DOMAIN, FOLDER
from report_builder.cli.function_names import load
from report_builder.cli.invocation import divide
from report_builder.cli.program import make_program

PROGRAM = make_program()
TEXTS = FOLDER / "nl/LC_MESSAGES" / DOMAIN
ENGLISH = re.compile(r"\b(usage|options|show|this|the|and|exit|missing|invalid|required)\b", re.I)


@pytest.mark.parametrize("arguments", [["--help"], *([name, "-h"] for name in PROGRAM.commands)])
def test_help_is_dutch_and_ends_well(arguments, capsys):
    assert main(arguments) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Gebruik: report-builder ")
    assert said.err == ""
    assert ENGLISH.findall(said.out.replace("report-builder", "")) == []


def test_help_is_dutch_in_the_language_of_another(capsys, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    assert main(["bouw"]) == 2
    assert "De opdracht 'bouw' bestaat niet." in capsys.readouterr().err
    assert (os.environ["LANGUAGE"], gettext.textdomain()) == ("en", "messages")


def test_the_help_lists_commands_by_kind_of_user(capsys):
    main(["--help"])
    said = capsys.readouterr().out
    titles = [*PROGRAM.sections]
    assert [title for title in titles if f"\n{title}:\n" in said] == titles
    for name, command in PROGRAM.commands.items():
        sentence = command.help.removesuffix(".")
        assert re.sub(r"\s+", " ", sentence) in re.sub(r"\s+", " ", said), name


@pytest.mark.parametrize("name", PROGRAM.commands)
def test_every_command_has_a_sentence_and_an_example_that_can_be_typed(name, capsys):
    command = PROGRAM.commands[name]
    assert re.fullmatch(r"[A-Z].+\.", command.help)
    program, *words = re.findall(r'"[^"]*"|\S+', command.example)
    assert program == "report-builder"
    assert words[0] == name
    with click.Context(command) as context:
        command.parse_args(context, words[1:])


WRONG = [
    (["chekc"], "Fout: De opdracht 'chekc' bestaat niet. Bedoelt u 'check'?"),
    (["bouw"], "Fout: De opdracht 'bouw' bestaat niet."),
    (["check", "--edtion", "1"], "Fout: De optie '--edtion' bestaat niet. Bedoelt u '--edition'?"),
    (
        ["build", "--release", "eind"],
        "Fout: '--release': 'eind' is geen van 'concept', 'definitief'.",
    ),
    (["build", "--jobs", "0"], "Fout: '--jobs': 0 mag hier niet (x>=1)."),
    (["build", "--jobs", "twee"], "Fout: '--jobs': 'twee' is geen geheel getal."),
    (["build", "--quiet=ja"], "Fout: De optie '--quiet' heeft geen waarde."),
    (["new-edition", "--from"], "Fout: Achter de optie '--from' hoort een waarde."),
    (["trace"], "Fout: Er ontbreekt een argument: 'CIJFER...'."),
    (["request"], "Fout: Er ontbreekt een optie: '--owner'."),
    (["compare", "1", "2", "3", "4"], "Fout: Onverwachte argumenten: 3 4"),
    ([], "Fout: Noem een opdracht; 'report-builder --help' toont ze."),
    (
        ["trace", "\udcff"],
        "report-builder: '\\udcff' is geen geldige UTF-8; typ het opnieuw, of hernoem het bestand",
    ),
    (["compare", "1", "2", "\x07"], "Fout: Onverwacht argument: \\u0007"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage_is_told_in_dutch(arguments, message, capsys):
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.err.splitlines()[-1] == message
    assert said.out == ""


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"report-builder \d+\.\d+\.\d+\n", capsys.readouterr().out)


def library_texts():
    """Everything that the library passes through gettext, in one or two forms."""
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                forms = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
                texts = [form.value for form in node.args[:forms] if isinstance(form, ast.Constant)]
                if texts:
                    yield texts


def test_every_text_of_the_library_has_a_translation():
    with TEXTS.with_suffix(".po").open("rb") as opened:
        catalogue = read_po(opened, "nl")
    texts = list(library_texts())
    assert len(texts) > 50
    missing = [
        forms for forms in texts if not (catalogue.get(forms[0]) and catalogue[forms[0]].string)
    ]
    assert missing == []


def test_a_translation_fills_in_only_what_the_text_itself_does():
    with TEXTS.with_suffix(".po").open("rb") as opened:
        catalogue = read_po(opened, "nl")
    field = re.compile(r"\{\w+(?:!r)?\}|%\(\w+\)s")
    for message in catalogue:
        sources = message.id if isinstance(message.id, tuple) else [message.id]
        targets = message.string if isinstance(message.string, tuple) else [message.string]
        known = {found for source in sources for found in field.findall(source)}
        assert {found for target in targets for found in field.findall(target)} <= known, message.id


def test_the_compiled_texts_are_those_of_the_source():
    with TEXTS.with_suffix(".mo").open("rb") as opened:
        compiled = gettext.GNUTranslations(opened)
    with TEXTS.with_suffix(".po").open("rb") as opened:
        messages = [message for message in read_po(opened, "nl") if message.id]
    for message in messages:
        if message.pluralizable:
            forms = tuple(compiled.ngettext(*message.id, count) for count in (1, 2))
            assert forms == message.string, "run `make texts`"
        else:
            assert compiled.gettext(message.id) == message.string, "run `make texts`"


@pytest.mark.parametrize("name", PROGRAM.commands)
def test_what_a_command_runs_takes_its_options(name):
    command = PROGRAM.commands[name]
    _, own = divide({param.name: None for param in command.params})
    for path in command.runs:
        invocation, *taken = inspect.signature(load(path)).parameters.values()
        assert invocation.annotation == "Invocation"
        assert {parameter.name for parameter in taken} == set(own), path


HEAVY = {
    "pandas",
    "pydantic",
    "docx",
    "lxml",
    "matplotlib",
    "rich",
    "weasyprint",
    "concurrent.futures.process",
}


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["build", "--jobs", "0"]])
def test_reading_a_command_line_imports_nothing_that_is_slow(arguments):
    code = "import sys; from report_builder.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert HEAVY & set(run.stderr.splitlines()[-1].split()) == set()


def test_a_build_with_nothing_to_do_imports_nothing_that_is_slow(asylum):
    asylum.document("h1", "# Kop", "Er waren {{ asiel.aanvragen }}.")
    asylum.build()
    code = (
        "import sys; from report_builder.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    )
    command = [sys.executable, "-c", code, "build", "--project", str(asylum.root)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stderr.startswith("Niets gewijzigd: ")
    assert HEAVY & set(run.stdout.split()) == set()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_what_it_needs_to_complete(shell):
    environment = {**os.environ, "_REPORT_BUILDER_COMPLETE": f"{shell}_source"}
    command = [sys.executable, "-m", "report_builder"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "_REPORT_BUILDER_COMPLETE" in run.stdout
    assert run.stderr == ""


COMPLETED = [
    ("report-builder ch", ["check"]),
    ("report-builder build --rel", ["--release"]),
    ("report-builder build --release ", ["concept", "definitief"]),
    ("report-builder build --edition ", ["2026"]),
    ("report-builder compare ", ["2026"]),
]


@pytest.mark.parametrize(("typed", "offered"), COMPLETED)
def test_the_tab_key_completes_commands_options_and_editions(typed, offered, folder):
    asked = {
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
        "_REPORT_BUILDER_COMPLETE": "bash_complete",
    }
    command = [sys.executable, "-m", "report_builder"]
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **asked},
        cwd=folder.root,
    )
    assert [line.partition(",")[2] for line in run.stdout.splitlines()] == offered


def test_check_gives_its_problems_to_other_programs(asylum, capsys):
    asylum.document("h1", "# Kop", "Er waren {{ asiel.onzin }} en 12 boten.")
    assert asylum.run("check", "--json") == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert asylum.run("check") == 1
    told = capsys.readouterr()
    records = [json.loads(line) for line in said.out.splitlines()]
    lines = [
        f"{r['file']}:{r['place']}: {r['severity']}: {r['message']}"
        + (f" ({r['hint']})" if r["hint"] else "")
        for r in records
    ]
    assert lines == told.err.splitlines()
    assert len(lines) > 1
    assert [[*record] for record in records] == [
        ["code", "severity", "file", "place", "message", "hint"]
    ] * len(lines)
    assert records[0]["code"]


def test_check_without_problems_gives_no_json_and_ends_well(asylum, capsys):
    asylum.document("h1", "# Kop", "Er waren {{ asiel.aanvragen }}.")
    assert asylum.run("check", "--json") == 0
    assert capsys.readouterr().out == ""
