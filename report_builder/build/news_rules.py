"""The news item and the posts: their source lines and embargo, what may not stand in them, and the
files to post.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from report_builder.build.figure_tasks import make_any, make_figure
from report_builder.build.filled_project import FilledProject
from report_builder.build.release_setup import Job, Setup
from report_builder.model.catalogue import Source
from report_builder.model.document import FilledDocument
from report_builder.model.edition import Channel
from report_builder.model.period import Period
from report_builder.model.value import TracedValue
from report_builder.problems import Problem, nearest
from report_builder.values.dataset import Dataset
from report_builder.word.fill.news_parts import Post, dress_news, read_posts
from report_builder.word.package import read_docx, save_docx, styles_of
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import period_text, stale_text
from report_builder.wording.posts import embargo_text, post_length

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
    values: Mapping[str, TracedValue], known: Mapping[str, Source], keys: Sequence[str]
) -> str:
    """The sources of the values with these keys: by their names where those are known, else by
    their keys.
    """
    used = dict.fromkeys(source for key in keys if key in values for source in values[key].sources)
    names = [_source_name(known.get(source), source) for source in used]
    return f"{'Bron' if len(names) == 1 else 'Bronnen'}: {list_text(names)}." if names else ""


def _source_name(source: Source | None, key: str) -> str:
    return (
        key if source is None else source.name if key in source.name else f"{source.name} ({key})"
    )


def check_stale_news(setup: Setup, job: Job, document: FilledDocument) -> Iterator[Problem]:
    """Stale figures in news, once a paragraph; accepted ones too: what was accepted for the report
    is no news for that.
    """
    hint = "lever het nieuwe cijfer aan, of haal de zin weg"
    if setup.is_concept:
        hint += "; in de definitieve versie is dit een fout"
    else:
        hint += "; accepteren geldt hier niet"
    for place, lasts in _stale_by_place(document).items():
        names = ", ".join(f"{indicator} (t/m {period})" for indicator, period in lasts.items())
        message = f"een verouderd cijfer is geen nieuws: {names}"
        yield Problem("nieuws", job.file, place, message, hint)
    for figure in sorted(document.figures):
        content = make_any(setup, figure, Dataset(setup.project))
        if content.freshness.is_stale:
            message = (
                f"verouderde cijfers zijn geen nieuws: figuur '{figure}' loopt t/m "
                f"{content.stale_until}"
            )
            yield Problem("nieuws", job.file, "1", message, hint)
    chosen = [choice.place for choice in document.stale_choices]
    for place in dict.fromkeys([*chosen, *document.accepted_choices]):
        message = "tekst die door een verouderd cijfer gekozen is, is geen nieuws"
        yield Problem("nieuws", job.file, place, message, hint)


def _stale_by_place(document: FilledDocument) -> dict[str, dict[str, Period]]:
    """The stale indicators by paragraph, each with its last period.

    What the program made has no context: a figure is told of as a whole.
    """
    places: dict[str, dict[str, Period]] = {}
    for printed in document.values:
        if printed.value.freshness.is_stale and printed.context:
            lasts = places.setdefault(printed.place, {})
            for given in printed.value.stale_inputs:
                known = lasts.get(given.indicator, given.period)
                lasts[given.indicator] = max(given.period, known)
    return places


def check_posts(setup: Setup, job: Job, document: FilledDocument) -> Iterator[Problem]:
    """What makes a template unfit for posts, in a concept as well."""
    if not document.data:
        return
    channels = [channel.name for channel in setup.project.edition.news.channels]
    posts = _posts(document)
    for post in posts:
        if post.name not in channels:
            place = f"in de kop '{post.name}'"
            hint = "kies een kanaal uit de editie, of voeg het toe onder [[news.channels]]"
            hint = nearest(post.name, channels) or hint
            yield Problem("kanaal", job.file, place, f"onbekend kanaal '{post.name}'", hint)
        elif post.has_table:
            message, hint = "een tabel past niet in een bericht", "schrijf het in een zin"
            yield Problem("bericht", job.file, f"onder '{post.name}'", message, hint)
    for name, count in Counter(post.name for post in posts).items():
        if count > 1:
            message, hint = f"er zijn twee berichten voor {name}", "haal er een weg"
            yield Problem("bericht", job.file, f"onder '{name}'", message, hint)
    for figure in sorted(document.figures):
        if not setup.project.figures[figure].traits.is_for_posts:
            message = f"'{figure}' is geen beeld voor sociale media"
            yield Problem("kaart", job.file, "1", message, 'maak een kaart: kind = "card"')
    yield from _clashes(setup, job, document)


def check_post_sizes(setup: Setup, job: Job, document: FilledDocument) -> Iterator[Problem]:
    """The posts that are too long for their channel, and the channels without a post."""
    if not document.data:
        return
    channels = {channel.name: channel for channel in setup.project.edition.news.channels}
    posts = _posts(document)
    for post in posts:
        if post.name not in channels or post.has_table:
            continue
        if excess := _excess(post, channels[post.name]):
            place = f"onder '{post.name}'"
            yield Problem("lengte", job.file, place, excess, "kort het bericht in")
    written = {post.name for post in posts}
    for name in channels:
        if name not in written:
            hint = f"schrijf het onder een kop '{name}', of haal het kanaal uit de editie"
            yield Problem("bericht", job.file, "1", f"er is geen bericht voor {name}", hint)


def _clashes(setup: Setup, job: Job, document: FilledDocument) -> Iterator[Problem]:
    taken = {channel.id for channel in setup.project.edition.news.channels}
    for figure in sorted(document.figures):
        name = _picture_name(figure)
        if name in taken:
            message = f"het beeld '{figure}' heet als een kanaal of een ander beeld"
            yield Problem(
                "dubbel", job.file, "1", message, "geef het bestand van de figuur een andere naam"
            )
        taken.add(name)


def _excess(post: Post, channel: Channel) -> str:
    length = post_length(post.text, channel.link_length)
    if length <= channel.limit:
        return ""
    return (
        f"het bericht voor {channel.name} telt {length} tekens; er is plaats voor {channel.limit}"
    )


def _posts(document: FilledDocument) -> list[Post]:
    """The posts of a document; a heading with nothing but a picture has none."""
    return [post for post in read_posts(read_docx(document.data)) if post.text or post.has_table]


def _picture_name(figure: str) -> str:
    return figure.rpartition("/")[2]


def lengths(setup: Setup, docx: bytes) -> dict[str, str]:
    """How long each post is, and may be: 243 van 280 tekens."""
    channels = {channel.name: channel for channel in setup.project.edition.news.channels}
    found = {post.name: post for post in read_posts(read_docx(docx)) if post.name in channels}
    return {
        name: (
            f"{post_length(post.text, channels[name].link_length)} van {channels[name].limit} "
            "tekens"
        )
        for name, post in found.items()
    }


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

    A concept says above the post that it is one, and what in it has no update yet; so does an
    embargo.
    """
    channels = {channel.name: channel.id for channel in setup.project.edition.news.channels}
    values = {printed.value.key: printed.value for printed in document.values}
    files = {}
    for post in _posts(document):
        head = [
            setup.banner,
            *_stale_lines(setup, [values[key] for key in post.keys if key in values]),
        ]
        lines = [line for line in (*(head if setup.is_concept else ()), _embargo(setup)) if line]
        above = (
            "\n".join([*lines, "Plaats alleen wat onder de streep staat.", _RULE, ""])
            if lines
            else ""
        )
        files[f"{FOLDER}/{channels[post.name]}.txt"] = f"{above}{post.text}\n".encode()
    for figure in sorted(document.figures):
        content, picture = make_figure(setup, figure, Dataset(setup.project))
        name = f"{FOLDER}/{_picture_name(figure)}"
        old = f" Let op: {stale_text(content.stale_until)}." if content.stale_until else ""
        files |= {f"{name}.png": picture.png, f"{name}.txt": f"{content.alt}{old}\n".encode()}
    return files


def _stale_lines(setup: Setup, values: Sequence[TracedValue]) -> list[str]:
    """The stale figures of a post, which cannot be yellow in plain text."""
    old = (made for value in values for made in value.stale_inputs)
    indicators = setup.project.catalogue.indicators
    lines = (
        f"Let op: {indicators[made.indicator].title} (cijfers t/m {period_text(made.period)})"
        for made in old
    )
    return [f"{line}, nog geen update beschikbaar." for line in dict.fromkeys(lines)]
