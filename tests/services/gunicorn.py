"""The real service: gunicorn with its shipped configuration, on a free loopback port."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy import healthy
from tests.services import ports, processes, waiting

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Service:
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers that live right now."""
        return processes.children(self.process.pid)

    def kill(self) -> None:
        """End master and workers at once, as a power cut would: nobody is asked."""
        workers = self.workers
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        # A dead worker's threads may hold its socket for a moment longer than itself.
        waiting.until(
            lambda: not any(map(processes.lives, workers)) and not ports.answers(self.port),
            "the killed ones are gone",
        )

    def kill_a_worker(self) -> int:
        """End one worker at once; the master will start another. Answers whom it was."""
        victim = self.workers[0]
        os.kill(victim, signal.SIGKILL)
        return victim

    def healthy(self) -> bool:
        processes.alive(self.process, self.log)
        return healthy.lives(self.port)


@contextmanager
def service(
    settings: Mapping[str, str], log: Path, *, workers: int = 2, port: int | None = None
) -> Iterator[Service]:
    """Start the service and wait until it answers; its database must be there already.

    Give the `port` of a killed one to start it again where its clients expect it.
    """
    port = port or ports.free()
    command: list[str | Path] = [
        *(sys.executable, "-m", "gunicorn", "--config", ROOT / "deploy/gunicorn.conf.py"),
        *("--bind", f"127.0.0.1:{port}"),
    ]
    env = {**_bare(), **settings, "COMMENTS_WORKERS": str(workers), "PYTHONPATH": str(ROOT)}
    with processes.running(command, log, env=env) as process:
        started = Service(process, port, log)
        waiting.until(
            lambda: started.healthy() and len(started.workers) == workers,
            f"the service is healthy and has {workers} workers",
        )
        yield started


def _bare() -> dict[str, str]:
    """Leave out the settings of whoever runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COMMENTS_")}
