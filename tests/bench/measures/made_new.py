"""What a page costs that is made for this request: time for one reader, and statements."""

from pathlib import Path

from comments_service import create_app
from tests.bench import driver, driving, seeding
from tests.bench.bench import MADE_NEW
from tests.databases import let_go
from tests.queries import queries

MOST, SECONDS = 200, 2.0


def milliseconds(port: int, target: str, *, most: int = MOST, seconds: float = SECONDS) -> float:
    """Return the median of one client's answers, after a few that are not counted."""
    ask = driving.get(port, [target])
    driver.median(ask, most=5, seconds=seconds)
    return driver.median(ask, most=most, seconds=seconds)


def statements(home: Path, target: str) -> int:
    """Count what is sent to the database for a page of this home."""
    settings = {"COMMENTS_HOME": str(home), "COMMENTS_SECRET": seeding.SECRET}
    app = create_app({**settings, **MADE_NEW})
    client = app.test_client()
    client.get(target, headers=driving.BROWSER)
    with queries() as sent:
        client.get(target, headers=driving.BROWSER)
    let_go(app)
    return len(sent)
