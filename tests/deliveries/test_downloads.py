"""Tables that were downloaded from Eurostat by hand come in by the mapping of each indicator to the service."""

import gzip
from pathlib import Path

import pytest

from tests.conftest import Folder

SOURCES = """\
[CBS]
name = "Statistiek"
url = "https://example.org"
licence = "CC BY 4.0"

[Eurostat]
name = "Eurostat"
url = "https://example.org/eurostat"
licence = "2011/833/EU"

[Eurostat.service]
protocol = "jsonstat"
url = "https://example.org/data"
"""

BY_COUNTRY = """
[eerste.service]
table = "migr_asyappctza"
pinned = { freq = "A", unit = "PER", citizen = "TOTAL" }

[eerste.service.split.land]
dimension = "geo"
names = { NL = "Nederland", BE = "België" }
"""

WHOLE_UNION = """
[unie.service]
table = "migr_asyappctza"
pinned = { freq = "A", unit = "PER", citizen = "TOTAL", geo = "EU27_2020" }
"""

HEAD = "freq,unit,citizen,geo\\TIME_PERIOD"


class Downloads:
    """A project with an indicator by country of which Eurostat is the source, and what is downloaded for it."""

    def __init__(self, folder: Folder, inbox: Path) -> None:
        self.folder, self.inbox = folder, inbox
        inbox.mkdir()
        folder.write("data/sources.toml", SOURCES)
        folder.document("h1", "# Kop", "Tekst.")
        self.indicator("eerste", BY_COUNTRY, [], dimensions=["land"])

    def indicator(
        self, name: str, mapping: str, rows: list[tuple[object, ...]], **settings: object
    ) -> None:
        """An indicator of Eurostat with this mapping."""
        self.folder.indicator(f"asiel.{name}", rows, source="Eurostat", **settings)
        self.folder.catalogues["asiel"][name] += f"\n{mapping}"
        catalogues = self.folder.catalogues["asiel"].values()
        self.folder.write("data/asiel/catalogue.toml", "\n\n".join(catalogues))

    def take(self, name: str, content: str | bytes, *arguments: str) -> int:
        """Import a download by the profile of its kind; return the exit status."""
        path = self.inbox / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        profile = "eurostat-tsv" if ".tsv" in name else "sdmx-csv"
        consents = ["--accept-doubts", *arguments, "--reason", "nagevraagd"]
        return self.folder.run(
            "import", str(path), "--profile", profile, "--from", "Eurostat", *consents
        )

    def rows(self, name: str = "eerste") -> list[str]:
        """The lines of an indicator's CSV below its head, in alphabetical order."""
        text = (self.folder.root / f"data/asiel/{name}.csv").read_text()
        return sorted(text.splitlines()[1:])


@pytest.fixture
def downloads(folder: Folder, tmp_path: Path) -> Downloads:
    """A project and its downloads."""
    return Downloads(folder, tmp_path / "inbox")


def tsv(*lines: str, head: str = f"{HEAD}\t2023 \t2024 ") -> str:
    """A table as Eurostat's TSV."""
    return "\n".join([head, *lines]) + "\n"


def test_eurostats_tsv_comes_in_by_the_codes_of_the_mapping_and_nothing_else_of_it(
    downloads: Downloads,
) -> None:
    lines = [
        "A,PER,AF,NL\t7 \t8 ",
        "A,PER,TOTAL,BE\t31500 \t33075 p",
        "A,PER,TOTAL,DE\t351510 \t250945 ",
        "A,PER,TOTAL,NL\t38375 b\t32175 bep",
        "M,PER,TOTAL,NL\t: \t: ",
    ]
    assert downloads.take("estat_migr_asyappctza.tsv", tsv(*lines)) == 0
    assert downloads.rows() == [
        "2023,België,31500,A",
        "2023,Nederland,38375,B",
        "2024,België,33075,P",
        "2024,Nederland,32175,B",
    ]


