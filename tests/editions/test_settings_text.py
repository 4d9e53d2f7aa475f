"""What changes in the text of a settings file, and what stays as it was written."""

import tomllib

import pytest

from report_builder.editions.settings_text import SettingsText
from report_builder.intake.toml_files import TomlFile


def opened(text):
    return SettingsText(TomlFile("e.toml", tomllib.loads(text), text))


def rendered(settings):
    text = settings.render()
    assert settings.problems == []
    return text


def refusals(settings):
    settings.render()
    return [f"{problem.place}: {problem.message}" for problem in settings.problems]


def test_a_value_changes_and_its_layout_and_comment_stay():
    settings = opened("a  =  'een'\t# waarom\nb = 2")
    settings.change(("a",), "twee")
    assert rendered(settings) == 'a  =  "twee"\t# waarom\nb = 2'


def test_a_value_that_stays_the_same_is_not_written_anew():
    settings = opened("a = 'een' # nog te doen: kijk na\n")
    settings.change(("a",), "een")
    assert rendered(settings) == "a = 'een' # nog te doen: kijk na\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a = 1", "a = 2  # nog te doen: nieuw"),
        ("a = 1 # waarom", "a = 2 # waarom  # nog te doen: nieuw"),
        ("a = 1  # nog te doen: oud", "a = 2  # nog te doen: nieuw"),
        ("a = 1 # waarom  # nog te doen: oud", "a = 2 # waarom  # nog te doen: nieuw"),
    ],
)
def test_what_is_to_be_done_stands_once_behind_the_comment(line, expected):
    settings = opened(f"{line}\n")
    settings.change(("a",), 2, "nieuw")
    assert rendered(settings) == f"{expected}\n"


def test_what_was_to_be_done_goes_with_the_value():
    settings = opened("a = 1  # nog te doen: oud\nb = 1\n")
    settings.change(("a",), 2)
    assert rendered(settings).splitlines()[0].rstrip() == "a = 2"


def test_quotes_backslashes_and_text_over_lines_are_carried_over():
    settings = opened('a = """x\nb = 3\n"""\nc = 1\n')
    settings.change(("a",), 'een "twee" \\ drie')
    assert tomllib.loads(rendered(settings)) == {"a": 'een "twee" \\ drie', "c": 1}


def test_settings_in_a_list_on_one_line_change():
    settings = opened('d = [ {title = "een"}, {title = "twee"} ]\n')
    settings.change(("d", 1, "title"), "drie")
    assert rendered(settings) == 'd = [ {title = "een"}, {title = "drie"} ]\n'


def test_a_setting_is_left_out_in_its_place_without_its_value():
    settings = opened(
        "# boven\n[r]\r\nRAenM = 2026-07-10 # erna\r\n# tussen\r\nMR = 2026-07-11\r\n"
    )
    settings.leave_out(("r", "RAenM"), "vul in")
    assert rendered(settings) == (
        "# boven\n[r]\r\n# RAenM = … # erna  # nog te doen: vul in\r\n# tussen\r\nMR = 2026-07-11\r\n"
    )


def test_entries_become_comment_up_to_what_belongs_to_the_next_table():
    settings = opened(
        "# voor\n[[e]] # een\ni = 1\n\n  t = '''\n[x]'''\n# over twee\n\n[[e]]\n# in\ni = 2\n[n]\n"
    )
    settings.leave_out_entries("e", ["doe een", "doe twee"])
    assert rendered(settings) == (
        "# voor\n# [[e]] # een  # nog te doen: doe een\n# i = 1\n\n#   t = '''\n# [x]'''\n# over twee\n\n"
        "# [[e]]  # nog te doen: doe twee\n# # in\n# i = 2\n[n]\n"
    )


def test_each_head_of_a_table_is_asked_about_and_its_comment_stays():
    settings = opened("[p] # wie\na = 1\n[p.q]\nb = 1\n[o.p]\nc = 1\n")
    settings.ask_about("p", "klopt dit")
    assert rendered(settings) == (
        "[p] # wie  # nog te doen: klopt dit\na = 1\n[p.q]  # nog te doen: klopt dit\nb = 1\n[o.p]\nc = 1\n"
    )


def test_a_table_on_one_line_is_asked_about():
    settings = opened("p = {a = 1}\n")
    settings.ask_about("p", "klopt dit")
    assert rendered(settings) == "p = {a = 1}  # nog te doen: klopt dit\n"


def test_only_what_the_file_opens_with_is_reworded():
    settings = opened("# een\n\n# een\na = 1 # een\n# een\n")
    settings.reword_opening(lambda comment: comment.replace("een", "twee"))
    assert rendered(settings) == "# twee\n\n# twee\na = 1 # een\n# een\n"


def test_a_setting_without_a_line_of_its_own_is_refused_where_it_stands():
    settings = opened(
        "a = 1\nr = {RAenM = 2026-07-10}\ne = [{i = 1}]\nq.MR = 2026-07-10\nq.X = 1\n"
    )
    settings.leave_out(("r", "RAenM"), "vul in")
    settings.leave_out(("q", "MR"), "vul in")
    settings.leave_out_entries("e", ["vul in"])
    assert refusals(settings) == [
        "2: 'RAenM' is zo niet over te nemen",
        "4: 'MR' is zo niet over te nemen",
        "3: 'e' is zo niet over te nemen",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[[e]]\na = 1\n[n]\nb = 1\n[[e]]\na = 2\n",
        "[p.a]\nx = 1\n[[c]]\nd = 1\n[p.b]\ny = 1\n",
    ],
)
def test_a_file_that_cannot_be_written_back_as_it_was_is_refused(text):
    assert refusals(opened(text)) == ["1: deze schrijfwijze is niet over te nemen"]


def test_a_text_that_does_not_say_what_was_meant_is_refused():
    settings = opened("r.MR = 2026-07-10\n")
    settings.leave_out(("r", "MR"), "vul in")
    assert refusals(settings) == ["1: deze schrijfwijze is niet over te nemen"]
