"""POST /preview."""

import pytest

from tests.api import Api, Thread, refusal, told


@pytest.mark.parametrize(
    "text",
    [
        "Plain",
        "*em* **strong** `code` > 1",
        "<b>bold</b> & <script>alert(1)</script>",
        "https://example.org/a?b=c&d\n\n> quoted\n\n- one\n- two",
        "\u202eoverridden\u202c",
    ],
)
def test_a_preview_is_what_will_be_shown(thread: Thread, text: str) -> None:
    previewed = told(thread.api.ask("POST", "/preview", json={"text": text}), 200)

    assert previewed == {"html": thread.write(text)["html"]}


def test_a_preview_refuses_what_a_post_refuses(api: Api) -> None:
    blank = api.ask("POST", "/preview", json={"text": " "})
    long = api.ask("POST", "/preview", json={"text": "x" * 10_001})

    assert refusal(blank, 400) == ("text_blank", ["text"])
    assert refusal(long, 400) == ("text_too_long", ["text"])


def test_a_preview_is_kept_by_nobody(api: Api) -> None:
    answer = api.ask("POST", "/preview", json={"text": "x"})

    assert answer.headers["Cache-Control"] == "private, no-store"
