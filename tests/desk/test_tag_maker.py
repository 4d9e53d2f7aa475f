"""The tags and sentences that the desk offers of a figure: the words come of the engine that fills templates."""

import pytest

from report_builder.build.session import Session
from report_builder.build.tag_trials import TagTrials
from report_builder.desk.ready_sentences import SentenceMaker
from report_builder.desk.tag_form import FormReader
from report_builder.desk.tag_wordings import fitting_wordings
from report_builder.values.filters import FILTERS
from report_builder.workspace import Workspace
from tests.conftest import texts


@pytest.fixture
def maker(asylum):
    return TagMaker(asylum)


class TagMaker:
    """What comes of the form for an indicator of a project, as the page shows it."""

    def __init__(self, folder):
        self.folder = folder

    def choose(self, key, **query):
        if not self.folder.entries:
            self.folder.document("1", "Tekst.")
        setup = Session(Workspace.open(self.folder.root)).check().project.setup
        self.trials = TagTrials(setup)
        catalogue = setup.project.catalogue
        indicator = catalogue.indicators[key]
        query = {name.replace("deel_", "deel."): value for name, value in query.items()}
        self.form = FormReader(indicator, self.trials.dataset, catalogue, query).read()
        return self

    @property
    def tags(self):
        return {one.name: one.tag for one in fitting_wordings(self.form.choice)}

    @property
    def sentences(self):
        return list(
            SentenceMaker(self.form.choice, self.form.largest, self.form.amount).sentences()
        )

    def tried(self, source):
        return self.trials.try_sentence(source)

    def words(self, name):
        return self.tried(self.tags[name]).text

    def read(self):
        """The sentences that can be printed, as they read."""
        tried = map(self.tried, self.sentences)
        return [one.text for one in tried if not any(item.is_error for item in one.problems)]


def test_a_tag_says_what_a_document_with_it_says(maker, asylum):
    tags = maker.choose("asiel.aanvragen").tags
    asylum.document("2", *tags.values())
    printed = texts(asylum.build() / "rapport.docx")
    told = {name: maker.tried(tag).text for name, tag in tags.items()}
    assert told["Het getal"] == "24.140"
    assert [text for text in told.values() if text not in printed] == []


def test_the_tag_follows_what_was_chosen(maker):
    chosen = maker.choose(
        "asiel.aanvragen", deel_nationaliteit="Syrië", periode="2024", tegen="2025", stap="100"
    )
    assert chosen.tags["Het getal"] == '{{ asiel.aanvragen(nationaliteit="Syrië")[2024] }}'
    assert chosen.words("Het getal") == "9.740"
    assert chosen.tags["De verandering"] == (
        '{{ asiel.aanvragen(nationaliteit="Syrië")[2024]'
        '|verandering(asiel.aanvragen(nationaliteit="Syrië")[2025]) }}'
    )
    assert chosen.words("De verandering") == "stijging van 59%"
    assert chosen.words("Afgerond") == "9.700"


def test_a_month_and_a_day_are_named_between_quotes(maker):
    assert maker.choose("asiel.maand", periode="2025-11").tags["Het getal"] == (
        '{{ asiel.maand["2025-11"] }}'
    )
    assert maker.words("De periode") == "november 2025"
    assert (
        maker.choose("asiel.stand", periode="2024-12-31").words("De periode") == "31 december 2024"
    )


def test_a_year_earlier_goes_along_with_the_figures(maker):
    assert (
        maker.choose("asiel.stand", periode="vorig").tags["Het getal"] == "{{ asiel.stand.vorig }}"
    )
    assert maker.words("De periode") == "31 december 2024"


def test_what_is_stale_is_yellow(maker):
    tried = maker.choose("asiel.oud").tried("Het waren er {{ asiel.oud }}. Dat is alles.")
    yellow = "".join(part.text for part in tried.parts if part.is_stale)
    assert yellow == "Het waren er 120."
    assert maker.tried("{{ asiel.aanvragen }}").is_stale is False


def test_a_period_by_name_that_is_the_last_of_a_stale_series_is_warned_of(maker):
    chosen = maker.choose("asiel.oud", periode="2024")
    (problem,) = chosen.tried(chosen.tags["Het getal"]).problems
    assert "laatste cijfer van een verouderde reeks" in problem.message


def test_a_sentence_that_names_another_period_than_its_figure_is_warned_of(maker):
    chosen = maker.choose("asiel.oud")
    tried = chosen.tried("In {{ asiel.aanvragen.periode }} waren het er {{ asiel.oud }}.")
    assert "de zin noemt 2025" in tried.problems[0].message


def test_what_cannot_be_printed_says_why(maker):
    chosen = maker.choose("asiel.aanvragen", deel_nationaliteit="Turkije")
    (problem,) = chosen.tried(
        chosen.tags["Hoogste of laagste sinds"] + "{{ asiel.aanvragen[1990] }}"
    ).problems
    assert problem.message == "asiel.aanvragen heeft geen waarneming voor 1990"


def test_a_choice_that_is_not_there_is_told_and_left_as_usual(maker):
    form = maker.choose("asiel.aanvragen", deel_nationaliteit='"}} {{ x', periode="1890").form
    assert [line.partition(":")[0] for line in form.refused] == ["Nationaliteit", "Periode"]
    assert form.choice.subject == "asiel.aanvragen"


