"""The pages in docs/ say what the program does: nothing is left out of them, and nothing in them is gone."""

import ast
import json
import re
from pathlib import Path

import pytest

from report_builder.model.catalogue import Indicator, Source
from report_builder.model.document_kind import DocumentKind
from report_builder.model.edition import (
    AcceptedStale,
    Addressee,
    Channel,
    Consultation,
    Correction,
    DocumentEntry,
    Edition,
    HouseStyle,
    News,
    Signatory,
    Typeface,
)
from report_builder.model.figure import FigureSpec
from report_builder.model.figure_kind import FigureKind
from report_builder.model.profile import Profile, TableSpec
from report_builder.model.series import Status
from report_builder.model.service import Moment, ServiceAddress, ServiceMapping, Split
from report_builder.values.filters import FILTERS
from tests.documented import DOCS, ROOT, message_codes, page

PROGRAM = ROOT / "report_builder"
SETTINGS = {
    "De editie": (Edition,),
    "`[[documents]]`": (DocumentEntry,),
    "`[[addressees]]`": (Addressee,),
    "`[[signatories]]`": (Signatory,),
    "`[[consultations]]`": (Consultation,),
    "`[[accepted_stale]]`": (AcceptedStale,),
    "`[[corrections]]`": (Correction,),
    "`[news]`": (News, Channel),
    "`[house_style]`": (HouseStyle, Typeface),
    "De bronnen": (Source, ServiceAddress),
    "De catalogus": (Indicator,),
    "`[<indicator>.service]`": (ServiceMapping, Split),
    "Figuren en tabellen": (FigureSpec,),
    "Hoe een organisatie levert": (Profile,),
    "`[[tables]]`": (TableSpec,),
}
NAMED_BY_ITS_FILE = {Edition: {"id"}, Indicator: {"id"}, FigureSpec: {"id"}}


def sections(name: str) -> dict[str, str]:
    """The text under each heading of a page, up to the next heading of any level."""
    parts = re.split(r"^#{1,4} (.*)$", page(name), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def section(name: str, start: str) -> str:
    """The text under the heading that starts so."""
    (text,) = [text for heading, text in sections(name).items() if heading.startswith(start)]
    return text


def first_column(text: str) -> set[str]:
    """What stands between backquotes in the first column of the tables in a text."""
    cells = re.findall(r"^\| ?(.*?)(?<!\\) \|", text, re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


@pytest.mark.parametrize(("heading", "records"), SETTINGS.items(), ids=SETTINGS)
def test_each_setting_stands_in_its_table_and_no_other(heading, records):
    text = section("docs/instellingen.md", heading)
    fields = {
        field.alias or name
        for record in records
        for name, field in record.model_fields.items()
        if name not in NAMED_BY_ITS_FILE.get(record, ())
    }
    inner = set(Split.model_fields) | set(ServiceAddress.model_fields)  # named beside their parent
    assert fields - first_column(text) <= inner
    assert first_column(text) - fields == set()
    assert all(f"`{name}`" in text for name in fields)


@pytest.mark.parametrize(("heading", "records"), SETTINGS.items(), ids=SETTINGS)
def test_what_is_bold_in_the_table_of_settings_is_what_must_be_there(heading, records):
    bold = set(re.findall(r"\*\*`(\w+)`\*\*", section("docs/instellingen.md", heading)))
    required = {
        field.alias or name
        for record in records
        for name, field in record.model_fields.items()
        if field.is_required() and name not in NAMED_BY_ITS_FILE.get(record, ())
    }
    assert bold == required


@pytest.mark.parametrize("choice", [*DocumentKind, *FigureKind])
def test_each_kind_stands_in_the_page_of_settings(choice):
    assert f"`{choice.value}`" in page("docs/instellingen.md")


@pytest.mark.parametrize("choice", [moment for moment in Moment if moment is not Moment.SAME])
def test_each_moment_of_a_service_is_explained(choice):
    assert f"`{choice.value}`" in page("docs/diensten.md")


def test_each_status_of_an_observation_is_named_in_the_page_of_messages():
    assert ", ".join(list(Status)[:-1]) + f" en {list(Status)[-1]}" in page("docs/meldingen.md")


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_each_filter_stands_in_a_table_of_the_handleiding(name):
    text = page("docs/handleiding.md")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert [row for row in rows if re.search(rf"\|{name}\b", row)]


@pytest.mark.parametrize(
    "name", ["README.md", *(f"docs/{path.name}" for path in DOCS.glob("*.md"))]
)
def test_no_page_names_a_filter_that_does_not_exist(name):
    tags = re.findall(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}", page(name))
    used = {word for tag in tags for word in re.findall(r"\\?\|\s?([a-z_]+)", tag)}
    assert used <= set(FILTERS)


def literal_codes() -> dict[str, Path]:
    """The codes that the program gives to problems, where they stand as a text."""
    codes = {}
    for path in sorted(PROGRAM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            code = node.args[0]
            if name in ("Problem", "Fault", "problem", "_Rule") and isinstance(code, ast.Constant):
                codes[str(code.value)] = path
    return codes


def test_each_code_of_a_problem_is_explained_with_an_example_and_a_way_out():
    assert {
        code: path for code, path in literal_codes().items() if code not in message_codes()
    } == {}
    rows = re.findall(r"^\| `[\w-]+` \|.*$", page("docs/meldingen.md"), re.MULTILINE)
    for row in rows:
        _, code, example, way_out, _ = re.split(r"(?<!\\)\|", row)
        assert example.strip(), code
        assert way_out.strip(), code


def test_no_code_is_explained_twice_or_of_a_problem_that_is_gone():
    codes = re.findall(r"^\| `([\w-]+)` \|", page("docs/meldingen.md"), re.MULTILINE)
    assert sorted(codes) == sorted(set(codes))
    texts = {
        node.value
        for path in PROGRAM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(codes) - texts == set()


def keys_of(value: object) -> set[str]:
    """Every key of a JSON value, however deep; what stands under a name that a project chose is none."""
    if isinstance(value, dict):
        return {*value, *(key for part in value.values() for key in keys_of(part))}
    return {key for part in value for key in keys_of(part)} if isinstance(value, list) else set()


def test_each_key_of_the_status_as_json_is_explained_and_no_other(asylum, capsys):
    asylum.document("h1", "# Kop", "{{ asiel.aanvragen }}")
    asylum.edition(
        '[decision_route]\nMR = 2026-07-10\n[[consultations]]\nname = "SOM"\nstate = "open"\n'
    )
    assert asylum.run("status", "--json") == 0
    told = keys_of(json.loads(capsys.readouterr().out))
    text = section("docs/leveringen.md", "Wie is te laat?")
    words = set(re.findall(r"`(\w+)(?:\[\])?`", text))
    assert told - words == set()
    assert first_column_keys(text) - told == set()


def first_column_keys(text: str) -> set[str]:
    return {word.removesuffix("[]") for word in first_column(text)}


def test_links_between_pages_lead_somewhere():
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                assert (path.parent / target).exists(), f"{path.name}: {target}"
