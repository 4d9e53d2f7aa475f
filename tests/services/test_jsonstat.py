"""What Eurostat gives in JSON-stat, and what is refused of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import read_csv
from tests.services.conftest import EUROSTAT, Dissemination, Reply, ServedFolder, packed


def rows(served: ServedFolder) -> list[tuple[str, ...]]:
    """The rows of the indicator as they stand in its file."""
    return sorted(
        tuple(row.values()) for row in read_csv(served.folder.root / "data/asiel/eerste.csv")
    )


def refused(served: ServedFolder, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a table that is not taken in."""
    before = rows(served)
    assert (
        served.folder.run(
            "refresh", "--accept-revisions", "--accept-doubts", "--reason", "nagevraagd"
        )
        == 1
    )
    assert rows(served) == before
    return capsys.readouterr().err


def test_a_cube_comes_in_by_country_and_year(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(values={("NL", "2025"): 24115.0, ("BE", "2025"): 0})
    assert served.folder.run("refresh", "--accept-doubts", "--reason", "nagevraagd") == 0
    assert ("2025", "Nederland", "24115", "A") in rows(served)
    assert ("2025", "België", "0", "A") in rows(served)
    assert "Eurostat migr_asyappctza, stand 2026-09-17: overgenomen" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("flags", "status"),
    [
        ("p", "P"),
        ("e", "E"),
        ("s", "E"),
        ("i", "E"),
        ("ip", "E"),
        ("|F", "A"),
        ("p|F", "P"),
        ("b", "B"),
        ("bep", "B"),
        ("ep", "E"),
        ("d", "A"),
        ("bdep", "B"),
    ],
)
def test_the_flag_that_weighs_most_becomes_the_status(
    served: ServedFolder, flags: str, status: str
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(flags={("NL", "2024"): flags})
    assert served.folder.run("refresh") == 0
    assert ("2024", "Nederland", "1024", status) in rows(served)


def test_a_break_that_the_source_does_not_flag_stands_in_the_catalogue(
    served: ServedFolder,
) -> None:
    served.eurostat(EUROSTAT.replace("pinned", 'breaks = ["2024"]\npinned'))
    served.server.answer = Dissemination(values={("BE", "2024"): None})
    assert served.folder.run("refresh") == 0
    assert ("2024", "Nederland", "1024", "B") in rows(served)
    assert ("2024", "België", "", "O") in rows(served)


def test_a_flag_that_no_row_can_hold_is_told(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(flags={("NL", "2024"): "du"})
    assert served.folder.run("refresh") == 0
    assert "Eurostat zet bij cijfers ook 'd', 'u'" in capsys.readouterr().out


def test_a_confidential_cell_is_suppressed_and_a_gap_is_missing(served: ServedFolder) -> None:
    served.eurostat()
    served.server.answer = Dissemination(
        values={("NL", "2024"): None, ("BE", "2024"): None},
        flags={("NL", "2024"): "|C", ("BE", "2024"): ":"},
    )
    assert served.folder.run("refresh") == 0
    assert ("2024", "Nederland", "", "Q") in rows(served)
    assert ("2024", "België", "", "O") in rows(served)


@pytest.mark.parametrize("flags", ["|C", "|N", "|P", "p|N", "c"])
def test_a_value_that_may_not_be_published_is_suppressed_whatever_the_reason(
    served: ServedFolder, flags: str
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(flags={("NL", "2024"): flags})
    assert served.folder.run("refresh") == 0
    assert ("2024", "Nederland", "", "Q") in rows(served)


@pytest.mark.parametrize("flag", ["m", "z"])
def test_a_value_that_cannot_exist_is_so_in_the_letters_of_today_and_of_before(
    served: ServedFolder, flag: str
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(
        values={("NL", "2024"): None}, flags={("NL", "2024"): flag}
    )
    assert served.folder.run("refresh") == 0
    assert ("2024", "Nederland", "", "M") in rows(served)


def test_an_unknown_reason_of_secrecy_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(flags={("NL", "2024"): "p|X"})
    assert "onbekende vlag 'x'" in refused(served, capsys)


def test_a_period_that_has_no_value_yet_adds_no_row(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(values={("BE", "2025"): None, ("BE", "2024"): None})
    assert served.folder.run("refresh") == 0
    assert [row[0] for row in rows(served) if row[1] == "België"] == ["2023"]


def test_a_value_that_eurostat_took_back_is_gone_and_needs_consent(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(
        values={("BE", "2023"): None, ("BE", "2024"): None, ("BE", "2025"): None}
    )
    assert served.folder.run("refresh") == 1
    told = capsys.readouterr()
    assert "vervallen: 2023 [België]" in told.out
    assert "de dienst geeft geen waarden voor België" in told.out
    assert "--accept-revisions" in told.err


def test_a_wrong_code_gives_an_empty_axis_and_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat(EUROSTAT.replace('"PER"', '"NR"'))
    served.server.answer = Dissemination()
    assert "Eurostat kent in 'unit' geen code 'NR'" in refused(served, capsys)


def test_one_wrong_code_among_several_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat(EUROSTAT.replace("BE =", "GR ="))
    served.server.answer = Dissemination()
    assert "Eurostat kent in 'geo' geen code 'GR'" in refused(served, capsys)


def test_a_filter_that_is_left_out_silently_never_gives_more_rows(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(drops="citizen")
    told = refused(served, capsys)
    assert "de dienst houdt zich niet aan de vraag: 'citizen' heeft ook EXT_EU27_2020" in told


def test_a_dimension_that_is_not_pinned_is_refused_with_its_codes(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat(EUROSTAT.replace(', citizen = "TOTAL"', ""))
    served.server.answer = Dissemination()
    told = refused(served, capsys)
    assert "de dimensie 'citizen' van de tabel is niet vastgezet" in told
    assert "TOTAL (Total)" in told


def test_a_misspelt_dimension_is_told_as_the_service_tells_it(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat(EUROSTAT.replace("citizen =", "citicen ="))
    served.server.answer = Dissemination()
    assert "INVALID_QUERY_DIMENSION: citicen" in refused(served, capsys)


def test_a_cube_without_any_value_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    cube = Dissemination()
    cube.values = {(geo, year): None for geo in ("NL", "BE") for year in ("2023", "2024", "2025")}
    served.server.answer = cube
    assert "de dienst geeft geen enkele waarde" in refused(served, capsys)


def test_an_unknown_flag_is_refused_until_the_catalogue_says_what_it_is(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    served.server.answer = Dissemination(flags={("NL", "2024"): "f"})
    assert "onbekende vlag 'f'" in refused(served, capsys)
    served.eurostat(EUROSTAT.replace("pinned", 'flags = { f = "E" }\npinned'))
    assert served.folder.run("refresh") == 0
    assert ("2024", "Nederland", "1024", "E") in rows(served)


def _shifted(cube: dict[str, Any]) -> None:
    cube["size"][3] += 1


def _outside(cube: dict[str, Any]) -> None:
    cube["value"]["999"] = 1


def _timeless(cube: dict[str, Any]) -> None:
    cube["id"][4] = "geo"


def _shapeless(cube: dict[str, Any]) -> None:
    del cube["dimension"]


@pytest.mark.parametrize("spoil", [_shifted, _outside, _timeless, _shapeless])
def test_a_cube_that_contradicts_itself_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str], spoil: Any
) -> None:
    served.eurostat()

    def answer(path: str) -> Reply:
        reply = Dissemination()(path)
        assert isinstance(reply.body, dict)
        spoil(reply.body)
        return reply

    served.server.answer = answer
    assert "onverwacht antwoord van Eurostat" in refused(served, capsys)


def test_values_as_a_list_and_a_packed_body_that_does_not_say_so_are_read(
    served: ServedFolder,
) -> None:
    served.eurostat()

    def answer(path: str) -> Reply:
        reply = Dissemination()(path)
        assert isinstance(reply.body, dict)
        reply.body["value"] = list(reply.body["value"].values())
        return packed(reply)

    served.server.answer = answer
    assert served.folder.run("refresh") == 0
    assert ("2025", "Nederland", "1025", "A") in rows(served)


@pytest.mark.parametrize("status", ["e", ["e"], ["e"] * 6, {str(place): "e" for place in range(6)}])
def test_the_flag_of_all_cells_is_that_of_each(served: ServedFolder, status: object) -> None:
    served.eurostat()

    def answer(path: str) -> Reply:
        reply = Dissemination(values={("BE", "2024"): None})(path)
        assert isinstance(reply.body, dict)
        reply.body["status"] = status
        return reply

    served.server.answer = answer
    assert served.folder.run("refresh") == 0
    assert {row[3] for row in rows(served) if row[2]} == {"E"}
    assert ("2024", "België", "", "O") in rows(served)


@pytest.mark.parametrize("name", ["value", "status"])
def test_a_list_that_is_not_as_long_as_the_cube_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    served.eurostat()

    def answer(path: str) -> Reply:
        reply = Dissemination()(path)
        assert isinstance(reply.body, dict)
        reply.body[name] = ["1", "2"]
        return reply

    served.server.answer = answer
    assert f"'{name}' heeft 2 plaatsen voor 6 cellen" in refused(served, capsys)


def test_an_axis_that_names_a_code_twice_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()

    def answer(path: str) -> Reply:
        reply = Dissemination()(path)
        assert isinstance(reply.body, dict)
        reply.body["dimension"]["geo"]["category"]["index"] = ["NL", "NL"]
        return reply

    served.server.answer = answer
    assert "de as 'geo' is niet zo lang als zij zegt" in refused(served, capsys)


def test_an_answer_that_says_something_twice_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    body = Dissemination()("/data/migr_asyappctza?freq=A&unit=PER&citizen=TOTAL&geo=NL&geo=BE")
    twice = body.data.replace(b'"value": {', b'"value": {"0": 7, ')
    served.server.answer = lambda _: Reply(twice)
    assert "noemt '0' twee keer" in refused(served, capsys)


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (1234567.0, "1234567"),
        (2.5, "2.5"),
    ],
)
def test_a_binary_fraction_is_the_number_that_was_meant(
    served: ServedFolder, found: float, kept: str
) -> None:
    served.eurostat(decimals=1, unit="promille")
    served.server.answer = Dissemination(values={("NL", "2025"): found})
    assert served.folder.run("refresh", "--accept-doubts", "--reason", "nagevraagd") == 0
    assert ("2025", "Nederland", kept, "A") in rows(served)


@pytest.mark.parametrize("found", ["1e400", "1e-300", "-1e15", "1e99999999999999999999"])
def test_a_number_beyond_all_figures_is_refused(
    served: ServedFolder, capsys: pytest.CaptureFixture[str], found: str
) -> None:
    served.eurostat()
    body = Dissemination(values={("NL", "2025"): 777777})(
        "/data/migr_asyappctza?freq=A&unit=PER&citizen=TOTAL&geo=NL&geo=BE"
    )
    served.server.answer = lambda _: Reply(body.data.replace(b"777777", found.encode()))
    assert "waarde" in refused(served, capsys)


def test_the_last_month_of_a_quarter_stands_for_a_stock(served: ServedFolder) -> None:
    mapping = EUROSTAT.replace('freq = "A"', 'freq = "M"').replace(
        "pinned", 'periods = "closing"\nfrequency = "M"\nsince = "2025-Q1"\npinned'
    )
    served.eurostat(mapping, rows=[("2025-Q1", "Nederland", 1, "A")], frequency="Q")
    cube = Dissemination()
    cube.axes["time"] = {f"2025-{month:02}": "" for month in range(1, 6)}
    cube.values = {
        (geo, f"2025-{month:02}"): month for geo in ("NL", "BE") for month in range(1, 6)
    }
    served.server.answer = cube
    assert (
        served.folder.run(
            "refresh", "--accept-revisions", "--accept-doubts", "--reason", "nagevraagd"
        )
        == 0
    )
    assert rows(served) == [("2025-Q1", "België", "3", "A"), ("2025-Q1", "Nederland", "3", "A")]
    assert any("sinceTimePeriod=2025-01" in path for path in served.server.asked)


def test_a_yearly_stock_gets_the_first_day_of_the_year(served: ServedFolder) -> None:
    mapping = EUROSTAT.replace(
        "pinned", 'periods = "first-day"\nfrequency = "A"\nsince = "2024-01-01"\npinned'
    )
    known = [("2024-01-01", "Nederland", 1024, "A"), ("2024-01-01", "België", 1024, "A")]
    served.eurostat(mapping, rows=known, frequency="D")
    served.server.answer = Dissemination()
    assert served.folder.run("refresh") == 0
    assert [row[0] for row in rows(served) if row[1] == "Nederland"] == ["2024-01-01", "2025-01-01"]
    assert any("sinceTimePeriod=2024" in path for path in served.server.asked)
