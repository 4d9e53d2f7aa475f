"""Files of other offices, made small and otherwise as they were: each comes in by the profile that is kept with it, every figure as it stands in the file."""

import tomllib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Folder

EXAMPLES = Path(__file__).parents[2] / "docs/voorbeelden/leveringen"
PACKAGED = {"eurostat-tsv": "eurostat-tsv", "eurostat-sdmx": "sdmx-csv"}
OWNERS = ("HomeOffice", "VN", "SCB", "UNHCR", "OESO", "Eurostat")
SOURCE = '[{0}]\nname = "{0}"\nurl = "https://example.org"\nlicence = "CC0"\n'
SERVICE = '[Eurostat.service]\nprotocol = "jsonstat"\nurl = "https://example.org/data"\n'

FIGURES = {
    ("vk-werkvoorraad", "wachtenden"): """
        2016-Q4,TOTAL,21441,A
        2016-Q4,korter dan 3 maanden,6984,A
        2016-Q4,3 tot 6 maanden,5686,A
        2016-Q4,6 tot 12 maanden,3989,A
        2016-Q4,12 maanden of langer,4782,A
        2017-Q1,TOTAL,20385,A
        2017-Q1,korter dan 3 maanden,6105,A
        2017-Q1,3 tot 6 maanden,5605,A
        2017-Q1,6 tot 12 maanden,3526,A
        2017-Q1,12 maanden of langer,5149,A
        2023-Q3,TOTAL,131385,A
        2023-Q3,korter dan 3 maanden,21370,A
        2023-Q3,3 tot 6 maanden,15118,A
        2023-Q3,6 tot 12 maanden,34045,A
        2023-Q3,12 maanden of langer,60852,A
        2023-Q4,TOTAL,97787,A
        2023-Q4,korter dan 3 maanden,15944,A
        2023-Q4,3 tot 6 maanden,21318,A
        2023-Q4,6 tot 12 maanden,27208,A
        2023-Q4,12 maanden of langer,33317,A
    """,
    ("vk-werkvoorraad", "werkvoorraad"): """
        2011-Q2,TOTAL,37903,A
        2011-Q2,wacht op een eerste besluit,4851,A
        2011-Q2,na het besluit,,O
        2011-Q2,in beroep,5553,A
        2011-Q2,moet vertrekken,24738,A
        2011-Q2,aangehouden,,O
        2011-Q2,verlenging gevraagd,2761,A
        2014-Q2,TOTAL,55814,A
        2014-Q2,wacht op een eerste besluit,16968,A
        2014-Q2,na het besluit,1432,A
        2014-Q2,in beroep,3317,A
        2014-Q2,moet vertrekken,20869,A
        2014-Q2,aangehouden,10275,A
        2014-Q2,verlenging gevraagd,2953,A
        2022-Q2,TOTAL,166085,A
        2022-Q2,wacht op een eerste besluit,101426,A
        2022-Q2,na het besluit,9404,A
        2022-Q2,in beroep,4943,A
        2022-Q2,moet vertrekken,38887,A
        2022-Q2,aangehouden,11425,A
        2022-Q2,verlenging gevraagd,,M
        2023-Q2,TOTAL,215518,A
        2023-Q2,wacht op een eerste besluit,138134,A
        2023-Q2,na het besluit,16807,A
        2023-Q2,in beroep,5109,A
        2023-Q2,moet vertrekken,41181,A
        2023-Q2,aangehouden,14287,A
        2023-Q2,verlenging gevraagd,,M
    """,
    ("vk-draaitabel", "aankomsten"): """
        2021-Q4,"per vliegtuig, zonder de juiste papieren",1220,A
        2023-Q1,"per vliegtuig, zonder de juiste papieren",1116,A
        2023-Q2,"per vliegtuig, zonder de juiste papieren",833,A
        2023-Q3,"per vliegtuig, zonder de juiste papieren",848,A
        2021-Q4,ontdekt in een haven,145,A
        2023-Q1,ontdekt in een haven,57,A
        2023-Q2,ontdekt in een haven,56,A
        2023-Q3,ontdekt in een haven,95,A
        2021-Q4,ontdekt in het land,1542,A
        2023-Q1,ontdekt in het land,765,A
        2023-Q2,ontdekt in het land,586,A
        2023-Q3,ontdekt in het land,640,A
        2021-Q4,kleine boten,11442,A
        2023-Q1,kleine boten,3793,A
        2023-Q2,kleine boten,7640,A
        2023-Q3,kleine boten,13397,A
        2021-Q4,TOTAL,14349,A
        2023-Q1,TOTAL,5731,A
        2023-Q2,TOTAL,9115,A
        2023-Q3,TOTAL,14980,A
    """,
    ("vn-canada", "canada"): """
        2010,Afghanistan,1758,A
        2011,Afghanistan,2203,A
        2012,Afghanistan,2635,A
        2013,Afghanistan,2004,A
        2010,Nederland,759,A
        2011,Nederland,586,A
        2012,Nederland,504,A
        2013,Nederland,395,A
        2010,Vietnam,1942,A
        2011,Vietnam,1723,A
        2012,Vietnam,1731,A
        2013,Vietnam,2112,A
        2010,Onbekend,3731,A
        2011,Onbekend,2554,A
        2012,Onbekend,1681,A
        2013,Onbekend,1484,A
        2010,TOTAL,280687,A
        2011,TOTAL,248748,A
        2012,TOTAL,257903,A
        2013,TOTAL,259021,A
    """,
    ("scb-zweden", "immigratie"): """
        2015,TOTAL,man,73599,A
        2016,TOTAL,man,91146,A
        2015,TOTAL,vrouw,60641,A
        2016,TOTAL,vrouw,71859,A
        2015,Nederland,man,483,A
        2016,Nederland,man,486,A
        2015,Nederland,vrouw,406,A
        2016,Nederland,vrouw,421,A
        2015,Syrië,man,17965,A
        2016,Syrië,man,30987,A
        2015,Syrië,vrouw,12625,A
        2016,Syrië,vrouw,20553,A
    """,
    ("scb-zweden", "emigratie"): """
        2015,TOTAL,man,30473,A
        2016,TOTAL,man,24798,A
        2015,TOTAL,vrouw,25357,A
        2016,TOTAL,vrouw,21080,A
        2015,Nederland,man,216,A
        2016,Nederland,man,216,A
        2015,Nederland,vrouw,179,A
        2016,Nederland,vrouw,157,A
        2015,Syrië,man,119,A
        2016,Syrië,man,147,A
        2015,Syrië,vrouw,71,A
        2016,Syrië,vrouw,103,A
    """,
    ("unhcr-oekraine", "vluchtelingen"): """
        2021,Oostenrijk,253,A
        2022,Oostenrijk,89862,A
        2023,Oostenrijk,83748,A
        2024,Oostenrijk,77150,A
        2021,Nederland,34,A
        2022,Nederland,102643,A
        2023,Nederland,105338,A
        2024,Nederland,112449,A
        2021,Polen,422,A
        2022,Polen,958147,A
        2023,Polen,955891,A
        2024,Polen,963859,A
    """,
    ("unhcr-oekraine", "asielzoekers"): """
        2021,Oostenrijk,113,A
        2022,Oostenrijk,249,A
        2023,Oostenrijk,68,A
        2024,Oostenrijk,63,A
        2021,Nederland,35,A
        2022,Nederland,1059,A
        2023,Nederland,1290,A
        2024,Nederland,590,A
        2021,Polen,109,A
        2022,Polen,372,A
        2023,Polen,1005,A
        2024,Polen,2258,A
    """,
    ("oeso-instroom", "instroom"): """
        2020,België,101553,A
        2021,België,122386,A
        2022,België,192002,A
        2023,België,153941,A
        2020,Nederland,170612,A
        2021,Nederland,208056,A
        2022,Nederland,359331,A
        2023,Nederland,291233,A
    """,
    ("eurostat-tsv", "openstaand"): """
        2016-02,België,35785,A
        2016-03,België,33750,A
        2016-04,België,32480,A
        2016-05,België,31060,A
        2016-06,België,28980,A
        2016-07,België,28265,A
        2016-08,België,27700,A
        2016-09,België,26410,A
        2016-10,België,25690,A
        2016-11,België,25240,A
        2016-12,België,24735,A
        2017-01,België,24045,A
        2016-02,Nederland,26495,A
        2016-03,Nederland,24030,A
        2016-04,Nederland,21470,A
        2016-05,Nederland,19035,A
        2016-06,Nederland,16370,A
        2016-07,Nederland,14570,A
        2016-08,Nederland,13525,A
        2016-09,Nederland,12780,A
        2016-10,Nederland,12800,A
        2016-11,Nederland,12615,A
        2016-12,Nederland,12245,A
    """,
    ("eurostat-sdmx", "bescherming"): """
        2022-11,Ierland,63925,A
        2022-12,Ierland,68475,A
        2023-01,Ierland,71085,A
        2023-02,Ierland,74125,A
        2022-11,Nederland,99365,A
        2022-12,Nederland,102550,A
        2023-01,Nederland,79855,B
        2023-02,Nederland,82370,A
    """,
}


