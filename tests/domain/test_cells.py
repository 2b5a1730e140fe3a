import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest

from comments_service.domain import cells


@pytest.mark.parametrize(
    "words",
    [
        *('=HYPERLINK("https://evil.example.org")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"),
        *("\t=1+1", "\r=1+1", "\n=1+1", "  =1+1", "＝1+1"),
    ],
)
def test_what_a_spreadsheet_takes_for_a_formula_is_made_words(words: str) -> None:
    assert cells.inert(words) == f"'{words}"


@pytest.mark.parametrize("words", ["A slur", "", "2026", "a=b", "“=”", "'=1"])
def test_other_words_stay(words: str) -> None:
    assert cells.inert(words) == words


def test_numbers_days_moments_and_nothing_are_written_plainly() -> None:
    row = [-5, 0.25, None, date(2026, 3, 1), datetime(2026, 3, 1, 9, 30, tzinfo=UTC)]

    assert cells.line(row) == "-5,0.25,,2026-03-01,2026-03-01T09:30:00Z\r\n"


def test_a_table_is_read_back_as_it_was_written() -> None:
    row = ['He said "no", twice', "two\nlines", "a,b", "é"]

    assert next(csv.reader(StringIO(cells.line(row), newline=""))) == row
