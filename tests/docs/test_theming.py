"""Every way to change how the widget looks is written down, with a rule and a picture."""

import re

import pytest

from tests.docs.examples import ROOT
from tests.docs.theming import sections

SOURCES = ROOT / "comments_service/frontend/src"
TEMPLATES = ROOT / "comments_service/edge/widget/templates/widget"
STYLE = "".join(sheet.read_text() for sheet in sorted(SOURCES.rglob("*.css")))
MARKUP = (*sorted(SOURCES.rglob("*.ts")), *sorted(TEMPLATES.glob("*.html")))
PART = re.compile(r'\bpart(?:="|", ")([\w-]+)"')
HEAVIEST = 15_000  # bytes; the documents are read on phones too


def test_every_custom_property_and_part_is_shown_and_nothing_else() -> None:
    properties = set(re.findall(r"var\((--ct-[a-z-]+)", STYLE))
    parts = {part for file in MARKUP for part in PART.findall(file.read_text())}

    assert len(properties) > 3
    assert sorted(sections()) == sorted(properties | parts)


@pytest.mark.parametrize("name", list(sections()))
def test_a_rule_is_about_its_name_and_has_a_small_picture(name: str) -> None:
    """A picture that is not there is taken by `make pictures`."""
    shown = sections()[name]
    picture = shown.picture.read_bytes()

    assert (f"{name}:" if name.startswith("--") else f"::part({name})") in shown.rule
    assert picture[:4] + picture[8:12] == b"RIFFWEBP"
    assert len(picture) <= HEAVIEST
