"""What is done faster than mammoth does it: the HTML stays the same."""

import io
from importlib.metadata import version

import docx
import pytest
from mammoth.docx import office_xml
from mammoth.docx.xmlparser import XmlElement

from report_builder.replacements import withdrawn
from report_builder.web.conversion import convert
from report_builder.web.mammoth_speed import CHANGES, WRITTEN_FOR, parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = {
    "names in and outside a namespace": f'<w:p xmlns:w="{W}" w:id="1" id="2" xml:space="preserve"/>',
    "a namespace that mammoth does not know": '<x:p xmlns:x="urn:x" x:id="1"/>',
    "a namespace without a prefix": f'<p xmlns="{W}"><r/></p>',
    "the namespaces of the strict format": (
        '<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    ),
    "space and text around elements": "<p> een\n<b/>twee<b>drie</b> </p>",
    "signs": "<p a='&quot;&#233;'>&lt;&amp;é\u200b</p>",
    "a text in many pieces": f"<p>{'lang &amp; ' * 30_000}</p>",
    "an instruction": "<?mso x?><p>een<?mso y?></p>",
}


def shown(element):
    """An element of mammoth as text."""
    if not isinstance(element, XmlElement):
        return element.value
    return (element.name, element.attributes, [shown(child) for child in element.children])


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_read_as_mammoth_reads_it(part):
    data = PARTS[part].encode()
    theirs = CHANGES[0].theirs(io.BytesIO(data), office_xml._namespaces)
    ours = parse_xml(io.BytesIO(data), office_xml._namespaces)
    assert shown(ours) == shown(theirs)


def test_a_document_is_converted_as_mammoth_converts_it():
    document = docx.Document()
    document.add_heading("Kop", 1)
    paragraph = document.add_paragraph("Tekst ")
    paragraph.add_run("vet").bold = True
    paragraph.add_run("schuin", style="Emphasis").italic = True
    document.add_paragraph("punt", style="List Bullet")
    document.add_paragraph("punt eronder", style="List Bullet 2")
    document.add_paragraph("aanhaling", style="Intense Quote")
    for text in ("gewoon", "in een lijst", "weer gewoon"):
        last = document.add_paragraph(text)
        if "lijst" in text:
            numbering = last._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_numId().val, numbering.get_or_add_ilvl().val = 1, 0
    document.add_table(2, 2, style="Light Grid").cell(0, 0).text = "cel"
    written = io.BytesIO()
    document.save(written)
    ours = convert(written.getvalue(), "x.docx")
    with withdrawn(CHANGES):
        assert ours == convert(written.getvalue(), "x.docx")
    assert ours.problems
    assert '<p class="punt">in een lijst' in ours.html


def test_the_changes_hold():
    for change in CHANGES:
        assert getattr(change.owner, change.name) is change.ours is not change.theirs


def test_the_changes_are_for_the_version_that_is_installed():
    assert version("mammoth") == WRITTEN_FOR
