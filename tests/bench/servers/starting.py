"""Start one of them on a free port."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.services import ports, processes, waiting
from tests.services.gunicorn import ROOT


@contextmanager
def started(app: str, home: Path, env: Mapping[str, str] | None = None) -> Iterator[int]:
    """Serve `module:app` of this package under the service's settings, and answer its port."""
    port, log = ports.free(), home / "log"
    command: list[str | Path] = [
        *(sys.executable, "-m", "gunicorn", "--config", "python:tests.bench.servers.settings"),
        *("--bind", f"127.0.0.1:{port}", f"tests.bench.servers.{app}"),
    ]
    own = {"COMMENTS_HOME": str(home), "PYTHONPATH": str(ROOT), **(env or {})}
    with processes.running(command, log, env=own) as process:

        def listens() -> bool:
            processes.alive(process, log)
            return ports.answers(port)

        waiting.until(listens, f"{app} listens")
        yield port
