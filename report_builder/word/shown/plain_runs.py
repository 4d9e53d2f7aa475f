"""Text that mammoth would pass over, written as text that it reads: text with its reading aid, text
with its direction, ends of lines.
"""

from __future__ import annotations

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, T, copy_of, make, make_run, parent_of, remove

RUBY = qn("w:ruby")
_DIRECTED = (qn("w:dir"), qn("w:bdo"))


def ruby_text(ruby: Element) -> str:
    """A text and the reading aid that stands above it in Word: text(aid)."""
    return f"{_text(ruby, 'w:rubyBase')}({_text(ruby, 'w:rt')})"


def _text(ruby: Element, part: str) -> str:
    return "".join(text.text or "" for held in ruby.iter(qn(part)) for text in held.iter(T))


def write_runs_plainly(root: Element) -> None:
    """Put what is read in the place of these elements, with the look of the text."""
    for directed in list(root.iter(*_DIRECTED)):
        for child in list(directed):
            directed.addprevious(child)
        remove(directed)
    for end in list(root.iter(qn("w:cr"))):
        end.addprevious(make("w:br"))
        remove(end)
    for ruby in list(root.iter(RUBY)):
        _write_ruby(ruby)


def _write_ruby(ruby: Element) -> None:
    """The text in runs of its own before the run of the ruby, the aid behind it between
    brackets.
    """
    run = parent_of(ruby)
    for base in ruby.iter(qn("w:rubyBase")):
        for inner in list(base):
            run.addprevious(copy_of(inner))
    run.addprevious(make_run(f"({_text(ruby, 'w:rt')})"))
    remove(ruby)