@pytest.mark.parametrize(
    ("cell", "row"),
    [
        ("12 ", "2024,Nederland,12,A"),
        ("12 e", "2024,Nederland,12,E"),
        ("12 i", "2024,Nederland,12,E"),
        ("12 d", "2024,Nederland,12,A"),
        ("0 n", "2024,Nederland,0,A"),
        (": c", "2024,Nederland,,Q"),
        (":c", "2024,Nederland,,Q"),
        (": |C", "2024,Nederland,,Q"),
        ("12 |N", "2024,Nederland,,Q"),
        (": m", "2024,Nederland,,M"),
        (": z", "2024,Nederland,,M"),
        (": ", "2024,Nederland,,O"),
        (":", "2024,Nederland,,O"),
    ],
)
def test_a_cell_of_a_tsv_means_what_the_service_means_by_it(
    downloads: Downloads, cell: str, row: str
) -> None:
    table = tsv(
        "A,PER,TOTAL,BE\t1 \t2 \t3 ",
        f"A,PER,TOTAL,NL\t1 \t{cell}\t3 ",
        head=f"{HEAD}\t2023 \t2024 \t2025 ",
    )
    assert downloads.take("estat_migr_asyappctza.tsv", table) == 0
    assert row in downloads.rows()


@pytest.mark.parametrize("cell", ["1,234", "12 y", "1.234.5", "n/a", "12 p 13", ""])
def test_a_cell_that_is_no_figure_of_eurostat_is_refused(
    downloads: Downloads, capsys: pytest.CaptureFixture[str], cell: str
) -> None:
    table = tsv("A,PER,TOTAL,BE\t1 \t2 ", f"A,PER,TOTAL,NL\t1 \t{cell}")
    assert downloads.take("estat_migr_asyappctza.tsv", table) == 1
    assert downloads.rows() == []
    told = capsys.readouterr().err
    assert "onbekende vlag" in told or "regel 3, kolom 2024" in told


def test_months_are_read_as_eurostat_writes_them_now_and_before_2023(downloads: Downloads) -> None:
    mapping = BY_COUNTRY.replace("eerste", "maand").replace('freq = "A", ', "")
    downloads.indicator(
        "maand", mapping.replace("za", "zm"), [], frequency="M", dimensions=["land"]
    )
    head = "unit,citizen,geo\\time\t2016M09 \t2016M10 "
    table = tsv("PER,TOTAL,BE\t35 \t40 ", "PER,TOTAL,NL\t45 \t50 ", head=head)
    assert downloads.take("estat_migr_asyappctzm.tsv", table) == 0
    assert downloads.rows("maand")[1::2] == ["2016-09,Nederland,45,A", "2016-10,Nederland,50,A"]


def test_a_whole_table_can_stay_packed(downloads: Downloads) -> None:
    table = gzip.compress(tsv("A,PER,TOTAL,BE\t1 \t2 ", "A,PER,TOTAL,NL\t3 \t4 ").encode())
    assert downloads.take("estat_migr_asyappctza.tsv.gz", table) == 0
    assert downloads.rows()[1] == "2023,Nederland,3,A"


def test_a_packed_table_that_was_cut_off_is_refused(
    downloads: Downloads, capsys: pytest.CaptureFixture[str]
) -> None:
    table = gzip.compress(tsv("A,PER,TOTAL,BE\t1 \t2 ", "A,PER,TOTAL,NL\t3 \t4 ").encode())
    assert downloads.take("estat_migr_asyappctza.tsv.gz", table[:-12]) == 1
    assert "beschadigd" in capsys.readouterr().err


