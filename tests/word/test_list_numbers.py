"""What Word prints before numbered paragraphs, and beside it what LibreOffice prints of the same file."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import dataclass

import docx
import pytest
from docx.oxml.ns import nsdecls, qn

from report_builder.word.fill.news_parts import read_posts
from report_builder.word.list_numbers import ListNumbers
from report_builder.word.notes import add_footnote, note_roots
from report_builder.word.numbering import free_num_id, free_scheme_id
from report_builder.word.ooxml import text_of
from report_builder.word.package import body_of
from tests.conftest import new_document
from tests.numbered import (
    FIRST,
    add,
    add_num,
    add_scheme,
    add_style,
    numbered,
    paragraph_xml,
    printed,
    printed_by_text,
    text_box,
)

OUTLINE = ("decimal|%1", "decimal|%1.%2", "decimal|%1.%2.%3")
FIGURES = ("decimal|%1.",)


@dataclass(frozen=True)
class Case:
    """A list, its paragraphs, and what is printed before them; `office` where LibreOffice differs, and why."""

    schemes: tuple[tuple[str, ...], ...]
    items: str
    word: str
    nums: tuple[tuple[int, int, str], ...] = ((1, 0, ""),)
    office: str = ""
    why: str = ""

    @property
    def document(self):
        uses = {num: (scheme, overrides) for num, scheme, overrides in self.nums}
        return numbered(self.schemes, uses, self.items)


def shapes(*kinds):
    """A list of which each level counts in another shape."""
    return tuple(f"{kind}|%{level}" for level, kind in enumerate(kinds, start=1))


CASES = {
    "letters": Case((("lowerLetter|%1)",),), "1 1 1", "a) b) c)"),
    "capitals": Case((("upperLetter|(%1)",),), "1 1", "(A) (B)"),
    "letters past z": Case((("lowerLetter|%1)|start=26",),), "1 1 1", "z) aa) bb)"),
    "letters past zz": Case((("upperLetter|%1.|start=52",),), "1 1", "ZZ. AAA."),
    "roman": Case((("lowerRoman|%1.|start=3",),), "1 1 1", "iii. iv. v."),
    "large roman": Case((("upperRoman|%1|start=1994",),), "1", "MCMXCIV"),
    "a start": Case((("decimal|%1.|start=5",),), "1 1", "5. 6."),
    "a start at nought": Case((("decimal|%1.|start=0",),), "1 1", "0. 1."),
    "text around": Case((("decimal|Maatregel %1:",),), "1 1", "Maatregel_1: Maatregel_2:"),
    "no number but text": Case((("none|Noot",),), "1 1", "Noot Noot"),
    "goes on behind text": Case((FIGURES,), "1 1 - 1", "1. 2. 3."),
    "levels": Case((OUTLINE,), "1 1:1 1:1 1:2 1 1:1", "1 1.1 1.2 1.2.1 2 2.1"),
    "letters below figures": Case(
        (("decimal|%1.", "lowerLetter|%2)", "lowerRoman|%3."),),
        "1 1:1 1:1 1:2 1:2 1:1 1 1:1",
        "1. a) b) i. ii. c) 2. a)",
    ),
    "a deeper level first": Case((OUTLINE,), "1:1 1:1 1 1:1", "1.1 1.2 2 2.1"),
    "a level passed over": Case(
        (OUTLINE,), "1 1:2 1:2 1:1 1 1:2 1:1", "1 1.1.1 1.1.2 1.2 2 2.1.1 2.2"
    ),
    "two uses of one list count on": Case(
        (FIGURES,), "1 1 2 2 1", "1. 2. 3. 4. 5.", ((1, 0, ""), (2, 0, ""))
    ),
    "a use that begins again": Case(
        (FIGURES,), "1 1 2 2 1", "1. 2. 1. 2. 3.", ((1, 0, ""), (2, 0, "0=1"))
    ),
    "a use that begins at five": Case(
        (FIGURES,), "1 1 2 2 3", "1. 2. 5. 6. 7.", ((1, 0, ""), (2, 0, "0=5"), (3, 0, ""))
    ),
    "a use with letters of its own": Case(
        (FIGURES,), "1 1 2 2 1", "1. 2. c) d) 5.", ((1, 0, ""), (2, 0, "0:lowerLetter|%1)"))
    ),
    "a deeper level that begins at three": Case(
        (OUTLINE,), "1 2:1 2:1 1 2:1", "1 1.3 1.4 2 2.1", ((1, 0, ""), (2, 0, "1=3"))
    ),
    "two lists": Case((FIGURES, FIGURES), "1 1 2 2 1", "1. 2. 1. 2. 3.", ((1, 0, ""), (2, 1, ""))),
    "a level that never begins again": Case(
        (("decimal|%1.", "lowerLetter|%2)|restart=0"),),
        "1 1:1 1:1 1 1:1",
        "1. a) b) 2. c)",
        office="1. a) b) 2. a)",
        why="LibreOffice reads no w:lvlRestart",
    ),
    "a level that begins again behind the first only": Case(
        (("decimal|%1", "decimal|%1.%2", "lowerLetter|%3)|restart=1"),),
        "1 1:1 1:2 1:2 1:1 1:2 1 1:1 1:2",
        "1 1.1 a) b) 1.2 c) 2 2.1 a)",
        office="1 1.1 a) b) 1.2 a) 2 2.1 a)",
        why="LibreOffice reads no w:lvlRestart",
    ),
    "figures above, as in laws": Case(
        (("upperRoman|%1.", "decimalZero|%1.%2|legal", "lowerLetter|%1.%2.%3|legal"),),
        "1 1:1 1:2 1",
        "I. 1.01 1.01.a II.",
        office="I. I.01 I.01.a II.",
        why="LibreOffice reads no w:isLgl",
    ),
    "a level that the list does not describe": Case((FIGURES,), "1 1:1 1:1 1", "1. 1. 2. 2."),
    "figures, letters, roman": Case(
        (shapes("decimalZero", "upperLetter", "lowerLetter", "upperRoman", "lowerRoman", "hex"),),
        "1 1:1 1:2 1:3 1:4 1:5",
        "01 A a I i 1",
    ),
    "figures of a fixed width": Case((("custom:001, 002, 003, ...|%1",),), "1 1", "001 002"),
    "signs": Case((shapes("chicago", "decimalEnclosedCircle"),), "1 1 1:1 1:1", "* † ① ②"),
    "figures between brackets, with a full stop, between dashes": Case(
        (shapes("decimalEnclosedParen", "decimalEnclosedFullstop", "numberInDash"),),
        "1 1:1 1:2",
        "⑴ ⒈ -_1_-",
        office="1 1 1",
        why="LibreOffice has no such shapes",
    ),
    "words": Case(
        (shapes("cardinalText", "ordinalText", "ordinal"),),
        "1 1 1:1 1:1 1:2 1:2",
        "Eén Twee Eerste Tweede 1e 2e",
        office="Een Twee Eerste Tweede 1ste 2de",
        why="LibreOffice writes no accents in één, and other endings",
    ),
    "an unknown shape is in figures": Case(
        (("thaiLetters|%1.",),),
        "1 1",
        "1. 2.",
        office="ก. ข.",
        why="a shape that no Dutch text uses; it is told",
    ),
    "capitals by their look": Case(
        (("lowerLetter|%1)|caps",),), "1 1", "A) B)", office="a) b)", why="a text has no look"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_number_is_that_of_word(name):
    case = CASES[name]
    assert [text.replace(" ", "_") for text in printed(case.document)] == case.word.split()


@pytest.fixture(scope="module")
def office_lines(tmp_path_factory):
    """What LibreOffice prints of the document of each case, as lines of text."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed; its numbers are those that stand in the table")
    folder = tmp_path_factory.mktemp("office")
    names = {name: f"{place}" for place, name in enumerate(CASES)}
    for name, file in names.items():
        CASES[name].document.save(str(folder / f"{file}.docx"))
    files = [str(folder / f"{file}.docx") for file in names.values()]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    target = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder)]
    subprocess.run(
        ["soffice", profile, "--headless", *target, *files],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {
        name: (folder / f"{file}.txt").read_text(encoding="utf-8-sig").splitlines()
        for name, file in names.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_prints_the_same_but_where_the_table_says_why(name, office_lines):
    case = CASES[name]
    numbers = [
        match[1].strip().replace(" ", "_")
        for line in office_lines[name]
        if (match := re.fullmatch(r"(.+) t\d+", line))
    ]
    assert numbers == (case.office or case.word).split()
    assert bool(case.office) == bool(case.why)


def test_a_bullet_is_a_sign_that_every_font_has():
    signs = (
        ("\uf0b7", "Symbol"), ("o", "Courier New"), ("\uf0a7", "Wingdings"), ("\uf0fc", "Wingdings"),
        ("\uf0d8", "Wingdings"), ("–", "Calibri"), ("ü", "Wingdings"), ("\uf012", "Webdings"),
    )  # fmt: skip
    document = numbered(
        [[f"bullet|{sign}|font={font}"] for sign, font in signs],
        {place: (place - 1, "") for place in range(1, len(signs) + 1)},
        "1 2 3 4 5 6 7 8",
    )
    assert printed(document) == ["•", "•", "•", "✓", "➢", "–", "✓", "•"]


def test_a_bullet_that_is_a_picture_is_a_bullet():
    document = numbered([["bullet|x"]], {1: (0, "")}, "1")
    level = document.part.numbering_part.element.find(
        f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{FIRST}']/{qn('w:lvl')}"
    )
    level.append(docx.oxml.parse_xml(f'<w:lvlPicBulletId {nsdecls("w")} w:val="0"/>'))
    assert printed(document) == ["•"]


def test_a_bullet_inside_a_number_prints_nothing():
    document = numbered([["decimal|%1.", "bullet|–", "decimal|%1.%3"]], {1: (0, "")}, "1 1:1 1:2")
    assert printed(document) == ["1.", "–", "1.1"]


def with_styles():
    """A document with a list with two levels, of which a style makes use."""
    document = new_document()
    add_scheme(document, 0, ["lowerLetter|%1)", "lowerRoman|%2.|style=Onder"])
    add_num(document, 1, 0)
    add_style(document, "Boven", 1)
    add_style(document, "Onder", 1)
    add_style(document, "Afgeleid", based_on="Boven")
    add_style(document, "Dieper", level=1, based_on="Boven")
    add_style(document, "Zonder", 0, based_on="Boven")
    return document


def test_a_style_numbers_its_paragraphs_at_the_level_that_is_tied_to_it():
    document = with_styles()
    for style in ("Boven", "Onder", "Onder", "Afgeleid", "Dieper", "Zonder", "Boven"):
        add(document, paragraph_xml(style, style=style))
    assert printed(document) == ["a)", "i.", "ii.", "b)", "i.", "c)"]


def test_a_paragraph_takes_itself_out_of_the_list_of_its_style_or_goes_deeper():
    document = with_styles()
    add(document, paragraph_xml("een", style="Boven"))
    add(document, paragraph_xml("geen", 0, style="Boven"))
    add(document, paragraph_xml("twee", style="Boven"))
    deeper = paragraph_xml("dieper", 1, 1, style="Boven")
    add(document, deeper.replace(f'<w:numId w:val="{FIRST + 1}"/>', ""))
    assert printed_by_text(document) == {"een": "a)", "twee": "b)", "dieper": "i."}


def test_a_list_style_lends_its_levels_and_its_list_counts_by_itself():
    document = new_document()
    add_style(document, "Lijststijl", 1, kind="numbering")
    add_scheme(document, 0, ["lowerLetter|%1)"], '<w:styleLink w:val="Lijststijl"/>')
    add_scheme(document, 1, [], '<w:numStyleLink w:val="Lijststijl"/>')
    add_num(document, 1, 0)
    add_num(document, 2, 1)
    for num in (1, 2, 2, 1):
        add(document, paragraph_xml("x", num))
    assert printed(document) == ["a)", "a)", "b)", "b)"]


@pytest.mark.parametrize("link", ["Nergens", "Rond"])
def test_a_list_that_leads_nowhere_or_round_is_no_list(link):
    document = new_document()
    add_style(document, "Rond", 1, kind="numbering")
    add_scheme(document, 0, [], f'<w:numStyleLink w:val="{link}"/>')
    add_num(document, 1, 0)
    add_num(document, 2, 9)
    for num in (1, 2, 3):
        add(document, paragraph_xml("x", num))
    assert printed(document) == []


def test_styles_that_are_based_on_each_other_have_an_end():
    document = new_document()
    add_style(document, "A", based_on="B")
    add_style(document, "B", based_on="A")
    add(document, paragraph_xml("x", style="A"))
    assert printed(document) == []


@pytest.mark.parametrize(
    "mark",
    [
        "<w:rPr><w:vanish/></w:rPr>",
        '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>',
        '<w:rPr><w:moveFrom w:id="1" w:author="a"/></w:rPr>',
    ],
)
def test_what_is_hidden_deleted_or_moved_away_does_not_count(mark):
    document = numbered([FIGURES], {1: (0, "")}, "1")
    add(document, paragraph_xml("weg", 1, more=mark))
    add(document, paragraph_xml("verder", 1))
    assert printed_by_text(document) == {"t1": "1.", "verder": "2."}


def test_a_heading_that_goes_on_in_the_next_paragraph_counts():
    document = numbered([FIGURES], {1: (0, "")}, "1")
    add(document, paragraph_xml("kop", 1, more="<w:rPr><w:vanish/><w:specVanish/></w:rPr>"))
    assert printed(document) == ["1.", "2."]


def test_cells_and_content_controls_count_with_the_text_and_a_text_box_by_itself():
    document = numbered([FIGURES], {1: (0, "")}, "1")
    cell = f"<w:tc><w:tcPr/>{paragraph_xml('cel', 1)}</w:tc>"
    add(document, f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>")
    add(document, text_box(paragraph_xml("vak een", 1), paragraph_xml("vak twee", 1)))
    content = f"<w:sdtContent>{paragraph_xml('besturing', 1)}</w:sdtContent>"
    add(document, f"<w:sdt {nsdecls('w')}><w:sdtPr/>{content}</w:sdt>")
    assert printed_by_text(document) == {
        "t1": "1.", "cel": "2.", "besturing": "3.", "vak een": "1.", "vak twee": "2.",
    }  # fmt: skip
    assert sorted(printed(document)) == ["1.", "1.", "1.", "2.", "2.", "2.", "3."]


def test_notes_count_by_themselves_and_on_from_note_to_note():
    document = numbered([["lowerLetter|%1)"]], {1: (0, "")}, "1 1")
    for _ in range(2):
        run = document.paragraphs[0].runs[0]._r
        add_footnote(document, run, "noot", "FootnoteReference", "FootnoteText")
    (root,) = note_roots(document).values()
    for paragraph in list(root.iter("{*}p"))[2:]:
        item = docx.oxml.parse_xml(paragraph_xml("punt", 1))
        paragraph.addnext(item)
    numbers = ListNumbers(document)
    assert [number.text for number in numbers.of(root).values()] == ["a)", "b)"]
    assert [number.text for number in numbers.of(body_of(document)).values()] == ["a)", "b)"]


def test_a_file_that_went_through_word_and_back_has_the_same_numbers():
    document = CASES["letters below figures"].document
    saved = io.BytesIO()
    document.save(saved)
    again = docx.Document(io.BytesIO(saved.getvalue()))
    assert printed(again) == printed(document)
    assert [text_of(paragraph._p) for paragraph in again.paragraphs][:2] == ["t1", "t2"]


def test_a_post_has_the_numbers_of_its_list():
    document = new_document()
    document.add_paragraph("LinkedIn", style="Heading 2")
    add_scheme(document, 0, ["lowerLetter|%1)"])
    add_num(document, 1, 0)
    for text in ("een", "twee"):
        add(document, paragraph_xml(text, 1))
    document.add_paragraph("punt", style="List Bullet")
    assert [post.text for post in read_posts(document)] == ["a) een\nb) twee\n• punt"]


@pytest.mark.parametrize(("release", "severity"), [("concept", "warning"), ("definitief", "error")])
def test_an_unknown_shape_is_told_at_its_paragraph(folder, capsys, release, severity):
    document = new_document()
    document.add_paragraph("Kop", style="Heading 1")
    add_scheme(document, 0, ["thaiLetters|%1."])
    add_num(document, 1, 0)
    for text in ("een", "twee"):
        add(document, paragraph_xml(text, 1))
    folder.add("h1", document)
    folder.run("check", "--release", release)
    said = [line for line in capsys.readouterr().err.splitlines() if "nummering" in line]
    assert said == [
        f"templates/h1.docx:onder 'Kop', alinea 1: {severity}: de nummering 'thaiLetters' is niet bekend: hier staat 1. "
        "(kies in Word bij Nummering een andere lijst)"
    ]


def test_ids_and_numbers_that_are_none_are_passed_over():
    document = numbered([FIGURES], {1: (0, "")}, "1 1")
    root = document.part.numbering_part.element
    words = nsdecls("w")
    level = '<w:lvl w:ilvl="diep"><w:start w:val="veel"/></w:lvl>'
    for xml in (
        f'<w:abstractNum {words} w:abstractNumId="x">{level}</w:abstractNum>',
        f'<w:num {words} w:numId="y"/>',
        f"<w:num {words}/>",
    ):
        root.append(docx.oxml.parse_xml(xml))
    assert printed(document) == ["1.", "2."]
    assert (free_num_id(root), free_scheme_id(root)) == (str(FIRST + 2), str(FIRST + 1))
