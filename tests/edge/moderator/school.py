"""Moderators who decide over HTTP, and a filter that is taught by it."""

from dataclasses import dataclass
from typing import Any

from comments_service.actions import teaching
from comments_service.domain.learning import LEAST_LESSONS
from comments_service.storage import filters
from tests.edge.moderator.world import World

OFFER, TALK = "Cheap watches, visit my channel", "The council has mended the old bridge"


@dataclass
class School:
    world: World

    def decide(self, text: str, action: str, **more: Any) -> int:
        posted, _ = self.world.post(text, **more)
        answer = self.world.decide(posted, action)
        assert answer.status_code == 200, answer.get_json()
        return posted

    def teach(self) -> None:
        with self.world.app.app_context():
            while teaching.next_ones():
                pass
            # Not every few seconds, but now.
            filters.shelf().asked_at.clear()

    def lessons(self, number: int = LEAST_LESSONS) -> None:
        for at in range(number):
            self.decide(f"{OFFER} {at}", "spam")
            self.decide(f"{TALK} {at}", "approve")
        self.teach()

    def state(self, site: str = "daily", key: str | None = None) -> Any:
        answer = self.world.call("GET", f"/moderation/filter?site={site}", key=key)
        return answer.get_json()["filter"]

    def known(self) -> tuple[int, int]:
        state = self.state()
        return state["spams"], state["honests"]

    def score(self, comment_id: int) -> Any:
        return self.world.call("GET", f"/moderation/comments/{comment_id}/score").get_json()
