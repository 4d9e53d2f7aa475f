"""The news item and the posts as they go out: their source lines and embargo, and the files to
post.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from report_builder.build.figure_tasks import make_figure
from report_builder.build.filled_project import FilledProject
from report_builder.build.release_setup import Job, Setup
from report_builder.model.catalogue import Indicator, Source
from report_builder.model.document import FilledDocument
from report_builder.model.value import Input, TracedValue
from report_builder.values.dataset import Dataset
from report_builder.word.fill.news_parts import Post, dress_news, read_posts
from report_builder.word.package import read_docx, save_docx, styles_of
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import period_text
from report_builder.wording.posts import embargo_text, post_length
from report_builder.wording.staleness import stale_words

FOLDER = "social"
"""Where the posts and their pictures go, below the folder of the release."""
_RULE = "-" * 40


def dressed(setup: Setup, job: Job, filled: FilledDocument) -> FilledDocument:
    """A news document with its embargo above it and its sources below it, or below each post."""
    if not job.traits.is_news or not filled.data:
        return filled
    document, edition = read_docx(filled.data), setup.project.edition
    house = styles_of(read_docx(setup.house))
    assert house is not None
    values = {printed.value.key: printed.value for printed in filled.values}
    is_social = job.traits.has_posts
    line = partial(_source_line, values, {} if is_social else setup.project.catalogue.sources)
    dress_news(document, house, _embargo(setup), line, is_social=is_social)
    return replace(filled, data=save_docx(document, job.entry.date or edition.date))


def _embargo(setup: Setup) -> str:
    moment = setup.project.edition.news.embargo
    return embargo_text(moment) if moment else ""


def _source_line(
    values: Mapping[str, TracedValue], sources: Mapping[str, Source], keys: Sequence[str]
) -> str:
    """The sources of the values with these keys: by their names where those are known, else by
    their keys.
    """
    cited = [values[key] for key in keys if key in values]
    used = dict.fromkeys(source for value in cited for source in value.sources)
    names = [_source_name(sources.get(source), source) for source in used]
    return f"{'Bron' if len(names) == 1 else 'Bronnen'}: {list_text(names)}." if names else ""


def _source_name(source: Source | None, key: str) -> str:
    """What a source is called, with its key where that is not in its name."""
    if source is None:
        return key
    return source.name if key in source.name else f"{source.name} ({key})"


def lengths(setup: Setup, docx: bytes) -> dict[str, str]:
    """How long each post is, and may be: 243 van 280 tekens."""
    channels = {channel.name: channel for channel in setup.project.edition.news.channels}
    posts = {post.name: post for post in read_posts(read_docx(docx)) if post.name in channels}
    texts = {}
    for name, post in posts.items():
        channel = channels[name]
        length = post_length(post.text, channel.link_length)
        texts[name] = f"{length} van {channel.limit} tekens"
    return texts


def posts_of(project: FilledProject, jobs: Iterable[Job]) -> dict[str, bytes]:
    """The posts for social media among some documents and their pictures, each a file."""
    files: dict[str, bytes] = {}
    for job in jobs:
        if job.traits.has_posts:
            files |= _social_files(project.setup, project.filled[job.label])
    return files


def _social_files(setup: Setup, document: FilledDocument) -> dict[str, bytes]:
    """A file for each channel with what is to be posted, and each picture beside its alternative
    text.
    """
    channels = {channel.name: channel.id for channel in setup.project.edition.news.channels}
    values = {printed.value.key: printed.value for printed in document.values}
    files = {}
    for post in posts_in(document):
        above = _above_post(setup, [values[key] for key in post.keys if key in values])
        files[f"{FOLDER}/{channels[post.name]}.txt"] = f"{above}{post.text}\n".encode()
    for figure in sorted(document.figures):
        content, picture = make_figure(setup, figure, Dataset(setup.project))
        name = f"{FOLDER}/{picture_file(figure)}"
        old = f" Let op: {stale_words(content.stale_spans)}." if content.stale_spans else ""
        files |= {f"{name}.png": picture.png, f"{name}.txt": f"{content.alt}{old}\n".encode()}
    return files


def _above_post(setup: Setup, values: Sequence[TracedValue]) -> str:
    """What stands above a post and is not to be posted: that it is a concept, what in it has no
    update yet, and the embargo. Empty when there is nothing of the kind.
    """
    lines = [setup.banner, *_stale_lines(setup, values)] if setup.is_concept else []
    if embargo := _embargo(setup):
        lines.append(embargo)
    if not lines:
        return ""
    return "\n".join([*lines, "Plaats alleen wat onder de streep staat.", _RULE, ""])


def _stale_lines(setup: Setup, values: Sequence[TracedValue]) -> list[str]:
    """The stale figures of a post, which cannot be yellow in plain text."""
    stale_inputs = (given for value in values for given in value.stale_inputs)
    indicators = setup.project.catalogue.indicators
    lines = (_stale_line(indicators[given.indicator], given) for given in stale_inputs)
    return list(dict.fromkeys(lines))


def _stale_line(indicator: Indicator, given: Input) -> str:
    is_ended = indicator.has_ended(given.observed.slice, given.period)
    coming = "reeks beëindigd" if is_ended else "nog geen update beschikbaar"
    return f"Let op: {indicator.title} (cijfers t/m {period_text(given.period)}), {coming}."


def posts_in(document: FilledDocument) -> list[Post]:
    """The posts of a document; a heading with nothing but a picture has none."""
    return [post for post in read_posts(read_docx(document.data)) if post.text or post.has_table]


def picture_file(figure: str) -> str:
    """What the files of a picture are called, below the folder of the posts."""
    return figure.rpartition("/")[2]
