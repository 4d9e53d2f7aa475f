"""A changed passage as a remark."""

from report_builder.model.remarks import RemarkKind
from report_builder.rounds.text_changes import TextChange, change_content


def test_a_change_says_the_sentences_that_it_alters():
    content = change_content(TextChange("Eerst dit. Dan dat.", "Eerst dit. Dan iets anders.", ()))
    assert (content.about, content.words) == ("Dan dat.", "Dan iets anders.")
    assert content.kind is RemarkKind.UNTRACKED


def test_where_only_a_space_between_sentences_went_the_whole_passage_is_told():
    content = change_content(TextChange("Eerst dit. Dan dat.", "Eerst dit.Dan dat.", ()))
    assert (content.about, content.words) == ("Eerst dit. Dan dat.", "Eerst dit.Dan dat.")
