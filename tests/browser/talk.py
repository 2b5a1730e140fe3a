"""What others say meanwhile: posted past every browser, as an app of theirs would."""

from collections.abc import Sequence
from typing import Any

from tests.browser.conftest import Demo
from tests.services import api


def say(
    demo: Demo, article: str, text: str, *, name: str = "Ann", parent: int | None = None
) -> int:
    """Post a comment as a new guest, and return its id."""
    draft: dict[str, Any] = {"site": "demo", "article": article, "text": text}
    draft |= {"author": {"name": name}, "parent_id": parent}
    answer = api.call(demo.port, "POST", "/comments", draft)
    assert answer.status == 201, answer.body
    return int(answer.json["comment"]["id"])


def say_all(demo: Demo, article: str, texts: Sequence[str], **how: Any) -> list[int]:
    return [say(demo, article, text, **how) for text in texts]
