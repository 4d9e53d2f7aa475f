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
# A field that still leads to a figure by its name: references are resolved before this.
_PENDING = re.compile(r"\bREF figuur:")
_LONGEST_QUOTE = 60
_HINT = "haal in het sjabloon weg wat hier staat; staat het daar niet, meld het dan bij het beheer"


def require_clean(files: Mapping[str, bytes]) -> None:
    """Raise Stopped with every file and part that holds a tag or a mark."""
    problems = list(find_rests(files))
    if problems:
        raise Stopped(problems)


def find_rests(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """What is left in files of tags and marks: one problem for each part that holds any."""
    for name, data in sorted(files.items()):
        for part, text in _texts(name, data):
            rest = _rest_in(text)
            if rest:
                yield Problem(CODE, name, part or "1", f"hier is {rest} achtergebleven", _HINT)


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
        yield "", _as_read(_ASIDE.sub("", data.decode("utf-8", "replace")))
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
    elements.
    """
    return unescape(f"{markup}\n{_ELEMENT.sub('', markup)}")