def test_an_indicator_without_total_is_shown_by_its_largest_part(maker, asylum):
    rows = [(2025, "Man", 10), (2025, "Vrouw", 30)]
    asylum.indicator("asiel.geslacht", rows, dimensions=["geslacht"])
    assert maker.choose("asiel.geslacht").form.choice.subject == 'asiel.geslacht(geslacht="Vrouw")'
    assert maker.form.choice.whole == ""


def test_what_fits_goes_along_with_the_part_that_is_chosen(maker):
    whole = maker.choose("asiel.aanvragen").form.choice
    assert (whole.whole, whole.step) == ("", "1000")
    part = maker.choose("asiel.aanvragen", deel_nationaliteit="Syrië").form.choice
    assert (part.whole, part.step) == ("asiel.aanvragen", "100")
    assert maker.words("Het aandeel") == "25%"
    assert maker.words("Het aandeel in woorden") == "een kwart"


def test_a_share_of_another_figure_that_counts_the_same(maker, asylum):
    asylum.indicator("asiel.alle", [(2025, 48000)], unit="aanvragen")
    chosen = maker.choose("asiel.aanvragen", van="asiel.alle")
    assert chosen.words("Het aandeel") == "50%"
    others = dict(next(field for field in chosen.form.fields if field.name == "van").options)
    assert "asiel.oud" not in others


def test_a_part_with_quotes_in_its_name_can_be_chosen(maker, asylum):
    asylum.indicator("asiel.soort", [(2025, 'de "rest"', 7)], dimensions=["soort"])
    assert maker.choose("asiel.soort").words("Het getal") == "7"


def test_two_dimensions_are_chosen_apart(maker, asylum):
    rows = [
        (2025, "TOTAL", "TOTAL", 50),
        (2025, "Syrië", "TOTAL", 30),
        (2025, "Syrië", "Man", 20),
        (2025, "Eritrea", "Man", 15),
        (2025, "Eritrea", "TOTAL", 20),
    ]
    asylum.indicator("asiel.twee", rows, dimensions=["land", "geslacht"])
    chosen = maker.choose("asiel.twee", **{"deel.land": "Syrië", "deel.geslacht": "Man"})
    assert chosen.words("Het getal") == "20"
    assert chosen.tags["De plaats naar land"].endswith('|rang("land") }}')
    whole = maker.choose("asiel.twee", naar="geslacht", **{"deel.land": "Syrië"})
    assert whole.tags["De 3 grootste"] == (
        '{{ asiel.twee(land="Syrië").top(3, "geslacht")|opsomming }}'
    )


def test_every_filter_of_the_language_is_offered(maker, asylum):
    sources = []
    asylum.indicator("asiel.inwoners", [("2025-01-01", 18_000_000)], unit="inwoners", frequency="D")
    for key, query in (
        ("asiel.aanvragen", {}),
        ("asiel.aanvragen", {"deel_nationaliteit": "Syrië"}),
        ("asiel.aandeel", {}),
    ):
        chosen = maker.choose(key, **query)
        sources += [*chosen.tags.values(), *chosen.sentences]
    assert [name for name in FILTERS if not any(f"|{name}" in one for one in sources)] == []


def test_the_sentences_are_those_of_a_year_a_month_a_day_and_a_percentage(maker):
    assert "In 2025 ging het om 24.140 aanvragen (daling van 25% vergeleken met 2024)." in (
        maker.choose("asiel.aanvragen").read()
    )
    assert "In december 2025 ging het om 2.037 personen." in maker.choose("asiel.maand").read()
    assert (
        "Op 29 december 2025 ging het om 1.010 personen "
        "(stijging van 1% vergeleken met 31 december 2024)."
    ) in maker.choose("asiel.stand").read()
    assert (
        "In 2025 was het percentage 2,4% (stijging van 0,1 procentpunt vergeleken met 2024)."
    ) in maker.choose("asiel.aandeel").read()


def test_a_quarter_has_its_article(maker, asylum):
    rows = [("2024-Q4", 100), ("2025-Q4", 120)]
    asylum.indicator("asiel.kwartaal", rows, frequency="Q")
    assert (
        "In het vierde kwartaal 2025 ging het om 120 personen "
        "(stijging van 20% vergeleken met het vierde kwartaal 2024)."
    ) in maker.choose("asiel.kwartaal").read()


def test_the_sentences_of_a_part_name_it(maker):
    read = maker.choose("asiel.aanvragen", deel_nationaliteit="Syrië").read()
    assert "In 2025 ging het voor Syrië om 6.125 aanvragen, een kwart van het totaal." in read
    assert "Syrië stond net als een jaar eerder op de eerste plaats." in read
    assert "De grootste groepen naar nationaliteit zijn Syrië, Eritrea en Turkije." in read
    assert "Het aantal is voor Syrië en Turkije gedaald en voor Eritrea gestegen." in read


def test_no_ready_sentence_gives_a_warning_when_it_is_used(maker, asylum):
    sentences = []
    for key in ("asiel.aanvragen", "asiel.maand", "asiel.stand", "asiel.aandeel"):
        chosen = maker.choose(key)
        sentences += [one for one in chosen.sentences if not chosen.tried(one).problems]
    asylum.document("2", *sentences)
    problems = Session(Workspace.open(asylum.root)).check().problems
    assert len(sentences) > 15
    assert [str(problem) for problem in problems if problem.file == "templates/2.docx"] == []
