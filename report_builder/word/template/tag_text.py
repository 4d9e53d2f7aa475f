"""What a drafter meant by a tag that Word has corrected: quotes turned round, a dash for a minus,
spaces that do not break.

Word corrects while one types, also where one writes code. So a tag is read as it was meant. What
stands between quotes is text: only its quotes and what nobody sees in it change.
"""

from __future__ import annotations

import re

_DOUBLE, _SINGLE = "“”„‟″«»", "‘’‚‛′‹›"
LONGEST_TAG = 2_000
"""A tag of more characters is not read: no drafter writes one."""
_LONGEST_TEXT = 1_000


def _quoted(straight: str, turned: str, angled: str) -> str:
    """What stands between quotes of a kind. The shortest that holds no braces comes first: with a
    quote that is forgotten, a text must not run on into the next tag; so one with braces does not
    close a tag and open another.
    """
    length = f"{{0,{_LONGEST_TEXT}}}"
    one_tag = f"(?![^{straight}{turned}]{length}[}}%]}}[^{straight}{turned}]{length}{{[{{%])"
    first, last = angled[0], angled[1]
    return "|".join(
        (
            f"{first}[^{first}{last}{{}}]{length}{last}",
            f"{straight}[^{straight}{{}}]{length}{straight}",
            f"{straight}[^{straight}{turned}{{}}]{length}[{turned}]",
            f"{straight}{one_tag}[^{straight}]{length}{straight}",
            f"[{turned}][^{straight}{turned}{{}}]{length}[{straight}{turned}]",
            f"[{turned}]{one_tag}[^{straight}{turned}]{length}[{straight}{turned}]",
        )
    )


_QUOTED = f"{_quoted(chr(34), _DOUBLE, '«»')}|{_quoted(chr(39), _SINGLE, '‹›')}"
QUOTED = re.compile(_QUOTED)
"""A text between quotes in a tag, however Word has turned them."""
# A closing mark between quotes does not close the tag. What was read as a text is not tried in
# another way: with many quotes that would take for ever.
_INSIDE = rf"(?>{_QUOTED}|.){{0,{LONGEST_TAG}}}?"
TAG = re.compile(rf"\{{\{{{_INSIDE}\}}\}}|\{{%{_INSIDE}%\}}|\{{#.*?#\}}", re.DOTALL)

_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"), ""
)
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\n\r\t"), " ")
_COMMON = _UNSEEN | _SPACES | {0x2011: "-"}
_IN_CODE = _COMMON | str.maketrans(
    {
        **dict.fromkeys(_DOUBLE, '"'),
        **dict.fromkeys(_SINGLE, "'"),
        **dict.fromkeys("‐‒–—―−", "-"),
        **dict.fromkeys("×⋅∙", "*"),
        **dict.fromkeys("÷∕⁄", "/"),
        **dict.fromkeys("≥⩾≧", ">="),
        **dict.fromkeys("≤⩽≦", "<="),
        "≠": "!=",
        "…": "...",
        "½": " 0.5",
        "¼": " 0.25",
        "¾": " 0.75",
    }
)
_IN_TEXT = {'"': _COMMON | str.maketrans(dict.fromkeys(_SINGLE, "'"))}
_IN_TEXT["'"] = _COMMON | str.maketrans(dict.fromkeys(_DOUBLE, '"'))


def as_meant(tag: str) -> str:
    """A tag as Jinja is to read it, with plain quotes, signs and spaces."""
    if tag.startswith("{#"):
        return tag.translate(_SPACES)
    parts: list[str] = []
    position = 0
    for match in QUOTED.finditer(tag):
        parts.append(tag[position : match.start()].translate(_IN_CODE))
        parts.append(_text(match[0]))
        position = match.end()
    parts.append(tag[position:].translate(_IN_CODE))
    return "".join(parts)


def _text(quoted: str) -> str:
    quote = '"' if quoted[0] in f'"{_DOUBLE}' else "'"
    return f"{quote}{quoted[1:-1].translate(_IN_TEXT[quote])}{quote}"


def texts_between_quotes(tag: str) -> list[str]:
    """The texts between quotes in a tag."""
    return [match[0][1:-1] for match in QUOTED.finditer(as_meant(tag))]


def without_texts(tag: str) -> str:
    """A tag as it is meant, with nothing between its quotes."""
    return QUOTED.sub(lambda match: match[0][0] + match[0][-1], as_meant(tag))


def with_quotes_kept(tag: str) -> str:
    """A tag in which docxtpl does not take a turned quote within a text for the end of it."""
    turned = f"[{_DOUBLE}{_SINGLE}]"
    return re.sub(turned, lambda quote: f"\\u{ord(quote[0]):04x}", tag)
