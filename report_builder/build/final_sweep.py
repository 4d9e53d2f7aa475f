"""The last look at everything that is handed over: no tag and no mark of the program's own is left
in any part of any file (contract, section 3).

What comes in is checked where it is read; this is the net under that. It reads each file as bytes,
part by part, and shares nothing with what made it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape

from report_builder.jobs import Task, Workers
from report_builder.model.own_marks import has_own_mark, mark_name, tag_in
from report_builder.privacy.pdf_texts import page_texts
from report_builder.problems import Problem, Stopped

CODE = "rest"
_PACKAGES = (".docx", ".xlsx")
_MARKUP = (".xml", ".rels", ".vml")
_PAGES = (".html", ".svg")
_TEXTS = (".csv", ".json", ".txt", ".md", ".toml")
_ELEMENT = re.compile(r"<[^<>]*>")
_ASIDE = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
# Most of a page are its pictures, written in letters and digits that begin no tag.
_PICTURE = re.compile(rb";base64,[A-Za-z0-9+/=]+")
# A field that still leads to a figure by its name: references are resolved before this.
_PENDING = re.compile(r"REF figuur:(?<=\bREF figuur:)")
# A brace, as a character or as a reference to one, and the instruction of a field.
_CUT = ("{", "&#", "&lbrace", "&lcub", "instrText")
_LONGEST_QUOTE = 60
_HINT = "haal in het sjabloon weg wat hier staat; staat het daar niet, meld het dan bij het beheer"


def require_clean(files: Mapping[str, bytes], workers: Workers) -> None:
    """Raise Stopped with every file and part that holds a tag or a mark."""
    tasks: list[Task[list[Problem]]] = [(find_rests, item) for item in sorted(files.items())]
    weights = [len(data) for _, data in sorted(files.items())]
    problems = [problem for rests in workers.run(tasks, weights) for problem in rests]
    if problems:
        raise Stopped(problems)


def find_rests(name: str, data: bytes) -> list[Problem]:
    """What is left in a file of tags and marks: one problem for each part that holds any."""
    return [
        Problem(CODE, name, part or "1", f"hier is {rest} achtergebleven", _HINT)
        for part, text in _texts(name, data)
        if (rest := _rest_in(text))
    ]


def _rest_in(text: str) -> str:
    if has_own_mark(text):
        return f"een teken van het programma zelf ({mark_name(text)})"
    if _PENDING.search(text):
        return "een verwijzing zonder nummer"
    tag = tag_in(text)
    return f"een tag: {tag[:_LONGEST_QUOTE]}" if tag else ""


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The texts of a file, each with the part of the file that it stands in."""
    if name.endswith(_PACKAGES):
        yield from _parts_of(data)
    elif name.endswith(_PAGES):
        yield "", _as_read(_ASIDE.sub("", _PICTURE.sub(b"", data).decode("utf-8", "replace")))
    elif name.endswith(_TEXTS):
        yield "", data.decode("utf-8", "replace")
    elif name.endswith(".pdf"):
        yield from page_texts(data)


def _parts_of(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if part.endswith(_MARKUP):
                yield part, _as_read(package.read(part).decode("utf-8", "replace"))


def _as_read(markup: str) -> str:
    """Markup with its attributes, and behind it the text alone: a tag may be cut in two by
    elements. Where neither a brace nor a field stands, nothing is cut.
    """
    if not any(sign in markup for sign in _CUT):
        return unescape(markup)
    return unescape(f"{markup}\n{_ELEMENT.sub('', markup)}")
