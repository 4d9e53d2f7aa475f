"""Names of parts that read the same and are written in another way, and parts above their total."""

import pytest

from report_builder.intake.observations import read_observations
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Frequency


@pytest.fixture
def told(tmp_path):
    """Reads rows of an indicator with a dimension, and returns what is told of each line."""

    def told(*rows, **settings):
        plain = {"title": "X", "unit": "personen", "frequency": Frequency.YEAR, "source": "CBS"}
        own = {**plain, "dimensions": ("gemeente",), **settings}
        indicator = Indicator(id="a.x", **own)
        head = ",".join(["time_period", *indicator.dimensions, "obs_value", "obs_status"])
        path = tmp_path / "x.csv"
        path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        _, problems = read_observations({"a.x": (path, "x.csv")}, {"a.x": indicator})
        return [(int(one.place), str(one.severity), one.message) for one in problems]

    return told


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Utrecht(stad)", None),
        ("utrecht (Stad)", "is bijna gelijk aan 'Utrecht (stad)' (regel 2)"),
        ("\uff35trecht (stad)", "is bijna gelijk aan 'Utrecht (stad)' (regel 2)"),
        ("Utrecht\u200b (stad)", "'Utrecht<U+200B> (stad)' heeft een teken dat niemand ziet"),
        ("Ut\u00adrecht (stad)", "'Ut<U+00AD>recht (stad)' heeft een teken dat niemand ziet"),
        ("Utrecht\ue000", "'Utrecht<U+E000>' heeft een teken dat niemand ziet"),
        ("Utrecht\u00a0(stad)", "'Utrecht<U+00A0>(stad)' heeft een vaste of bijzondere spatie"),
        (" Utrecht", "de naam ' Utrecht' heeft spaties aan het begin of eind, of dubbele"),
        ("Den  Haag", "de naam 'Den  Haag' heeft spaties aan het begin of eind, of dubbele"),
        ("Sudwest-Fryslân".replace("â", "a\u0302"), "is opgebouwd uit losse letters en accenten"),
        ("Аmsterdam", "heeft letters van twee schriften die op elkaar lijken"),
        ("total", "'total' is een andere schrijfwijze van TOTAL"),
        ("Total", "'Total' is een andere schrijfwijze van TOTAL"),
        ("", "een dimensie is leeg"),
    ],
)
def test_a_name_that_nobody_can_tell_from_another_is_an_error_at_its_line(told, name, message):
    lines = told("2025,Utrecht (stad),4,A", f"2025,{name},3,A")
    if message is None:
        assert lines == []
    else:
        ((line, severity, said),) = lines
        assert (line, severity) == (3, "error")
        assert message in said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Utrecht", "UTRECHT"),
        ("Noord-Holland", "Noord Holland"),
        ("Noord-Holland", "Noord\u2011Holland"),
        ("'s-Gravenhage", "\u2019s-Gravenhage"),
        ("Straße", "STRASSE"),
    ],
)
def test_two_spellings_of_one_name_are_told_once_with_both_lines(told, one, other):
    rows = [f"2024,{one},4,A", f"2024,{other},3,A", f"2025,{one},4,A", f"2025,{other},3,A"]
    assert told(*rows) == [
        (3, "error", f"de naam '{other}' is bijna gelijk aan '{one}' (regel 2)"),
    ]


def test_an_accent_more_is_a_warning_for_it_can_be_another_name(told):
    ((line, severity, said),) = told("2025,Syrië,4,A", "2025,Syrie,3,A")
    assert (line, severity) == (3, "warning")
    assert said == "de naam 'Syrie' verschilt van 'Syrië' (regel 2) in een accent"


def test_a_part_called_total_in_dutch_is_a_warning(told):
    ((_, severity, said),) = told("2025,Totaal,4,A", "2025,Utrecht,3,A")
    assert (severity, said) == ("warning", "'Totaal' telt hier als een deel, niet als het geheel")


@pytest.mark.parametrize(
    ("one", "other"), [("18+", "18-"), ("0-4", "04"), ("<18", "18"), ("Niger", "Nigeria")]
)
def test_names_that_differ_in_what_they_say_are_two_parts(told, one, other):
    assert told(f"2025,{one},4,A", f"2025,{other},3,A") == []


def test_names_are_compared_within_a_dimension(told):
    rows = ["2025,man,Man,4,A", "2025,vrouw,Vrouw,3,A"]
    assert told(*rows, dimensions=("sexe", "groep")) == []


def test_a_part_above_its_total_is_a_warning_at_its_last_line(told):
    rows = ["2024,TOTAL,10,A", "2024,Ede,12,A", "2025,TOTAL,1000,A", "2025,Ede,1200,A"]
    assert told(*rows, "2025,Epe,1000,A") == [
        (
            5,
            "warning",
            "gemeente=Ede is in 2025 1.200, meer dan het totaal: 1.000 (en zo in nog 1 periode)",
        )
    ]


def test_a_part_is_held_against_the_total_of_each_of_its_dimensions(told):
    rows = [
        "2025,TOTAL,TOTAL,90,A",
        "2025,Ede,TOTAL,10,A",
        "2025,Ede,man,11,A",
        "2025,Epe,man,99,A",
    ]
    assert [said for *_, said in told(*rows, dimensions=("gemeente", "sexe"))] == [
        "gemeente=Ede,sexe=man is in 2025 11, meer dan het totaal (gemeente=Ede): 10",
        "gemeente=Epe,sexe=man is in 2025 99, meer dan het totaal: 90",
    ]


@pytest.mark.parametrize(
    "settings",
    [{"unit": "procent"}, {"unit": "dagen"}, {"unit": "per 1.000 inwoners"}, {"minimum": -100}],
)
def test_shares_averages_and_balances_may_be_above_their_total(told, settings):
    assert told("2025,TOTAL,10,A", "2025,Ede,12,A", **settings) == []
