"""A Word template before it is run: its tags joined, its places known, everything that can be seen
wrong told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from docx.document import Document as DocxDocument
from docx.opc.part import Part

from report_builder.problems import Problem
from report_builder.word.ooxml import ORIGIN, Element, paragraphs_in
from report_builder.word.opening import open_docx
from report_builder.word.package import Story, stories, styles_of
from report_builder.word.places import Places, find_places, heading_levels
from report_builder.word.run_looks import RunLooks
from report_builder.word.template.figure_findings import put_findings
from report_builder.word.template.hidden_passages import take_hidden
from report_builder.word.template.long_texts import check_lengths
from report_builder.word.template.open_changes import find_changes
from report_builder.word.template.stray_tags import check_other_parts, check_story
from report_builder.word.template.tag_check import check_tags
from report_builder.word.template.tag_pairs import check_pairs
from report_builder.word.template.tags import Tag, join_tags


@dataclass
class OpenTemplate:
    """A template that was opened: its parts with text, and the tags of each in order."""

    file: str
    document: DocxDocument
    stories: list[Story]
    styles: Element | None
    tags: dict[Part, list[Tag]]
    problems: list[Problem]
    findings: dict[str, str] = field(default_factory=dict)
    """The figures whose finding was put above them, by its place."""

    def named(self, problem: Problem) -> Problem:
        """A problem with the file of the figure beside its place, where it is of a finding."""
        figure = self.findings.get(problem.place)
        if figure is None:
            return problem
        return replace(problem, place=f"{problem.place} (figures/{figure}.toml)")

    def places(self, part: Part) -> list[str]:
        """The place of each tag of a part that is not a comment, in order."""
        return [tag.place for tag in self.tags.get(part, []) if not tag.is_comment]


def _broken_places(tags: list[Tag], problems: list[Problem]) -> set[str]:
    """Where a tag could not be read as one."""
    unclosed = {tag.place for tag in tags if tag.swallows_another}
    return unclosed | {problem.place for problem in problems}


def _too_long(parts: list[Story], places_of: Mapping[Part, Places], file: str) -> Iterator[Problem]:
    for story in parts:
        yield from check_lengths(story.root, places_of[story.part], file)


def open_template(
    data: bytes, file: str, findings: Mapping[str, str]
) -> tuple[OpenTemplate | None, list[Problem]]:
    """The template, ready to be run, with the findings of the figures that it places above them and
    all problems that show without running it; None for no Word file, or one with texts that are too
    long to be looked through.
    """
    document, problems = open_docx(data, file)
    if document is None:
        return None, problems
    styles = styles_of(document)
    levels, looks = heading_levels(styles), RunLooks(styles)
    opened = OpenTemplate(file, document, list(stories(document)), styles, {}, problems)
    added = {
        lead: figure
        for story in opened.stories
        for lead, figure in put_findings(story.root, styles, findings)
    }
    places_of = {story.part: find_places(story.root, levels) for story in opened.stories}
    for places in places_of.values():
        leads = [lead for lead in places if lead in added]
        opened.findings.update({places[lead]: added[lead] for lead in leads})
    too_long = list(_too_long(opened.stories, places_of, file))
    if too_long:
        return None, [*problems, *too_long]
    for story in opened.stories:
        places = places_of[story.part]
        opened.problems += find_changes(story.root, places, file)
        opened.problems += take_hidden(story.root, looks, places, file)
        tags, tag_problems = join_tags(story.root, places, file)
        opened.tags[story.part] = tags
        opened.problems += tag_problems
        opened.problems += check_tags(tags, file)
        opened.problems += check_pairs(tags, file, _broken_places(tags, tag_problems))
        opened.problems += check_story(story, places, file)
        # Before the run, so that what a loop repeats keeps the number of its one paragraph here.
        own = (paragraph for paragraph in paragraphs_in(story.root) if paragraph not in added)
        for number, paragraph in enumerate(own):
            paragraph.set(ORIGIN, f"{number:08X}")
            before = paragraph.getprevious()
            if before in added:
                before.set(ORIGIN, f"{number:08X}")
        story.write()
    opened.problems += check_other_parts(document, opened.stories, places_of, file)
    return opened, opened.problems
