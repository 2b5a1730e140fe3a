"""What was found: a table for people, JSON for programs."""

import json
import os
import platform
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench import driving
from tests.bench.figures import Figure, Verdict
from tests.bench.growth import Lines
from tests.bench.sizes import Sizes

PACKAGES = ("gunicorn", "flask", "sqlalchemy", "psycopg")


@dataclass(frozen=True)
class Found:
    """All figures of one goal."""

    number: str
    title: str
    figures: Sequence[Figure]


def lines(found: Found) -> Iterable[str]:
    """Write one goal as rows of a table in Markdown."""
    for at, figure in enumerate(found.figures):
        number, title = (found.number, f"{found.title}: ") if at == 0 else ("", "")
        cells = (number, title + figure.what, figure.goal, figure.said, figure.verdict.value)
        yield "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


HEAD = ("| no. | measure | goal | figure | verdict |", "| --- | --- | --- | --- | --- |")


def summary(found: Iterable[Found]) -> str:
    verdicts = [figure.verdict for each in found for figure in each.figures]
    counted = {kind: verdicts.count(kind) for kind in Verdict if kind is not Verdict.TOLD}
    return ", ".join(f"{count} {kind.value}" for kind, count in counted.items())


def machine(sizes: Sizes) -> Mapping[str, Any]:
    """Say where and with what it was measured; no name of the machine."""
    return {
        "sizes": sizes.name,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "processor": processor(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "driver": driving.name(),
        **{package: version(package) for package in PACKAGES},
    }


def processor() -> str:
    told = Path("/proc/cpuinfo").read_text().splitlines()
    named = (line.partition(":")[2].strip() for line in told if line.startswith("model name"))
    return next(named, platform.machine())


def page(told: Mapping[str, Any], found: Iterable[Found]) -> str:
    """Write the whole table as a page of its own."""
    machine = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in told.items())
    rows = (row for each in found for row in lines(each))
    return "\n".join(("# The last whole `make bench`", "", f"{machine}.", "", *HEAD, *rows, ""))


def written(place: Path, sizes: Sizes, found: Sequence[Found], growth: Mapping[str, Lines]) -> None:
    here = machine(sizes)
    told = {
        "machine": here,
        "goals": [
            {
                "number": each.number,
                "title": each.title,
                "figures": [
                    {**asdict(figure), "verdict": figure.verdict.value.lower()}
                    for figure in each.figures
                ],
            }
            for each in found
        ],
        "growth": growth,
    }
    place.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    place.with_suffix(".md").write_text(page(here, found))
