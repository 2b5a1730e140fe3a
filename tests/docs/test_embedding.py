"""What publishers may rely on is written down, and what is written down is there."""

import re
import runpy
from pathlib import Path

from tests.docs.embedding import WORDS, back_end
from tests.docs.examples import ROOT
from tests.services import ports

STYLE = (ROOT / "comments_service/frontend/src/thread.css").read_text()
SCRIPTS = (ROOT / "comments_service/frontend/src").rglob("*.ts")
TEMPLATES = (ROOT / "comments_service/edge/widget/templates/widget").glob("*.html")


def test_every_custom_property_is_explained() -> None:
    used = set(re.findall(r"var\((--ct-[a-z-]+)", STYLE))
    assert set(re.findall(r"`(--ct-[a-z-]+)`", WORDS)) == {
        name for name in used if not re.search(rf"^\s*{name}:", STYLE, re.MULTILINE)
    }


def test_every_part_is_explained() -> None:
    marks = r'part="(\w+)"|"part", "(\w+)"'
    pages = [page.read_text() for page in (*TEMPLATES, *SCRIPTS)]
    parts = {one or other for page in pages for one, other in re.findall(marks, page)}
    rows = [line for line in WORDS.splitlines() if line.startswith("| `")]
    assert parts <= {word for row in rows for word in re.findall("`([a-z]+)`", row)}


def test_every_shipped_language_is_named() -> None:
    shipped = {path.stem for path in (ROOT / "comments_service/locales").glob("*.json")}
    named = re.search(r"sets the language \(([^)]*)\)", WORDS)
    assert named is not None
    assert set(re.findall("`([A-Za-z-]+)`", named[1])) == shipped


def test_a_back_end_gets_along_without_the_comments(tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{ports.free()}"

    recipe = runpy.run_path(str(back_end(tmp_path, nobody, site="daily")))

    assert recipe["comments"]("budget-2026") == ""
