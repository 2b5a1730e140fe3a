import re
from pathlib import Path

import pytest

from comments_service import frontend

WRITING = next(name for name in frontend.assets() if name.startswith("write."))
WHOLE = next(name for name in frontend.assets() if re.fullmatch(r"embed\.\w{8}\.js", name))


def test_the_script_names_the_part_that_was_built_with_it() -> None:
    assert WRITING.encode() in frontend.asset("embed.js")


def test_the_script_of_one_file_imports_nothing() -> None:
    whole = frontend.asset(WHOLE)

    assert not re.search(rb"\bimport\s*\(|\bimport\s*[\"'{*]", whole)
    assert len(whole) > len(frontend.asset("embed.js"))


def test_what_was_not_built_is_no_asset() -> None:
    with pytest.raises(KeyError):
        frontend.asset("../package.json")


@pytest.mark.parametrize("name", ["embed.js", WRITING, WHOLE])
@pytest.mark.parametrize(
    "sink", ["innerHTML", "outerHTML", "insertAdjacentHTML", "DOMParser", "eval("]
)
def test_no_script_makes_html_of_text(name: str, sink: str) -> None:
    assert sink.encode() not in frontend.asset(name)


def test_the_style_fetches_nothing() -> None:
    assert not re.search(rb"url\(|@import|@font-face", frontend.asset("page.css"))


def test_the_style_takes_its_colours_from_the_page() -> None:
    """A system colour is the browser's, light or dark by its own mind, not the page's."""
    style = (Path(frontend.__file__).parent / "src" / "thread.css").read_text()

    declared = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    assert not re.search(
        r"\b(?:Canvas|CanvasText|Link\w+|Field\w*|Button\w+|Gray\w+|Mark\w*)\b", declared
    )
