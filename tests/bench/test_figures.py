"""Verdicts follow from figures, and every goal is measured."""

import json
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.bench import report
from tests.bench.__main__ import in_time
from tests.bench.bench import Bench
from tests.bench.figures import Figure, Verdict, at_least, at_most, figure, kept, missing, number
from tests.bench.measures import MEASURES, Measure
from tests.bench.report import Found
from tests.bench.sizes import FULL, QUICK, Sizes

MOST = {"s": 14, "m": 4, "w": 4}


def test_every_goal_has_a_measure() -> None:
    goals = [(kind, at) for kind, most in MOST.items() for at in range(1, most + 1)]
    assert [each.number for each in MEASURES] == [f"{kind}{at}" for kind, at in goals]
    for (kind, at), each in zip(goals, MEASURES, strict=True):
        assert each.measure.__module__.endswith(f".{kind}{at:02}")


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (at_least("it", 0.75, 0.75), Verdict.MET),
        (at_least("it", 0.7499, 0.75), Verdict.NOT_MET),
        (at_most("it", 15, 15), Verdict.MET),
        (at_most("it", 15.01, 15), Verdict.NOT_MET),
        (kept("it", []), Verdict.MET),
        (kept("it", ["a read failed"]), Verdict.NOT_MET),
        (missing("it", "no nginx"), Verdict.NOT_MEASURED),
        (figure("it", 1), Verdict.TOLD),
    ],
)
def test_a_verdict_follows_from_the_figure(found: Figure, verdict: Verdict) -> None:
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("value", "written"),
    [(12_345.6, "12,346"), (100, "100"), (15.01, "15.0"), (1.104, "1.104"), (4, "4"), (0, "0")],
)
def test_a_figure_is_written_as_people_read_it(value: float, written: str) -> None:
    assert number(value) == written


def test_a_goal_is_a_table_s_rows_with_its_name_on_the_first() -> None:
    figures = [at_least("a|b", 0.8, 0.75, " ×", "8/s, 10/s"), missing("of Isso", "not there")]

    rows = list(report.lines(Found("s1", "hot read", figures)))

    assert rows == [
        "| s1 | hot read: a/b | ≥ 0.75 × | 0.8 × (8/s, 10/s) | met |",
        "|  | of Isso |  | not there | not measured |",
    ]


def test_the_summary_counts_verdicts() -> None:
    found = Found("s1", "hot read", [at_least("it", 1, 0), figure("it", 1), missing("it", "")])

    assert report.summary([found]) == "1 met, 0 NOT MET, 1 not measured"


def test_the_whole_run_has_the_sizes_of_the_goals() -> None:
    assert (FULL.databases[0], FULL.largest, FULL.counted) == (1_000, 1_000_000, 200_000)
    assert {10_000, 1_000_000} <= set(FULL.threads)
    assert (FULL.nested, FULL.wide, FULL.consistency) == (10_000, 100_000, 60)


@pytest.mark.parametrize("sizes", [FULL, QUICK], ids=lambda sizes: sizes.name)
def test_isso_is_asked_for_nothing_that_ours_does_not_have(sizes: Sizes) -> None:
    assert sizes.isso_thread in sizes.threads
    assert sizes.isso_database in sizes.databases


def test_when_the_time_is_over_the_rest_is_told_and_what_was_started_ends(tmp_path: Path) -> None:
    bench = Bench(tmp_path, QUICK)
    ended: list[str] = []

    def measure(bench: Bench) -> Generator[Figure]:
        try:
            yield figure("the first", 1)
            bench.end = 0
            yield figure("the second", 2)
            yield figure("never", 3)
        finally:
            ended.append("all")

    found = list(in_time(bench, Measure("s0", "it", measure)))

    assert [each.what for each in found] == ["the first", "the second", "the rest"]
    assert found[-1].verdict is Verdict.NOT_MEASURED
    assert ended == ["all"]


def test_a_run_is_kept_for_programs_and_for_people(tmp_path: Path) -> None:
    found = [Found("s1", "hot read", [at_least("of bare WSGI", 0.9, 0.75, " ×")])]

    report.written(tmp_path / "bench.json", QUICK, found, {})

    told = json.loads((tmp_path / "bench.json").read_text())
    assert told["goals"][0]["figures"][0]["verdict"] == "met"
    page = (tmp_path / "bench.md").read_text()
    assert "| s1 | hot read: of bare WSGI | ≥ 0.75 × | 0.9 × | met |" in page
