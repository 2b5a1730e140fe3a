"""Server processes that are surely gone when the test is over."""

import os
import pwd
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.services import waiting


@contextmanager
def running(
    command: Sequence[str | Path],
    log: Path,
    *,
    user: str | None = None,
    env: Mapping[str, str] | None = None,
    farewell: signal.Signals = signal.SIGTERM,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server in a process group of its own, with its output in `log`."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=env,
            user=user,
            group=_group(user),
            extra_groups=None if user is None else [],
            start_new_session=True,
        )
    try:
        yield process
    finally:
        end(process, farewell)


def end(process: subprocess.Popen[bytes], farewell: signal.Signals) -> None:
    """Ask it to stop, then make it and all that it started."""
    process.send_signal(farewell)
    with suppress(subprocess.TimeoutExpired):
        process.wait(waiting.PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def ready(process: subprocess.Popen[bytes], log: Path, check: Sequence[str | Path]) -> None:
    """Wait until the command `check` succeeds; tell the log when the server ended instead."""

    def met() -> bool:
        alive(process, log)
        return subprocess.run(check, check=False, capture_output=True).returncode == 0

    waiting.until(met, f"{check[0]} says that the server is ready")


def alive(process: subprocess.Popen[bytes], log: Path) -> None:
    """Raise ChildProcessError with the end of the log when the process has ended."""
    if process.poll() is not None:
        said = log.read_text(errors="replace")[-4000:]
        raise ChildProcessError(f"{process.args!r} ended with {process.returncode}:\n{said}")


def children(pid: int) -> list[int]:
    """List the living children of a process, as the kernel knows them; of an ended one, none."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(child) for child in told.split()]


def _group(user: str | None) -> int | None:
    return None if user is None else pwd.getpwnam(user).pw_gid


def lives(pid: int) -> bool:
    """Whether it still runs: one that only waits to be buried does not."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def runs_as_root() -> bool:
    return os.geteuid() == 0
