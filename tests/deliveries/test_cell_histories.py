"""Which delivery brought a figure, as `trace` tells it at that very figure."""

import pytest

HEAD = "Indicator;Periode;Onderdeel;Cijfer;Status;Toelichting\n"
DAY = "21 juni 2026, IND"


@pytest.fixture
def told(chain, capsys):
    """What `trace` tells of the figures of the two series that the chapter prints, below their names."""
    chain.folder.document(
        "h1",
        "# Kop",
        "Er waren {{ asiel.instroom }} en {{ asiel.instroom[2024] }} en {{ asiel.land(nationaliteit='Syrië') }}.",
    )

    def told(figure, *options):
        capsys.readouterr()
        assert chain.folder.run("trace", figure.partition("[")[0], *options) == 0
        lines = capsys.readouterr().out.splitlines()
        start = next(number for number, line in enumerate(lines) if f" {figure} (" in line)
        rest = [line.strip() for line in lines[start + 1 :]]
        return rest[1 : next(number for number, line in enumerate(rest) if not line or "#" in line)]

    return told


def test_each_figure_names_the_delivery_that_brought_it_and_not_the_latest(chain, told):
    deliver(chain, "asiel.instroom;2024;;1.080;;", "a.csv", "--accept-revisions")
    deliver(chain, "asiel.instroom;2025;;1.150;;", "b.csv")
    (brought, agreed) = told("asiel.instroom[TOTAL]@2024")
    assert brought.startswith(f"gekomen met: {DAY}: a.csv (sha256 ")
    assert brought.endswith(", regel 2, kolom 4")
    assert agreed.startswith(
        "aanvaard: herzien (1.100 -> 1.080 (-20)); reden: nagevraagd; door account "
    )
    (brought,) = told("asiel.instroom[TOTAL]@2025")
    assert brought.startswith(f"gekomen met: {DAY}: b.csv (sha256 ")


def test_the_second_slice_and_a_workbook_cell_are_named(chain, told):
    path = chain.workbook(
        {
            "Cijfers": [
                HEAD.strip().split(";"),
                ["asiel.land", "2025", "Eritrea", 230, "", "van Eritrea"],
                ["asiel.land", "2025", "Syrië", 340, "", "van Syrië"],
            ]
        }
    )
    assert chain.take(path) == 0
    brought, said = told("asiel.land[nationaliteit=Syrië]@2025")
    assert brought.endswith("…), blad 'Cijfers', cel D3")
    assert said == "toelichting van IND: van Syrië"


def test_an_equal_delivery_confirms_and_does_not_bring(chain, told):
    deliver(chain, "asiel.instroom;2025;;1.150;;", "a.csv")
    deliver(chain, "asiel.instroom;2025;;1.150;;nagerekend", "b.csv")
    deliver(chain, "asiel.instroom;2025;;1150;;", "c.csv")
    brought, confirmed, said = told("asiel.instroom[TOTAL]@2025")
    assert brought.startswith(f"gekomen met: {DAY}: a.csv ")
    assert confirmed.startswith(f"bevestigd met: {DAY}: c.csv ")
    assert said == "toelichting van IND: nagerekend"


def test_a_figure_that_became_provisional_tells_since_when_and_where_its_value_came_from(
    chain, told
):
    deliver(chain, "asiel.instroom;2025;;1.150;;", "a.csv")
    deliver(chain, "asiel.instroom;2025;;1.150;P;", "b.csv")
    brought, since = told("asiel.instroom[TOTAL]@2025")
    assert brought.startswith(f"gekomen met: {DAY}: a.csv ")
    assert since.startswith(f"status P sinds: {DAY}: b.csv ")


def test_a_figure_that_came_back_is_of_the_delivery_that_brought_it_back(chain, told):
    for name, value in (("a.csv", "1.150"), ("b.csv", "1.160"), ("c.csv", "1.150")):
        deliver(chain, f"asiel.instroom;2025;;{value};;", name, "--accept-revisions")
    (brought, _agreed) = told("asiel.instroom[TOTAL]@2025")
    assert brought.startswith(f"gekomen met: {DAY}: c.csv ")


def test_the_same_file_twice_in_a_day_is_told_apart(chain, told):
    for name, value in (("a.csv", "1.150"), ("b.csv", "1.160"), ("a.csv", "1.150")):
        deliver(chain, f"asiel.instroom;2025;;{value};;", name, "--accept-revisions")
    assert "1.160 -> 1.150" in told("asiel.instroom[TOTAL]@2025")[1]
    assert chain.folder.run("import", "--undo") == 0
    assert "1.150 -> 1.160" in told("asiel.instroom[TOTAL]@2025")[1]


def test_after_undo_it_is_the_delivery_before(chain, told):
    deliver(chain, "asiel.instroom;2025;;1.150;;", "a.csv")
    deliver(chain, "asiel.instroom;2025;;1.160;;", "b.csv", "--accept-revisions")
    assert chain.folder.run("import", "--undo") == 0
    (brought,) = told("asiel.instroom[TOTAL]@2025")
    assert brought.startswith(f"gekomen met: {DAY}: a.csv ")


