"""What measures share in one run: sizes, databases, and how servers are started."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from tests.bench import driving, library, seeding
from tests.bench.driving import Ask, Load
from tests.bench.library import Library
from tests.bench.peers import isso
from tests.bench.posts import UNLIMITED
from tests.bench.servers import starting
from tests.bench.sizes import USUAL, Sizes
from tests.services import api, gunicorn
from tests.services.gunicorn import Service

# Nothing is kept, so every page is made new.
MADE_NEW = {"COMMENTS_PAGE_CACHE_BYTES": "0", "COMMENTS_PAGE_MIN_AGE": "0"}


@dataclass(frozen=True)
class Page:
    """The bytes of an answer, so that others can be made to answer as many."""

    body: bytes
    kind: str
    tag: str


class Bench:
    def __init__(self, folder: Path, sizes: Sizes) -> None:
        self.sizes = sizes
        self.folder = folder
        self.library = Library(folder, sizes)
        self.end = time.monotonic() + 60 * sizes.minutes

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self.end

    def page(self, port: int, target: str) -> Page:
        """Look at a page as a browser gets it, once it is kept."""
        api.send(port, "GET", target, headers=driving.BROWSER)
        answer = api.send(port, "GET", target, headers=driving.BROWSER)
        if answer.status != HTTPStatus.OK:
            raise LookupError(f"{target}: {answer.status} {answer.body[:200]!r}")
        told = answer.headers
        return Page(answer.body, told["Content-Type"], told["ETag"] or "")

    @contextmanager
    def service(self, home: Path, settings: dict[str, str] | None = None) -> Iterator[Service]:
        """Start the service as it is shipped on a home of the library's, but for `settings`."""
        own = {"COMMENTS_HOME": str(home), "COMMENTS_SECRET": seeding.SECRET, **(settings or {})}
        with gunicorn.service(own, self.log("service")) as running:
            yield running

    @contextmanager
    def open_service(self, home: Path, settings: dict[str, str] | None = None) -> Iterator[Service]:
        """Start it on a copy, to post as often as one likes."""
        with (
            self.library.copy(home) as copy,
            self.service(copy, {**UNLIMITED, **(settings or {})}) as running,
        ):
            yield running

    @contextmanager
    def constant(self, page: Page, app: str) -> Iterator[int]:
        """Start what answers these bytes, `bare` or `flask`, under the same settings."""
        home = self.fresh("constant")
        (home / "body").write_bytes(page.body)
        env = {"BENCH_BODY": str(home / "body"), "BENCH_TYPE": page.kind}
        with starting.started(f"constant:{app}", home, env) as port:
            yield port

    @contextmanager
    def isso(self, comments: int, lengths: Sequence[int] = (USUAL,)) -> Iterator[int]:
        """Start Isso with the same comments as `library.ordinary` has; may raise Unavailable."""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="isso-") as folder:
            records = library.same_records(comments, lengths)
            with isso.served(Path(folder), records) as port:
                yield port

    def fresh(self, name: str) -> Path:
        return Path(tempfile.mkdtemp(dir=self.folder, prefix=f"{name}-"))

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def compared(self, asks: dict[str, Ask]) -> dict[str, Load]:
        return driving.compared(asks, seconds=self.sizes.seconds)
