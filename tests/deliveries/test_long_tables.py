"""Long tables: a line for each figure, with its status beside it and rows that do not count."""

import pytest

SDMX = """\
owner = "IND"
decimal = "."

[flags]
"p" = "P"
"c" = "Q"
"n" = "O"
"u" = "A"

[[tables]]
anchor = "DATAFLOW"
by_head = { DATAFLOW = "", freq = "", citizen = "nationaliteit", TIME_PERIOD = "period" }
only = { geo = "NL", sex = ["T"] }
status = { OBS_VALUE = "OBS_FLAG" }

[tables.labels]
"OBS_VALUE" = "asiel.land"
"SY" = "Syrië"
"""
HEAD = "DATAFLOW,freq,citizen,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS"
SKIP_CONF = '"CONF_STATUS" = ""\n'


@pytest.fixture
def took(chain, capsys):
    """Imports lines below the head of an SDMX-CSV; returns the exit status, what was shown and what was refused."""

    def took(*lines, profile=SDMX + SKIP_CONF, arguments=()):
        chain.profile(profile)
        path = chain.file("reeks.csv", "\n".join([HEAD, *lines]) + "\n")
        status = chain.take(path, "--accept-doubts", *arguments)
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return took


def test_only_the_rows_that_were_asked_for_are_read(chain, took):
    status, shown, refused = took(
        "A,A,TOTAL,T,NL,2025,710,,",
        "A,A,TOTAL,T,BE,2025,9999,,",
        "A,A,TOTAL,F,NL,2025,300,,",
        "A,A,SY,T,NL,2025,350,,",
        "A,A,XX,T,BE,2025,1,z,",
    )
    assert (status, refused) == (0, [])
    passed = "3 overgeslagen: regel 3 ('BE, T') t/m regel 6 ('BE, T')"
    assert f"only: 2 van de 5 regels gelezen; {passed}" in shown
    assert [row for row in chain.rows("asiel.land") if row.startswith("2025")] == [
        "2025,Syrië,350,A",
        "2025,TOTAL,710,A",
    ]


@pytest.mark.parametrize(
    ("figure", "row"),
    [
        ("710,p", "710,P"),
        ("710,P", "710,P"),
        ("710,u", "710,A"),
        ("710,", "710,A"),
        ("710*,p", "710,P"),
        ("710*,", "710,P"),
        (",c", ",Q"),
        (".,c", ",Q"),
        (",n", ",O"),
        (".,p", ",O"),
    ],
)
def test_a_flag_beside_a_figure_is_its_status(chain, took, figure, row):
    assert took(f"A,A,TOTAL,T,NL,2025,{figure},")[0] == 0
    assert chain.rows("asiel.land")[-1] == f"2025,TOTAL,{row}"


@pytest.mark.parametrize(
    ("figure", "problem"),
    [
        ("710,z", "de vlag 'z' is niet bekend"),
        (",z", "de vlag 'z' is niet bekend"),
        (",p", "status P zonder cijfer"),
        (",u", "status A zonder cijfer"),
        ("710,c", "een cijfer met status Q"),
        ("710**,n", "een cijfer met status O"),
    ],
)
def test_a_flag_that_does_not_fit_its_figure_is_refused_at_its_place(took, figure, problem):
    status, _, refused = took(f"A,A,TOTAL,T,NL,2025,{figure},")
    assert status == 1
    assert refused[0].startswith(f"reeks.csv:regel 2, kolom 7: error: {problem}")


def test_a_mark_and_a_flag_that_say_otherwise_are_refused(took):
    profile = SDMX.replace('"u" = "A"', '"e" = "E"') + SKIP_CONF
    refused = took("A,A,TOTAL,T,NL,2025,710*,e,", profile=profile)[2]
    assert "het teken bij het cijfer zegt P, de vlag ernaast E" in refused[0]


