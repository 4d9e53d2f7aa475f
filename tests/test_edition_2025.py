"""The 2025 edition, against what the government told of it in July 2025: the news item of 4 July 2025."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from report_builder.build.inspection import inspect_project
from report_builder.cli import main
from report_builder.console import Console
from report_builder.intake.project_folder import read_project
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.model.value import Freshness
from report_builder.workspace import Workspace
from tests.conftest import texts

ROOT = Path(__file__).parent.parent

# What the news item tells, in the words of this report: the sentence, the number in it, the series, and who counted.
HEADLINES = [
    ("kwamen ongeveer 314.000 mensen naar Nederland", "314.000", "migratie.immigratie", "CBS"),
    (
        "314.000 mensen naar Nederland (daling van 6% ",
        "daling van 6%",
        "migratie.immigratie",
        "CBS",
    ),
    ("asiel aan in Nederland (daling van 16% ", "daling van 16%", "asiel.eerste_aanvragen", "CBS"),
    (
        "eerste asielaanvragen (daling van 13%)",
        "daling van 13%",
        "internationaal.eu27_eerste_aanvragen",
        "Eurostat",
    ),
    ("Op 31 december 2024 was 26% van de mensen", "26%", "opvang.aandeel_vergunninghouders", "SvM"),
    ("een ander EU-land is in 2024 met 6% gestegen", "6%", "eu.ingezetenen_mutatie", "SvM"),
    (
        "Op 31 december 2024 telde Nederland 123.210 ontheemden",
        "123.210",
        "oekraine.opgevangen",
        "SvM",
    ),
    (
        "zware inreisverboden is in 2024 met 18% gestegen",
        "18%",
        "terugkeer.ongewenst_mutatie",
        "SvM",
    ),
    (
        "uit Nederland vertrok, is in 2024 met 4% gestegen",
        "4%",
        "terugkeer.aantoonbaar_vertrek_mutatie",
        "SvM",
    ),
    (
        "Het gedwongen vertrek is met 16% gestegen",
        "16%",
        "terugkeer.gedwongen_vertrek_mutatie",
        "SvM",
    ),
]
ids = [f"{number} {indicator}" for _, number, indicator, _ in HEADLINES]


@pytest.fixture(scope="module")
def checked():
    return inspect_project(
        Workspace(ROOT), "2025", Release.CONCEPT, Workers(1), Console(is_quiet=True)
    )


@pytest.fixture(scope="module")
def text(checked) -> Mapping[str, str]:
    return {label: " ".join(texts(document.data)) for label, document in checked.filled.items()}


def test_there_is_nothing_wrong_with_it(checked):
    assert [str(problem) for problem in checked.problems] == []


@pytest.mark.parametrize("document", ["samenvatting", "nieuwsbericht"])
@pytest.mark.parametrize(("sentence", "number", "indicator", "source"), HEADLINES, ids=ids)
def test_it_prints_each_headline_from_a_series_with_its_source(
    checked, text, document, sentence, number, indicator, source
):
    assert sentence in text[document]
    printed = [item.value for item in checked.filled[document].values if item.value.text == number]
    traced = [value for value in printed if value.inputs and value.inputs[0].indicator == indicator]
    assert traced
    assert {value.sources for value in traced} == {(source,)}
    assert {value.freshness for value in traced} == {Freshness.FRESH}


def test_the_news_item_can_be_built_by_itself(tmp_path):
    arguments = [
        "--project",
        str(ROOT),
        "--edition",
        "2025",
        "--output",
        str(tmp_path),
        "--jobs",
        "1",
        "--quiet",
    ]
    assert main(["build", *arguments, "--document", "nieuwsbericht"]) == 0
    built = texts(tmp_path / "2025/concept/nieuwsbericht.docx")
    assert "Immigratie gedaald in 2024" in built
    assert [sentence for sentence, *_ in HEADLINES if sentence not in " ".join(built)] == []


def test_the_letter_goes_to_both_houses_and_names_nobody(checked, text):
    assert "Voorzitter van de Tweede Kamer" in text["kamerbrief"]
    assert "Voorzitter van de Eerste Kamer" in text["kamerbrief-ek"]
    assert [signatory.name for signatory in checked.setup.project.edition.signatories] == [""]


def test_percentages_of_which_the_source_gives_no_count_do_not_become_counts(checked):
    changes = {"terugkeer.aantoonbaar_vertrek_mutatie", "terugkeer.gedwongen_vertrek_mutatie"}
    made = [
        item.value
        for item in checked.values
        if changes & {made.indicator for made in item.value.inputs}
    ]
    assert {value.unit for value in made if value.amount is not None} == {"procent"}
    assert checked.setup.project.series["terugkeer.aantoonbaar_vertrek"].of(())[-2].value is None


def test_it_reports_on_2024_and_holds_no_figures_of_later(checked):
    own = list((ROOT / "data/editions/2025").glob("*/*.csv"))
    assert len(own) >= 9
    series = (checked.setup.project.series[f"{path.parent.name}.{path.stem}"] for path in own)
    later = [
        str(item.period)
        for found in series
        for observations in found.slices.values()
        for item in observations
        if item.period.last.year > 2024
    ]
    assert later == []


def test_its_own_rows_alter_nothing_in_the_2026_edition(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "figures", tmp_path / "figures")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    shutil.rmtree(tmp_path / "data/editions/2025")
    without, _ = read_project(Workspace.open(tmp_path), tmp_path / "data/editions/2026.toml")
    with_rows, _ = read_project(Workspace(ROOT), ROOT / "data/editions/2026.toml")
    assert with_rows.series == without.series
    assert with_rows.figures == without.figures


def test_the_newest_edition_stays_the_default():
    assert Workspace(ROOT).choose_edition(None).stem != "2025"
