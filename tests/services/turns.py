"""What only one process of the tests may do at a time, as when two workers miss one program."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    """Wait until nobody else is at it; the kernel ends the turn of who dies."""
    with (Path(tempfile.gettempdir()) / f"tests-{what}-{os.getuid()}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