def test_a_change_by_hand_after_the_delivery_is_told(chain, told):
    deliver(chain, "asiel.instroom;2025;;1.150;;geldt niet meer", "a.csv")
    by_hand(chain, "2025,1150,A", "2025,1151,A")
    (changed,) = told("asiel.instroom[TOTAL]@2025")
    assert changed.startswith(
        "met de hand gewijzigd na een levering: er staat 1151 (A); de levering ervoor ("
    )
    assert changed.endswith(", regel 2, kolom 4) bracht 1150 (A)")


def test_a_status_that_was_changed_by_hand_is_told(chain, told):
    deliver(chain, "asiel.instroom;2025;;1.150;P;", "a.csv")
    by_hand(chain, "2025,1150,P", "2025,1150,A")
    (changed,) = told("asiel.instroom[TOTAL]@2025")
    assert "er staat 1150 (A)" in changed
    assert changed.endswith("bracht 1150 (P)")


def test_a_change_by_hand_that_a_delivery_confirms_is_told_with_both(chain, told):
    deliver(chain, "asiel.instroom;2025;;1.150;;", "a.csv")
    by_hand(chain, "2025,1150,A", "2025,1151,A")
    deliver(chain, "asiel.instroom;2025;;1.151;;", "b.csv")
    changed, confirmed = told("asiel.instroom[TOTAL]@2025")
    assert changed.startswith("met de hand gewijzigd na een levering: er staat 1151 (A)")
    assert confirmed.startswith(f"bevestigd met: {DAY}: b.csv ")


def test_what_came_in_before_this_was_kept_names_the_deliveries_that_may_have_brought_it(
    chain, told
):
    log_earlier_delivery(chain)
    deliver(chain, "asiel.instroom;2025;;1.150;;", "a.csv")
    (unknown,) = told("asiel.instroom[TOTAL]@2024")
    assert unknown == (
        "niet vastgelegd welke levering dit cijfer bracht; leveringen van deze indicator: "
        "1 maart 2026, IND: oud.xlsx (sha256 aaaaaaaaaaaa…)"
    )


def test_what_came_in_before_and_was_confirmed_since_tells_both(chain, told):
    log_earlier_delivery(chain)
    deliver(chain, "asiel.instroom;2024;;1.100;;", "a.csv")
    unknown, confirmed = told("asiel.instroom[TOTAL]@2024")
    assert unknown.startswith("niet vastgelegd welke levering dit cijfer bracht")
    assert "a.csv" not in unknown
    assert confirmed.startswith(f"bevestigd met: {DAY}: a.csv ")


def test_a_figure_that_no_delivery_had_is_said_to_be_of_none(chain, told):
    deliver(chain, "asiel.instroom;2025;;1.150;;", "a.csv")
    assert told("asiel.instroom[TOTAL]@2024") == ["geen vastgelegde levering bracht dit cijfer"]


def test_a_locked_edition_names_the_delivery_of_what_it_prints(chain, told):
    deliver(chain, "asiel.instroom;2025;;1.150;;eerste telling", "a.csv")
    assert chain.folder.run("lock") == 0
    deliver(chain, "asiel.instroom;2025;;1.160;;tweede telling", "b.csv", "--accept-revisions")
    brought, said, *_ = told("asiel.instroom[TOTAL]@2025")
    assert brought.startswith(f"gekomen met: {DAY}: a.csv ")
    assert said == "toelichting van IND: eerste telling"


def test_a_figure_below_the_limit_leaves_no_trace_of_its_size(chain, told):
    chain.folder.indicator(
        "asiel.instroom", [(2024, 1100)], source="IND", title="Instroom", suppress_below=5
    )
    deliver(chain, "asiel.instroom;2025;;3;;", "a.csv")
    (kept,) = [name for name in chain.tree() if name.endswith(".cells/asiel.instroom.csv")]
    assert chain.tree()[kept].decode().splitlines()[1] == '2025,,Q,nieuw,"regel 2, kolom 4",'


def test_a_damaged_record_is_named_with_its_line(chain, told, capsys):
    deliver(chain, "asiel.instroom;2025;;1.150;;", "a.csv")
    (kept,) = [name for name in chain.tree() if name.endswith(".cells/asiel.instroom.csv")]
    text = (chain.folder.root / kept).read_text()
    for broken, line in (
        ("2025,1150,A\n", 2),
        ("2025,elf,A,nieuw,x,\n", 2),
        ("", 1),
        ("2025,1,A,raar,x,\n", 2),
    ):
        chain.folder.write(kept, f"{text.splitlines()[0]}\n{broken}" if broken else "iets anders\n")
        capsys.readouterr()
        assert chain.folder.run("trace", "asiel.instroom") == 1
        assert (
            f"{kept}:{line}: error: deze regel is niet zoals het programma haar schreef"
            in capsys.readouterr().err
        )


def deliver(chain, line, name, *arguments):
    """Take in one line of a form."""
    assert chain.take(chain.file(name, f"{HEAD}{line}\n"), *arguments) == 0


def by_hand(chain, old, new):
    """Change a line of the series."""
    path = chain.folder.root / "data/asiel/instroom.csv"
    text = path.read_text()
    assert old in text
    path.unlink()
    path.write_text(text.replace(old, new))


def log_earlier_delivery(chain):
    """A delivery of which only the log tells."""
    chain.folder.write(
        "data/deliveries.csv",
        "delivered_on,owner,file,sha256,indicators\n"
        f"2026-03-01,IND,oud.xlsx,{'a' * 64},asiel.instroom\n",
    )
