"""What docs/theming.md says of each custom property and part."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.docs.examples import ROOT

DOCUMENT = ROOT / "docs/theming.md"
SECTION = re.compile(
    r"^### `([\w-]+)`$.*?^```css\n(.*?)^```$.*?^!\[[^\]]+\]\(([^)]+)\)$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Themed:
    rule: str
    picture: Path


def sections() -> Mapping[str, Themed]:
    return {
        name: Themed(rule, DOCUMENT.parent / picture)
        for name, rule, picture in SECTION.findall(DOCUMENT.read_text())
    }
