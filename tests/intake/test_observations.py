import pytest

from tests.outcome import problems

HEAD = "time_period,obs_value,obs_status\n"


@pytest.fixture
def series(folder):
    """Writes the lines of data/asiel/x.csv and returns the problems with them, without the name of the file."""
    folder.document("h1", "# Kop")

    def write(text, **settings):
        folder.indicator("asiel.x", [], **settings)
        folder.write("data/asiel/x.csv", text)
        return [problem.removeprefix("data/asiel/x.csv:") for problem in problems(folder)]

    return write


def test_a_sound_file_has_no_problems(series):
    assert series(HEAD + "2023,10,A\n2024,,O\n2025,12,P\n") == []


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(series):
    assert series(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode() + b"2025,12,A\r\n") == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "2025,12,5,A",
            "2: error: decimale komma in '2025,12,5,A' (schrijf een punt als decimaalteken: 24.5)",
        ),
        (
            '2025,"12,5",A',
            "2: error: decimale komma in '12,5' (schrijf een punt als decimaalteken: 24.5)",
        ),
        (
            "2025,24.140.000,A",
            "2: error: punten tussen duizendtallen in '24.140.000' (schrijf 24140000)",
        ),
        ("2025,<5,A", "2: error: '<5' is geen getal"),
        ("2025,1e5,A", "2: error: '1e5' is geen getal"),
        ("2025,1_000,A", "2: error: '1_000' is geen getal"),
        ("2025,NaN,A", "2: error: 'NaN' is geen getal"),
        ("2025,-3,A", "2: error: -3 ligt onder het minimum 0"),
        ("2025,101,A", "2: error: 101 ligt boven het maximum 100"),
        ("2025-Q1,3,A", "2: error: de periode '2025-Q1' past niet bij de frequentie A (jaar)"),
        ("25,3,A", "2: error: de periode '25' past niet bij de frequentie A (jaar)"),
        ("2025,3,X", "2: error: onbekende status 'X' (kies uit A, P, E, B, O, M, Q)"),
        ("2025,,A", "2: error: bij status A hoort een waarde"),
        ("2025,0,O", "2: error: status O heeft geen waarde, hier staat '0'"),
        ("2025,3", "2: error: 2 velden in plaats van 3"),
    ],
)
def test_each_mistake_is_told_with_its_line_and_a_way_out(series, line, problem):
    (found,) = series(HEAD + line + "\n", maximum=100)
    assert found.startswith(problem)
    assert found.endswith(")")


def test_a_thousands_point_that_could_be_a_decimal_is_a_warning(series):
    (found,) = series(HEAD + "2025,24.140,A\n")
    assert found == (
        "2: warning: '24.140' wordt gelezen als een getal met drie decimalen (bedoelt u 24140? Schrijf dan geen punt)"
    )
    assert series(HEAD + "2025,24.140,A\n", decimals=3) == []


def test_duplicate_and_unsorted_periods_are_told_and_slices_may_alternate(series):
    head = "time_period,land,obs_value,obs_status\n"
    assert (
        series(head + "2024,A,1,A\n2024,B,1,A\n2025,A,2,A\n2025,B,2,A\n", dimensions=["land"]) == []
    )
    found = series(head + "2025,A,2,A\n2024,A,1,A\n2025,A,3,A\n", dimensions=["land"])
    assert [problem[:50] for problem in found] == [
        "3: error: de periode 2024 staat na een latere (zet",
        "4: error: de periode 2025 staat er twee keer (houd",
    ]


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        (
            "time_period,obs_valeu,obs_status",
            "1: error: onbekende kolom 'obs_valeu' (bedoelt u 'obs_value'?)",
        ),
        ("time_period,obs_status", "1: error: de kolom 'obs_value' ontbreekt"),
        (
            "time_period;obs_value;obs_status",
            "1: error: de velden zijn gescheiden door puntkomma's",
        ),
        ("time_period,land,obs_value,obs_status", "1: error: onbekende kolom 'land'"),
        ("", "1: error: de kolom 'time_period' ontbreekt"),
    ],
)
def test_the_columns_must_be_those_of_the_catalogue(series, head, problem):
    assert series(head + "\n")[0].startswith(problem)


def test_windows_bytes_are_told_with_line_and_place(series):
    found = series(HEAD.encode() + b"2024,1,A\n2025,2,A \xeb\n")
    assert found == [
        "3: error: geen UTF-8: byte 0xEB op positie 10 hoort bij een andere codering"
        " (sla het bestand op als 'CSV UTF-8' of kies in de editor de codering UTF-8)"
    ]


def test_all_problems_of_all_files_come_in_one_go(folder):
    folder.document("h1", "# Kop")
    folder.indicator("asiel.a", [("2025", "x")])
    folder.indicator("asiel.b", [("2025-13", 1)], frequency="M")
    folder.write("data/asiel/los.csv", HEAD)
    folder.write("data/editions/2026.toml", "reporting_year = 2025\nkleur = 1\n")
    found = problems(folder)
    assert [problem.partition(": error: ")[0] for problem in found] == [
        "data/asiel/los.csv:1",
        "data/asiel/a.csv:2",
        "data/asiel/b.csv:2",
        *["data/editions/2026.toml:1"] * 4,
        "data/editions/2026.toml:2",
    ]


def test_numbers_are_never_floats(folder):
    folder.indicator("asiel.x", [("2025", "0.1"), ("2026", "12345678901234567890.12")], decimals=2)
    folder.document("h1", "# Kop")
    values = [str(observation.value) for observation in folder.project().series["asiel.x"].of(())]
    assert values == ["0.1", "12345678901234567890.12"]


def test_an_edition_can_hold_its_own_rows(folder):
    folder.indicator("asiel.x", [("2025", 10)])
    folder.document("h1", "# Kop")
    folder.write("data/editions/2026/asiel/x.csv", HEAD + "2025,8,A\n")
    (observation,) = folder.project().series["asiel.x"].of(())
    assert observation.value == 8
    folder.write("data/editions/2026/asiel/y.csv", HEAD + "2025,8,A\n")
    assert problems(folder) == [
        "data/editions/2026/asiel/y.csv:1: error: 'asiel.y' staat niet in de catalogus"
        " (voeg [y] toe aan data/asiel/catalogue.toml)"
    ]
