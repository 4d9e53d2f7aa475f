"""Settings that change in the text of a file, in which all else stays as it was written."""

import datetime as dt

import pytest

from report_builder.editions.settings_changes import with_entries, with_values
from report_builder.intake.toml_files import parse_toml
from report_builder.problems import Stopped

TEXT = """\
# De editie.
title = "Verslag"  # zoals op het voorblad
date = 2026-06-21  # nog te doen: voorlopig

# De route.
[decision_route]
RAenM = 2026-07-07

# Wie ondertekent.

[[signatories]]
role = "De Minister"

[[signatories]]
role = "de Minister van ="
# name = …  # nog te doen: vul in wie ondertekent

# Alleen hier.
[personal.wie]
naam = "A # B"
"""
ENTRY = """\
# Oud cijfer (cijfers t/m 2024); te leveren door CBS
[[accepted_stale]]
indicator = "asiel.{}"
reason = "Later."
decided_on = 2026-06-01
"""


def opened(text):
    file, problems = parse_toml(text, "e.toml")
    assert problems == []
    return file


def changed_lines(before, after):
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("path", "value", "gone", "come"),
    [
        (
            ("title",),
            'Het "nieuwe"',
            ['title = "Verslag"  # zoals op het voorblad'],
            ['title = "Het \\"nieuwe\\""  # zoals op het voorblad'],
        ),
        (
            ("date",),
            dt.date(2026, 7, 1),
            ["date = 2026-06-21  # nog te doen: voorlopig"],
            ["date = 2026-07-01"],
        ),
        (("lock",), True, [], ["lock = true"]),
        (("signatories", 0, "name"), "N. Naam", [], ['name = "N. Naam"']),
        (
            ("signatories", 1, "name"),
            "N. Naam",
            ["# name = …  # nog te doen: vul in wie ondertekent"],
            ['name = "N. Naam"'],
        ),
        (("decision_route", "MR"), dt.date(2026, 7, 10), [], ["MR = 2026-07-10"]),
        (("decision_route", "RAenM"), None, ["RAenM = 2026-07-07"], []),
        (("personal", "wie", "naam"), "C", ['naam = "A # B"'], ['naam = "C"']),
        (("news", "embargo"), dt.date(2026, 7, 10), [], ["[news]", "embargo = 2026-07-10"]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_setting_changes_in_its_place_and_nothing_else(path, value, gone, come, end):
    text = TEXT.replace("\n", end)
    after = with_values(opened(text), {path: value})
    assert changed_lines(text, after) == (gone, come)
    assert after.count(end) == after.count("\n")


def test_what_has_the_value_already_is_left_as_it_was_written():
    assert with_values(opened(TEXT), {("title",): "Verslag"}) == TEXT


def test_a_name_that_comes_stands_with_its_role_and_above_the_comment_on_what_follows():
    after = with_values(opened(TEXT), {("signatories", 0, "name"): "N"})
    assert 'role = "De Minister"\nname = "N"\n\n[[signatories]]' in after


def test_entries_come_at_the_end_and_the_next_ones_behind_them():
    once = with_entries(opened(TEXT), "accepted_stale", [ENTRY.format("a")], ())
    assert once == f"{TEXT}\n{ENTRY.format('a')}"
    more = f"{once}\n[news]\n"
    twice = with_entries(opened(more), "accepted_stale", map(ENTRY.format, "bc"), ())
    entries = "\n".join(ENTRY.format(name) for name in "abc")
    assert twice == f"{TEXT}\n{entries}\n[news]\n"


@pytest.mark.parametrize("leaving", [(0,), (1,), (2,), (0, 2), (0, 1, 2)])
def test_an_entry_goes_with_its_comment_and_the_others_stay(leaving):
    full = with_entries(opened(TEXT), "accepted_stale", map(ENTRY.format, "abc"), ())
    kept = [name for number, name in enumerate("abc") if number not in leaving]
    after = with_entries(opened(full), "accepted_stale", (), leaving)
    assert after == "\n".join([TEXT, *(ENTRY.format(name) for name in kept)])


@pytest.mark.parametrize("name", ['"accepted_stale"', "'accepted_stale'", " accepted_stale "])
def test_entries_come_and_go_again_and_again_under_a_name_that_is_written_otherwise(name):
    def written(names):
        entries = [ENTRY.format(one).replace("accepted_stale", name, 1) for one in names]
        return "\n".join([TEXT, *entries])

    more = with_entries(opened(written("a")), "accepted_stale", [ENTRY.format("b")], ())
    most = with_entries(opened(more), "accepted_stale", [ENTRY.format("c")], ())
    assert (more, most) == (written("ab"), written("abc"))
    assert with_entries(opened(most), "accepted_stale", (), (0, 2)) == written("b")


def test_a_name_that_is_written_in_two_ways_is_refused_with_the_way_out():
    other = ENTRY.format("b").replace("accepted_stale", '"accepted_stale"', 1)
    text = f"{TEXT}\n{ENTRY.format('a')}\n{other}"
    with pytest.raises(Stopped) as refused:
        with_entries(opened(text), "accepted_stale", [ENTRY.format("c")], ())
    assert "die naam overal gelijk" in refused.value.problems[0].hint


@pytest.mark.parametrize("key", ['"name"', "'name'"])
def test_what_was_left_out_is_filled_in_on_its_own_line_however_its_key_was_written(key):
    text = TEXT.replace("# name = …", f"# {key} = …")
    after = with_values(opened(text), {("signatories", 1, "name"): "N. Naam"})
    assert after == TEXT.replace(
        "# name = …  # nog te doen: vul in wie ondertekent", 'name = "N. Naam"'
    )


def test_a_comment_that_somebody_wrote_above_an_entry_stays():
    full = f"{TEXT}\n# Besproken op 1 juni:\n{ENTRY.format('a').partition(chr(10))[2]}"
    after = with_entries(opened(full), "accepted_stale", (), (0,))
    assert after == f"{TEXT}\n# Besproken op 1 juni:\n"


@pytest.mark.parametrize(
    "text",
    [
        'accepted_stale = [{ indicator = "asiel.a", reason = "x", decided_on = 2026-06-01 }]\n',
        '"accepted_stale" = []\n',
    ],
)
def test_what_is_written_otherwise_is_refused_rather_than_changed(text):
    with pytest.raises(Stopped) as refused:
        with_entries(opened(text), "accepted_stale", [ENTRY.format("b")], ())
    assert refused.value.problems[0].code == "overnemen"


def test_a_value_over_more_lines_is_replaced_whole():
    after = with_values(opened('title = """\nEen\nTwee\n"""  # oud\n'), {("title",): "Drie"})
    assert after == 'title = "Drie"  # oud\n'


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ("lock = true # slot\n", ("lock",), False, "lock = false # slot\n"),
        ("title  =  'Een'\n", ("title",), "Twee", 'title  =  "Twee"\n'),
        (
            "decision_route = {RAenM = 2026-07-07}\n",
            ("decision_route", "RAenM"),
            dt.date(2026, 7, 8),
            "decision_route = {RAenM = 2026-07-08}\n",
        ),
        (
            'signatories = [{role = "M"}, {role = "S"}]\n',
            ("signatories", 1, "name"),
            "N.",
            'signatories = [{role = "M"}, {role = "S",name = "N."}]\n',
        ),
        (
            "[decision_route]\n",
            ("decision_route", "Tweede Kamer"),
            dt.date(2026, 7, 8),
            '[decision_route]\n"Tweede Kamer" = 2026-07-08\n',
        ),
        ('title = "Een"', ("lock",), True, 'title = "Een"\nlock = true\n'),
    ],
)
def test_each_way_to_write_a_setting_is_changed_as_it_is_written(text, path, value, expected):
    assert with_values(opened(text), {path: value}) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[[consultations]]\nname = 'a'\n[news]\n[[consultations]]\nname = 'b'\n",
        "[personal.a]\nx = 'x'\n[[signatories]]\nrole = 'r'\n[personal.b]\ny = 'y'\n",
    ],
)
def test_what_is_scattered_over_the_file_is_refused_and_nothing_lost(text):
    with pytest.raises(Stopped) as refused:
        with_values(opened(text), {("lock",): True})
    assert refused.value.problems[0].code == "overnemen"


def test_a_time_without_seconds_stays_as_it_is():
    text = "[news]\nembargo = 2026-07-10T16:00\n"
    assert with_values(opened(text), {("lock",): True}) == f"lock = true\n{text}"
