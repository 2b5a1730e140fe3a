from collections.abc import Generator

from tests.bench import conversations, driving, targets
from tests.bench.bench import Bench
from tests.bench.figures import Figure, at_least
from tests.bench.measures import beside
from tests.bench.peers import isso

TITLE = "counts of 20 articles"
ARTICLES = [conversations.article(number) for number in range(1, 21)]


def measure(bench: Bench) -> Generator[Figure]:
    comments = bench.sizes.counted
    with bench.service(bench.library.ordinary(comments)) as service:
        target = targets.counts(ARTICLES)
        ours = driving.get(service.port, [target])
        with bench.constant(bench.page(service.port, target), "flask") as flask:
            found = bench.compared({"service": ours, "flask": driving.get(flask, ["/"])})
        rate, other = found["service"].rate, found["flask"].rate
        yield at_least(
            f"with {comments:,} comments, of a Flask route with constant bytes",
            rate / other,
            0.4,
            " ×",
            f"{rate:,.0f}/s, {other:,.0f}/s",
        )
        theirs = [isso.uri(article) for article in ARTICLES]
        yield beside.isso(
            bench, 50, ours, lambda port: driving.post(port, "/count", theirs), comments=comments
        )
