"""What a moderator's browser fetches for the first look at a full queue."""

import brotli
import pytest

from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow

MOST = 40_000
WORDS = ["tram", "stop", "night", "council", "answer", "budget", "morning", "street", "closed"]


def test_the_desk_weighs_at_most_40_kb_with_a_full_page_of_a_queue(
    careful: World, desk: Desk
) -> None:
    for number in range(25):
        # No two alike, as people write: nothing of it is saved by saying it twice.
        text = " ".join(WORDS[(number * each) % len(WORDS)] + str(each) for each in range(1, 40))
        careful.post(text, author={"name": f"Reader {number}"}, title=f"Article {number}")

    parts = [desk.client.get(f"/desk/desk.{kind}").data for kind in ("css", "js")]
    parts.append(desk.get().encode())

    assert parts[2].count(b"data-comment=") == 25
    assert sum(len(brotli.compress(part)) for part in parts) <= MOST
