"""The definitive release tells of no maker; what Word keeps track of is refused before."""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from report_builder.word.fill.maker_traces import clean
from report_builder.word.ooxml import parent_of
from report_builder.word.package import root_of, styles_of, xml_bytes
from report_builder.word.places import find_places
from report_builder.word.read.tracked_changes import accept_changes
from report_builder.word.template.open_changes import find_changes
from tests.conftest import new_document

MAKER = 'w:id="3" w:author="Mieke Voorbeeld" w:date="2026-01-01T00:00:00Z"'


def element(xml):
    return parse_xml(xml.replace("/>", f" {nsdecls('w')}/>", 1))


def document_with_table(*cell_marks):
    document = new_document()
    table = document.add_table(rows=1, cols=max(len(cell_marks), 1))
    for cell, mark in zip(table.rows[0].cells, cell_marks, strict=False):
        cell.text = mark
        cell._tc.get_or_add_tcPr().append(element(f"<w:{mark} {MAKER}/>"))
    return document


def messages(document):
    root = root_of(document.part)
    return [problem.message for problem in find_changes(root, find_places(root, {}), "h.docx")]


def test_an_inserted_a_deleted_and_a_merged_cell_wait_for_a_decision():
    document = document_with_table("cellIns", "cellDel", 'cellMerge w:vMerge="rest"')
    assert messages(document) == [
        "een ingevoegde cel is nog niet aanvaard of verworpen",
        "een verwijderde cel is nog niet aanvaard of verworpen",
        "een samengevoegde of gesplitste cel is nog niet aanvaard of verworpen",
    ]


@pytest.mark.parametrize(
    "name", ["customXmlInsRangeStart", "moveFromRangeStart", "tblGridChange", "later"]
)
def test_whatever_names_an_author_waits_for_a_decision_also_in_a_document_without_text(name):
    document = new_document()
    document.element.body.append(element(f"<w:{name} {MAKER}/>"))
    assert len(messages(document)) == 1


def test_accepting_keeps_an_inserted_cell_drops_a_deleted_one_and_merges():
    document = document_with_table("cellIns", "cellDel", 'cellMerge w:vMerge="rest"')
    accept_changes(document)
    kept = document.tables[0].rows[0]._tr.tc_lst
    assert [cell.vMerge for cell in kept] == [None, "restart"]
    assert messages(document) == []


def test_nothing_tells_who_worked_on_a_definitive_file():
    document = new_document()
    run = document.add_paragraph("Een woord.").runs[0]._r
    wrapper = element('<w:smartTag w:element="naam"/>')
    run.addprevious(wrapper)
    wrapper.append(run)
    parent_of(wrapper).addprevious(element(r'<w:permStart w:id="1" w:ed="MINISTERIE\voorbeeldm"/>'))
    parent_of(wrapper).set(f"{{{run.nsmap['w']}}}rsidR", "00AB12CD")
    styles_of(document)[-1].append(element('<w:rsid w:val="00AB12CD"/>'))
    clean(document)
    written = b"".join(xml_bytes(root) for root in (document.element, styles_of(document)))
    for trace in (b"voorbeeldm", b"smartTag", b"00AB12CD"):
        assert trace not in written
    assert document.paragraphs[0].text == "Een woord."
