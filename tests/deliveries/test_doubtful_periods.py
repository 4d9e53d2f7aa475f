"""Periods that can be read two ways: the profile says which, and without that they are refused."""

import pytest

PROFILE = 'owner = "IND"\n{}\n[[tables]]\nanchor = "Periode"\n[tables.labels]\n"N" = "asiel.x"\n'


@pytest.fixture
def took(chain, capsys):
    """Imports one figure over a period as it is written; returns the figures and what was refused."""

    def took(frequency, written, setting=""):
        chain.folder.indicator("asiel.x", [], source="IND", frequency=frequency)
        chain.profile(PROFILE.format(setting))
        status = chain.take(chain.file("l.csv", f'Periode;N\n"{written}";7\n'))
        refused = capsys.readouterr().err
        assert (status == 0) == (refused == "")
        return chain.rows("asiel.x"), refused

    return took


@pytest.mark.parametrize("written", ["03/04/2025", "3-4-2025", "03.04.2025"])
def test_a_date_that_can_be_read_two_ways_is_asked_about(took, written):
    rows, refused = took("D", written)
    assert rows == []
    assert f"'{written}' kan 3 april 2025 zijn, en ook 4 maart 2025" in refused
    assert "schrijf een datum als 2025-12-31" in refused
    assert '"dmy"' in refused


@pytest.mark.parametrize("written", ["03/04/2025", "3-4-2025", "03.04.2025"])
@pytest.mark.parametrize(("order", "day"), [("dmy", "2025-04-03"), ("mdy", "2025-03-04")])
def test_a_date_is_read_in_the_order_that_the_profile_says(took, written, order, day):
    assert took("D", written, f'dates = "{order}"')[0] == [f"{day},7,A"]


@pytest.mark.parametrize("written", ["31/12/2025", "31-12-2025", "2025-12-31", "31 december 2025"])
def test_a_date_that_can_be_read_one_way_needs_no_setting(took, written):
    assert took("D", written)[0] == ["2025-12-31,7,A"]


def test_a_date_with_the_same_number_twice_needs_no_setting(took):
    assert took("D", "05/05/2025")[0] == ["2025-05-05,7,A"]


@pytest.mark.parametrize(
    ("written", "setting"),
    [("12/31/2025", ""), ("12/31/2025", 'dates = "dmy"'), ("31/12/2025", 'dates = "mdy"')],
)
def test_a_date_in_another_order_than_the_profile_says_is_refused(took, written, setting):
    rows, refused = took("D", written, setting)
    assert rows == []
    assert "is geen periode" in refused


def test_the_form_asks_about_a_date_that_can_be_read_two_ways(chain, capsys):
    chain.folder.indicator("asiel.x", [("2024-12-31", 6)], source="IND", frequency="D")
    head = ["Indicator", "Periode", "Onderdeel", "Cijfer", "Status"]
    path = chain.workbook({"Cijfers": [head, ["asiel.x", "03/04/2025", "", 7, ""]]})
    assert chain.take(path) == 1
    assert "kan 3 april 2025 zijn" in capsys.readouterr().err


SPLIT = [
    "2024/25",
    "2024/'25",
    "2024/\u201925",
    "2024-2025",
    "2024\u20132025",
    "2024 / 2025",
    "2024-25",
    "schooljaar 2024/2025",
    "Studiejaar 2024-2025",
    "gebroken boekjaar 2024/2025",
    "boekjaar 2024/25",
    "2024SJ00",
]


@pytest.mark.parametrize("written", SPLIT)
def test_a_split_year_is_asked_about(took, written):
    rows, refused = took("A", written)
    assert rows == []
    assert "loopt van 2024 in 2025: welk jaar is het?" in refused
    assert 'split_years = "first" (het eerste jaar) of "last" (het laatste)' in refused


@pytest.mark.parametrize("written", SPLIT)
@pytest.mark.parametrize(("choice", "year"), [("first", 2024), ("last", 2025)])
def test_a_split_year_is_the_year_that_the_profile_says(took, written, choice, year):
    assert took("A", written, f'split_years = "{choice}"')[0] == [f"{year},7,A"]


def test_a_split_year_can_be_provisional_and_cross_a_century(took):
    assert took("A", "1999/'00", 'split_years = "last"')[0] == ["2000,7,A"]
    assert took("A", "2024/'25*", 'split_years = "first"')[0] == ["2024,7,P"]


@pytest.mark.parametrize(
    "written",
    ["2020-2024", "2024/2024", "2024/26", "2025/2024", "2011-12", "2024/2", "schooljaar 2024"],
)
def test_what_is_no_split_year_is_no_year_either(took, written):
    rows, refused = took("A", written, 'split_years = "first"')
    assert rows == []
    assert "is geen periode" in refused


def test_a_month_and_a_quarter_are_not_split_years(took):
    assert took("M", "2011-12", 'split_years = "first"')[0] == ["2011-12,7,A"]
    assert "is geen periode" in took("Q", "2024/25", 'split_years = "first"')[1]
