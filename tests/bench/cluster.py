"""Two nodes on one PostgreSQL and Redis, a streaming replica for reads, and the shipped proxy."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import seeding
from tests.bench.bench import Bench
from tests.bench.posts import UNLIMITED
from tests.bench.sizes import USUAL
from tests.services import nginx, postgresql, redis
from tests.services.gunicorn import Service, service
from tests.services.killing import Killing


@dataclass(frozen=True)
class Cluster:
    nodes: list[Service]
    proxy: nginx.Server
    killing: Killing

    @property
    def workers(self) -> list[int]:
        return [pid for node in self.nodes for pid in node.workers]


@contextmanager
def database(bench: Bench, server: postgresql.Server, home: Path) -> Iterator[str]:
    """Fill a database of the server's as the smallest of the library is, and drop it again."""
    url = server.create("comments")
    seeding.seed(url, home, comments=bench.sizes.databases[0], lengths=(USUAL,))
    try:
        yield url
    finally:
        server.drop("comments")


@contextmanager
def started(bench: Bench) -> Iterator[Cluster]:
    """Raise Unavailable where one of them cannot be had."""
    with ExitStack() as stack:
        primary = stack.enter_context(postgresql.server(durable=True))
        replica = stack.enter_context(postgresql.replica(primary))
        counters = stack.enter_context(redis.server())
        home = bench.fresh("cluster")
        stack.enter_context(database(bench, primary, home))
        settings = {
            **UNLIMITED,
            "COMMENTS_HOME": str(home),
            "COMMENTS_SECRET": seeding.SECRET,
            "COMMENTS_DATABASE_URL": primary.url("comments"),
            "COMMENTS_REPLICA_URL": replica.url("comments"),
            "COMMENTS_REDIS_URL": counters.url,
            "COMMENTS_TRUSTED_PROXIES": "1",
        }
        nodes = [
            stack.enter_context(service(settings, home / f"node-{at}.log", workers=1))
            for at in range(2)
        ]
        ports = [node.port for node in nodes]
        proxy = nginx.server(ports, home / "nginx.log", changes=nginx.UNLIMITED)
        seconds = bench.sizes.consistency
        killing = Killing(
            nodes, settings, home / "again.log", stack, at=seconds / 3, again=seconds / 2
        )
        yield Cluster(nodes, stack.enter_context(proxy), killing)