def test_a_flag_of_a_row_or_figure_that_does_not_count_needs_no_meaning(chain, took):
    profile = SDMX + SKIP_CONF + '"XX" = ""\n'
    assert took("A,A,XX,T,NL,2025,1,z,", "A,A,TOTAL,T,NL,2025,710,,", profile=profile)[0] == 0
    assert chain.rows("asiel.land")[-1] == "2025,TOTAL,710,A"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('geo = "NL"', 'geo = "NI"', "only: 'NI' staat niet in de kolom 'geo'"),
        ("{ geo", "{ gea", "er is geen kolom met de kop 'gea' (bedoelt u 'geo'?"),
        ('"OBS_FLAG"', '"OBS_FLAGS"', "er is geen kolom met de kop 'OBS_FLAGS'"),
        ("{ OBS_VALUE =", "{ OBS_VALU =", "er is geen kolom met de kop 'OBS_VALU'"),
        ("citizen =", "citizens =", "er is geen kolom met de kop 'citizens'"),
    ],
)
def test_a_column_or_text_that_is_not_there_is_refused(chain, took, old, new, problem):
    assert old in SDMX
    before = chain.rows("asiel.land")
    line = "A,A,TOTAL,T,NL,2025,710,,"
    status, _, refused = took(line, profile=SDMX.replace(old, new) + SKIP_CONF)
    assert status == 1
    assert problem in refused[0]
    assert chain.rows("asiel.land") == before


def test_a_column_of_which_nothing_is_said_is_refused(took):
    status, _, refused = took("A,A,TOTAL,T,NL,2025,710,,C", profile=SDMX)
    assert status == 1
    assert "'CONF_STATUS' is geen indicator" in refused[0]


def test_rows_are_kept_by_a_label_that_is_told_once_for_its_group(chain, capsys):
    chain.profile(
        'owner = "IND"\n[[tables]]\nanchor = "Soort"\nrows = ["", "nationaliteit"]\n'
        'columns = "period"\nindicator = "asiel.land"\nonly = { Soort = "eerste" }\n'
    )
    rows = [
        ["Soort", "Land", 2025],
        ["eerste", "Totaal", 710],
        [None, "Syrië", 350],
        ["herhaald", "Syrië", 9],
        [None, "Totaal", 19],
    ]
    assert chain.take(chain.workbook({"Blad": rows}), "--accept-doubts") == 0
    assert "only: 2 van de 4 regels gelezen" in capsys.readouterr().out
    assert chain.rows("asiel.land")[-2:] == ["2025,Syrië,350,A", "2025,TOTAL,710,A"]


MIXED = 'owner = "IND"\n[[tables]]\nanchor = "Perioden"\n{}[tables.labels]\n"aantal" = "{}"\n{}'
LINES = "Perioden;aantal\n2025 1e kwartaal*;70\n2025 2e kwartaal;80\n2025*;1150\nVerschil;50\n"


def test_periods_of_another_kind_are_passed_over_where_the_profile_says_so(chain, capsys):
    path = chain.file("statline.csv", LINES)
    chain.profile(MIXED.format('skip_periods = ["Q"]\n', "asiel.instroom", '"Verschil" = ""\n'))
    assert chain.take(path) == 0
    assert chain.rows("asiel.instroom")[-1] == "2025,1150,P"
    chain.folder.indicator("asiel.kw", [("2024-Q4", 60)], source="IND", frequency="Q")
    chain.profile(MIXED.format('skip_periods = ["A"]\n', "asiel.kw", '"Verschil" = ""\n'))
    assert chain.take(path) == 0
    assert chain.rows("asiel.kw")[-2:] == ["2025-Q1,70,P", "2025-Q2,80,A"]


def test_a_period_of_another_kind_is_refused_where_the_profile_says_nothing(chain, capsys):
    chain.profile(MIXED.format('skip_periods = ["M"]\n', "asiel.instroom", '"Verschil" = ""\n'))
    assert chain.take(chain.file("statline.csv", LINES)) == 1
    assert "'2025 1e kwartaal*' is geen periode" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "label", "row"),
    [
        ("2024 (herzien)", '"2024 (herzien)" = "2024"', "2024,1100,A"),
        ("lopend jaar*", '"lopend jaar" = "2025"', "2025,1100,P"),
        ("lopend jaar*", '"lopend jaar*" = "2025"', "2025,1100,A"),
        ("lopend jaar", '"lopend jaar" = "2025*"', "2025,1100,P"),
    ],
)
def test_a_period_is_translated_by_a_label(chain, written, label, row):
    chain.profile(MIXED.format("", "asiel.instroom", label + "\n"))
    assert chain.take(chain.file("l.csv", f"Perioden;aantal\n{written};1100\n")) == 0
    assert chain.rows("asiel.instroom")[-1] == row
