"""Running a template: docxtpl puts the text in place, the closed language decides what it is."""

from __future__ import annotations

import html
import io
import re

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import nsmap
from docxtpl import DocxTemplate
from lxml import etree

from report_builder.problems import Fault
from report_builder.word.document_mending import mend_blocks
from report_builder.word.package import Story, body_of, stories
from report_builder.word.template.marks import without_marks
from report_builder.word.template.sandbox import Language
from report_builder.word.template.tag_numbers import find_number_fault
from report_builder.word.template.tag_text import TAG, as_meant, with_quotes_kept
from report_builder.word.template.template_file import OpenTemplate

# docxtpl brings docxcompose, which turns this prefix of python-docx into that of custom properties.
nsmap["cp"] = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

_OPENING = re.compile(r"\{[{%]-?")
_PROPERTIES = (
    "author",
    "category",
    "comments",
    "content_status",
    "identifier",
    "keywords",
    "language",
    "subject",
    "title",
    "version",
)
_PROPERTY = "documenteigenschap"
_LONGEST_PROPERTY = 255
"""Word takes no longer document property."""
_FIRST_TAG = 2
"""The line of the first tag in a source with one tag a line."""


class _Runner(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, with a source that has one tag on each line and a result that must be sound.

    docxtpl takes the XML of a part as text and patches it before Jinja sees it: `{%p if … %}` takes
    the place of its whole paragraph, `{%tr … %}` that of its row. What comes back is parsed again.
    So tags are run in the order of the text, and a branch can hold any number of paragraphs.
    """

    def __init__(self, template: OpenTemplate, language: Language) -> None:
        super().__init__(io.BytesIO())
        self.docx = template.document
        self.docx_ids_index = 1000
        self.template = template
        self.language = language
        self.is_broken = False
        """Whether a part could not be run; what is wrong has been told."""

    def init_docx(self, reload: bool = True) -> None:
        """The template is open already."""

    def run_all(self) -> None:
        """Run every part with text, and the properties, also where one of them is broken: so all
        that is wrong is told.
        """
        for story in self.template.stories:
            self._run_story(story)
        self._run_properties()

    def _run_story(self, story: Story) -> None:
        is_body = story.part is self.docx.part
        root = body_of(self.docx) if is_body else story.root
        self.language.recorder.places = self.template.places(story.part)
        text = self.language.run(one_tag_a_line(self.patch_xml(self.xml_to_string(root))))
        if text is None or not self._is_sound(text):
            self.is_broken = True
        elif is_body:
            tree = self.fix_tables(text)
            self.fix_docpr_ids(tree)
            self.map_tree(tree)
        else:
            story.replace(text)

    def patch_xml(self, src_xml: str) -> str:
        """The XML of a part with its tags as Jinja can read them."""
        kept = TAG.sub(lambda tag: with_quotes_kept(tag[0]), src_xml)
        patched: str = super().patch_xml(kept)
        return patched

    def _is_sound(self, xml: str) -> bool:
        """Whether a part is XML after running it. docxtpl would repair broken XML in silence."""
        try:
            etree.fromstring(xml)
        except etree.XMLSyntaxError as error:
            hint = "controleer of elk blok begint en eindigt in dezelfde alinea, rij of cel"
            message = f"de tags laten het document uit elkaar vallen ({error.msg})"
            self.language.recorder.tell(Fault("tag", message, hint), _FIRST_TAG)
            return False
        return True

    def _run_properties(self) -> None:
        """Document properties may hold tags as well; they get plain text."""
        for name in _PROPERTIES:
            text = getattr(self.docx.core_properties, name)
            if "{" in text:
                rendered = self._render_property(text)
                setattr(self.docx.core_properties, name, rendered[:_LONGEST_PROPERTY])

    def _render_property(self, text: str) -> str:
        recorder = self.language.recorder
        tags = list(map(as_meant, TAG.findall(text)))
        recorder.places = [_PROPERTY] * len(tags)
        for line, tag in enumerate(tags, start=_FIRST_TAG):
            if fault := find_number_fault(tag):
                recorder.tell(fault, line)
                return ""
        meant = TAG.sub(lambda tag: with_quotes_kept(as_meant(tag[0])), text)
        marked = self.language.run(one_tag_a_line(meant)) or ""
        plain = without_marks(marked)
        if plain != marked:
            hint = "zet het in de tekst; hier kan het niet geel worden"
            fault = Fault("plaats", "een cijfer in een documenteigenschap", hint)
            recorder.tell(fault, _FIRST_TAG)
        return html.unescape(plain)


def one_tag_a_line(source: str) -> str:
    """The source with each tag on a line of its own, so that the line tells which tag it is: the
    first is on line 2.

    Of what goes wrong Jinja tells the line and nothing else.
    """
    return TAG.sub(_on_its_line, source.replace("\r", " ").replace("\n", " "))


def _on_its_line(tag: re.Match[str]) -> str:
    opening = _OPENING.match(tag[0])
    if opening is None:
        return tag[0]
    inner = tag[0][opening.end() :].replace("&amp;", "&")
    return f"{opening[0]}\n{inner}"


def run_template(template: OpenTemplate, language: Language) -> DocxDocument | None:
    """The document that a template becomes, with marks where values stand; None when it could not
    be run.
    """
    runner = _Runner(template, language)
    runner.run_all()
    if runner.is_broken:
        return None
    # docxtpl leaves elements that python-docx does not know; read again, it does.
    saved = io.BytesIO()
    runner.docx.save(saved)
    saved.seek(0)
    document = Document(saved)
    for story in stories(document):
        # A loop that goes round no time leaves rows without cells, and cells without text.
        mend_blocks(story.root)
        story.write()
    return document
