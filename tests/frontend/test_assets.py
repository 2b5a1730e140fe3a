import re

import pytest

from comments_service import frontend

WRITING = next(name for name in frontend.assets() if name.startswith("write."))


def test_the_script_names_the_part_that_was_built_with_it() -> None:
    assert WRITING.encode() in frontend.asset("embed.js")


def test_what_was_not_built_is_no_asset() -> None:
    with pytest.raises(KeyError):
        frontend.asset("../package.json")


@pytest.mark.parametrize("name", ["embed.js", WRITING])
@pytest.mark.parametrize(
    "sink", ["innerHTML", "outerHTML", "insertAdjacentHTML", "DOMParser", "eval("]
)
def test_no_script_makes_html_of_text(name: str, sink: str) -> None:
    assert sink.encode() not in frontend.asset(name)


def test_the_style_fetches_nothing() -> None:
    assert not re.search(rb"url\(|@import|@font-face", frontend.asset("page.css"))
