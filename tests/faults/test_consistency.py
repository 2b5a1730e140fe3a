"""What readers and authors are promised holds under full load, also while a node is killed."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from comments_service import create_app
from comments_service.actions import administering
from tests import databases
from tests.bench import consistency
from tests.bench.consistency import Load
from tests.conftest import settings_for
from tests.loud import Loud
from tests.services import api, nginx, postgresql, redis, waiting
from tests.services.gunicorn import Service, service
from tests.services.killing import OLDEST_PAGE, Killing

pytestmark = pytest.mark.faults

THREAD = {"site": "daily", "article": "storm"}
SECONDS = 8.0
# By default a page may rest so long; a test that reads the thread at once sets it to nothing.
AS_SHIPPED = {
    "COMMENTS_PAGE_MIN_AGE": "250 ms",
    "COMMENTS_POSTING_LIMIT": "1000000 per minute",
    "COMMENTS_LIMITS_FACTOR": "100000",
}
# Noise of a run this short; what grows with each page would be far above it.
MOST_GROWTH = 0.15


def test_under_full_load_everybody_sees_what_they_are_promised(
    app: Flask, settings: dict[str, str], tmp_path: Path
) -> None:
    with app.app_context():
        administering.create_site("daily", "The Daily", [], {})
    with service(settings | AS_SHIPPED, tmp_path / "log") as running:
        load = Load([running.port], [running.port], THREAD, SECONDS)

        result = consistency.check(load, memory=lambda: resident([running]))

    assert result.wrong() == []
    assert result.posts >= 0.9 * load.rate * SECONDS
    assert result.not_modified > 0
    assert result.growth < MOST_GROWTH, result.memory


def test_two_nodes_a_replica_and_a_proxy_keep_the_same_promises_while_a_node_is_killed(
    loud: Loud, tmp_path: Path
) -> None:
    with cluster(loud, tmp_path) as running:
        port = running.proxy.port
        load = Load([port], [port], THREAD, 12.0, oldest=OLDEST_PAGE, repeat=True)

        result = consistency.check(load, during=running.killing)

        assert running.killing.done == ["killed", "started"]
        waiting.until(lambda: running.replicas() == {"ok"}, "replicas are read")
        answered = {line["node"] for line in logged(running.proxy)}

    assert result.wrong() == []
    assert result.posts >= 0.9 * load.rate * load.seconds
    # Both of them were asked, and neither alone for all the time.
    assert {f"127.0.0.1:{node.port}" for node in running.nodes} <= answered


@dataclass(frozen=True)
class Cluster:
    nodes: list[Service]
    proxy: nginx.Server
    killing: Killing

    def replicas(self) -> set[str]:
        """Ask every node how its replica is."""
        return {api.send(node.port, "GET", "/readyz").json["replica"] for node in self.nodes}


@contextmanager
def cluster(loud: Loud, folder: Path) -> Iterator[Cluster]:
    with ExitStack() as stack:
        primary = stack.enter_context(loud.started("PostgreSQL", postgresql.server()))
        replica = stack.enter_context(postgresql.replica(primary))
        counters = stack.enter_context(loud.started("Redis", redis.server()))
        databases.make_tables(primary.create("comments"))
        settings = {
            **settings_for(primary.url("comments"), folder),
            **AS_SHIPPED,
            "COMMENTS_REPLICA_URL": replica.url("comments"),
            "COMMENTS_REDIS_URL": counters.url,
            "COMMENTS_TRUSTED_PROXIES": "1",
        }
        begin(settings)
        nodes = [
            stack.enter_context(service(settings, folder / f"node-{at}.log", workers=1))
            for at in range(2)
        ]
        at = [node.port for node in nodes]
        proxy = nginx.server(at, folder / "nginx.log", changes=nginx.UNLIMITED)
        started = stack.enter_context(loud.started("nginx", proxy))
        killing = Killing(nodes, settings, folder / "again.log", stack, at=4, again=6)
        yield Cluster(nodes, started, killing)


def begin(settings: dict[str, str]) -> None:
    app = create_app(settings)
    with app.app_context():
        administering.create_site("daily", "The Daily", [], {})
    databases.let_go(app)


def logged(proxy: nginx.Server) -> list[dict[str, str]]:
    lines = proxy.log.read_text().splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def resident(services: list[Service]) -> int:
    """Return the bytes of memory that the workers hold."""
    pids = [pid for one in services for pid in one.workers]
    pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids]
    return sum(pages) * 4096
