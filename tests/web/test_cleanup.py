import io

from lxml import html

from report_builder.web.cleanup import clean, parse_body, to_text
from report_builder.web.conversion import convert
from report_builder.web.print_page import print_page
from tests.conftest import add_paragraph, new_document

SECTION = '<div class="sectie">{"width": 297, "height": 210, "margins": [30, 25, 25, 25], "edges": ["Kop", ""], "first": null, "start": null}</div>'


def cleaned(text, label="h1"):
    return [to_text(section.element) for section in clean(parse_body(text), label)]


def test_a_traced_value_bears_its_key():
    (found,) = cleaned("<p>Het zijn \ue010a.x@2025~1\ue01124.140\ue012.</p>")
    assert (
        found
        == '<section><p>Het zijn <span class="waarde" data-key="a.x@2025~1">24.140</span>.</p></section>'
    )


def test_yellow_that_runs_on_is_one_mark():
    (found,) = cleaned(
        '<p><mark class="stale">Een </mark><mark class="stale"><b>twee</b></mark> <mark class="stale">drie</mark></p>'
    )
    assert (
        found
        == '<section><p><mark class="stale">Een <b>twee</b></mark> <mark class="stale">drie</mark></p></section>'
    )


def test_a_picture_with_its_caption_and_source_is_one_figure():
    (found,) = cleaned(
        '<p class="figuur"><img alt="a" src="x.svg"></p><p class="bijschrift"><a id="_Ref1"></a>Figuur 1.1 T</p><p class="bron">Bron: CBS.</p><p>Na.</p>'
    )
    assert found == (
        '<section><figure class="grafiek"><img alt="a" src="x.svg"><figcaption id="_Ref1">Figuur 1.1 T</figcaption>'
        '<p class="bron">Bron: CBS.</p></figure><p>Na.</p></section>'
    )


def test_cells_know_their_heads():
    (found,) = cleaned(
        '<table class="cijfers"><thead><tr><th><p class="tabelkop">Land</p></th><th><p class="getal">2025</p></th></tr></thead>'
        '<tbody><tr><td><p class="tabeltekst">A</p></td><td><p class="getal">5</p></td></tr></tbody></table>'
    )
    assert found == (
        '<section><table class="cijfers"><thead><tr><th scope="col">Land</th><th scope="col" class="getal">2025</th></tr></thead>'
        '<tbody><tr><th scope="row">A</th><td class="getal">5</td></tr></tbody></table></section>'
    )


def test_sections_are_cut_at_their_marks():
    sections = clean(parse_body(f"<p>Een.</p>{SECTION}<p>Twee.</p>"), "h1")
    assert [
        (section.width, section.around.edges[0], to_text(section.element)) for section in sections
    ] == [
        (210.0, "", "<section><p>Een.</p></section>"),
        (297, "Kop", "<section><p>Twee.</p></section>"),
    ]


NOTES = (
    '<p>Tekst<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup> gaat door.</p>'
    '<ol><li id="footnote-1"><p> De noot. <a href="#footnote-ref-1">↑</a></p></li></ol>'
)


def test_notes_of_different_documents_have_different_ids():
    first, second = cleaned(NOTES, "h1")[0], cleaned(NOTES, "h2")[0]
    assert 'id="h1-noot-1"' in first
    assert 'href="#h2-noot-ref-1"' in second


def test_in_print_a_note_stands_where_it_is_called():
    page = print_page(clean(parse_body(NOTES), "h1"), "h1", "Titel", "rapport")
    body = html.document_fromstring(page.html).body
    assert "".join(body.itertext()) == "Tekst De noot.  gaat door."
    assert [span.get("class") for span in body.iter("span")] == ["noot"]


def test_a_link_to_another_part_is_marked():
    sections = clean(
        parse_body('<p><a href="#hier">x</a> <a href="#elders">y</a></p><p><a id="hier"></a>Z</p>'),
        "h1",
    )
    links = [
        link.get("href")
        for link in html.document_fromstring(print_page(sections, "h1", "T", "r").html).iter("a")
    ]
    assert links == ["#hier", "https://elders.invalid/#elders"]


def test_the_contents_become_a_list_of_links():
    (found,) = cleaned(
        '<p class="inhoud1"><a href="#t1">1\tAsiel\t3</a></p><p class="inhoud2"><a href="#t2">Instroom\t4</a></p>'
    )
    assert found == (
        '<section><nav class="inhoud" aria-label="Inhoud"><ol>'
        '<li class="inhoud1"><a href="#t1"><span class="kopnummer">1</span><span class="tekst">Asiel</span><span class="blad">3</span></a></li>'
        '<li class="inhoud2"><a href="#t2"><span class="tekst">Instroom</span><span class="blad">4</span></a></li></ol></nav></section>'
    )


def test_the_web_edition_is_one_file_with_its_pictures_and_their_numbers(asylum):
    asylum.figure("asiel/f", indicators=["asiel.oud"], title="Oud")
    asylum.document(
        "h1", "# Asiel", "## Instroom", '{{ figuur("asiel/f") }}', "Oud: {{ asiel.oud }}."
    )
    document = html.parse(str(asylum.build() / "rapport.html"))
    assert document.getroot().get("lang") == "nl-NL"
    (image,) = document.iter("img")
    assert image.get("src").startswith("data:image/svg+xml;base64,")
    assert image.get("alt").startswith("Lijndiagram: Oud.")
    (details,) = document.getroot().find(".//main").iter("details")
    rows = [row for row in details.iter("div") if row.get("role") == "row"]
    assert [cell.get("role") for cell in rows[1]] == ["rowheader", "cell"]
    assert ["".join(row.itertext()) for row in rows] == [
        "PeriodeOud cijfer",
        "202290",
        "2023100",
        "2024120 (verouderd, t/m 2024)",
    ]
    ids = {element.get("id") for element in document.iter() if element.get("id")}
    links = [
        link.get("href")[1:] for link in document.iter("a") if link.get("href").startswith("#")
    ]
    assert set(links) <= ids
    assert list(document.iter("link")) == []


def test_a_comment_in_the_word_file_is_not_for_readers():
    document, written = new_document(), io.BytesIO()
    add_paragraph(document, "Tekst.")
    document.add_comment(
        document.paragraphs[0].runs, text="Klopt dit?", author="Redactie", initials="R"
    )
    document.save(written)
    assert convert(written.getvalue(), "h1.docx").html == "<p>Tekst.</p>"


def test_a_link_that_may_not_be_is_text_and_another_stays():
    (section,) = cleaned(
        '<p><a href=" JavaScript:x">een</a> <a href="https://example.org">twee</a> <a href="#b">drie</a></p>'
    )
    assert section == (
        '<section><p><span>een</span> <a href="https://example.org">twee</a> <a href="#b">drie</a></p></section>'
    )
