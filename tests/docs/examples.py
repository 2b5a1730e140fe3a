"""Read and run the examples of the documentation.

A block of `sh` is run as it stands; a block of `json` behind it is what it answers, where
"…" stands for anything.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANYTHING = "…"


@dataclass
class Example:
    command: str
    answer: Any = None
    output: str = ""


def of(document: Path) -> list[Example]:
    found: list[Example] = []
    for language, text in BLOCK.findall(document.read_text()):
        if language == "sh":
            found.append(Example(text))
        elif language == "json" and found:
            found[-1].answer = json.loads(text)
    return found


@dataclass
class Shell:
    """Runs examples one after the other, and keeps what they tell the reader to keep."""

    url: str
    settings: Mapping[str, str]
    kept: dict[str, str] = field(default_factory=dict)

    def run(self, example: Example) -> str:
        command = example.command.replace("http://127.0.0.1:8000", self.url)
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        env = {**os.environ, **self.settings, **self.kept, "PATH": path}
        done = subprocess.run(
            ["bash", "-euc", command], env=env, cwd=ROOT, capture_output=True, text=True, check=True
        )
        self.keep(done.stdout)
        return done.stdout

    def keep(self, output: str) -> None:
        lines = output.split()
        if lines and lines[-1].startswith("cs_"):
            self.kept["KEY"] = lines[-1]
        try:
            answer = json.loads(output)
        except ValueError:
            return
        if "token" in answer:
            self.kept["TOKEN"] = answer["token"]
        if isinstance(answer.get("comment"), dict):
            self.kept["ID"] = str(answer["comment"]["id"])


def matches(wanted: Any, found: Any) -> bool:
    if wanted == ANYTHING:
        return True
    if isinstance(wanted, dict) and isinstance(found, dict):
        return wanted.keys() == found.keys() and all(
            matches(value, found[name]) for name, value in wanted.items()
        )
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(matches, wanted, found))
    return bool(wanted == found)
