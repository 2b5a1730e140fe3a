"""A real nginx, Debian's, with the shipped configuration in front of nodes on loopback."""

import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.services import debian, ports, processes, waiting

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "deploy/nginx.conf"
SSI = ROOT / "deploy/ssi.conf"
NODES = re.compile(r"^(\s*)server node1:8000 (.*);\n\s*server node2:8000 \2;$", re.MULTILINE)
LISTEN = "listen 80 default_server"
# A load comes from one address; a test of the rates leaves them as they are shipped.
UNLIMITED = {"rate=100r/s": "rate=1000000r/s", "burst=300": "burst=1000000"}


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[bytes]
    port: int
    log: Path
    version: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def server(
    nodes: Sequence[int], log: Path, *, changes: dict[str, str] | None = None
) -> Iterator[Server]:
    """Start nginx in front of the nodes at these ports; raise Unavailable where there is none.

    `changes` are made in the shipped file beside its addresses: each must stand there.
    """
    port = ports.free()
    written = configuration(SHIPPED.read_text(), nodes, port, changes or {})
    with running(written, port, log) as started:
        yield started


@contextmanager
def publisher(comments: int, page: str, log: Path) -> Iterator[Server]:
    """Start the shipped example of a publisher's own server, with one page, at `/`."""
    port = ports.free()
    written = SSI.read_text()
    for before, after in {
        "listen 8080;": f"listen 127.0.0.1:{port};",
        "root /srv/articles;": "root articles;",
        "http://comments.example/": f"http://127.0.0.1:{comments}/",
    }.items():
        written = _replaced(written, before, after)
    whole = f"pid nginx.pid; events {{}} http {{ access_log off; {written} }}"
    with running(whole, port, log, {"articles/index.html": page}) as started:
        yield started


@contextmanager
def running(
    written: str, port: int, log: Path, files: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Server]:
    binary = _binary()
    # Its workers are of another user than root, so the folder must not be root's alone.
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for path, text in {"nginx.conf": written, **files}.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text)
        options: list[str | Path] = ["-p", folder, "-c", folder / "nginx.conf", "-g", "daemon off;"]
        with processes.running([binary, *options], log) as process:

            def listens() -> bool:
                processes.alive(process, log)
                return ports.answers(port)

            waiting.until(listens, "nginx listens")
            yield Server(process, port, log, version())


def configuration(shipped: str, nodes: Sequence[int], port: int, changes: dict[str, str]) -> str:
    """Return the shipped file with other addresses, and otherwise as it is."""
    found = NODES.sub(lambda block: _at(nodes, block[1], block[2]), shipped)
    for before, after in ({LISTEN: f"listen 127.0.0.1:{port} default_server"} | changes).items():
        found = _replaced(found, before, after)
    return found


def _replaced(text: str, before: str, after: str) -> str:
    if before not in text:
        raise ValueError(f"the shipped file does not say {before!r}")
    return text.replace(before, after)


def _at(nodes: Sequence[int], indent: str, options: str) -> str:
    return "\n".join(f"{indent}server 127.0.0.1:{port} {options};" for port in nodes)


def version() -> str:
    said = subprocess.run([_binary(), "-v"], check=True, capture_output=True, text=True)
    return said.stderr.strip().rpartition("/")[2].split()[0]


def _binary() -> Path:
    return debian.binary("nginx", lambda: debian.on_path("nginx"))
