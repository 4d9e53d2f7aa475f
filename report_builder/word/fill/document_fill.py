"""One template into one Word file: run it, mark it, put its figures and tables in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docx.document import Document as DocxDocument

from report_builder.model.document import FilledDocument, Heading, NumberedFigure
from report_builder.problems import Fault, Problem, has_errors
from report_builder.word.fill.accepted_stale import Acceptances
from report_builder.word.fill.contents import list_headings
from report_builder.word.fill.headings import ensure_title, number_headings
from report_builder.word.fill.house_look import put_logo
from report_builder.word.fill.maker_traces import COMMENT, check_comments, clean
from report_builder.word.fill.marking import Marked, mark
from report_builder.word.fill.placing import Filling, Setting, Supply, place_all
from report_builder.word.fill.stale_comments import add_stale_comments, stale_comments
from report_builder.word.ooxml import Element
from report_builder.word.package import save_docx, stories, styles_of
from report_builder.word.places import TEXT_BOX, find_places, heading_levels
from report_builder.word.styles import StyleIds, ensure_styles
from report_builder.word.template.recorder import Recorder
from report_builder.word.template.rendering import run_template
from report_builder.word.template.sandbox import Language
from report_builder.word.template.template_file import open_template
from report_builder.word.template.typed_claims import check_typed, check_yellow


def fill_template(data: bytes, file: str, setting: Setting, supply: Supply) -> FilledDocument:
    """The Word file that a template becomes, the values in it, and every problem that the template
    has.

    With errors among the problems, or anything left out because of a problem elsewhere, the Word
    file is empty. A comment left in the template is an error that does not hinder the rest from
    being known.
    """
    template, problems = open_template(data, file)
    if template is None:
        return FilledDocument(setting.document, b"", problems=tuple(problems))
    problems = [
        *problems,
        *check_typed(template, supply.themes, setting.reporting_year),
        *check_yellow(template, setting.is_yellow),
        *(() if setting.is_yellow else check_comments(template)),
    ]
    recorder = Recorder(file, supply.filters, supply.follows)
    document = (
        run_template(template, Language(supply.words, recorder)) if _can_run(problems) else None
    )
    if document is None:
        return FilledDocument(setting.document, b"", problems=(*problems, *recorder.problems))
    styles = styles_of(document)
    ids = ensure_styles(styles, setting.house) if styles is not None else {}
    filling = Filling(setting, supply, document, ids, recorder, {})
    body = _place_stories(filling, heading_levels(styles))
    headings = _finish(filling, body)
    return _filled(filling, headings, (*problems, *recorder.problems))


def _place_stories(filling: Filling, levels: Mapping[str, int]) -> Marked:
    """Fill in what the marks of every part stand for; return those of the text itself."""
    body = Marked(filling.setting.is_yellow)
    for story in list(stories(filling.document)):
        marked = mark(
            story.root,
            filling.recorder.shown,
            filling.setting.is_yellow,
            filling.recorder.stale_branches,
        )
        filling.places = find_places(story.root, levels)
        is_text = story.part is filling.document.part
        if is_text:
            filling.comments += stale_comments(marked.yellow, filling.supply.awaited)
        place_all(filling, marked)
        story.write()
        if is_text:
            body = marked
        elif not filling.setting.is_yellow:
            _refuse_stale(filling, marked)
    return body


def _finish(filling: Filling, body: Marked) -> list[Heading]:
    """What follows the text: logo, notes, remarks and numbers of headings; list the headings for
    the contents.
    """
    document, setting = filling.document, filling.setting
    if setting.logo:
        put_logo(document, setting.logo)
    _explain_accepted(filling, body)  # behind the notes that were there
    add_stale_comments(document, filling.comments, setting.day)
    headings = _finish_headings(document, setting, filling.styles)
    if not setting.is_yellow:
        clean(document)
    return headings


def _filled(
    filling: Filling, headings: Sequence[Heading], problems: tuple[Problem, ...]
) -> FilledDocument:
    """What came of the template; without the Word file where anything is wrong or was left out."""
    recorder, labels = filling.recorder, filling.labels
    hindering = (
        problem for problem in problems if problem.code != COMMENT
    )  # it is left out, and changes nothing else
    is_whole = recorder.is_whole and not has_errors(hindering)
    return FilledDocument(
        filling.setting.document,
        save_docx(filling.document, filling.setting.day) if is_whole else b"",
        tuple(filling.values),
        tuple(
            NumberedFigure(
                key, label.noun, label.text, label.bookmark, (kind, key) in filling.stale_blocks
            )
            for (kind, key), label in labels.items()
        ),
        tuple(filling.references),
        tuple(headings),
        problems,
        tuple(dict.fromkeys(recorder.stale_choices)),
        tuple(dict.fromkeys(recorder.accepted_choices)),
        figures=frozenset(key for _, key in labels),
    )


def _explain_accepted(filling: Filling, body: Marked) -> None:
    """In the definitive release what is stale was accepted, and is explained; a text box cannot
    have notes.
    """
    acceptances = Acceptances(filling.document, filling.supply.reasons, filling.styles)
    for paragraph in dict.fromkeys((*body.stale_values, *body.stale_sentences)):
        if next(paragraph.iterancestors(TEXT_BOX), None) is not None:
            _refuse(filling, body, paragraph)
        else:
            acceptances.explain(
                paragraph,
                body.stale_values.get(paragraph, ()),
                body.stale_sentences.get(paragraph, ()),
            )


def _refuse_stale(filling: Filling, marked: Marked) -> None:
    """In the definitive release what is stale has a footnote, which only the text itself can
    have.
    """
    for paragraph in dict.fromkeys((*marked.stale_values, *marked.stale_sentences)):
        _refuse(filling, marked, paragraph)


def _refuse(filling: Filling, marked: Marked, paragraph: Element) -> None:
    values = marked.stale_values.get(paragraph)
    what = (
        f"het verouderde cijfer {values[0].text}"
        if values
        else "tekst die een verouderd cijfer koos"
    )
    message = f"{what} kan hier geen voetnoot krijgen"
    filling.problem(Fault("verouderd", message, "zet het in de lopende tekst"), paragraph)


def _finish_headings(document: DocxDocument, setting: Setting, ids: StyleIds) -> list[Heading]:
    """Give a document of the report its title and its headings their numbers; list them for the
    contents.
    """
    levels = heading_levels(styles_of(document))
    if setting.title and "heading 1" in ids:
        ensure_title(document, setting.title, levels, ids["heading 1"])
    if setting.number:
        number_headings(document, setting.number, levels)
    return list_headings(document, setting.document) if setting.title else []


def _can_run(problems: Iterable[Problem]) -> bool:
    """Whether the tags themselves are sound; tracked changes and typed numbers do not hinder
    a run.
    """
    return not any(problem.is_error and problem.code in ("tag", "taal") for problem in problems)
