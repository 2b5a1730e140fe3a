"""Two moderators at once, in two processes: one decides, the other is told, the record holds."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from comments_service.actions import administering, verifying
from tests.services import api
from tests.services.gunicorn import service

pytestmark = pytest.mark.faults

COMMENTS, AT_ONCE = 1000, 500


def test_t38_two_processes_race_a_thousand_decisions_and_each_is_taken_once(
    app: Flask, settings: dict[str, str], tmp_path: Path
) -> None:
    with app.app_context():
        administering.create_site("daily", "The Daily", [], {})
        loader, *keys = (
            administering.create_key("daily", name, ["post", "moderate"])
            for name in ("Loader", "Ann", "Ben")
        )
    settings = {**settings, "COMMENTS_LIMITS_FACTOR": "1000"}
    with (
        service(settings, tmp_path / "one", workers=1) as one,
        service(settings, tmp_path / "two", workers=1) as two,
    ):
        posted = filled(one.port, loader)
        # From both ends of a list each would meet the other once; so both begin at the same.
        racers = [Racer(one.port, keys[0]), Racer(two.port, keys[1])]
        with ThreadPoolExecutor(len(racers)) as pool:
            raced = list(pool.map(lambda racer: [racer.decide(each) for each in posted], racers))

    for first, second in zip(*raced, strict=True):
        told, refused = sorted((first, second), key=lambda answer: answer.status)
        assert (told.status, refused.status) == (200, 409)
        assert refused.json["code"] == "decided_meanwhile"
        who = told.json["decision"]["moderator"]["name"]
        assert refused.json["detail"].startswith(f"{who} has decided")
    # It was a race: both of them were first now and then.
    assert min(Counter(answer.status for answer in raced[0]).values()) > 0
    with app.app_context():
        found = verifying.verify("daily")
    assert (found.head.number, found.flaw) == (COMMENTS, None)


class Racer:
    def __init__(self, port: int, key: str) -> None:
        self.port, self.headers = port, {"Authorization": f"Bearer {key}"}

    def decide(self, comment_id: int) -> api.Answer:
        body = {"action": "reject", "reason": "By the rules", "version": 1, "seen": 0}
        path = f"/moderation/comments/{comment_id}/decision"
        return api.call(self.port, "PUT", path, body, headers=self.headers)


def filled(port: int, key: str) -> list[int]:
    """Post what is to be decided about; return the ids."""
    who = {"subject": "reader-1", "name": "Ines"}
    found: list[int] = []
    for begun in range(0, COMMENTS, AT_ONCE):
        items = [
            {
                "site": "daily",
                "article": f"race-{number // 50}",
                "text": f"Text {number}",
                "on_behalf_of": who,
            }
            for number in range(begun, begun + AT_ONCE)
        ]
        headers = {"Authorization": f"Bearer {key}"}
        answer = api.call(port, "POST", "/comments/batch", {"items": items}, headers=headers)
        found += [each["comment"]["id"] for each in answer.json["results"]]
    return found
