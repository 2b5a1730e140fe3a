import pytest

from tests.edge.widget.conftest import Outline, Page, section


@pytest.fixture
def settings(settings: dict[str, str]) -> dict[str, str]:
    return {**settings, "COMMENTS_POSTING_LIMIT": "1 per hour"}


def test_the_script_is_told_when_to_try_again(page: Page) -> None:
    page.post("one")

    response = page.send("comments", text="two")

    assert (response.status_code, section(response)["code"]) == (429, "rate_limited")
    assert int(response.headers["Retry-After"]) > 0
    assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]


def test_a_reader_without_a_script_gets_their_text_back(ours: Page) -> None:
    ours.post("one")
    form = Outline(ours.get("/t", write=1).text).hidden("form")

    response = ours.send("comments", text="not to be lost", form=form, back="/t")

    outline = Outline(response.text)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert "not to be lost" in outline.text
    assert outline.all("p", role="alert")
