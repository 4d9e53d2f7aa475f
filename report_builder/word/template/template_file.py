"""A Word template before it is run: its tags joined, its places known, everything that can be seen
wrong told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import docxtpl_lint
from docx.document import Document as DocxDocument
from docx.opc.part import Part
from jinja2 import Environment, TemplateSyntaxError

from report_builder.problems import Problem
from report_builder.word.ooxml import ORIGIN, Element, P
from report_builder.word.package import Story, open_docx, stories, styles_of
from report_builder.word.places import find_places, heading_levels
from report_builder.word.template.rewriting import LINE_HINT
from report_builder.word.template.tags import Tag, find_changes, join_tags

_CROSSING = ("een tag staat verspreid over meer dan één alinea", "zet de hele tag in één alinea")
_ALONE = (
    "de tekst naast deze tag zou wegvallen",
    "zet een tag met p, tr of tc alleen in zijn alinea, rij of cel",
)
_PAIRS = (
    "het begin en het eind van dit blok passen niet bij elkaar",
    "gebruik aan beide kanten hetzelfde: p, tr, tc of niets",
)
_CELLS = ("deze tag hoort in een tabel", "gebruik p voor hele alinea's, of niets binnen een alinea")
_LINT: dict[str, tuple[str, str]] = {
    "DTL001": ("deze tag wordt niet gesloten", "sluit af met }} of %}"),
    "DTL002": _CROSSING,
    "DTL101": ("dit blok wordt niet gesloten", "sluit af met {% endif %} of {% endfor %}"),
    "DTL102": (
        "dit deel hoort bij geen enkel blok",
        "begin het blok met {% if … %} of {% for … %}",
    ),
    "DTL106": (
        "deze naam bestaat alleen binnen de lus",
        "verplaats de tag naar binnen de {% for %}",
    ),
    "DTL201": (
        "in een tag met p, tr, tc of r mag geen % of } staan",
        "geef de waarde eerst een naam met {% set %}",
    ),
    "DTL202": (
        "er staat een spatie voor p, tr, tc of r",
        "schrijf {%p, {%tr of {%tc, zonder spatie",
    ),
    "DTL203": _CELLS,
    "DTL204": _PAIRS,
    "DTL205": (
        "dit blok begint en eindigt in verschillende tabellen",
        "houd het blok binnen één tabel",
    ),
    "DTL206": (
        "dit blok begint en eindigt in dezelfde rij",
        "zet begin en eind elk in een eigen rij",
    ),
    "DTL207": ("dit blok begint en eindigt in verschillende rijen", "houd het blok binnen één rij"),
    "DTL209": _ALONE,
    "DTL210": ("dit blok begint en eindigt in dezelfde alinea", "laat de p weg"),
}
_STATEMENTS = {
    "if": "{}{{% endif %}}",
    "elif": "{{% if 1 %}}{}{{% endif %}}",
    "for": "{}{{% endfor %}}",
    "set": "{}",
}
_ENDS = ("else", "endif", "endfor")


@dataclass
class OpenTemplate:
    """A template that was opened: its parts with text, and the tags of each in order."""

    file: str
    document: DocxDocument
    stories: list[Story]
    styles: Element | None
    tags: dict[Part, list[Tag]]
    problems: list[Problem]

    def places(self, part: Part) -> list[str]:
        """The place of each tag of a part that is not a comment, in order."""
        return [tag.place for tag in self.tags.get(part, []) if not tag.is_comment]


def open_template(data: bytes, file: str) -> tuple[OpenTemplate | None, list[Problem]]:
    """The template, ready to be run, with all problems that show without running it; None for no
    Word file.
    """
    document, problems = open_docx(data, file)
    if document is None:
        return None, problems
    styles = styles_of(document)
    levels = heading_levels(styles)
    opened = OpenTemplate(file, document, list(stories(document)), styles, {}, problems)
    paragraphs: dict[str, list[str]] = {}
    for story in opened.stories:
        places = find_places(story.root, levels)
        opened.problems += find_changes(story.root, places, file)
        tags, found = join_tags(story.root, places, file)
        opened.tags[story.part] = tags
        opened.problems += [*found, *(problem for tag in tags for problem in _check_tag(tag, file))]
        for number, paragraph in enumerate(story.root.iter(P)):
            paragraph.set(ORIGIN, f"{number:08X}")
        story.write()
        paragraphs[_part_label(story.name)] = [
            places.get(paragraph, "") for paragraph in story.root.iter(P)
        ]
    opened.problems += _lint(data, file, paragraphs)
    return opened, opened.problems


def _check_tag(tag: Tag, file: str) -> Iterator[Problem]:
    """What is wrong with a tag by itself, so that the problems of all tags are told."""
    if tag.is_comment:
        return
    inner = tag.text[2:-2].strip("-").strip()
    if tag.text.startswith("{{"):
        if tag.text[2:4] in ("r ", "p "):
            yield Problem(
                "taal",
                file,
                tag.place,
                f"{tag.text}: r of p hoort hier niet",
                "schrijf {{ … }}, zonder letter",
            )
        else:
            yield from _check_syntax(f"{{{{ {inner} }}}}", tag, file)
        return
    words = inner.split()
    if words and words[0] in ("p", "tr", "tc", "r"):
        words = words[1:]
    word = words[0] if words else ""
    if word in _STATEMENTS:
        yield from _check_syntax(_STATEMENTS[word].format(f"{{% {' '.join(words)} %}}"), tag, file)
    elif word not in _ENDS:
        yield Problem("taal", file, tag.place, f"'{word}' bestaat hier niet: {tag.text}", LINE_HINT)


def _check_syntax(source: str, tag: Tag, file: str) -> Iterator[Problem]:
    try:
        Environment(autoescape=True).parse(source)
    except TemplateSyntaxError as error:
        message = f"{tag.text} is niet te lezen: {error.message}"
        yield Problem(
            "taal", file, tag.place, message, "controleer haakjes, komma's en aanhalingstekens"
        )
    except RecursionError:
        yield Problem(
            "taal", file, tag.place, "deze tag is te diep genest", "schrijf de formule korter"
        )


def _part_label(name: str) -> str:
    """How the linter calls a part: body, header1, footnotes."""
    stem = name.rpartition("/")[2].removesuffix(".xml")
    return "body" if stem == "document" else stem


def _lint(data: bytes, file: str, paragraphs: dict[str, list[str]]) -> Iterator[Problem]:
    """The faults of blocks and of docxtpl's own tags, which the linter knows, at our places and in
    Dutch.
    """
    try:
        issues = docxtpl_lint.lint(data).issues
    except RecursionError:  # a tag that is nested too deep has been told by itself
        return
    for issue in issues:
        if issue.rule in _LINT:
            known = paragraphs.get(issue.location.part, [])
            number = issue.location.paragraph - 1
            place = known[number] if 0 <= number < len(known) else ""
            message, hint = _LINT[issue.rule]
            yield Problem("tag", file, place, f"{issue.snippet}: {message}", hint)
