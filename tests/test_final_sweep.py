"""What is handed over is looked through once more: no tag and no mark of the program is left in any part of any file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from report_builder.build import pipeline
from report_builder.build.final_sweep import find_rests
from tests.conftest import Folder


def package(part: str, content: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        opened.writestr(part, content)
    return written.getvalue()


LEFT: dict[str, tuple[str, bytes, str]] = {
    "in a text": ("a.docx", package("word/document.xml", "<t>{{ x }}</t>"), "een tag: {{ x }}"),
    "cut in two": ("a.docx", package("word/endnotes.xml", "<t>{</t><t>% if</t>"), "een tag: {% if"),
    "in an attribute": ("a.docx", package("word/charts/c.xml", '<a b="{{x"/>'), "een tag: {{x"),
    "as a reference": ("a.docx", package("word/a.xml", "<t>&#123;&#123; x</t>"), "een tag: {{ x"),
    "in a relation": ("a.docx", package("word/_rels/a.rels", '<R T="{{x"/>'), "een tag"),
    "in a workbook": ("a.xlsx", package("xl/sharedStrings.xml", "<t>{# x #}</t>"), "een tag"),
    "in a page": ("a.html", b"<p>{{ x }}</p>", "een tag: {{ x }}"),
    "in a register": ("numbers.csv", b"a,{{ x }}\n", "een tag"),
    "in a post": ("social/x.txt", b"{{ x }}", "een tag"),
    "by a reference and cut": (
        "a.docx",
        package("word/a.xml", "<t>&lcub;</t><t>&#x7b; x</t>"),
        "een tag: {{ x",
    ),
    "beside a picture": (
        "a.html",
        b'<img src="data:image/png;base64,iVBORw0KGgo="> {<b>%</b> if',
        "een tag: {% if",
    ),
    "a reference cut in two": (
        "a.docx",
        package("word/a.xml", "<instrText>REF fig</instrText><instrText>uur:a</instrText>"),
        "zonder nummer",
    ),
    "a mark": ("a.docx", package("word/document.xml", "<t>\ue001</t>"), "U+E001"),
    "a mark in a page": ("a.html", "<p>\ue010</p>".encode(), "U+E010"),
    "a reference": ("a.docx", package("word/a.xml", "<i>REF figuur:a/b \\h</i>"), "zonder nummer"),
}


@pytest.mark.parametrize("kind", LEFT)
def test_what_is_left_is_told_with_its_file_and_part(kind: str) -> None:
    name, data, rest = LEFT[kind]
    (problem,) = find_rests(name, data)
    assert problem.file == name
    assert rest in problem.message
    if data.startswith(b"PK"):
        assert problem.place.endswith((".xml", ".rels"))


CLEAN = {
    "a.html": b"<style>@media print{a{width:100%}}{#b}</style><script>let a={b:{}}</script><p>{x}</p>",
    "a.json": b'{"a":{"b":{}}}',
    "a.docx": package("word/numbering.xml", '<l v="{%1}"/><e u="{28A0092B}"/><t>\uf0b7</t>'),
    "a.png": b"{{ x }}",
}


@pytest.mark.parametrize("name", CLEAN)
def test_what_only_looks_like_a_tag_is_left_alone(name: str) -> None:
    assert find_rests(name, CLEAN[name]) == []


def test_a_build_that_would_hand_over_a_tag_stops_and_leaves_the_output(
    asylum: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asylum.document("h1", "# Kop", "{{ asiel.aanvragen }}")
    output = asylum.build()
    before = contents(output)
    asylum.document("h1", "# Kop", "Nu {{ asiel.aanvragen }}")
    monkeypatch.setattr(pipeline, "posts_of", lambda *_: {"social/x.txt": b"{{ x }}"})
    assert asylum.run("build") == 1
    assert "social/x.txt:1: error: hier is een tag: {{ x }}" in capsys.readouterr().err
    assert contents(output) == before


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
