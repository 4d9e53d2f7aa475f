"""numbers.csv: what is written is what is read back, and what cannot be read is told with its line."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_builder.model.document import PrintedValue
from report_builder.model.period import Frequency, Period
from report_builder.model.trace import Observed, Operation, OperationKind
from report_builder.model.value import Freshness, Input, TracedValue
from report_builder.problems import Stopped
from report_builder.registers.number_register import (
    COLUMNS,
    printed_rows,
    read_numbers,
    read_texts,
    write_numbers,
)

VALUE = Operation.plain(OperationKind.VALUE)
PERIODS = st.builds(Period.ending, st.integers(1900, 2100), st.sampled_from(Frequency))
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
LINES = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
SLICES = WORDS.filter(lambda text: "]@" not in text)
OBSERVED = st.builds(Observed, st.sampled_from(["asiel.aanvragen", "a_1.b_2"]), SLICES, PERIODS)
INPUTS = st.builds(Input, OBSERVED, st.sampled_from(["CBS", "IND"]), st.sampled_from(Freshness))
OPERANDS = st.lists(
    st.sampled_from(["#1", "#2", "12.5", "aandeel(#1, #2)", "(#1 + #2)"]), min_size=2
)
OPERATIONS = st.builds(
    Operation.applied,
    st.sampled_from([kind for kind in OperationKind if kind is not OperationKind.UNKNOWN]),
    OPERANDS,
) | st.builds(
    Operation.plain,
    st.sampled_from([OperationKind.VALUE, OperationKind.FIXED, OperationKind.CHOICE]),
)
VALUES = st.builds(
    TracedValue,
    text=LINES,
    amount=st.none() | st.decimals(-(10**12), 10**12, places=12),
    unit=WORDS,
    operation=OPERATIONS,
    inputs=st.lists(INPUTS, max_size=3).map(tuple),
    freshness=st.sampled_from(Freshness),
    period=st.none() | PERIODS,
    source=LINES,
)
PRINTED = st.builds(PrintedValue, document=WORDS, place=LINES, value=VALUES)


def a_row(**fields):
    """A register of one line, with these fields instead of right ones."""
    line = dict.fromkeys(COLUMNS, "") | {
        "document": "hoofdstuk-1",
        "key": "asiel.aanvragen@2025~1",
        "text": "24.140",
        "amount": "24140",
        "time_period": "2025",
        "operation": "waarde",
        "inputs": "asiel.aanvragen[TOTAL]@2025",
        "freshness": "fresh",
    }
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    writer.writerow(line | fields)
    return written.getvalue().encode()


@given(st.lists(PRINTED, max_size=4))
def test_every_row_that_is_written_reads_back_equal(printed):
    rows = printed_rows(printed)
    assert read_numbers(write_numbers(rows), "numbers.csv") == (rows, [])


@given(st.lists(PRINTED, max_size=4))
def test_what_was_read_is_written_as_the_same_bytes(printed):
    data = write_numbers(printed_rows(printed))
    rows, _ = read_numbers(data, "numbers.csv")
    assert write_numbers(rows) == data


@given(st.lists(PRINTED, max_size=4))
def test_every_value_is_one_line_whatever_was_printed(printed):
    data = write_numbers(printed_rows(printed))
    assert len(data.decode().split("\n")) == len(printed) + 2
    assert len(list(csv.reader(io.StringIO(data.decode(), newline="")))) == len(printed) + 1


def test_an_amount_keeps_ten_decimals_and_no_zeros_behind_them():
    values = [
        TracedValue("", Decimal(amount), "", VALUE, (), Freshness.FRESH)
        for amount in ("100", "1E+3", "2.50", "0.12345678905", "33.33333333333")
    ]
    rows = printed_rows(PrintedValue("d", "1", value) for value in values)
    written = csv.DictReader(io.StringIO(write_numbers(rows).decode()))
    assert [line["amount"] for line in written] == [
        "100",
        "1000",
        "2.5",
        "0.123456789",
        "33.3333333333",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": "veel"},
        {"amount": "NaN"},
        {"inputs": "asiel.aanvragen"},
        {"inputs": "asiel.aanvragen[TOTAL]@2025-13"},
        {"time_period": "ooit"},
        {"freshness": "oud"},
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number_and_the_others_are_kept(fields):
    whole = a_row().decode().splitlines()
    data = "\n".join([*whole, a_row(**fields).decode().splitlines()[1], whole[1]]).encode()
    rows, (problem,) = read_numbers(data, "data/published/2025.csv")
    assert len(rows) == 2
    assert (problem.code, problem.file, problem.place) == ("regel", "data/published/2025.csv", "3")
    assert problem.message == "deze regel is niet te lezen"


def test_a_line_that_is_cut_off_is_told():
    _, (problem,) = read_numbers(a_row() + b"hoofdstuk-1,alinea 2", "r.csv")
    assert (problem.code, problem.place) == ("regel", "3")


def test_a_column_that_is_missing_is_told_by_name():
    data = a_row().replace(b"time_period", b"periode")
    rows, (problem,) = read_numbers(data, "r.csv")
    assert (rows, problem.code) == ([], "kolom")
    assert problem.message == "de kolom 'time_period' ontbreekt"


@pytest.mark.parametrize(
    ("data", "code"), [(a_row() + b'"open', "csv"), (b"\xff\xfe", "utf8"), (b"", "kolom")]
)
def test_what_is_no_register_at_all_is_refused(data, code):
    rows, problems = read_numbers(data, "r.csv")
    assert (rows, {problem.code for problem in problems}) == ([], {code})


def test_the_operation_of_another_version_is_kept_as_it_was_written():
    ((row,), _) = read_numbers(a_row(operation="gewogen(#1)"), "r.csv")
    assert row.operation == Operation(OperationKind.UNKNOWN, "gewogen(#1)")
    assert b",gewogen(#1)," in write_numbers([row])


def test_the_register_beside_a_word_file_gives_its_texts_or_is_refused():
    assert read_texts(a_row()) == {"asiel.aanvragen@2025~1": "24.140"}
    with pytest.raises(Stopped) as stopped:
        read_texts(a_row(amount="veel"))
    (problem,) = stopped.value.problems
    assert (problem.code, problem.file, problem.place) == ("register", "numbers.csv", "2")
