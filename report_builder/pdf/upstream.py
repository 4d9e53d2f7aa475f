"""What WeasyPrint and pydyf do over and over, done once; the pages are the same to the byte.

Each change takes the place of a function of theirs, and says what they would have to change for it
to go. They were written for the versions named here: what they lean on is private.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType, SimpleNamespace
from typing import Any

import pydyf
from weasyprint.layout import percent
from weasyprint.text import fonts, line_break

from report_builder.replacements import Replacement

WRITTEN_FOR = {"weasyprint": "70.0", "pydyf": "0.13.0"}
_LEVEL = 6
_UNIVERSAL = re.compile(r"^::(marker|footnote-call|footnote-marker|note-\w+)(?= )", re.MULTILINE)
_SIGNS = {"marker": "li::marker"}


def narrow_sheet(sheet: str) -> str:
    """The sheet of WeasyPrint itself, with its universal pseudo-elements on what has them here.

    Upstream: `::marker` and five more match every element, and a style is made for each of them,
    six for every element. They could be made when they are asked for.
    """

    def narrowed(match: re.Match[str]) -> str:
        return _SIGNS.get(match[1], f".noot::{match[1]}")

    return _UNIVERSAL.sub(narrowed, sheet)


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """The references to the pages.

    Upstream: pydyf makes the list anew for every tag; it changes only when a page is added.
    """
    pages = pdf.pages["Kids"]
    count, references = pdf.__dict__.get("kept_references", (0, ()))
    if count != len(pages):
        references = tuple(b"%d 0 R" % number for number in pages[::3])
        pdf.kept_references = len(pages), references
    kept: tuple[bytes, ...] = references
    return kept


def _to_bytes(item: Any) -> bytes:
    """An item of a PDF as bytes.

    Upstream: pydyf asks four times what an item is; its exact type mostly says so at once.
    """
    kind = type(item)
    if kind is bytes:
        data: bytes = item
    elif kind is str:
        data = item.encode("ascii")
    elif kind is int:
        data = b"%d" % item
    elif isinstance(item, pydyf.Object):
        data = item.data
    else:
        data = bytes(_theirs.to_bytes(item))
    return data


def _compressor(level: int) -> Any:
    """Upstream: pydyf compresses at level 9, which takes three times as long for 1 % less."""
    return zlib.compressobj(level=min(level, _LEVEL))


_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right")),
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "bottom")),
    *(f"{limit}{axis}" for axis in ("width", "height") for limit in ("", "min_", "max_")),
)
_EDGES = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used lengths of a box.

    Upstream: lengths without a percentage are the same for every box of a style, and are worked out
    again for every box. They could be kept with the style.
    """
    used = _kept(box.style, "kept_lengths", _used_lengths)
    if used is None:
        _theirs.resolve_percentages(box, containing_block)
        return
    lengths, edges, is_collapsed = used
    box.__dict__.update(lengths)
    for name, width in edges.items():
        if not (is_collapsed and hasattr(box, name)):
            setattr(box, name, width)
    percent.adjust_box_sizing(box, "width")
    percent.adjust_box_sizing(box, "height")


def _used_lengths(style: Any) -> tuple[dict[str, Any], dict[str, Any], bool] | None:
    """The lengths of a style, its edges, and whether edges are shared between cells; None when one
    depends on what is around the box.
    """
    lengths: dict[str, Any] = {}
    for name in _LENGTHS:
        length = style[name]
        if length == "auto" or length is None:
            lengths[name] = 0 if length and name.startswith("min_") else length
        elif getattr(length, "unit", "%") != "%":
            lengths[name] = length.value
        else:
            return None
    edges = {name: style[name] for name in _EDGES}
    return lengths, edges, style["border_collapse"] == "collapse"


def _font_description(style: Any) -> Any:
    """The typeface of a style for Pango.

    Upstream: made for every piece of text; a style has one.
    """
    return _kept(style, "kept_description", _theirs.font_description)


def _strut(style: Any) -> Any:
    """The least height of a line, and its baseline.

    Upstream: kept by a text of sixteen settings, made anew for every line; a style has one.
    """
    return _kept(style, "kept_strut", _theirs.strut)


_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")


