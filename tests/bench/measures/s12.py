import statistics
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.bench import cluster, consistency, driving, targets
from tests.bench.bench import Bench
from tests.bench.cluster import Cluster
from tests.bench.consistency import Load, Result
from tests.bench.figures import Figure, at_most, kept, missing
from tests.bench.measures import s08
from tests.bench.memory import cpu_seconds, resident
from tests.services.errors import Unavailable
from tests.services.gunicorn import Service
from tests.services.killing import OLDEST_PAGE

TITLE = "two nodes on one PostgreSQL and Redis, reads on a streaming replica"
# A second at the node that made it, and as long in the proxy as its answers allow.
OLDEST_BEHIND_PROXY = 5.0


def measure(bench: Bench) -> Generator[Figure]:
    try:
        with cluster.started(bench) as running:
            yield cost(bench, running)
            yield from promises(bench, running)
    except Unavailable as error:
        yield missing("the cluster", str(error))


def cost(bench: Bench, running: Cluster) -> Figure:
    one, two = running.nodes[:1], running.nodes
    used(two, 1.0)
    work = {
        "one": lambda: used(one, bench.sizes.seconds),
        "two": lambda: used(two, bench.sizes.seconds),
    }
    done = driving.in_turn(work)
    found = {name: statistics.median(runs) for name, runs in done.items()}
    behind = f"{1e6 * found['two']:,.0f} µs a read, with one {1e6 * found['one']:,.0f} µs"
    ratio = found["two"] / found["one"]
    return at_most("CPU seconds a read, of one node's", ratio, 1.1, " ×", behind)


def used(nodes: Sequence[Service], seconds: float) -> float:
    """Read from all of them at once, and say how much of a processor a read has taken."""
    workers = [pid for node in nodes for pid in node.workers]
    before = cpu_seconds(workers)
    asks = [driving.get(node.port, [targets.HUNDRED]) for node in nodes]
    connections = driving.CONNECTIONS // len(nodes)
    with ThreadPoolExecutor(len(asks)) as pool:
        loads = pool.map(
            lambda ask: driving.drive(ask, seconds=seconds, connections=connections), asks
        )
        reads = sum(load.rate * max(1, round(seconds)) for load in loads)
    return (cpu_seconds(workers) - before) / reads


def promises(bench: Bench, running: Cluster) -> Iterator[Figure]:
    """Check what everybody is promised: at the nodes, through the proxy, and while one dies."""
    nodes = [node.port for node in running.nodes]
    proxy = [running.proxy.port]
    seconds = bench.sizes.consistency

    def memory() -> int:
        return resident(running.workers)

    straight = Load(nodes, nodes, s08.THREAD, seconds / 2)
    yield told("at the nodes", consistency.check(straight, memory=memory))
    behind = Load(proxy, proxy, s08.THREAD, seconds / 2, oldest=OLDEST_BEHIND_PROXY)
    yield told("at the proxy", consistency.check(behind, memory=memory))
    # A node that is dead for a while says nothing of how memory grows.
    failing = Load(proxy, proxy, s08.THREAD, seconds, oldest=OLDEST_PAGE, repeat=True)
    result = consistency.check(failing, during=running.killing)
    yield told("at the proxy, a node killed and started", result)


def told(where: str, result: Result) -> Figure:
    return kept(f"{where}, what everybody is promised", result.wrong(), str(result))