@pytest.fixture
def project(folder: Folder) -> Folder:
    """A project that has the offices as its sources, and no figures."""
    folder.write("data/sources.toml", "\n".join(map(SOURCE.format, OWNERS)) + SERVICE)
    return folder


def deliver(project: Folder, example: str, other: Path | None = None) -> int:
    """Import the file of an example, or another in its place, into a project with its indicators;
    return the exit status.
    """
    files = EXAMPLES / example
    catalogue = (files / "catalogus.toml").read_text()
    project.write("data/voorbeeld/catalogue.toml", catalogue)
    for name, settings in tomllib.loads(catalogue).items():
        head = ["time_period", *settings["dimensions"], "obs_value", "obs_status"]
        project.write(f"data/voorbeeld/{name}.csv", ",".join(head) + "\n")
    source = tomllib.loads(catalogue).popitem()[1]["source"]
    profile = PACKAGED.get(example, "profiel")
    if example not in PACKAGED:
        text = (files / "profiel.toml").read_text()
        project.write("data/deliveries/profiles/profiel.toml", text)
    [path] = [path for path in files.iterdir() if path.suffix != ".toml"]
    consents = ["--accept-doubts", "--reason", "zo gaf de dienst het uit"]
    return project.run(
        "import", str(other or path), "--profile", profile, "--from", source, *consents
    )