def _resolve_radii(box: Any) -> None:
    """Set how round the corners of a box are.

    Upstream: worked out for each corner of each box; hardly a style has any round one.
    """
    if _kept(box.style, "kept_angular", _is_angular):
        box.__dict__.update(_ANGULAR)
    else:
        _theirs.resolve_radii(box)


def _is_angular(style: Any) -> bool:
    return all((0, "px") in style[name] for name in _ANGULAR)


_ANGULAR = {f"border_{corner}_radius": (0, 0) for corner in _CORNERS}


def _font_features(*settings: Any) -> dict[str, Any]:
    """The features of a typeface.

    Upstream: worked out for every piece of text out of eight settings that seldom differ.
    """
    try:
        features = _features.get(settings)
    except TypeError:  # a setting that is a list
        return dict(_theirs.font_features(*settings))
    if features is None:
        features = _features[settings] = _theirs.font_features(*settings)
    return features


_features: dict[tuple[Any, ...], dict[str, Any]] = {}
_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*[.,]?|[A-Za-z]+")


def _split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """The first line of a text that fits.

    Upstream: a word is shaped for its least width, for its greatest and for its line. One that has
    no place to break is the same in all three, and could be kept with its style.
    """
    rest = (context, max_width, justification_spacing, is_line_start, minimum)
    if justification_spacing or not _WORD.fullmatch(text) or not _keeps_words(style):
        return _theirs.split_first_line(text, style, *rest)
    words = _kept(style, "kept_words", lambda _: {})
    line = words.get(text)
    if line is None:
        line = words[text] = _theirs.split_first_line(text, style, context, None, 0)
    if max_width is not None and not minimum and line[3] > max_width:
        return _theirs.split_first_line(text, style, *rest)
    layout = line_break.Layout.__new__(line_break.Layout)
    layout.__dict__.update(line[0].__dict__)
    layout.max_width = max_width
    return (layout, *line[1:])


def _keeps_words(style: Any) -> bool:
    """Whether a word of the style is never broken."""
    return bool(
        style["hyphens"] != "auto"
        and style["overflow_wrap"] == "normal"
        and style["word_break"] == "normal"
    )


def _kept(style: Any, name: str, make: Callable[[Any], Any]) -> Any:
    """What is made of a style, kept with it: WeasyPrint copies a style before it changes it."""
    attributes = style.__dict__
    if name not in attributes:
        attributes[name] = make(style)
    return attributes[name]


_theirs = SimpleNamespace(
    to_bytes=pydyf._to_bytes,
    resolve_percentages=percent.resolve_percentages,
    font_description=fonts.get_font_description,
    font_features=fonts.font_features,
    strut=line_break.strut,
    resolve_radii=percent.resolve_radii_percentages,
    split_first_line=line_break.split_first_line,
)


def _everywhere(name: str, theirs: Any, ours: Any) -> Iterator[Replacement]:
    """In every module that has it by that name."""
    for title, module in list(sys.modules.items()):
        is_theirs = title.partition(".")[0] in WRITTEN_FOR and isinstance(module, ModuleType)
        if is_theirs and module.__dict__.get(name) is theirs:
            yield Replacement(module, name, theirs, ours)


def _replacements() -> dict[str, Sequence[Replacement]]:
    """Every change, by what it is about; narrow_sheet is none of these."""
    compressing = SimpleNamespace(compressobj=_compressor, compress=zlib.compress)
    listed, references = pydyf.PDF.page_references, property(_page_references)
    return {
        "pages": [Replacement(pydyf.PDF, "page_references", listed, references)],
        "bytes": [*_everywhere("_to_bytes", _theirs.to_bytes, _to_bytes)],
        "compression": [Replacement(pydyf, "zlib", zlib, compressing)],
        "lengths": [
            *_everywhere("resolve_percentages", _theirs.resolve_percentages, _resolve_percentages)
        ],
        "typefaces": [
            *_everywhere("get_font_description", _theirs.font_description, _font_description),
            Replacement(line_break, "font_features", _theirs.font_features, _font_features),
            *_everywhere("strut", _theirs.strut, _strut),
        ],
        "corners": [
            *_everywhere("resolve_radii_percentages", _theirs.resolve_radii, _resolve_radii)
        ],
        "words": [*_everywhere("split_first_line", _theirs.split_first_line, _split_first_line)],
    }


REPLACEMENTS = _replacements()
