"""A node that is killed while it serves, and started again where it was."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.services.gunicorn import Service, service

# Behind the proxy, in seconds: one at the node that made a page, three at rest in the proxy, and
# three more for those who ask while the proxy waits for a node that has just died or begins again.
OLDEST_PAGE = 7.0


@dataclass
class Killing:
    """Kill the first of `nodes` at one moment and start it again at another, both in seconds.

    Called all the while with the seconds that have passed, as `consistency.check` calls `during`.
    """

    nodes: list[Service]
    settings: Mapping[str, str]
    log: Path
    # Ends what was started.
    stack: ExitStack
    at: float
    again: float
    done: list[str] = field(default_factory=list)

    def __call__(self, elapsed: float) -> None:
        if elapsed > self.at and not self.done:
            self.nodes[0].kill()
            self.done.append("killed")
        if elapsed > self.again and self.done == ["killed"]:
            begun = service(self.settings, self.log, workers=1, port=self.nodes[0].port)
            self.nodes[0] = self.stack.enter_context(begun)
            self.done.append("started")
