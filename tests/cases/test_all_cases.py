"""No case of these classes is forgotten: each is a test by its number, or a decision."""

import json
import re
from pathlib import Path

import pytest

from tests import corpora

ROOT = Path(__file__).parents[2]
CLASSES = {
    *("threading", "counting", "pagination-sort", "article-id", "api-validation", "identity"),
    *("database", "rate-limit", "sanitise-render", "embed", "time"),
}
NUMBERS = re.compile(r"[cC](\d{3})(?!\d)")


@pytest.mark.corpus
def test_every_case_is_tested_or_decided() -> None:
    lines = (corpora.path("..") / "cases" / "cases.jsonl").read_text().splitlines()
    cases = [json.loads(line) for line in lines]
    wanted = {case["id"] for case in cases if case["class"] in CLASSES}

    decided = set(NUMBERS.findall((ROOT / "docs" / "decisions.md").read_text()))
    answered = {f"C{number}" for number in in_tests() | decided}

    assert len(wanted) > 50
    assert sorted(wanted - answered) == []


def in_tests() -> set[str]:
    """Collect the numbers that stand in the names of tests, or in the ids of their inputs."""
    files = [path.read_text() for path in (ROOT / "tests").rglob("test_*.py")]
    names = [name for file in files for name in re.findall(r"^def test_(\w+)", file, re.MULTILINE)]
    inputs = {number for file in files for number in re.findall(r'id="c(\d{3})\b', file)}
    return inputs | {number for name in names for number in re.findall(r"(?:^|_)c(\d{3})_", name)}
