"""What publishers may rely on is written down, and what is written down is there."""

import re
import runpy
from pathlib import Path

from tests.docs.embedding import WORDS, back_end
from tests.docs.examples import ROOT
from tests.services import ports


def test_every_shipped_language_is_named() -> None:
    shipped = {path.stem for path in (ROOT / "comments_service/locales").glob("*.json")}
    named = re.search(r"sets the language \(([^)]*)\)", WORDS)
    assert named is not None
    assert set(re.findall("`([A-Za-z-]+)`", named[1])) == shipped


def test_a_back_end_gets_along_without_the_comments(tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{ports.free()}"

    recipe = runpy.run_path(str(back_end(tmp_path, nobody, site="daily")))

    assert recipe["comments"]("budget-2026") == ""
