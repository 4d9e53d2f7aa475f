"""Which remarks count: of each person the last verdict on an item, and each remark once."""

from dataclasses import replace

from report_builder.model.returned import PlacedRemark
from report_builder.rounds.repeated_remarks import without_repeats

VERDICT = PlacedRemark(
    template="h1.docx",
    place="alinea 1",
    kind="Oordeel",
    about="24.140",
    words="niet akkoord",
    reviewer="IND",
    written="",
    file="een.json",
    action="bespreek",
    key="sleutel",
    writer="browser-een",
    moment="2026-05-03T09:00:00Z",
)
LATER = "2026-05-03T09:00:01Z"


def words(*remarks):
    return [remark.words for remark in without_repeats(remarks).remarks]


def test_two_of_one_organisation_both_count():
    other = replace(VERDICT, words="akkoord", writer="browser-twee", moment=LATER, file="twee.json")
    assert words(VERDICT, other) == ["niet akkoord", "akkoord"]


def test_a_later_verdict_of_the_same_browser_takes_the_place_of_the_earlier_also_within_a_minute():
    later = replace(VERDICT, words="akkoord", moment=LATER, file="twee.json")
    for order in ((VERDICT, later), (later, VERDICT)):
        once = without_repeats(order)
        assert once.remarks == (later,)
        assert once.replaced == (VERDICT,)


def test_moments_in_other_time_zones_are_compared_as_moments():
    later = replace(VERDICT, words="akkoord", moment="2026-05-03T10:30:00+01:00")
    assert words(VERDICT, later) == ["akkoord"]


def test_of_one_browser_neither_verdict_is_lost_when_none_is_the_later():
    for moment in (VERDICT.moment, "geen moment"):
        first = replace(VERDICT, moment=moment)
        assert words(first, replace(first, words="akkoord")) == ["niet akkoord", "akkoord"]


def test_a_copy_is_told_once_with_the_names_of_all_its_files():
    copied = replace(VERDICT, file="kopie, van een.json")
    (remark,) = without_repeats([VERDICT, copied, copied]).remarks
    assert remark.file == "een.json, kopie, van een.json"


def test_the_same_words_twice_in_one_word_file_are_two_remarks_in_every_copy_of_it():
    first = replace(VERDICT, key="", kind="Opmerking", words="Bron?", file="een.docx")
    copied = replace(first, file="kopie.docx")
    once = without_repeats([first, first, copied, copied]).remarks
    assert [remark.file for remark in once] == ["een.docx, kopie.docx"] * 2
