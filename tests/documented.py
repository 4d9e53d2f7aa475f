"""What the pages in docs/ say: the codes, words and settings that stand in their tables and texts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@cache
def page(name: str) -> str:
    """The text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def message_codes() -> frozenset[str]:
    """The codes that the page of messages explains, each in the first column of a table."""
    return frozenset(re.findall(r"^\| `([\w-]+)` \|", page("docs/meldingen.md"), re.MULTILINE))


def code_words(name: str) -> set[str]:
    """Every word of a page that stands between backquotes or in an indented example."""
    text = page(name)
    examples = re.findall(r"^(?: {4}|\t).*$|```.*?```", text, re.MULTILINE | re.DOTALL)
    return set(re.findall(r"\w+", " ".join([*re.findall(r"`([^`\n]+)`", text), *examples])))
