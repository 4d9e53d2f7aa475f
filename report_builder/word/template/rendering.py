"""Running a template: docxtpl puts the text in place, the closed language decides what it is."""

from __future__ import annotations

import html
import io
import re
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.part import Part
from docx.oxml.ns import nsmap
from docxtpl import DocxTemplate
from lxml import etree

from report_builder.problems import Fault
from report_builder.word.ooxml import Element
from report_builder.word.template.marks import without_marks
from report_builder.word.template.sandbox import Language
from report_builder.word.template.template_file import OpenTemplate

# docxtpl brings docxcompose, which turns this prefix of python-docx into that of custom properties.
nsmap["cp"] = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

_OPENING = re.compile(r"\{[{%]-?")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
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
_LONGEST_PROPERTY = 255
"""Word takes no longer document property."""
_FIRST_TAG = 2
"""The line of the first tag in a source with one tag a line."""


class _Broken(Exception):
    """The template cannot be run; what is wrong has been told."""


class _Runner(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, with a source that has one tag on each line and a result that must be sound.

    docxtpl takes the XML of a part as text and patches it before Jinja sees it: `{%p if … %}` takes
    the place of its whole paragraph, `{%tr … %}` that of its row. What comes back is parsed again.
    So tags are run in the order of the text, and a branch can hold any number of paragraphs.
    """

    def __init__(self, template: OpenTemplate, language: Language) -> None:
        super().__init__(io.BytesIO())
        self.docx = template.document
        self.template = template
        self.language = language

    def init_docx(self, reload: bool = True) -> None:
        """The template is open already."""

    def render_xml_part(self, src_xml: str, part: Part, context: Any, jinja_env: Any = None) -> str:
        """The text of a part after running it."""
        self.language.recorder.places = self.template.places(part)
        text = self.language.run(_one_tag_a_line(src_xml))
        if text is None:
            raise _Broken
        return text

    def fix_tables(self, xml: str) -> Element:
        """The tree of the body. docxtpl would repair broken XML in silence."""
        try:
            etree.fromstring(xml)
        except etree.XMLSyntaxError as error:
            hint = "controleer of elk blok begint en eindigt in dezelfde alinea, rij of cel"
            message = f"de tags laten het document uit elkaar vallen ({error.msg})"
            self.language.recorder.tell(Fault("tag", message, hint), _FIRST_TAG)
            raise _Broken from error
        root: Element = super().fix_tables(xml)
        return root

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Document properties may hold tags as well; they get plain text."""
        for name in _PROPERTIES:
            text = getattr(self.docx.core_properties, name)
            if "{" in text:
                rendered = self._render_property(text)
                setattr(self.docx.core_properties, name, rendered[:_LONGEST_PROPERTY])

    def _render_property(self, text: str) -> str:
        recorder = self.language.recorder
        recorder.places = ["documenteigenschap"] * len(_TAG.findall(text))
        marked = self.language.run(_one_tag_a_line(text)) or ""
        plain = without_marks(marked)
        if plain != marked:
            hint = "zet het in de tekst; hier kan het niet geel worden"
            fault = Fault("plaats", "een cijfer in een documenteigenschap", hint)
            recorder.tell(fault, _FIRST_TAG)
        return html.unescape(plain)


def _one_tag_a_line(source: str) -> str:
    """The source with each tag on a line of its own, so that the line tells which tag it is: the
    first is on line 2.

    Of what goes wrong Jinja tells the line and nothing else.
    """
    flat = source.replace("\r", " ").replace("\n", " ")
    plain = _TAG.sub(lambda tag: tag[0].replace("&amp;", "&"), flat)
    return _OPENING.sub(lambda opening: opening[0] + "\n", plain)


def run_template(template: OpenTemplate, language: Language) -> DocxDocument | None:
    """The document that a template becomes, with marks where values stand; None when it could not
    be run.
    """
    runner = _Runner(template, language)
    try:
        runner.render({}, language, autoescape=True)
    except _Broken:
        return None
    # docxtpl leaves elements that python-docx does not know; read again, it does.
    saved = io.BytesIO()
    runner.docx.save(saved)
    saved.seek(0)
    return Document(saved)