SDMX = {
    "codes": (
        "DATAFLOW,LAST UPDATE,freq,unit,citizen,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
        "ESTAT:MIGR_ASYAPPCTZA(1.0),22/05/26 11:00:00,A,PER,TOTAL,BE,2024,33075,p,\n"
        "ESTAT:MIGR_ASYAPPCTZA(1.0),22/05/26 11:00:00,A,PER,TOTAL,NL,2023,38375,b,F\n"
        "ESTAT:MIGR_ASYAPPCTZA(1.0),22/05/26 11:00:00,A,PER,TOTAL,NL,2024,,,C\n"
        "ESTAT:MIGR_ASYAPPCTZA(1.0),22/05/26 11:00:00,A,PER,AF,NL,2024,5,,\n"
    ),
    "codes and descriptions": (
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,unit,Unit of measure,citizen,"
        "Country of citizenship,geo,Geopolitical entity,TIME_PERIOD,Time,OBS_VALUE,"
        "Observation value,OBS_FLAG,Observation status,CONF_STATUS,Confidentiality status\n"
        'dataflow,ESTAT:MIGR_ASYAPPCTZA(1.0),"Asylum, by age",A,Annual,PER,Person,TOTAL,Total,BE,'
        "Belgium,2024,,33075,,p,provisional,,\n"
        'dataflow,ESTAT:MIGR_ASYAPPCTZA(1.0),"Asylum, by age",A,Annual,PER,Person,TOTAL,Total,NL,'
        "Netherlands,2023,,38375,,b,break,F,free\n"
        'dataflow,ESTAT:MIGR_ASYAPPCTZA(1.0),"Asylum, by age",A,Annual,PER,Person,TOTAL,Total,NL,'
        "Netherlands,2024,,,,,,C,confidential\n"
    ),
    "a view of the data browser": (
        "DATAFLOW,LAST UPDATE,freq,unit,citizen,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
        "ESTAT:MIGR_ASYAPPCTZA$DEFAULTVIEW(1.0),,A,PER,TOTAL,BE,2024,33075,p\n"
        "ESTAT:MIGR_ASYAPPCTZA$DEFAULTVIEW(1.0),,A,PER,TOTAL,NL,2023,38375,b\n"
        "ESTAT:MIGR_ASYAPPCTZA$DEFAULTVIEW(1.0),,A,PER,TOTAL,NL,2024,,c\n"
    ),
}


@pytest.mark.parametrize("kind", SDMX)
def test_each_kind_of_sdmx_csv_gives_the_same_figures(downloads: Downloads, kind: str) -> None:
    assert downloads.take("tabel.csv", SDMX[kind]) == 0
    assert downloads.rows() == [
        "2023,Nederland,38375,B",
        "2024,België,33075,P",
        "2024,Nederland,,Q",
    ]


def test_descriptions_in_place_of_codes_are_refused_with_the_way_out(
    downloads: Downloads, capsys: pytest.CaptureFixture[str]
) -> None:
    table = SDMX["codes"].replace(",A,PER,TOTAL,", ",Annual,Person,Total,")
    assert downloads.take("tabel.csv", table) == 1
    told = capsys.readouterr().err
    assert "omschrijvingen in plaats van codes: 'Annual'" in told
    assert "kies bij het downloaden voor codes" in told


def test_an_indicator_that_is_not_wholly_in_the_file_is_told_and_left_as_it_was(
    downloads: Downloads, capsys: pytest.CaptureFixture[str]
) -> None:
    downloads.indicator("unie", WHOLE_UNION, [(2023, 5)])
    assert downloads.take("tabel.csv", SDMX["codes"]) == 0
    assert downloads.rows("unie") == ["2023,5,A"]
    told = capsys.readouterr().out
    assert "niet ingelezen: asiel.unie: in het bestand ontbreekt geo EU27_2020" in told


