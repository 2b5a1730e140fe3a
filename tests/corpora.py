"""The real data of ../shared, read in place and never copied into the project."""

import json
from pathlib import Path
from typing import Any

import pytest

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"


def path(name: str) -> Path:
    """Return the place of a corpus, or skip the test where ../shared is not there."""
    if not CORPORA.exists():
        pytest.skip("no ../shared/corpora beside the project")
    return CORPORA / name


def load(name: str) -> Any:
    return json.loads(path(name).read_text("utf-8"))
