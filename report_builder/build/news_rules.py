"""What may not stand in a news item or a post, and how long a post may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from report_builder.build.figure_tasks import make_any
from report_builder.build.news_files import picture_file, posts_in
from report_builder.build.release_setup import Job, Setup
from report_builder.model.document import FilledDocument
from report_builder.model.edition import Channel
from report_builder.model.period import Period
from report_builder.problems import Problem, nearest
from report_builder.values.dataset import Dataset
from report_builder.word.fill.news_parts import Post
from report_builder.wording.posts import post_length


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
                last = lasts.get(given.indicator, given.period)
                lasts[given.indicator] = max(given.period, last)
    return places


def check_posts(setup: Setup, job: Job, document: FilledDocument) -> Iterator[Problem]:
    """What makes a template unfit for posts, in a concept as well."""
    if not document.data:
        return
    channels = [channel.name for channel in setup.project.edition.news.channels]
    posts = posts_in(document)
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
    posts = posts_in(document)
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
        name = picture_file(figure)
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
