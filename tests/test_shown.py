"""What a chapter shows in Word is shown in the PDF and the web edition, or told where it stands."""

import pytest

from report_builder.build.lost_problems import require_whole
from report_builder.problems import Problem, Severity, Stopped
from tests.conftest import add_paragraph, new_document
from tests.wordxml import add_xml


def test_what_was_lost_in_the_making_is_told_at_its_place_in_the_template(asylum, capsys):
    document = new_document()
    for text in ("# Kop", "{% for p in asiel.aanvragen.top(2, 'nationaliteit') %}x{% endfor %}"):
        add_paragraph(document, text)
    add_xml(document, "<w:xyz><w:r><w:t>Kwijt {{ asiel.aanvragen }}</w:t></w:r></w:xyz>")
    asylum.add("h1", document)
    asylum.build()
    told = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]
    assert [line.partition(" (")[0] for line in told] == [
        "templates/h1.docx:onder 'Kop', alinea 2: warning: dit programma kent 'xyz' van Word niet; "
        "het komt niet in PDF en webversie",
        "templates/h1.docx:onder 'Kop', alinea 2: warning: de tekst 'Kwijt 24.140' staat in Word, "
        "en komt niet in PDF en webversie",
    ]


def test_what_only_the_making_shows_stops_the_definitive_release_too():
    lost = Problem("omzetting", "h.docx", "alinea 1", "kwijt", "", Severity.WARNING)
    other = Problem("stijl", "h.docx", "1", "stijl", "", Severity.WARNING)
    with pytest.raises(Stopped) as stopped:
        require_whole([other, lost])
    assert [str(problem) for problem in stopped.value.problems] == ["h.docx:alinea 1: error: kwijt"]
    require_whole([other])
