"""What is answered between Playwright and Firefox, and what is not."""

import json
from typing import Any

import pytest

from tests.services import bridge


def said(method: str, **features: Any) -> str:
    return json.dumps({"id": 7, "method": method, "params": {"features": features}})


def test_a_media_command_without_a_wish_is_granted() -> None:
    granted = bridge.grant(said(bridge.UNKNOWN, **bridge.NO_WISH))

    assert granted is not None
    assert json.loads(granted) == {"type": "success", "id": 7, "result": {}}


DARK: dict[str, Any] = {"prefers-color-scheme": "dark"}


@pytest.mark.parametrize(
    "message",
    [said(bridge.UNKNOWN, **DARK), said("emulation.setViewport", **bridge.NO_WISH)],
    ids=["a wish", "another command"],
)
def test_all_else_is_for_firefox_to_answer(message: str) -> None:
    assert bridge.grant(message) is None
