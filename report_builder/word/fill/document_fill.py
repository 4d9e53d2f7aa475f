"""One template into one Word file: run it, mark it, put its figures and tables in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from docx.document import Document as DocxDocument
from docx.oxml.text.paragraph import CT_P

from report_builder.model.document import FilledDocument, Heading, NumberedFigure
from report_builder.problems import Fault, Problem, has_errors
from report_builder.word.fill.accepted_stale import Acceptances
from report_builder.word.fill.filling import Filling, Setting, Supply
from report_builder.word.fill.headings import ensure_title, list_headings, number_headings
from report_builder.word.fill.house_look import put_logo
from report_builder.word.fill.maker_traces import check_comments, clean
from report_builder.word.fill.marking import Marked, mark
from report_builder.word.fill.period_sweep import tell_strange_periods
from report_builder.word.fill.placing import place_all
from report_builder.word.fill.stale_comments import add_stale_comments, stale_comments
from report_builder.word.fill.unbroken_words import bind_words
from report_builder.word.hidden_text import remove_hidden
from report_builder.word.notes import drop_uncalled_notes
from report_builder.word.ooxml import find_around, paragraphs_in
from report_builder.word.package import body_of, save_docx, stories, styles_of
from report_builder.word.places import TEXT_BOX, find_places, heading_levels
from report_builder.word.repeated_notes import number_repeats
from report_builder.word.shown.unshown import find_all_unshown
from report_builder.word.styles import TILE_TEXT, StyleIds, ensure_styles
from report_builder.word.template.list_doubts import check_lists
from report_builder.word.template.note_doubts import check_note_marks
from report_builder.word.template.outward_links import check_outward
from report_builder.word.template.picture_looks import check_pictures
from report_builder.word.template.recorder import Recorder
from report_builder.word.template.rendering import run_template
from report_builder.word.template.sandbox import Language
from report_builder.word.template.sound_tags import check_sound_tags
from report_builder.word.template.stray_tags import MARK
from report_builder.word.template.tag_numbers import THOUSANDS
from report_builder.word.template.template_file import OpenTemplate, open_template
from report_builder.word.template.typed_claims import check_typed
from report_builder.word.template.typed_looks import check_looks
from report_builder.word.template.typed_yellow import check_yellow

_TAG_CODES = frozenset({"tag", "taal", "plaats", MARK, THOUSANDS})
"""The codes of what keeps a template from being run."""


def fill_template(data: bytes, file: str, setting: Setting, supply: Supply) -> FilledDocument:
    """The Word file that a template becomes, the values in it, and every problem that the template
    has.

    With errors among the problems, or anything left out because of a problem elsewhere, the Word
    file is empty. A comment left in the template hinders nothing
    before the definitive release.
    """
    template, problems = open_template(data, file, supply.findings)
    if template is None:
        return FilledDocument(setting.document, b"", problems=tuple(problems))
    problems = [*problems, *_check(template, setting, supply)]
    comments = tuple(check_comments(template))
    recorder = Recorder(file, supply.filters, supply.follows)
    document = None
    if _can_run(problems):
        document = run_template(template, Language(supply.words, recorder))
    else:
        sound = check_sound_tags(template, supply.words, supply.filters, supply.follows)
        problems += [problem for problem in sound if problem not in problems]
    if document is None:
        told = tuple(map(template.named, (*problems, *recorder.problems)))
        return FilledDocument(setting.document, b"", problems=told, unfinished=comments)
    styles = styles_of(document)
    ids = ensure_styles(styles, setting.house) if styles is not None else {}
    filling = Filling(setting, supply, document, ids, recorder, {})
    body = _place_stories(filling, heading_levels(styles))
    headings = _finish(filling, body)
    told = tuple(map(template.named, (*problems, *recorder.problems)))
    filled = _filled(filling, headings, told)
    return replace(filled, unfinished=comments)


def _check(template: OpenTemplate, setting: Setting, supply: Supply) -> Iterator[Problem]:
    """What is wrong with the text of a template, without running it."""
    yield from check_typed(template, supply.themes, setting.reporting_year)
    yield from check_yellow(template)
    yield from check_looks(template)
    yield from check_outward(template.document, template.file)
    yield from check_pictures(template)
    yield from find_all_unshown(template.document, template.file)
    yield from check_lists(template, is_concept=setting.is_yellow)
    yield from check_note_marks(template, is_concept=setting.is_yellow)


def _can_run(problems: Iterable[Problem]) -> bool:
    """Whether the tags themselves are sound; tracked changes and typed numbers do not hinder
    a run.
    """
    return not any(problem.is_error and problem.code in _TAG_CODES for problem in problems)


def _place_stories(filling: Filling, levels: Mapping[str, int]) -> Marked:
    """Fill in what the marks of every part stand for; return those of the text itself."""
    is_yellow = filling.setting.is_yellow
    body = Marked(is_yellow)
    for story in list(stories(filling.document)):
        recorder = filling.recorder
        marked = mark(story.root, recorder.printed, is_yellow, recorder.stale_branches)
        filling.places = find_places(story.root, levels)
        is_text = story.part is filling.document.part
        if is_text:
            # Before figures and tables come in, which have comments of their own.
            filling.comments += stale_comments(marked.yellow, filling.supply.awaited)
            body = marked
        tell_strange_periods(filling, story.root, marked)
        place_all(filling, marked)
        story.write()
        if not is_text and not is_yellow:
            _refuse_stale(filling, marked)
    return body


def _finish(filling: Filling, body: Marked) -> list[Heading]:
    """What follows the text: logo, notes, comments and numbers of headings; list the headings for
    the contents.

    Notes come before comments, because a note goes directly behind its number. Headings are counted
    when all of them stand there, the title too. Traces go last, those of our own work too.
    """
    document, setting = filling.document, filling.setting
    remove_hidden(document)
    drop_uncalled_notes(document)
    if setting.logo:
        put_logo(document, setting.logo)
    _explain_accepted(filling, body)
    add_stale_comments(document, filling.comments, setting.day)
    headings = _finish_headings(document, setting, filling.styles)
    bind_words(document, filling.styles.get(TILE_TEXT, ""))
    if not setting.is_yellow:
        clean(document)
    return headings


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


def _filled(
    filling: Filling, headings: Sequence[Heading], problems: tuple[Problem, ...]
) -> FilledDocument:
    """What came of the template; without the Word file where anything is wrong or was left out."""
    recorder = filling.recorder
    is_whole = recorder.is_whole and not has_errors(problems)
    return FilledDocument(
        filling.setting.document,
        save_docx(filling.document, filling.setting.day) if is_whole else b"",
        tuple(filling.values),
        tuple(_numbered_figures(filling)),
        tuple(filling.references),
        tuple(headings),
        problems,
        tuple(dict.fromkeys(recorder.stale_choices)),
        tuple(dict.fromkeys(recorder.accepted_choices)),
        figures=frozenset(figure for _, figure in filling.labels),
    )


def _numbered_figures(filling: Filling) -> Iterator[NumberedFigure]:
    for (kind, figure), label in filling.labels.items():
        is_stale = (kind, figure) in filling.stale_blocks
        yield NumberedFigure(figure, label.noun, label.text, label.bookmark, is_stale)


def _explain_accepted(filling: Filling, body: Marked) -> None:
    """In the definitive release what is stale was accepted, and is explained; a text box cannot
    have notes.
    """
    stale_paragraphs = set(_stale_paragraphs(body))
    if not stale_paragraphs:
        return
    acceptances = Acceptances(
        filling.document,
        filling.supply.reasons,
        filling.supply.has_ended,
        filling.styles,
        filling.setting.document,
    )
    for paragraph in list(paragraphs_in(body_of(filling.document))):
        acceptances.pass_over(paragraph)
        if paragraph not in stale_paragraphs:
            continue
        if find_around(paragraph, TEXT_BOX) is not None:
            _refuse(filling, body, paragraph)
        else:
            values = body.stale_values.get(paragraph, ())
            sentences = body.stale_sentences.get(paragraph, ())
            acceptances.explain(paragraph, values, sentences)
    number_repeats(filling.document)


def _refuse_stale(filling: Filling, marked: Marked) -> None:
    """In the definitive release what is stale has a footnote, which only the text itself can
    have.
    """
    for paragraph in _stale_paragraphs(marked):
        _refuse(filling, marked, paragraph)


def _stale_paragraphs(marked: Marked) -> list[CT_P]:
    return list(dict.fromkeys((*marked.stale_values, *marked.stale_sentences)))


def _refuse(filling: Filling, marked: Marked, paragraph: CT_P) -> None:
    values = marked.stale_values.get(paragraph)
    subject = "tekst die een verouderd cijfer koos"
    if values:
        subject = f"het verouderde cijfer {values[0].text}"
    message = f"{subject} kan hier geen voetnoot krijgen"
    filling.problem(Fault("voetnoot", message, "zet het in de lopende tekst"), paragraph)