def test_a_file_that_holds_no_indicator_wholly_is_refused(
    downloads: Downloads, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "\n".join(line for line in SDMX["codes"].splitlines() if ",BE," not in line)
    assert downloads.take("tabel.csv", table) == 1
    assert "in het bestand ontbreekt geo BE" in capsys.readouterr().err
    assert downloads.rows() == []


def test_a_dimension_that_the_mapping_does_not_pin_is_refused_at_the_mapping(
    downloads: Downloads, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tsv(
        "A,PER,TOTAL,F,NL\t1 \t2 ",
        "A,PER,TOTAL,T,BE\t3 \t4 ",
        head="freq,unit,citizen,sex,geo\\TIME_PERIOD\t2023 \t2024 ",
    )
    assert downloads.take("estat_migr_asyappctza.tsv", table) == 1
    told = capsys.readouterr().err
    assert "data/asiel/catalogue.toml:" in told
    assert "de dimensie 'sex' van de tabel is niet vastgezet" in told


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("estat_migr_asyappctza.tsv", True),
        ("estat_migr_asyappctza (1).tsv", True),
        ("migr_asyappctza_tabular.tsv", True),
        ("MIGR_ASYAPPCTZA.tsv", True),
        ("estat_migr_asyappctzam.tsv", False),
        ("download.tsv", False),
    ],
)
def test_a_tsv_is_known_by_its_name_for_it_does_not_say_its_table(
    downloads: Downloads, capsys: pytest.CaptureFixture[str], name: str, is_known: bool
) -> None:
    status = downloads.take(name, tsv("A,PER,TOTAL,BE\t1 \t2 ", "A,PER,TOTAL,NL\t3 \t4 "))
    assert (status == 0) == is_known
    assert ("geen indicator van Eurostat heeft de tabel" in capsys.readouterr().err) != is_known


def test_a_table_that_was_put_behind_another_is_refused_at_its_line(
    downloads: Downloads, capsys: pytest.CaptureFixture[str]
) -> None:
    second = SDMX["codes"].splitlines()[1].replace("CTZA(", "CTZM(")
    assert downloads.take("tabel.csv", SDMX["codes"] + second + "\n") == 1
    assert "regel 6 is van een andere tabel" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (tsv("A,PER,TOTAL,NL\t1 "), "regel 2 heeft niet de velden van de eerste regel"),
        (tsv("A,PER,NL\t1 \t2 "), "regel 2 heeft niet de velden van de eerste regel"),
        (SDMX["codes"], "is het SDMX-CSV, gebruik dan --profile sdmx-csv"),
        (tsv(), "er staat geen enkel cijfer in"),
        ("", "de eerste regel begint niet met de dimensies"),
        (b"\xff\xfe\x00", "beschadigd, of geen tekst"),
    ],
)
def test_what_is_no_tsv_of_eurostat_is_refused(
    downloads: Downloads, capsys: pytest.CaptureFixture[str], content: str | bytes, told: str
) -> None:
    assert downloads.take("estat_migr_asyappctza.tsv", content) == 1
    assert told in capsys.readouterr().err


def test_sdmx_csv_of_another_office_than_eurostat_needs_a_profile_of_its_own(
    downloads: Downloads, capsys: pytest.CaptureFixture[str]
) -> None:
    table = SDMX["codes"].replace("OBS_FLAG", "OBS_STATUS")
    assert downloads.take("tabel.csv", table) == 1
    assert "heeft een eigen profiel nodig" in capsys.readouterr().err


def test_the_same_figure_twice_is_refused(
    downloads: Downloads, capsys: pytest.CaptureFixture[str]
) -> None:
    line = SDMX["codes"].splitlines()[1]
    assert downloads.take("tabel.csv", SDMX["codes"] + line.replace("33075", "1") + "\n") == 1
    assert "2024 twee keer (België)" in capsys.readouterr().err


def test_a_revision_in_a_download_is_told_and_waits_for_consent(
    downloads: Downloads, capsys: pytest.CaptureFixture[str]
) -> None:
    assert downloads.take("tabel.csv", SDMX["codes"]) == 0
    revised = SDMX["codes"].replace("38375,b", "38400,b")
    assert downloads.take("tabel.csv", revised) == 1
    assert "herzien: 2023 [Nederland] 38.375 (B) -> 38.400 (B) (+25)" in capsys.readouterr().out
    assert downloads.take("tabel.csv", revised, "--accept-revisions") == 0
    assert downloads.rows()[0] == "2023,Nederland,38400,B"


def test_an_own_profile_of_that_name_goes_before_the_one_of_the_program(
    downloads: Downloads, capsys: pytest.CaptureFixture[str]
) -> None:
    downloads.folder.write("data/deliveries/profiles/sdmx-csv.toml", 'owner = "CBS"\n')
    assert downloads.take("tabel.csv", SDMX["codes"]) == 1
    assert "data/deliveries/profiles/sdmx-csv.toml" in capsys.readouterr().err
