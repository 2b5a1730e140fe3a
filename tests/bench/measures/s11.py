from collections.abc import Generator, Iterator
from contextlib import ExitStack

from tests.bench import cluster, driving, posts, targets
from tests.bench.bench import Bench
from tests.bench.figures import Figure, at_least, missing
from tests.bench.measures import s07
from tests.bench.posting import Target
from tests.services import postgresql, redis
from tests.services.errors import Unavailable

TITLE = "PostgreSQL and Redis instead of SQLite"


def measure(bench: Bench) -> Generator[Figure]:
    try:
        with postgresql.server(durable=True) as server, redis.server() as counters:
            yield reads(bench, server, counters)
            yield from written(bench, server, counters)
    except Unavailable as error:
        yield missing("PostgreSQL and Redis", str(error))


def reads(bench: Bench, server: postgresql.Server, counters: redis.Server) -> Figure:
    home = bench.fresh("on-postgresql")
    with (
        cluster.database(bench, server, home) as url,
        bench.service(bench.library.ordinary(bench.sizes.databases[0])) as ours,
        bench.service(home, settings(url, counters)) as theirs,
    ):
        asks = {
            "SQLite": driving.get(ours.port, [targets.HUNDRED]),
            "PostgreSQL": driving.get(theirs.port, [targets.HUNDRED]),
        }
        found = bench.compared(asks)
    small, large = found["SQLite"].rate, found["PostgreSQL"].rate
    behind = f"{large:,.0f}/s, SQLite {small:,.0f}/s"
    return at_least("hot reads, of SQLite's", large / small, 0.5, " ×", behind)


def settings(url: str, counters: redis.Server) -> dict[str, str]:
    return {"COMMENTS_DATABASE_URL": url, "COMMENTS_REDIS_URL": counters.url}


def written(bench: Bench, server: postgresql.Server, counters: redis.Server) -> Iterator[Figure]:
    with ExitStack() as stack:
        enter = stack.enter_context

        def served(url: str, articles: int) -> Target:
            place = s07.folder(stack, bench)
            more = {"COMMENTS_REDIS_URL": counters.url} if url else {}
            return enter(posts.served(place, url, guests=8, articles=articles, more=more))

        found = s07.compared(
            bench,
            {
                "SQLite": served("", 1),
                "one": served(server.create("one"), 1),
                "eight": served(server.create("eight"), 8),
            },
            8,
        )
    sqlite, one, eight = (found[name].rate for name in ("SQLite", "one", "eight"))
    behind = f"{one:,.0f}/s, SQLite {sqlite:,.0f}/s"
    yield at_least("8 clients on one article, of SQLite's", one / sqlite, 0.7, " ×", behind)
    behind = f"{eight:,.0f}/s, {one:,.0f}/s"
    yield at_least("on 8 articles, of one", eight / one, 1.0, " ×", behind)
