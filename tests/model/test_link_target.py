"""Where links may lead."""

import pytest

from report_builder.model.link_target import LinkKind, kind_of_link


@pytest.mark.parametrize(
    "target",
    [
        "https://www.cbs.nl/nl-nl/cijfers",
        "HTTP://example.org",
        "https://example.org/a b?x=1#deel",
        "mailto:info@example.org?subject=Vraag",
        "#instroom",
        "http://93.184.216.34/",
        "https://cafe1.be/x",
    ],
)
def test_a_link_leads_to_the_web_to_somebody_or_to_a_place_in_the_document(target):
    assert kind_of_link(target) is LinkKind.ALLOWED


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        " JaVaScript:alert(1)",
        "java\tscript:alert(1)",
        "\u200bjavascript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///C:/Users/x/plaatje.png",
        "file://server/map/concept.docx",
        r"\\server\map\concept.docx",
        "//server/map",
        r"C:\map\x.docx",
        "C:/map/x.docx",
        "concept.docx",
        "../concept.docx",
        "ms-word:ofe|u|https://example.org/x.docx",
        "ftp://example.org/x",
        "https:///pad",
        "https://naam:woord@example.org",
        "http://[::1",
        "mailto:",
        "mailto:a@example.org?attach=x.docx",
        "#",
        "",
    ],
)
def test_a_link_to_anything_else_is_refused_however_it_is_written(target):
    assert kind_of_link(target) is LinkKind.REFUSED


@pytest.mark.parametrize(
    "target",
    [
        "http://intranet/beleid",
        "http://srv01.local/x",
        "https://localhost:8000",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://[::1]/",
        "http://10.2.3.4/x",
        "https://192.168.1.5",
        "https://voorbeeld.sharepoint.com/sites/x",
        "https://portaal.rijksweb.nl",
    ],
)
def test_a_link_into_a_network_of_an_organisation_is_told_apart(target):
    assert kind_of_link(target) is LinkKind.INSIDE