def test_every_example_is_taken_in_here() -> None:
    examples = {path.name for path in EXAMPLES.iterdir() if path.is_dir()}
    assert examples == {example for example, _ in FIGURES}
    assert len(examples) >= 6


@pytest.mark.parametrize(("example", "indicator"), FIGURES)
def test_the_file_of_an_office_comes_in_figure_by_figure(
    project: Folder, example: str, indicator: str
) -> None:
    assert deliver(project, example) == 0
    rows = (project.root / f"data/voorbeeld/{indicator}.csv").read_text().splitlines()[1:]
    expected = [line.strip() for line in FIGURES[example, indicator].strip().splitlines()]
    assert sorted(rows) == sorted(expected)


def test_what_lies_beside_the_table_that_was_read_is_told(
    project: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert deliver(project, "vk-werkvoorraad") == 0
    assert "boven de koppen staat nog 'Total Awaiting Initial" in capsys.readouterr().out


def test_a_flag_of_eurostat_that_no_row_can_hold_is_told(
    project: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert deliver(project, "eurostat-sdmx") == 0
    assert "Eurostat zet bij cijfers ook 'd'" in capsys.readouterr().out


def test_a_pivot_table_with_a_filter_on_is_refused(
    project: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(EXAMPLES / "vk-draaitabel/levering.xlsx")
    book["Irr_D01"]["B6"] = "Female"
    book.save(tmp_path / "levering.xlsx")
    assert deliver(project, "vk-draaitabel", tmp_path / "levering.xlsx") == 1
    told = capsys.readouterr().err
    assert "blad 'Irr_D01', cel B6 staat 'Female', niet '(All)'" in told
